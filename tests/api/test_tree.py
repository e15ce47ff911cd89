"""The audit tree over HTTP: what a client of C2SP logs asks for, and proofs."""

import json
from typing import Any

import pytest
from reported import REPORT, Opened, excluded
from serving import HERE, Caller, Service
from waiting import until

from api import proving
from cases.rights import Reach, rights
from verify.checkpoint import Checkpoint
from verify.checkpoint import opened as checked
from verify.encoding import decoded
from verify.merkle import Head, leaf_hash, root, verify_consistency
from verify.note import Note, Verifier
from verify.proof import Proof
from verify.tile import Tile, TileNodes, bundles, split, tiles, unbundled

MAY = sorted(role for role, row in rights().items() if row["tree"] is Reach.ALL)
PLACES = (
    "/tree",
    "/tree/keys",
    "/tree/timestamps",
    "/tree/checkpoint",
    "/tree/tile/0/000.p/1",
    "/tree/tile/entries/000.p/1",
    "/tree/consistency",
)


@pytest.fixture
def auditor(service: Service, opened: Opened) -> Caller:
    """An auditor, of a log whose tree holds the case that was opened."""
    auditor = service.caller("auditor")
    until(lambda: auditor.get("/tree").json()["waiting"] == 0)
    return auditor


def keys(auditor: Caller) -> list[Verifier]:
    """The log's verifier keys."""
    return [Verifier.parse(key["verifier"]) for key in auditor.get("/tree/keys").json()]


def checkpoint(auditor: Caller) -> Checkpoint:
    """The published checkpoint, checked."""
    note = auditor.get("/tree/checkpoint").content
    return checked(Note.parse(note), keys(auditor))


def fetched(auditor: Caller, tile: Tile) -> bytes:
    """A tile by its path below the prefix, as a client of such logs asks for it."""
    answer = auditor.get(f"/tree/{tile.path}")
    assert answer.status_code == 200, answer.text
    assert isinstance(answer.content, bytes)
    return answer.content


def test_a_client_given_the_prefix_can_compute_everything(auditor: Caller) -> None:
    seen = checkpoint(auditor)
    head = seen.head
    assert seen.origin == f"cases.localhost/v1/organisations/{HERE}/tree"
    nodes = TileNodes(head.size, lambda tile: fetched(auditor, tile))
    assert root(head.size, nodes) == head.root
    hashes = [
        one
        for tile in tiles(head.size)
        if tile.level == 0
        for one in split(tile, fetched(auditor, tile))
    ]
    entries = [
        entry
        for bundle in bundles(head.size)
        for entry in unbundled(bundle, fetched(auditor, bundle))
    ]
    assert [leaf_hash(entry) for entry in entries] == hashes


def test_entries_hold_structure_and_no_texts(auditor: Caller, opened: Opened) -> None:
    answer = auditor.get("/tree/tile/entries/000.p/1")
    (entry,) = unbundled(Tile(None, 0, 1), answer.content)
    said = json.loads(entry)
    assert said["topic"] == "ReportReceived"
    assert said["state"]["data"]["account"].keys() == {"item", "digest"}


def test_an_event_is_proved_by_its_position(auditor: Caller, opened: Opened) -> None:
    shown = {"after": opened.position}
    answer = auditor.get(f"/tree/inclusion/{opened.position}", **shown)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    proof = Proof.parse(answer.content)
    bundle = next(b for b in bundles(10**6) if b.index == proof.index // 256)
    head = checked(proof.checkpoint, keys(auditor)).head
    width = min(256, head.size - bundle.index * 256)
    entries = unbundled(part := Tile(None, bundle.index, width), fetched(auditor, part))
    entry = entries[proof.index % 256]
    assert json.loads(entry)["position"] == opened.position
    proof.verify(entry, head)


def test_a_tree_is_proved_to_begin_with_an_earlier_one(
    auditor: Caller, service: Service
) -> None:
    old = checkpoint(auditor).head
    sent = service.caller("member").post("/reports", REPORT)
    assert sent.status_code == 201
    until(lambda: checkpoint(auditor).head.size > old.size)
    new = checkpoint(auditor).head
    found = auditor.get("/tree/consistency", old=old.size, new=new.size).json()
    verify_consistency(old, new, [decoded(one) for one in found["proof"]])
    assert auditor.get("/tree/consistency", old=old.size).status_code == 200


@pytest.mark.parametrize(("old", "new"), [(2, 1), (1, 10**9), (10**9, None)])
def test_sizes_that_the_tree_never_had_prove_nothing(
    auditor: Caller, old: int, new: int | None
) -> None:
    asked = {"old": old} | ({} if new is None else {"new": new})
    assert auditor.get("/tree/consistency", **asked).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "0/001",
        "0/000.p/255",
        "0/000.p/0",
        "0/000.p/256",
        "00/000",
        "64/000",
        "0/0",
        "0/x000/000",
        "0/x001/x234/067",
        "entries/001",
        "entries/000.p/255",
        "0/000/",
    ],
)
def test_a_tile_that_is_not_there_is_not_found(auditor: Caller, path: str) -> None:
    if checkpoint(auditor).size < 255:
        assert auditor.get(f"/tree/tile/{path}").status_code == 404


def test_what_never_changes_may_be_kept_and_the_checkpoint_not(auditor: Caller) -> None:
    cached = {path: auditor.get(path).headers["Cache-Control"] for path in PLACES}
    assert cached["/tree/tile/0/000.p/1"].endswith("immutable")
    assert cached["/tree/tile/entries/000.p/1"].endswith("immutable")
    assert cached["/tree/checkpoint"] == "private, no-cache"
    assert cached["/tree"] == "no-store"


def test_content_types_are_those_of_the_formats(auditor: Caller) -> None:
    for path, media_type in (
        ("/tree/checkpoint", "text/plain; charset=utf-8"),
        ("/tree/tile/0/000.p/1", "application/octet-stream"),
        ("/tree/tile/entries/000.p/1", "application/octet-stream"),
    ):
        assert auditor.get(path).headers["Content-Type"] == media_type


@pytest.mark.parametrize("accepted", ["text/plain", "*/*", "text/*;q=0.5"])
def test_a_client_may_say_that_it_wants_text(auditor: Caller, accepted: str) -> None:
    answer = auditor.service.client.get(
        auditor.at("/tree/checkpoint"),
        headers=auditor.headers() | {"Accept": accepted},
    )
    assert answer.status_code == 200


def test_entries_are_compressed_for_whoever_can_read_that(auditor: Caller) -> None:
    head = checkpoint(auditor).head
    (bundle, *_) = bundles(min(head.size, 256))
    path = auditor.at(f"/tree/{bundle.path}")
    sizes = {}
    for encoding in ("identity", "gzip"):
        headers = auditor.headers() | {"Accept-Encoding": encoding}
        answer = auditor.service.client.get(path, headers=headers)
        sizes[encoding] = int(answer.headers["Content-Length"])
        assert answer.headers["Vary"] == "Accept-Encoding"
        unbundled(bundle, answer.content)
    assert sizes["gzip"] < sizes["identity"]


@pytest.mark.parametrize("path", PLACES)
def test_the_tree_is_for_auditors_and_data_protection_officers(
    service: Service, auditor: Caller, path: str
) -> None:
    assert MAY == ["auditor", "data_protection_officer"]
    for role in rights():
        asked = {"old": 1} if path == "/tree/consistency" else {}
        status = service.caller(role).get(path, **asked).status_code
        assert status == (200 if role in MAY else 403), role


def test_whoever_is_kept_away_from_a_case_gets_no_entries_and_no_proof_of_it(
    service: Service, auditor: Caller, opened: Opened
) -> None:
    person = excluded(service, opened).person
    kept_away = service.caller("auditor", person)
    assert kept_away.get("/tree/tile/entries/000.p/1").status_code == 403
    assert kept_away.get("/tree/tile/0/000.p/1").status_code == 200
    hidden = kept_away.get(f"/tree/inclusion/{opened.position}")
    unknown = kept_away.get("/tree/inclusion/1")
    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert hidden.text == unknown.text


def test_an_event_that_is_not_signed_yet_is_to_be_asked_for_again(
    service: Service, auditor: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    latest = proving.shown.published

    def earlier(db: Any) -> Any:
        found = latest(db)
        return type(found)(found.head, found.note, 1)

    monkeypatch.setattr(proving.shown, "published", earlier)
    position = auditor.service.caller("member").post("/reports", REPORT).json()
    answer = auditor.get(
        f"/tree/inclusion/{position['position']}", after=position["position"]
    )
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/not-yet")
    assert answer.headers["Retry-After"] == "1"


def test_the_root_of_the_status_is_that_of_the_checkpoint(auditor: Caller) -> None:
    seen = checkpoint(auditor)
    status = auditor.get("/tree").json()
    assert Head(status["size"], decoded(status["root"])) == seen.head
    assert (status["origin"], status["quarantined"]) == (seen.origin, False)
    assert (status["witnessing"], status["witnessed_size"]) == ("none", None)
