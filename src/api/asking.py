"""Who asks: by a token, or by the key of a mailbox."""

import re
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request

from api.identity import Tokens
from api.mailboxes import Doorkeeper
from api.organisations import Organisation
from api.permissions import kind_of
from api.problems import NotFound, Unauthenticated
from cases import telemetry
from cases.actors import OWN_ONLY, Actor
from cases.patience import limit

WAIT_SECONDS: Final = 2.5
"""How long one request waits for stores that do not answer, in all."""
CREDENTIALS: Final = re.compile(
    r"(bearer) +([!-~]+)|(mailbox) +([!-~ ]+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, in which office, of which organisation."""

    organisation: Organisation
    by: Actor


async def asking(request: Request) -> Asking:
    """The caller, in the one office chosen, which the code must know.

    Raises Unauthenticated without a token that is accepted, NotFound when it is for
    another organisation: for it there is no other.
    """
    given = CREDENTIALS.fullmatch(request.headers.get("authorization", ""))
    if given is None:
        raise Unauthenticated("a bearer token is needed")
    named = _by_token(request, given[2]) if given[1] else _by_key(request, given[4])
    served, by = await named
    if kind_of(served.code, by.role) in OWN_ONLY:
        request.state.unseen = True
        telemetry.look_away()
    request.state.organisation, request.state.role = served.name, by.role
    limit(WAIT_SECONDS)
    await served.offices.admit(served.cases, by)
    return Asking(served, by)


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
