"""`cases job-key`: keys with which programs ask."""

from datetime import datetime, timedelta
from typing import Annotated, Final, get_args

import typer

from api.administering import Name
from api.job_keys import digest_of, new_job_key
from api.mandating import As, By, asked, deciding, one_organisation
from api.mistakes import one_of
from cases.commands.job_keys import JOBS, IssueJobKey, JobRight, WithdrawJobKey

job_key_app = typer.Typer(help="Keys with which programs ask, each for some rights.")

Job = Annotated[str, typer.Argument(help="The program's pseudonym, as `nightly`.")]
Rights = Annotated[
    list[str] | None, typer.Option("--right", help="What it may see; all, if not said.")
]
Until = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="First day without it; in 90 days."),
]
DAYS: Final = 90
"""How long a key is good for, unless it is said."""
SHORT: Final = 12
"""Digits of a digest that tell keys apart for people."""


@job_key_app.command("give")
def give(
    name: Name,
    job: Job,
    right: Rights = None,
    until: Until = None,
    by: By = None,
    acting_as: As = "access_manager",
) -> None:
    """Give a program a key, which is printed once and kept nowhere."""
    known = get_args(JobRight)
    for one in right or ():
        if one not in known:
            raise one_of("--right", "rights", known)
    key = new_job_key()
    with one_organisation(name) as here:
        last = until.date() if until else here.today() + timedelta(DAYS)
        said = {
            "digest": digest_of(key),
            "job": job,
            "role": JOBS,
            "rights": right or known,
            "valid_until": last,
        }
        here.cases.hold(asked(IssueJobKey, said), deciding(by, acting_as))
    print(key)


@job_key_app.command("withdraw")
def withdraw(
    name: Name,
    digest: Annotated[str, typer.Argument(help="How its digest begins, as listed.")],
    by: By = None,
    acting_as: As = "access_manager",
) -> None:
    """Take a key back: within a second it is not accepted any more."""
    with one_organisation(name) as here:
        keys = here.cases.histories.mandates().job_keys
        found = [one for one in keys if one.startswith(digest)]
        if len(found) != 1:
            raise one_of("DIGEST", "keys", [one[:SHORT] for one in keys])
        here.cases.hold(WithdrawJobKey(digest=found[0]), deciding(by, acting_as))
    print(f"{found[0][:SHORT]} is not accepted any more")


@job_key_app.command("list")
def list_job_keys(name: Name) -> None:
    """Print the keys by the beginning of their digests, and until when each is good."""
    with one_organisation(name) as here:
        for digest, key in here.cases.histories.mandates().job_keys.items():
            good = f"until {key.valid_until}" if not key.withdrawn else "withdrawn"
            print(digest[:SHORT], key.job, ",".join(sorted(key.rights)), good, sep="\t")
