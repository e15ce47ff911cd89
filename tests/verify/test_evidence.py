"""The evidence of one case: what it shows offline, and what no forger gets past."""

import base64
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from dumps import Dump, Said
from trees import Tree

from cases.log.canonical import canonical as stored
from cases.sealing.blob import cover
from cases.tree.leaf import leaf
from verify.archive import write
from verify.canonical import canonical
from verify.leaf import Leaf
from verify.merkle import inclusion, leaf_hash
from verify.packing import Bundle, Hidden, Shown
from verify.page import page

Verify = Callable[..., Said]
Members = dict[str, bytes]
CASE, OTHER, ITEM = UUID(int=1), UUID(int=2), UUID(int=3)
KEY = b"k" * 32
TEXT = "Person W remembers <b>the day</b> & more."
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def entry(place: int, stream: UUID, version: int, **event: Any) -> bytes:
    """A leaf of a case."""
    data = {"clause": "IMA 7.2", "kind": "interview", **event}
    state = stored({"actor": "p-7", "acting_as": "investigator", "data": data}).decode()
    return leaf((stream, version, place * 4096, AT, "StepLogged", state))


def sealed(kind: str = "account") -> bytes:
    """The text as it lies in the vault."""
    place = {"case": str(CASE), "item": str(ITEM), "kind": kind, "organisation": "ima"}
    return cover(TEXT, KEY, place)


BLOB = sealed()
REFERENCE = {"item": str(ITEM), "digest": sha256(BLOB).hexdigest()}
TEXTS = [{"field": "account", "item": str(ITEM), "text": TEXT}]
ENTRIES = [
    entry(1, CASE, 1),
    entry(2, OTHER, 1),
    entry(3, CASE, 2, account=REFERENCE),
    entry(4, OTHER, 2),
    entry(5, CASE, 3),
    entry(6, OTHER, 3),
]


@pytest.fixture
def dump(tmp_path: Path) -> Dump:
    """The log that the case is in."""
    return Dump(tmp_path / "dump", Tree(list(ENTRIES))).write(cosigned=True)


def shown(dump: Dump, index: int, **more: Any) -> Shown:
    """An entry with its proof."""
    path = inclusion(index, len(dump.tree.entries), dump.tree.nodes())
    return Shown(index, path, dump.tree.entries[index], "Step logged", **more)


@pytest.fixture
def bundle(dump: Dump) -> Bundle:
    """Two entries that are shown, with a text, and one that is withheld."""
    hidden = shown(dump, 4)
    told = {"at": "2026-11-21T00:00:00.000000Z", "topic": "Told", "label": "Told"}
    return Bundle(
        checkpoint=dump.note(cosigned=True),
        origin="log.example/ima",
        organisation="ima",
        case=str(CASE),
        audience="handlers",
        made_at="2026-11-21T12:00:00.000000Z",
        title="A breach report",
        shown=[shown(dump, 0, facts=["kind"]), shown(dump, 2, texts=TEXTS)],
        hidden=[
            Hidden(4, hidden.path, leaf_hash(hidden.entry), "names who told", 3, told)
        ],
    )


@pytest.fixture
def check(dump: Dump, verify: Verify, tmp_path: Path) -> Callable[..., Said]:
    """Zips members and has them checked."""

    def run(members: Members, *more: object) -> Said:
        with (tmp_path / "evidence.zip").open("wb") as file:
            write(file, members.items())
        return verify("bundle", tmp_path / "evidence.zip", "--key", dump.vkey, *more)

    return run


Check = Callable[..., Said]


def members(bundle: Bundle) -> Members:
    """What is in the zip."""
    return dict(bundle.members())


def test_the_evidence_of_a_case_holds(dump: Dump, bundle: Bundle, check: Check) -> None:
    said = check(members(bundle), "--witness", dump.witness.verifier)
    assert said.code == 0, said.report
    assert "versions 1 to 3 of the case" in str(said.report["checked"])
    told = str(said.report["not_checked"])
    for part in ("the wording of 1 texts", "1 withheld", "more entries of the case"):
        assert part in told


def test_a_bundle_is_the_same_whenever_it_is_made(bundle: Bundle) -> None:
    made = [io.BytesIO(), io.BytesIO()]
    for each in made:
        bundle.write(each)
    assert made[0].getvalue() == made[1].getvalue()
    assert zipfile.ZipFile(made[0]).testzip() is None


def test_a_wording_is_proved_by_its_key(bundle: Bundle, check: Check) -> None:
    said = check(members(disclosed(bundle)))
    assert said.code == 0, said.report
    assert "1 texts are worded as sealed" in str(said.report["checked"])


def disclosed(bundle: Bundle, **changes: str) -> Bundle:
    """With the key of the text, and the sealed bytes."""
    key = base64.b64encode(KEY).decode()
    texts = [{**TEXTS[0], "key": key, "kind": "account", **changes}]
    with_key = replace(bundle.shown[1], texts=texts)
    return replace(bundle, shown=[bundle.shown[0], with_key], sealed={str(ITEM): BLOB})


@pytest.mark.parametrize(
    "changes",
    [
        {"text": TEXT + "!"},
        {"key": base64.b64encode(b"x" * 32).decode()},
        {"key": base64.b64encode(b"x" * 16).decode()},
        {"key": "?"},
        {"kind": "statement"},
    ],
)
def test_another_wording_or_key_is_refuted(
    bundle: Bundle, check: Check, changes: dict[str, str]
) -> None:
    assert check(members(disclosed(bundle, **changes))).code == 1


def test_sealed_bytes_that_are_not_those_of_the_leaf_are_refuted(
    bundle: Bundle, check: Check
) -> None:
    assert check(members(replace(disclosed(bundle), sealed={}))).code == 1
    other = replace(disclosed(bundle), sealed={str(ITEM): sealed()})
    assert check(members(other)).code == 1


def told(bundle: Bundle, **changes: Any) -> Members:
    """The history changed, and its page with it."""
    history = bundle.history()
    history["entries"][1] |= changes
    made = members(bundle) | {"history.json": canonical(history)}
    with suppress(AttributeError, KeyError, TypeError):
        made["history.html"] = page(history)
    return made


@pytest.mark.parametrize(
    "change",
    [
        {"at": "2026-11-20T12:00:00.000000Z"},
        {"topic": "SomethingElse"},
        {"actor": "p-8"},
        {"acting_as": "arbitrator"},
        {"clause": "IMA 1.1"},
        {"facts": {"kind": "search"}},
        {"facts": {"other": 1}},
        {"index": 1},
        {"index": 0},
        {"index": 4},
        {"withheld": "names who told"},
        {"texts": [{"field": "account", "item": str(CASE), "text": "?"}]},
        {"texts": [{"field": "reason", "item": str(ITEM), "text": "?"}]},
        {"texts": [{"field": "account", "item": str(ITEM)}]},
        {"texts": [{"field": "account", "item": str(ITEM), "text": "", "absent": ""}]},
        {"texts": [3]},
        {"more": 1},
        {"label": 7},
        {"index": True},
    ],
)
def test_a_history_that_says_what_the_log_does_not_is_refuted(
    bundle: Bundle, check: Check, change: dict[str, Any]
) -> None:
    assert check(told(bundle)).code == 0
    assert check(told(bundle, **change)).code == 1


def test_an_actor_may_be_left_out_of_the_history(bundle: Bundle, check: Check) -> None:
    history = bundle.history()
    del history["entries"][0]["actor"]
    changed = {"history.json": canonical(history), "history.html": page(history)}
    assert check(members(bundle) | changed).code == 0


def test_an_entry_that_the_history_passes_over_is_refuted(
    bundle: Bundle, check: Check
) -> None:
    history = bundle.history()
    del history["entries"][0]
    changed = {"history.json": canonical(history), "history.html": page(history)}
    assert check(members(bundle) | changed).code == 1


def test_a_page_that_says_more_than_the_history_is_refuted(
    bundle: Bundle, check: Check
) -> None:
    given = members(bundle)
    given["history.html"] = given["history.html"].replace(b"W remembers", b"W forgot")
    assert "not history.json as a page" in check(given).refuted


def claims(bundle: Bundle, **changes: Any) -> Members:
    """The manifest changed."""
    return members(bundle) | {"manifest.json": canonical(bundle.manifest() | changes)}


@pytest.mark.parametrize(
    "change",
    [
        {"format": "conduct-cases/evidence@v2"},
        {"origin": "log.example/ims"},
        {"case": str(OTHER)},
        {"organisation": "ims"},
        {"audience": "subject"},
        {"shown": [2, 0]},
        {"shown": [0, 0, 2]},
        {"shown": [0]},
        {"shown": [0, 2, 3]},
        {"shown": [0, 2, 4]},
        {"shown": [-1, 0, 2]},
        {"shown": [False, 2]},
        {"withheld": []},
        {"withheld": [{"index": 4, "leaf_hash": "00" * 32, "why": "", "version": 3}]},
        {"withheld": [{"index": 4, "leaf_hash": "00", "why": "", "version": 3}]},
        {"withheld": [{"index": 4, "leaf_hash": "?", "why": "", "version": 3}]},
        {"more": 1},
    ],
)
def test_a_manifest_that_says_what_is_not_so_is_refuted(
    bundle: Bundle, check: Check, change: dict[str, Any]
) -> None:
    assert check(claims(bundle)).code == 0
    assert check(claims(bundle, **change)).code == 1


@pytest.mark.parametrize("version", [1, 4, None])
def test_versions_of_the_case_that_do_not_add_up_are_refuted(
    bundle: Bundle, check: Check, version: int | None
) -> None:
    changed = replace(bundle, hidden=[replace(bundle.hidden[0], version=version)])
    said = check(members(changed))
    assert said.code == (0 if version is None else 1)


def test_a_bundle_of_another_log_is_refuted(bundle: Bundle, check: Check) -> None:
    said = check(members(replace(bundle, origin="log.example/ims")))
    assert "not of the log that signed" in said.refuted


def test_an_entry_left_out_silently_is_refuted(bundle: Bundle, check: Check) -> None:
    said = check(members(replace(bundle, shown=bundle.shown[1:])))
    assert "left out" in said.refuted


def test_an_entry_of_another_case_is_refuted(
    dump: Dump, bundle: Bundle, check: Check
) -> None:
    said = check(members(replace(bundle, shown=[*bundle.shown, shown(dump, 1)])))
    assert said.refuted == "leaf 1 is not about this case"


def test_proofs_of_another_checkpoint_are_refuted(
    dump: Dump, bundle: Bundle, check: Check
) -> None:
    other = replace(bundle, checkpoint=dump.note())
    assert check(members(other)).code == 0
    given = members(bundle) | {"checkpoint": bytes(dump.note())}
    assert "proof of something else" in check(given).refuted


def test_a_proof_of_another_entry_is_refuted(bundle: Bundle, check: Check) -> None:
    given = members(bundle)
    given["proofs/0.tlog-proof"] = given["proofs/2.tlog-proof"]
    assert "proof of something else" in check(given).refuted


def test_members_nobody_asked_for_are_refuted(bundle: Bundle, check: Check) -> None:
    for name in ("more", "entries/9", "../history.html", "sealed/../x"):
        assert check(members(bundle) | {name: b""}).code == 1


def test_sealed_bytes_that_nothing_shown_refers_to_are_refuted(
    bundle: Bundle, check: Check
) -> None:
    """Nobody could tell whether they are those that were sealed."""
    other = {**disclosed(bundle).sealed, str(UUID(int=9)): b"anything"}
    said = check(members(replace(disclosed(bundle), sealed=other)))
    assert "sealed bytes that no entry shown refers to" in said.refuted


@pytest.mark.parametrize("index", range(10))
def test_a_member_that_is_missing_is_refuted(
    bundle: Bundle, check: Check, index: int
) -> None:
    given = members(bundle)
    del given[sorted(given)[index]]
    assert check(given).code == 1


@pytest.mark.parametrize("seed", range(40))
def test_no_damage_to_a_member_goes_unnoticed(
    bundle: Bundle, check: Check, seed: int
) -> None:
    chance, given = Random(seed), members(disclosed(bundle))
    name = chance.choice(sorted(given))
    content = bytearray(given[name])
    bit = chance.randrange(len(content) * 8)
    content[bit // 8] ^= 1 << (bit % 8)
    given[name] = bytes(content)
    said = check(given)
    harmless = name == "manifest.json" and b"made_at" in bytes(content)
    assert said.code == 1 or harmless, (name, bit, said.report)


def test_a_page_is_for_reading_and_loads_nothing(bundle: Bundle) -> None:
    made = members(bundle)["history.html"].decode()
    assert "&lt;b&gt;the day&lt;/b&gt; &amp; more." in made
    assert "<dt>kind</dt><dd>interview</dd>" in made
    assert "2026-11-21 12:00 UTC — Step logged" in made
    assert "2026-11-21 — Told" in made
    assert "Leaf 4 of the log, withheld: names who told. Told, not proved." in made
    assert "only the hash is here" in made
    for active in ("<script", "src=", "href=", "http:", "url("):
        assert active not in made


def test_a_page_writes_moments_for_people(bundle: Bundle) -> None:
    history = bundle.history()
    history["entries"][0]["facts"] = {"moments": ["2026-06-21T22:00:00Z"]}
    assert b"<dd>2026-06-21 22:00 UTC</dd>" in page(history)


def test_pages_and_instructions_of_version_1_stay_as_they_are(bundle: Bundle) -> None:
    # Bundles were given away: another page is another version of the format.
    made = members(disclosed(bundle))
    digests = {
        name: sha256(made[name]).hexdigest()[:16]
        for name in ("README.txt", "history.html", "history.json", "manifest.json")
    }
    assert digests == {
        "README.txt": "a7bcf5d7415d0ce8",
        "history.html": "4d2903a33655592d",
        "history.json": "c03145a39405e226",
        "manifest.json": "2548e52732e6c804",
    }


def packed(members: Members, method: int, comment: bytes = b"") -> bytes:
    """A zip as others write it."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as made:
        for name, content in members.items():
            made.writestr(name, content)
        made.comment = comment
    return whole.getvalue()


def zips(members: Members) -> Iterator[tuple[str, bytes]]:
    """Zips that are not what they seem, and what is said of them."""
    whole = io.BytesIO()
    write(whole, members.items())
    good = whole.getvalue()
    yield "not a zip, or too large", b""
    yield "not a zip of this kind", b"x" * 1000
    yield "not a zip of this kind", good[:-1]
    yield "not a zip of this kind", good + b"x"
    yield "not a zip of this kind", packed(members, zipfile.ZIP_STORED, b"more")
    yield "not a zip of this kind", good[:-22] + b"PK\x06\x07" + bytes(16) + good[-22:]
    yield "too many members", good[:-10] + b"\xff\xff\xff\x7f" + good[-6:]
    twice = packed(members | {"checkpoinT": b""}, zipfile.ZIP_STORED)
    yield "two members of one name", twice.replace(b"checkpoinT", b"checkpoint")
    yield "packed in a way", packed(members, zipfile.ZIP_BZIP2)
    large = io.BytesIO()
    write(large, (members | {"checkpoint": bytes(50 * 1024**2)}).items())
    yield "larger than it can be", large.getvalue()
    yield "is damaged", good.replace(good[14:18], b"\0\0\0\0")


def test_a_zip_that_is_not_what_it_seems_is_refuted(
    bundle: Bundle, dump: Dump, verify: Verify, tmp_path: Path
) -> None:
    for expected, content in zips(members(bundle)):
        (tmp_path / "evidence.zip").write_bytes(content)
        said = verify("bundle", tmp_path / "evidence.zip", "--key", dump.vkey)
        assert (said.code, expected in said.refuted) == (1, True), said.report


def test_a_zip_that_is_not_there_cannot_be_checked(
    dump: Dump, verify: Verify, tmp_path: Path
) -> None:
    assert verify("bundle", tmp_path / "none.zip", "--key", dump.vkey).code == 2


def test_with_the_log_nothing_is_left_out(
    dump: Dump, bundle: Bundle, check: Check
) -> None:
    said = check(members(bundle), "--log", dump.folder)
    assert said.code == 0, said.report
    assert "these are all entries of the case" in str(said.report["checked"])
    assert "takes the log" not in str(said.report["not_checked"])


def test_the_log_may_have_grown_since(dump: Dump, bundle: Bundle, check: Check) -> None:
    given = members(bundle)
    dump.tree.entries += [entry(7, CASE, 4)] * 300
    dump.write()
    assert check(given, "--log", dump.folder).code == 0


def test_an_older_copy_of_the_log_does_not_do(
    dump: Dump, bundle: Bundle, check: Check
) -> None:
    given = members(bundle)
    dump.tree.entries.pop()
    dump.write()
    said = check(given, "--log", dump.folder)
    assert said.code == 2
    assert "the log given has" in said.unchecked


def test_with_the_log_a_last_entry_left_out_is_missed(
    dump: Dump, bundle: Bundle, check: Check
) -> None:
    shorter = members(replace(bundle, hidden=[]))
    assert check(shorter).code == 0
    said = check(shorter, "--log", dump.folder)
    assert "other entries of the case" in said.refuted


@pytest.mark.parametrize("index", [3, 5])
def test_with_the_log_an_entry_of_another_case_is_not_withheld(
    dump: Dump, bundle: Bundle, check: Check, index: int
) -> None:
    other = shown(dump, index)
    more = Hidden(index, other.path, leaf_hash(other.entry), "?", 4)
    given = members(replace(bundle, hidden=[*bundle.hidden, more]))
    assert check(given).code == 0
    assert check(given, "--log", dump.folder).code == 1


def test_with_the_log_a_withheld_version_is_what_it_is_said_to_be(
    dump: Dump, bundle: Bundle, check: Check
) -> None:
    unsaid = members(replace(bundle, hidden=[replace(bundle.hidden[0], version=None)]))
    assert check(unsaid).code == 0
    assert "not the version" in check(unsaid, "--log", dump.folder).refuted


def test_a_log_that_does_not_fit_shows_nothing_of_a_bundle(
    dump: Dump, bundle: Bundle, check: Check
) -> None:
    path = dump.folder / "tile/entries/000.p/6"
    path.write_bytes(path.read_bytes().replace(b"p-7", b"p-8", 1))
    said = check(members(bundle), "--log", dump.folder)
    assert "leaf 0" in said.refuted
    assert "these are all" not in str(said.report["checked"])


def test_readings_and_refusals_are_shown_beside_the_case(
    dump: Dump, bundle: Bundle, check: Check
) -> None:
    data = {"cases": [str(CASE)], "items": [], "purpose": "a review"}
    state = json.dumps(
        {"acting_as": "arbitrator", "actor": "p-9", "data": data},
        sort_keys=True,
        separators=(",", ":"),
    )
    read = leaf((UUID(int=9), 1, 7 * 4096, AT, "TextRead", state))
    assert Leaf.read(read).cases == (str(CASE),)
    dump.tree.entries.append(read)
    again = [shown(dump, one.index) for one in bundle.shown]
    hidden = replace(bundle.hidden[0], path=shown(dump, 4).path)
    longer = replace(
        bundle,
        checkpoint=dump.note(),
        shown=[*again, shown(dump, 6, facts=["purpose"])],
        hidden=[hidden],
    )
    said = check(members(longer))
    assert said.code == 0, said.report
