"""A follower in a process of its own: `python follow_iom.py <url>`, until SIGTERM."""

import signal
import sys
from threading import Event as Flag

from projected import ORGANISATION

from cases.database import pool
from cases.log.log import Log
from projections.follow import follow


def main(url: str) -> None:
    """Say that it began, and follow."""
    stop = Flag()
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, lambda *_: stop.set())
    with pool(url, ORGANISATION, size=4) as connections:
        log = Log(ORGANISATION, connections)
        sys.stdout.write("begun\n")
        sys.stdout.flush()
        follow(url, [log], stop)
        log.close()


if __name__ == "__main__":
    main(sys.argv[1])
