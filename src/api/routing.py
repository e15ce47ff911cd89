"""Where the routes of an organisation are, and what all of them may answer."""

from typing import Final

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from api.answers import EVERYWHERE, problems
from api.reading import StrictRoute

ORGANISATION: Final = "/v1/organisations/{organisation}"


def below_organisation(
    prefix: str, tag: str, route_class: type[StrictRoute] = StrictRoute
) -> APIRouter:
    """A router for what is at an address of an organisation."""
    return APIRouter(
        prefix=ORGANISATION + prefix,
        tags=[tag],
        route_class=route_class,
        responses=problems(*EVERYWHERE),
        generate_unique_id_function=named,
    )


def named(route: APIRoute) -> str:
    """What an operation is called in the OpenAPI document."""
    return route.name


def take_over(app: FastAPI, *routers: APIRouter) -> None:
    """Let the application answer the routers' routes.

    As they are: a router that is included is searched twice for each request.
    """
    for router in routers:
        app.router.routes.extend(router.routes)
