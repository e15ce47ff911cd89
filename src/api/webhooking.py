"""`cases webhook`: addresses at which programs are told what happens."""

from typing import Annotated, Final
from uuid import UUID

import typer

from api import organisations
from api.administering import Name
from api.job_keying import Job
from api.mandating import As, By, asked, deciding, one_organisation
from api.saying import AsJson, say
from api.starting import started, working
from api.webhooks.deliveries import subscribed
from api.webhooks.message import new_webhook, secret_of, shown
from api.webhooks.reaching import Reaching
from api.webhooks.sender import sending
from cases.commands.job_keys import JOBS
from cases.commands.webhooks import AddWebhook, WithdrawWebhook
from projections.leading import lead

webhook_app = typer.Typer(help="Addresses at which programs are told what happens.")

After: Final = typer.Option(
    min=0, help="It is told what follows this position of the log; what is to come."
)


@webhook_app.command("add")
def add(
    name: Name,
    job: Job,
    address: Annotated[str, typer.Argument(help="https://…; nothing secret in it.")],
    after: Annotated[int | None, After] = None,
    by: By = None,
    acting_as: As = "access_manager",
    as_json: AsJson = False,
) -> None:
    """Tell a program what happens; its secret is printed once and kept nowhere."""
    webhook = new_webhook()
    with one_organisation(name) as here:
        said = {
            "webhook": webhook,
            "job": job,
            "role": JOBS,
            "address": address,
            "after": here.log.head() if after is None else after,
        }
        here.cases.hold(asked(AddWebhook, said), deciding(by, acting_as))
        secret = shown(secret_of(here.keyring, webhook))
    say([str(webhook), secret], {**said, "secret": secret}, as_json=as_json)


@webhook_app.command("withdraw")
def withdraw(
    name: Name,
    webhook: Annotated[UUID, typer.Argument(help="What it is called, as listed.")],
    by: By = None,
    acting_as: As = "access_manager",
    as_json: AsJson = False,
) -> None:
    """Tell a program nothing more at an address."""
    with one_organisation(name) as here:
        here.cases.hold(WithdrawWebhook(webhook=webhook), deciding(by, acting_as))
    line = f"{webhook} is told nothing more"
    say([line], {"webhook": webhook}, as_json=as_json)


@webhook_app.command("list")
def list_webhooks(name: Name, as_json: AsJson = False) -> None:
    """Print the webhooks, how far each has come, and whether it is still reached."""
    with one_organisation(name) as here, here.pool.connection() as db:
        hooks = here.cases.histories.mandates().webhooks
        found = [subscribed(db, *one) for one in hooks.items()]
    lines = [
        f"{hook}\t{one.job}\t{one.address}\t{one.state} up to {one.position}"
        for hook, one in zip(hooks, found, strict=True)
    ]
    say(lines, [one.model_dump(mode="json") for one in found], as_json=as_json)


def deliver() -> None:
    """Tell programs at their own addresses what happens, until interrupted."""
    settings = started()
    reaching = Reaching(settings.webhook_networks, settings.webhook_roots)
    with working(settings) as stop, organisations.opened(settings) as known:
        offices = [sending(organisation, reaching) for organisation in known.values()]
        lead(settings.database_url, offices, stop)
