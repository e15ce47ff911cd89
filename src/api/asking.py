"""Who asks: by a token, by the key of a mailbox, or as a program by its own key."""

import re
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request

from api.identity import Tokens
from api.job_keys import digest_of
from api.mailboxes import Doorkeeper
from api.organisations import Organisation
from api.pacing import Pace
from api.permissions import kind_of
from api.problems import NotFound, Unauthenticated
from cases import telemetry
from cases.actors import OWN_ONLY, Actor
from cases.patience import limit

WAIT_SECONDS: Final = 2.5
"""How long one request waits for stores that do not answer, in all."""
CREDENTIALS: Final = re.compile(
    r"(?P<scheme>bearer|job) +(?P<token>[!-~]+)"
    r"|(?P<mailbox>mailbox) +(?P<key>[!-~ ]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, in which office, of which organisation."""

    organisation: Organisation
    by: Actor
    only: frozenset[str] | None = None
    """The rights that a program's key is for; None for all that the office has."""


async def asking(request: Request) -> Asking:
    """The caller, in the one office chosen, which the code must know.

    Raises Unauthenticated without a token that is accepted, NotFound when it is for
    another organisation: for it there is no other; Wrong for whoever asks too often.
    """
    given = CREDENTIALS.fullmatch(request.headers.get("authorization", ""))
    if given is None:
        raise Unauthenticated("a bearer token is needed")
    asked = await _asked(request, given)
    served, by = asked.organisation, asked.by
    if kind_of(served.code, by.role) in OWN_ONLY:
        request.state.unseen = True
        telemetry.look_away()
    request.state.organisation, request.state.role = served.name, by.role
    # Not sooner: of those who speak for themselves no refusal is written down either.
    if not given["mailbox"]:
        pace: Pace = request.app.state.pace
        pace.admit(served.name, by.id)
    limit(WAIT_SECONDS)
    await served.offices.admit(served.cases, by)
    return asked


async def _asked(request: Request, given: re.Match[str]) -> Asking:
    if given["mailbox"]:
        return Asking(*await _by_key(request, given["key"]))
    if given["scheme"].lower() == "job":
        return await _by_job_key(request, given["token"])
    return Asking(*await _by_token(request, given["token"]))


async def _by_job_key(request: Request, key: str) -> Asking:
    """The program that a key was given to; of another organisation it says nothing."""
    organisation = request.path_params["organisation"]
    served: Organisation | None = request.app.state.organisations.get(organisation)
    digest = digest_of(key)
    limit(WAIT_SECONDS)
    found = await served.offices.job(served.cases, digest) if served else None
    if served is None or found is None:
        raise Unauthenticated("the key is not accepted")
    return Asking(served, Actor(found.job, found.role), found.rights)


async def _by_token(request: Request, token: str) -> tuple[Organisation, Actor]:
    tokens: Tokens = request.app.state.tokens
    identity = await tokens.identity(token)
    organisation = request.path_params["organisation"]
    served: Organisation | None = request.app.state.organisations.get(organisation)
    if organisation != identity.organisation or served is None:
        raise NotFound
    return served, identity.acting_as(request.headers.get("acting-as"))


async def _by_key(request: Request, key: str) -> tuple[Organisation, Actor]:
    """Whoever has a key to a mailbox; `around` sees to it that no line says so."""
    doorkeeper: Doorkeeper = request.app.state.doorkeeper
    organisation = request.path_params["organisation"]
    doorkeeper.check(organisation)
    served: Organisation | None = request.app.state.organisations.get(organisation)
    if served is None:
        raise NotFound
    limit(WAIT_SECONDS)
    return served, await doorkeeper.reporter(served, key)


Asked = Annotated[Asking, Depends(asking)]
