"""/cases: their files, sent in parts and read as a stream."""

import re
from typing import Annotated, Any, Final
from uuid import UUID

from anyio import CancelScope
from anyio.to_thread import run_sync
from fastapi import Body, Path, Request, Response
from pydantic_core import to_json
from starlette.requests import ClientDisconnect

from api.answers import ETAG, Responses, header, problems
from api.asking import Asked, Asking
from api.dependencies import CaseId, TheReading
from api.examples.filing import NEW_FILE
from api.files.arriving import Arriving, NewFile, Part, Upload, begun
from api.files.completing import Completion
from api.files.content import KNOWN
from api.files.filing import Filing
from api.files.listed import File
from api.files.reading import listed, read
from api.mailboxes import Doorkeeper
from api.problems import BadRequest, Wrong
from api.reading import PartRoute, speaking
from api.routes.histories import ForPurpose
from api.routing import below_organisation
from cases.actors import has_mailbox
from cases.request import Receipt

router = below_organisation("/cases", "files")

PARTIAL: Final = "application/partial-upload"
BYTES: Final = {"schema": {"type": "string", "format": "binary"}}
AT_ONCE: Final = 1 << 20
"""Bytes of a part that are held in memory."""
OFFSET: Final = re.compile(r"0|[1-9][0-9]{0,15}")
SENT_ON: Final[dict[str, Any]] = {
    "Upload-Offset": header("How much of it has arrived.", "65536"),
    "Upload-Length": header("How much it is in all.", "182044"),
}
BEGUN: Final[Responses] = {201: {"headers": SENT_ON}}
COME: Final[Responses] = {200: {"headers": SENT_ON}}
SENT: Final[Responses] = {
    201: {"description": "The file is in the case.", "headers": ETAG},
    204: {"description": "More is to come.", "headers": SENT_ON},
}
READ: Final[Responses] = {
    200: {"description": "The file.", "content": dict.fromkeys(KNOWN, BYTES)}
}
New = Annotated[NewFile, Body(openapi_examples={"example": {"value": NEW_FILE}})]
Item = Annotated[UUID, Path(description="The file.")]


def filing(request: Request) -> Filing:
    """What the service takes for a file."""
    found: Filing = request.app.state.filing
    return found


@router.post(
    "/{case_id}/files",
    status_code=201,
    responses=BEGUN
    | problems(
        *("refused", "too-large", "unsupported-media-type", "too-many"),
        *("file-too-large", "file-type"),
    ),
)
def add_file(
    case_id: CaseId, new: New, asked: Asked, request: Request, response: Response
) -> Arriving:
    """Say that a file is going to be sent; it is not in the case before it is whole.

    Its bytes follow in parts (`PATCH …/uploads/{item}`), within a day. What it is
    called is sealed; what it is is seen by its content.
    """
    if has_mailbox(asked.by.id):
        doorkeeper: Doorkeeper = request.app.state.doorkeeper
        doorkeeper.admit(f"/files of {asked.organisation.name}")
    come = begun(filing(request), asked, case_id, new)
    response.headers["Location"] = f"{_below(asked)}/{case_id}/uploads/{come.item}"
    response.headers.update(_how_far(come))
    return come


@router.get("/{case_id}/uploads/{item}", responses=COME)
@router.head("/{case_id}/uploads/{item}", include_in_schema=False)
def read_upload(
    case_id: CaseId, item: Item, asked: Asked, response: Response
) -> Arriving:
    """How much of a file has arrived; `HEAD` says it in headers alone."""
    come = Upload.found(asked, case_id, item).come()
    response.headers.update(_how_far(come))
    return come


@router.delete("/{case_id}/uploads/{item}", status_code=204, response_class=Response)
def drop_upload(case_id: CaseId, item: Item, asked: Asked) -> Response:
    """Keep nothing of a file that has not arrived whole."""
    Upload.found(asked, case_id, item).drop()
    return Response(None, 204)


async def send_part(
    case_id: CaseId, item: Item, asked: Asked, request: Request
) -> Response:
    """Send the next part of a file, from `Upload-Offset` on.

    204 says in `Upload-Offset` how much has arrived; 201, after the last part, is the
    receipt of the file in the case. A part that was broken off is kept as far as its
    pieces are whole. Once all has arrived, an empty part asks for the receipt again.
    """
    upload = await run_sync(Upload.found, asked, case_id, item)
    offset = _offset(request)
    if not (upload.kept or await _taken(request, upload, offset)):
        return Response(None, 204, _how_far(await run_sync(upload.come)))
    completion = Completion(filing(request), upload)
    receipt = await run_sync(completion.recorded, limiter=filing(request).at_once)
    tag = {"ETag": f'"{receipt.version}"'}
    return Response(to_json(receipt), 201, tag, "application/json")


router.add_api_route(
    "/{case_id}/uploads/{item}",
    send_part,
    methods=["PATCH"],
    status_code=201,
    response_model=Receipt,
    route_class_override=PartRoute,
    responses=SENT
    | problems(
        *("refused", "unsupported-media-type", "tampered", "quarantined"),
        *("offset", "file-too-large", "file-type", "file-unreadable", "infected"),
    ),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {PARTIAL: BYTES},
        }
    },
)


@router.get("/{case_id}/files", responses=problems("tampered"))
def list_files(
    case_id: CaseId, reading: TheReading, purpose: ForPurpose = None
) -> list[File]:
    """The files of the case that the caller may read, oldest first.

    Handlers read the copy of a file; the original, with all that it says of its making,
    is for whoever sent it and for those who take evidence.
    """
    return listed(reading, case_id, purpose)


def read_file(
    case_id: CaseId, item: Item, reading: TheReading, purpose: ForPurpose = None
) -> Response:
    """One file of the case, as a stream; 410 once it is erased.

    It is read for a `purpose`: 400 without one. Its name is not among the headers: the
    list of files has it.
    """
    return read(reading, case_id, item, purpose)


router.add_api_route(
    "/{case_id}/files/{item}",
    read_file,
    methods=["GET"],
    response_class=Response,
    route_class_override=speaking(*KNOWN),
    responses=READ | problems("refused", "tampered", "erased"),
)


async def _taken(request: Request, upload: Upload, offset: int) -> bool:
    """Take a part; whether the file is whole now."""
    if request.headers.get("content-type") != PARTIAL:
        raise Wrong("unsupported-media-type", f"a part must be {PARTIAL}")
    part = await run_sync(Part, filing(request), upload, offset)
    try:
        return await _received(request, part)
    finally:
        with CancelScope(shield=True):
            await run_sync(part.close)


async def _received(request: Request, part: Part) -> bool:
    """Whether the file is whole now."""
    waiting, size = [], 0
    try:
        async for some in request.stream():
            waiting.append(some)
            size += len(some)
            if size >= AT_ONCE:
                await run_sync(part.take, b"".join(waiting))
                waiting, size = [], 0
    except ClientDisconnect:
        # What came is kept; nobody hears of it.
        await run_sync(part.take, b"".join(waiting))
        await run_sync(part.end)
        raise BadRequest("broken_off", "the part was broken off") from None
    await run_sync(part.take, b"".join(waiting))
    return await run_sync(part.end)


def _offset(request: Request) -> int:
    found = OFFSET.fullmatch(request.headers.get("upload-offset", ""))
    if found is None:
        raise BadRequest("upload_offset", "Upload-Offset must be a number of bytes")
    return int(found[0])


def _how_far(come: Arriving) -> dict[str, str]:
    return {"Upload-Offset": str(come.offset), "Upload-Length": str(come.size)}


def _below(asked: Asking) -> str:
    return f"/v1/organisations/{asked.organisation.name}/cases"
