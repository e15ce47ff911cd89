"""All events under the names they are stored with."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cases.events import (
    access,
    allegations,
    appeal,
    arbitration,
    beyond,
    closing,
    consent,
    decision,
    disclosing,
    disposal,
    evidence,
    exports,
    figures,
    files,
    interests,
    interim,
    investigation,
    job_keys,
    links,
    mandates,
    notes,
    notices,
    objecting,
    opening,
    people,
    policies,
    procedure,
    record,
    redaction,
    requests,
    retention,
    reviewing,
    routing,
    tasks,
    transcripts,
    webhooks,
    withdrawal,
)
from cases.events.event import Event, ProcedureStep

ABSTRACT: Final = (
    ProcedureStep,
    opening.CaseOpened,
    procedure.ClockEvent,
    decision.MeasureOver,
    mandates.MandateEvent,
    job_keys.JobKeyEvent,
    webhooks.WebhookEvent,
    retention.RetentionSchedule,
    requests.ToldByRequest,
    access.ReadingBegun,
)
MODULES: Final = (
    opening,
    disclosing,
    procedure,
    people,
    consent,
    policies,
    interests,
    beyond,
    allegations,
    investigation,
    evidence,
    files,
    arbitration,
    interim,
    decision,
    withdrawal,
    transcripts,
    links,
    appeal,
    closing,
    access,
    tasks,
    disposal,
    redaction,
    notices,
    objecting,
    requests,
    mandates,
    notes,
    job_keys,
    webhooks,
    retention,
    reviewing,
    routing,
    record,
    figures,
    exports,
)


EVENTS: Final[Mapping[str, type[Event]]] = MappingProxyType(
    {
        found.__name__: found
        for module in MODULES
        for found in vars(module).values()
        if isinstance(found, type)
        and issubclass(found, Event)
        and found not in (Event, *ABSTRACT)
    }
)
