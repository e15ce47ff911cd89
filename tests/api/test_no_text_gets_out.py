"""A story told over HTTP leaves its words nowhere but in the sealed rows."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from dumping import everywhere
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from serving import Service, written
from telling import OverHttp
from waiting import until

from api.demo.cast import ACCUSED, OWNER
from api.demo.ima import conflict
from api.demo.rich import tell_rich_case
from api.demo.story import Story, person
from cases.commands.allegations import DropAllegation, FrameAllegation
from cases.commands.arbitration import (
    ChallengeNeutrality,
    CheckNeutrality,
    DecideChallenge,
    DeclareNeutrality,
    InviteObjections,
    ProposeArbitrator,
)
from cases.commands.clocks import ExtendTimeLimit
from cases.commands.closing import PlaceHold, ReleaseHold
from cases.commands.evidence import ReturnEvidence, TakeEvidence
from cases.commands.investigation import HearSubject
from cases.commands.people import (
    AddParty,
    DesignateHandler,
    ExcludePerson,
    LiftExclusion,
    RecuseHandler,
)
from cases.events.catalogue import EVENTS
from cases.events.event import Personal, personal_fields
from cases.log.log import Log

UNTOLD = {
    ("CaseLinked", "reasons"),
    ("CaseReopened", "new_facts"),
    ("ConsentRecorded", "statement"),
    ("DeciderRecused", "reason"),
    ("LocalLawPrecedenceDetermined", "reasons"),
}
"""Fields of personal text that the story does not come to yet."""


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
    yield exporter
    provider.shutdown()


def told(service: Service) -> OverHttp:
    """The rich case, and what it leaves out of personal text."""
    began = datetime.now(UTC).replace(microsecond=0) - timedelta(days=150)
    cases = OverHttp(service, lambda: began)
    tell_rich_case(Story(cases, "rich", began))  # type: ignore[arg-type]
    tell_the_rest(Story(cases, "rest", began))  # type: ignore[arg-type]
    conflict(Story(cases, "own", began), "My cousin sells tea.", "family")  # type: ignore[arg-type]
    return cases


def tell_the_rest(story: Story) -> None:
    """Texts that the rich case does not have."""
    story.report(
        "member",
        "Person Q was seen to take the tea fund.",
        case_type="breach_report",
        opening="speak_up",
        channel="web",
        identity_mode="named",
    )
    story.take("intake_officer", "acknowledge")
    story.take("intake_officer", "accept_for_assessment")
    tell_people(story)
    tell_challenge(story)
    tell_ends(story)


def tell_people(story: Story) -> None:
    for role in (OWNER, "investigator"):
        story.does("compliance_officer", designated(role))
    story.does(
        OWNER,
        AddParty(
            role="subject",
            name=Personal("Quentin Quick"),
            contact=Personal("quentin.quick@example.org"),
            person=ACCUSED[0],
        ),
    )
    story.does(
        OWNER,
        FrameAllegation(
            party=1,
            category="integrity",
            conduct_from=story.today,
            conduct_until=story.today,
            text=Personal("Taking the tea fund."),
        ),
    )
    story.take("executive_committee_member", "authorise_investigation")
    longer = Personal("Everybody who drinks tea is on holiday.")
    extended = ExtendTimeLimit(clock="investigation", reasons=longer)
    story.does("compliance_officer", extended)
    story.does("compliance_officer", ExcludePerson(person="p-9", reason="relative"))
    lifted = Personal("They turned out not to be related.")
    story.does("compliance_officer", LiftExclusion(person="p-9", reason=lifted))


def designated(role: str) -> DesignateHandler:
    return DesignateHandler(
        person=person(role), role=role, conflict_declared_absent=True
    )


def tell_challenge(story: Story) -> None:
    story.take(OWNER, "notify_subject", "A letter about the tea fund.")
    heard = HearSubject(
        party=1,
        mode="heard",
        occurred_on=story.today,
        account=Personal("I only counted the tea fund."),
    )
    story.does(OWNER, heard)
    story.does(OWNER, ProposeArbitrator(kind="appointed", person="demo.neutral_member"))
    declared = Personal("I know nobody who drinks tea.")
    story.does("neutral_member", DeclareNeutrality(appointment=1, statement=declared))
    story.does("compliance_officer", CheckNeutrality(appointment=1))
    story.does("compliance_officer", InviteObjections(appointment=1))
    grounds = Personal("The candidate drinks tea with the witness.")
    challenge = ChallengeNeutrality(appointment=1, party=1, grounds=grounds)
    story.does("subject", challenge, who=ACCUSED[0])
    reasons = Personal("Tea with a witness is too close.")
    story.does(
        "compliance_officer",
        DecideChallenge(appointment=1, upheld=True, reasons=reasons),
    )


def tell_ends(story: Story) -> None:
    kept = Personal("A tin with the tea fund.")
    story.does(
        OWNER,
        TakeEvidence(
            kind="object",
            custodian=person(OWNER),
            taken_on=story.today,
            description=kept,
        ),
    )
    back = Personal("The tin belongs to the kitchen.")
    story.does(OWNER, ReturnEvidence(evidence=1, reason=back))
    dropped = Personal("The tea fund was never short.")
    story.does(OWNER, DropAllegation(allegation=1, reason=dropped))
    tired = Personal("I have known Quentin Quick from school.")
    story.does(
        "investigator", RecuseHandler(person=person("investigator"), reason=tired)
    )
    claim = Personal("Quentin Quick may claim damages.")
    review = story.today + timedelta(days=30)
    story.does(
        "compliance_officer",
        PlaceHold(basis="legal_claim", review_on=review, reason=claim),
    )
    settled = Personal("Quentin Quick was content with an apology.")
    story.does("compliance_officer", ReleaseHold(hold=1, reason=settled))


def test_what_people_write_is_found_nowhere_but_sealed(
    service: Service, spans: InMemorySpanExporter
) -> None:
    with written(service.lines):
        cases = told(service)
        opened = service.caller("investigator").get("/cases", limit=50)
        assert opened.status_code == 200
    every_field_was_written(service)
    texts = [text.encode() for text in cases.texts]
    assert texts
    for place, content in everywhere(service).items():
        found = [text for text in texts if text in content]
        assert not found, (place, found)
    said = service.lines.getvalue() + "".join(cases.answers)
    said += "".join(span.to_json() for span in spans.get_finished_spans())
    assert [text for text in cases.texts if text in said] == []


def every_field_was_written(service: Service) -> None:
    """The story is worth its name: it fills every field of personal text there is."""
    log = service.app.state.organisations["ima"].log
    fields = {(n, f) for n, event in EVENTS.items() for f, _ in personal_fields(event)}
    # The last events become readable once no older transaction runs anywhere.
    until(lambda: fields - UNTOLD <= filled(log))
    assert fields - filled(log) >= UNTOLD


def filled(log: Log) -> set[tuple[str, str]]:
    """The fields of personal text that events of the log have."""
    return {
        (type(one.event).__name__, field)
        for one in log.since(0, 10_000)
        for field, _ in personal_fields(type(one.event))
        if getattr(one.event, field) is not None
    }


def test_a_search_for_texts_finds_one_that_is_there(service: Service) -> None:
    url = service.settings.database_url
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("CREATE TABLE organisation_ima.leak (said text)")
        try:
            db.execute("INSERT INTO organisation_ima.leak VALUES ('MARKER leaked')")
            found = [p for p, c in everywhere(service).items() if b"MARKER leaked" in c]
        finally:
            db.execute("DROP TABLE organisation_ima.leak")
    assert len(found) == 2
