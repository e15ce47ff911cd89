"""`cases job-key`: keys with which programs ask."""

from datetime import datetime, timedelta
from typing import Annotated, Final, get_args

import typer

from api.administering import Name
from api.job_keys import digest_of, new_job_key
from api.mandating import As, By, asked, deciding, one_organisation
from api.mistakes import one_of
from api.saying import AsJson, say
from cases.commands.job_keys import JOBS, IssueJobKey, JobRight, WithdrawJobKey
from cases.mandates import JobKey

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
    as_json: AsJson = False,
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
    say([key], {**said, "key": key}, as_json=as_json)


@job_key_app.command("withdraw")
def withdraw(
    name: Name,
    digest: Annotated[str, typer.Argument(help="How its digest begins, as listed.")],
    by: By = None,
    acting_as: As = "access_manager",
    as_json: AsJson = False,
) -> None:
    """Take a key back: within a second it is not accepted any more."""
    with one_organisation(name) as here:
        keys = here.cases.histories.mandates().job_keys
        found = [one for one in keys if one.startswith(digest)]
        if len(found) != 1:
            raise one_of("DIGEST", "keys", [one[:SHORT] for one in keys])
        here.cases.hold(WithdrawJobKey(digest=found[0]), deciding(by, acting_as))
    line = f"{found[0][:SHORT]} is not accepted any more"
    say([line], {"digest": found[0]}, as_json=as_json)


@job_key_app.command("list")
def list_job_keys(name: Name, as_json: AsJson = False) -> None:
    """Print the keys by the beginning of their digests, and until when each is good."""
    with one_organisation(name) as here:
        keys = here.cases.histories.mandates().job_keys
    lines = []
    for digest, key in keys.items():
        good = f"until {key.valid_until}" if not key.withdrawn else "withdrawn"
        rights = ",".join(sorted(key.rights))
        lines.append(f"{digest[:SHORT]}\t{key.job}\t{rights}\t{good}")
    say(lines, [_said(*one) for one in keys.items()], as_json=as_json)


def _said(digest: str, key: JobKey) -> dict[str, object]:
    return {
        "digest": digest,
        "job": key.job,
        "rights": sorted(key.rights),
        "valid_until": key.valid_until,
        "withdrawn": key.withdrawn,
    }
