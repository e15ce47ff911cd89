"""/tree: the audit tree, as C2SP tlog-tiles serves one; proofs for those who take few.

Its prefix for a client of such logs is the address of the tree.
"""

from typing import Annotated, Final

from fastapi import Header, Path, Query, Response

from api import proving
from api.answers import said
from api.asking import Asked
from api.dependencies import Limit, TheReading
from api.proving import Dated, Growth, Key, Standing
from api.reading import speaking
from api.routing import below_organisation
from cases.events.event import LARGEST_INTEGER

router = below_organisation("/tree", "tree")


AS_TEXT: Final = speaking("text/*", "text/plain")
AS_BYTES: Final = speaking("application/octet-stream")
NOTE: Final = """\
cases.example/v1/organisations/iom/tree
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— cases.example/v1/organisations/iom/tree Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJur…
"""
PROOF: Final = f"c2sp.org/tlog-proof@v1\nindex 20852162\n…\n\n{NOTE}"
Size = Annotated[int, Query(ge=1, le=LARGEST_INTEGER, description="Leaves.")]
Newer = Annotated[
    int | None, Query(ge=1, le=LARGEST_INTEGER, description="Leaves; otherwise all.")
]


@router.get("")
def read_tree(asked: Asked) -> Standing:
    """Where the audit tree stands."""
    return proving.standing(asked)


@router.get("/keys")
def list_keys(asked: Asked) -> list[Key]:
    """The keys that checkpoints are signed with, oldest first."""
    return proving.keys(asked)


@router.get("/consistency")
def prove_consistency(asked: Asked, old: Size, new: Newer = None) -> Growth:
    """That the tree of `new` leaves, by default all, begins with that of `old`."""
    return proving.consistency(asked, old, new)


@router.get("/timestamps")
def list_timestamps(asked: Asked, limit: Limit = 30) -> list[Dated]:
    """When checkpoints were dated by a time-stamping authority, newest first."""
    return proving.timestamps(asked, limit)


def read_checkpoint(asked: Asked) -> Response:
    """The published checkpoint (C2SP tlog-checkpoint), with its cosignatures."""
    return proving.checkpoint(asked)


def prove_inclusion(
    asked: Asked,
    reading: TheReading,
    position: Annotated[
        int,
        Path(ge=1, le=LARGEST_INTEGER, description="Of the event, as a receipt says."),
    ],
) -> Response:
    """That an event is in the tree (C2SP tlog-proof), under the published checkpoint.

    503 when it was recorded less than a second ago.
    """
    return proving.inclusion(reading, asked, position)


def read_tile(
    asked: Asked,
    reading: TheReading,
    path: Annotated[
        str,
        Path(
            max_length=64,
            description="`<level>/<index>[.p/<width>]`, or `entries/…` for the leaves.",
            examples=["0/x001/x234/067"],
        ),
    ],
    accept_encoding: Annotated[
        str, Header(description="`gzip` for entries that are long.")
    ] = "",
) -> Response:
    """A tile of hashes, or of entries (C2SP tlog-tiles); it never changes.

    Entries are what is recorded, without texts. They are those of all cases, so
    whoever is kept away from a case gets none.
    """
    return proving.tile(reading, asked, path, accept_encoding)


for address, answer, kind, described in (
    (
        "/checkpoint",
        read_checkpoint,
        AS_TEXT,
        said(proving.TEXT, "A signed note.", NOTE),
    ),
    (
        "/inclusion/{position}",
        prove_inclusion,
        AS_TEXT,
        said(proving.TEXT, "The proof.", PROOF),
    ),
    (
        "/tile/{path:path}",
        read_tile,
        AS_BYTES,
        said(proving.BYTES, "The hashes, or the entries.", "…"),
    ),
):
    router.add_api_route(
        address,
        answer,
        methods=["GET"],
        response_class=Response,
        route_class_override=kind,
        responses=described,
    )
