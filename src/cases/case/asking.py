"""What is asked before anything else: what applies to whom, who agrees to what."""

from cases.case.case import Case
from cases.case.change import change
from cases.case.replacing import replace
from cases.events import consent, investigation, people, policies


@change.register
def _(event: people.ApplicableCodeDetermined, case: Case) -> Case:
    party = case.parties[event.party]
    is_person = event.unmatched or party.person is not None
    tied = replace(party, engagement=event.engagement, is_person=is_person)
    return replace(case, parties={**case.parties, event.party: tied})


@change.register
def _(event: policies.PolicyVersionPublished, case: Case) -> Case:
    return replace(case, facts={**case.facts, "policy": event.policy})


@change.register
def _(event: consent.ConsentRecorded, case: Case) -> Case:
    agreed = frozenset({(event.party, event.to)})
    standing = case.consents | agreed if event.given else case.consents - agreed
    return replace(case, consents=standing)


@change.register
def _(event: investigation.InvestigationStepLogged, case: Case) -> Case:
    if event.party is None:
        return case
    asked = replace(case.parties[event.party], asked=True)
    return replace(
        case,
        parties={**case.parties, event.party: asked},
        consents=case.consents - {(event.party, event.step)},
    )
