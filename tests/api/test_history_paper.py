"""The history of a case as PDF: what it says, how it is made, and for whom."""

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pikepdf
import pytest
from reported import Opened, excluded, opened_by
from serving import Caller, Service

from api.accepting import form
from api.histories import Told
from api.pages.history import Heading
from api.paper import document
from api.paper.history import paper_of
from api.paper.signs import legible
from projections.case_timeline import Part

CASE: Final = UUID("0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a")
ITEM: Final = UUID("0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3b")
DAY: Final = date(2026, 3, 9)
MARKUP: Final = '= Heading #read("history.typ") $x$ *b* `c` // \\ @a <b> "quoted"'


def told(version: int, **said: Any) -> Told:
    """An entry of a history."""
    plain: dict[str, Any] = {
        **dict.fromkeys(("position", "because_of", "occurred_on", "step", "clause")),
        **dict.fromkeys(("phase", "actor", "on_behalf_of")),
        **dict.fromkeys(("corrected_at", "redacted", "party_numbers"), ()),
        **dict.fromkeys(("items", "item_fields", "audiences"), ()),
        "case_id": CASE,
        "version": version,
        "at": datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(hours=version),
        "topic": "StepTaken",
        "label": f"Step {version}",
        "acting_as": "case_owner",
        "details": {},
    }
    return Told(**plain | said)


def said_in(text: str) -> Told:
    """An entry with a text that was opened."""
    fields = {"items": (ITEM,), "item_fields": ("account",), "audiences": ("handlers",)}
    return told(1, **fields, texts={"account": text})


def paper(*entries: Told, more: bool = False, **heading: Any) -> bytes:
    """The document of these entries."""
    of: dict[str, Any] = {"case_type": "breach_report", "part": Part()}
    made = paper_of(Heading("IMA-2026-0003", **of | heading), entries, DAY, more)
    return bytes(made.body)


def words(pdf: bytes) -> str:
    """All that the document says, by the codes of its fonts."""
    with pikepdf.open(io.BytesIO(pdf)) as read:
        return " ".join(_words(page) for page in read.pages)


def _words(page: pikepdf.Page) -> str:
    fonts = {name: _codes(font) for name, font in page.Resources.Font.items()}
    said, known = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            known = fonts[str(operands[0])]
        shown = operands[0] if str(operator) == "TJ" else operands
        if str(operator) in ("TJ", "Tj"):
            said += [_decoded(bytes(one), known) for one in _strings(shown)]
        if str(operator) == "ET":
            said.append(" ")
    return " ".join("".join(said).split())


def _strings(shown: Any) -> list[Any]:
    return [one for one in shown if isinstance(one, pikepdf.String)]


def _decoded(codes: bytes, known: dict[int, str]) -> str:
    pairs = zip(codes[::2], codes[1::2], strict=True)
    return "".join(known.get(256 * high + low, "") for high, low in pairs)


def _codes(font: Any) -> dict[int, str]:
    """What each code of a font stands for (ISO 32000-1, 9.10.3)."""
    found, within = {}, ""
    for line in bytes(font.ToUnicode.read_bytes()).decode().splitlines():
        if line.endswith(("beginbfchar", "beginbfrange")):
            within = line.split()[-1]
        elif line.startswith("end"):
            within = ""
        elif within == "beginbfchar":
            code, sign = (one.strip("<>") for one in line.split())
            found[int(code, 16)] = bytes.fromhex(sign).decode("utf-16-be")
        elif within == "beginbfrange":
            first, last, sign = (one.strip("<>") for one in line.split()[:3])
            start = int.from_bytes(bytes.fromhex(sign), "big")
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(start + step)
    return found


def test_it_says_which_case_for_whom_as_known_when_and_on_which_page() -> None:
    said = words(paper(*(told(n) for n in range(1, 60))))
    assert "IMA-2026-0003: breach report" in said
    assert "for handlers" in said
    assert "as known on 2026-03-09 (UTC)" in said
    assert "page 2 of " in said
    assert "Step 59" in said


def test_it_says_what_is_withheld_and_that_more_was_recorded() -> None:
    hidden = {"items": (ITEM,), "item_fields": ("account",), "audiences": ("handlers",)}
    part = Part(known_on=date(2026, 3, 4))
    said = words(paper(told(1, **hidden), more=True, part=part))
    assert "not opened: that asks for a purpose" in said
    assert "ask again with since=1." in said
    assert "as known on 2026-03-04" in said
    assert "Only what was recorded by the end of 2026-03-04 (UTC)." in said


def test_of_the_accused_it_does_not_say_that_anybody_reported() -> None:
    made = paper(told(1, told_on=DAY), case_type=None, audience="subject")
    said = words(made)
    assert "for the accused party" in said
    assert "report" not in said
    assert b"report" not in made


def test_a_text_is_never_the_language_of_the_typesetter() -> None:
    said = words(paper(said_in(MARKUP)))
    assert " ".join(MARKUP.split()) in said


def test_a_sign_that_no_font_has_is_written_as_its_code() -> None:
    assert legible("Zoë Łódź Ελλάς Київ") == "Zoë Łódź Ελλάς Київ"
    assert legible("中\U0001f600") == "[U+4E2D][U+1F600]"
    assert "[U+4E2D]" in words(paper(said_in("the name 中 was said")))


def test_the_same_history_is_the_same_document() -> None:
    assert paper(told(1), told(2)) == paper(told(1), told(2))
    assert paper(told(1)) != paper(told(2))


def test_it_can_be_heard_and_kept() -> None:
    with pikepdf.open(io.BytesIO(paper(told(1)))) as read:
        assert read.Root.MarkInfo.Marked
        assert str(read.Root.Lang) == "en"
        with read.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
            assert about["dc:title"] == "IMA-2026-0003: breach report"
        kinds = {str(one.get("/S")) for one in read.objects if _is_tag(one)}
        assert {"/H1", "/H2", "/H3", "/Figure"} <= kinds
        (figure,) = [o for o in read.objects if _is_tag(o) and o.S == "/Figure"]
        assert "1 entries" in str(figure.Alt)


def _is_tag(one: Any) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"


def test_nothing_is_written_to_a_file_or_read_from_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    paper(told(1))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(document, "NOWHERE", tmp_path)
    paper(said_in("MARKER"))
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize(
    ("accepts", "wanted"),
    [
        ("application/pdf", "paper"),
        ("application/pdf, text/html;q=0.9", "paper"),
        ("text/html,application/pdf;q=0.9,*/*;q=0.8", "page"),
        ("*/*", "json"),
        ("application/json, application/pdf;q=0.5", "json"),
    ],
)
def test_it_is_for_whoever_wants_it_most(accepts: str, wanted: str) -> None:
    assert form([accepts]) == wanted


@pytest.fixture(scope="module")
def case(service: Service) -> Opened:
    return opened_by(service.caller("member"), account="MARKER it was so")


def asked(by: Caller, case: Opened, **parameters: Any) -> Any:
    headers = by.headers() | {"Accept": "application/pdf"}
    return by.service.client.get(
        by.at(f"{case.at}/history"),
        params={"after": case.position} | parameters,
        headers=headers,
    )


def test_at_the_address_of_the_history_it_is_had_with_texts_for_a_purpose(
    service: Service, case: Opened
) -> None:
    reader = service.caller("intake_officer")
    answer = asked(reader, case)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["vary"] == "Accept"
    assert answer.headers["cache-control"] == "no-store"
    assert "MARKER" not in words(answer.content)
    assert "MARKER it was so" in words(asked(reader, case, purpose="triage").content)


def test_it_is_made_for_nobody_who_may_not_see_the_case(
    service: Service, case: Opened
) -> None:
    kept_away = excluded(service, case)
    assert asked(kept_away, case).status_code == 404
    assert asked(service.caller("access_manager"), case).status_code == 403
    theirs = asked(case.reporter, case, purpose="own history")
    assert "MARKER it was so" in words(theirs.content)
    assert "for whoever reported" in words(theirs.content)
