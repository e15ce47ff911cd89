"""What the commands begin with: settings, lines, and an end that is asked for."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Event
from types import FrameType

from api import mistakes
from api.lines import start_lines
from api.settings import Settings


def started() -> Settings:
    """The settings of the environment; lines are written from here on as they say."""
    settings = mistakes.settings(Settings)
    start_lines(settings.log_level)
    return settings


@contextmanager
def working(settings: Settings) -> Iterator[Event]:
    """A flag that is set when the process is asked to end; reports until then."""
    stop = Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, ask)
    with ExitStack() as ending:
        if settings.otlp_endpoint:
            # A tenth of what starting costs, for those who send something only.
            from api.reporting import start_reporting

            ending.callback(start_reporting(settings.otlp_endpoint))
        yield stop
