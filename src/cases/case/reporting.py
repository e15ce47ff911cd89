"""What a reporter asks for afterwards makes of a case."""

from cases.case.case import Case
from cases.case.change import change
from cases.case.replacing import replace
from cases.case.transcript import Transcript
from cases.events import transcripts, withdrawal


@change.register
def _(event: withdrawal.WithdrawalRequested, case: Case) -> Case:
    return replace(case, withdrawal="asked")


@change.register
def _(event: withdrawal.WithdrawalConsidered, case: Case) -> Case:
    return replace(case, withdrawal=event.decision)


@change.register
def _(event: transcripts.TranscriptOffered, case: Case) -> Case:
    written = {event.transcript: Transcript(event.spoken, event.spoken_on)}
    return replace(case, transcripts={**case.transcripts, **written})


@change.register
def _(event: transcripts.TranscriptChecked, case: Case) -> Case:
    number = event.transcript
    checked = replace(case.transcripts[number], checked=event.outcome)
    return replace(case, transcripts={**case.transcripts, number: checked})
