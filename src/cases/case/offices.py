"""What the stream of mandates makes of the case that stands for it."""

from cases.case.case import Case
from cases.case.change import change
from cases.case.replacing import replace
from cases.events import job_keys, mandates, webhooks


@change.register(mandates.RoleMandateGranted)
@change.register(mandates.RoleMandateBegan)
@change.register(mandates.RoleMandateEnded)
@change.register(mandates.RoleMandateOver)
@change.register(job_keys.JobKeyIssued)
@change.register(job_keys.JobKeyWithdrawn)
@change.register(webhooks.WebhookAdded)
@change.register(webhooks.WebhookWithdrawn)
def _(event: mandates.MandateEvent, case: Case) -> Case:
    return replace(case, mandates=case.mandates.after(event))
