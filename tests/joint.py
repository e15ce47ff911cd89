"""A text about several people, one of whom wants to be erased, over HTTP."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from disposing import does, here
from happened import closed, kept
from projected import envelope
from reported import opened_by, somebody
from requesting import WORDS, Asking, asked_as_witness
from serving import Caller, Service
from waiting import readable

from api.passages import passages

PURPOSE = "redaction of a joint text"
SUCCESSOR = "MARKER what others did"
OFFICER = "data_protection_officer"


@dataclass
class Joint:
    """A closed case about several people, of whom a witness wants to be erased."""

    asking: Asking
    reporter: Caller
    item: UUID

    @property
    def service(self) -> Service:
        """Where it is."""
        return self.asking.service

    @property
    def at(self) -> str:
        """The case."""
        return f"/cases/{self.asking.held}"

    @property
    def text(self) -> str:
        """The text."""
        return f"{self.at}/texts/{self.item}"

    def seen(self, who: str, at: str, **asked: str) -> Any:
        """An answer that knows of everything that happened."""
        log = here(self.service).log
        readable(log)
        return self.service.caller(who).get(at, after=log.head(), **asked)

    def decide(self) -> Any:
        """The officer decides that the witness is taken out."""
        case = str(self.asking.held)
        return self.asking.does(
            OFFICER,
            "erasure-decisions",
            texts=[{"case": case, "what": "content"}],
            redact=[{"case": case, "item": str(self.item)}],
        )

    def redact(self, who: str = "case_owner") -> Any:
        """The successor is written."""
        said = {"item": str(self.item), "party": 2, "successor": SUCCESSOR}
        return does(self.service, who, self.at, "redactions", **said)

    def propose(self) -> str:
        """The list of what is about the witness."""
        said = {
            "case_type": "disposal",
            "opening": "propose",
            "account": "As was decided on the request.",
            "ground": "request",
            "request": self.asking.at.rpartition("/")[2],
            "texts": [{"case": str(self.asking.held), "what": "party_2"}],
        }
        proposed = self.service.caller("compliance_officer").post("/disposals", said)
        assert proposed.status_code == 201, proposed.text
        return f"/cases/{proposed.json()['case']}"

    def sealed(self) -> set[UUID]:
        """Texts of the case of which there are bytes."""
        with here(self.service).pool.connection() as db:
            rows = db.execute(
                "SELECT item FROM sealed WHERE case_id = %s", (self.asking.held,)
            )
            return {item for (item,) in rows}

    def successor(self) -> UUID:
        """What stands in its place."""
        history = here(self.service).log.history(self.asking.held)
        return next(
            one.sealed.item for one in passages(history) if one.original == self.item
        )


def joint_text(service: Service) -> Joint:
    """The report is about the accused and the witness; it is kept for years."""
    person = somebody()
    matter = opened_by(service.caller("member", somebody()), account=WORDS)
    asked_as_witness(service, matter, person)
    log = here(service).log
    history = log.history(matter.id)
    log.append(matter.id, history[-1].version, [closed(), kept(rule="R2")], envelope())
    item = next(one.sealed.item for one in passages(history) if one.field == "account")
    asking = Asking(service, person, matter.id, matter.id, matter.id)
    asking.ask()
    return Joint(asking, matter.reporter, item)
