"""The service and its parts, put together in one place."""

import gc
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import ExitStack, asynccontextmanager, contextmanager
from typing import Any, Final

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.middleware import Middleware

from api import answering, description, introduction
from api.answers import ALWAYS, problems
from api.around import Around
from api.development import development_issuer
from api.feed import feeds
from api.files.filing import filing
from api.identity import Tokens, published
from api.lines import start_lines
from api.mailboxes import Doorkeeper
from api.needed import complete
from api.organisations import opened
from api.pacing import Pace
from api.readiness import Watch
from api.routes import (
    alarms,
    assignments,
    audit,
    breaches,
    cases,
    clocks,
    commands,
    deletions,
    editions,
    events,
    exports,
    figures,
    files,
    filters,
    health,
    histories,
    holds,
    mailbox,
    mandates,
    pages,
    policies,
    reference,
    tree,
    webhooks,
    work,
)
from api.routing import named, take_over
from api.settings import Settings
from cases.edition.code import Code

OF_ORGANISATIONS: Final = (
    commands,
    assignments,
    cases,
    filters,
    histories,
    files,
    deletions,
    holds,
    clocks,
    audit,
    breaches,
    tree,
    editions,
    mandates,
    policies,
    alarms,
    work,
    events,
    figures,
    webhooks,
    exports,
    mailbox,
)
Codes = Mapping[str, Code] | None
"""The codes of conduct, when they are known already."""
ALLOCATIONS: Final = 10_000
"""Objects more than before, after which garbage is looked for."""
# Its spans say from where and with which query somebody came; its measures would count
# the requests of each minute by their routes: those of reporters, too, whose visits are
# recorded nowhere. `around` tells of a request what may be told.
TELEMETRY: Final[TelemetryConfig] = {
    "logs": False,
    "metrics": False,
    "operation_spans": False,
    "tracing": False,
}


class Service(FastAPI):
    """The application, which describes itself with the problems it answers."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document, made once."""
        if not self.openapi_schema:
            self.openapi_schema = description.document(self)
        return self.openapi_schema


def create_app(settings: Settings | None = None, codes: Codes = None) -> FastAPI:
    """The service as the settings say; without any, those of the environment.

    The codes are read unless they are given. Connects to nothing before it is started.
    Raises ValidationError when a setting is wrong, as a development key in production.
    """
    settings = settings or Settings()  # type: ignore[call-arg] # from the environment
    start_lines(settings.log_level)
    app = Service(
        title="Conduct cases",
        summary="Cases under a code of conduct.",
        version="1",
        description=introduction.TEXT,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json" if settings.documentation else None,
        redirect_slashes=False,
        middleware=[Middleware(Around)],
        lifespan=lifespan(settings, codes),
        telemetry=TELEMETRY,
        generate_unique_id_function=named,
    )
    furnish(app, settings)
    answering.install(app)
    take_over(app, *(module.router for module in OF_ORGANISATIONS))
    for module in (health, reference):
        app.include_router(module.router, responses=problems(*ALWAYS))
    if settings.documentation:
        app.include_router(pages.router)
    return complete(app)


def furnish(app: FastAPI, settings: Settings) -> None:
    """Put what requests need and what connects to nothing at their hand."""
    app.state.settings, app.state.filing = settings, filing(settings)
    app.state.pace = Pace(settings.requests_a_minute)
    app.state.doorkeeper = Doorkeeper(
        settings.mailboxes, settings.mailbox_reports_a_minute
    )


def lifespan(settings: Settings, codes: Codes) -> Callable[[FastAPI], Any]:
    """What is open as long as the service runs."""

    @asynccontextmanager
    async def open_all(app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = settings.threads
        with ExitStack() as stack:
            if settings.otlp_endpoint:
                # A tenth of what starting costs, for those who send something only.
                from api.reporting import start_reporting

                stack.callback(start_reporting(settings.otlp_endpoint))
            served = stack.enter_context(opened(settings, codes))
            issuers = published(settings.issuers)
            if settings.development_key:
                issuers |= development_issuer(settings.development_key, served)
            app.state.organisations, app.state.tokens = served, Tokens(issuers)
            app.state.watch = Watch(served.values())
            app.state.feeds = stack.enter_context(feeds(served.values()))
            stack.enter_context(little_garbage())
            yield

    return open_all


@contextmanager
def little_garbage() -> Iterator[None]:
    """Look for garbage less often, and not among what is made by now: it stays.

    That took half a second, every few hundred requests.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(ALLOCATIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
