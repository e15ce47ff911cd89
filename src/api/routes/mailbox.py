"""/mailbox: for reporters, also those without an account."""

from typing import Final

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field

from api.correspondence import Correspondence, correspondence
from api.dependencies import TheReading
from api.mailboxes import Doorkeeper, new_key
from api.routing import below_organisation
from cases.actors import REPORTER
from cases.errors import NotPermitted
from cases.rights import TABLE_CLAUSE
from projections.case_query import Wanted, cases

router = below_organisation("/mailbox", "mailbox")

MOST: Final = 50
"""Reports that are shown, the newest."""


class NewKey(BaseModel):
    """The key of a mailbox that nobody has used yet."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    mailbox_key: str = Field(examples=["7K3M-Q9XA-0D5T-VB2R-HN8E-4WYC-6J"])
    """Shown this once and kept nowhere: whoever loses it has lost the mailbox."""
    send_it_as: str = "Authorization: Mailbox <mailbox_key>"
    """The header by which it opens the mailbox."""


@router.get("/new-key")
async def new_mailbox_key(organisation: str, request: Request) -> NewKey:
    """A key by which somebody without an account can report and read the answers.

    It is drawn by chance and not stored; with it, `POST …/reports` begins a report
    whose reporter nobody knows, and `GET …/mailbox` shows what was answered. That
    somebody asked for it is recorded nowhere.
    """
    doorkeeper: Doorkeeper = request.app.state.doorkeeper
    doorkeeper.check(organisation)
    return NewKey(mailbox_key=new_key())


@router.get("")
def read_mailbox(reading: TheReading) -> list[Correspondence]:
    """What the caller reported, and what was written to them about it, newest first.

    Asked with `Authorization: Mailbox <mailbox_key>`, or by a reporter with a token. A
    key that nobody reported with shows an empty mailbox. Visits are not recorded.
    """
    viewer = reading.viewer("texts")
    if REPORTER not in viewer.roles:
        raise NotPermitted("a mailbox is for whoever reported", TABLE_CLAUSE)
    found = reading.ask(cases, viewer, Wanted(), cursor=None, limit=MOST)
    each = (
        correspondence(reading.organisation, one.case_id, reading.by)
        for one in found.items
    )
    return [theirs for theirs in each if theirs]
