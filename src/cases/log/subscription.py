"""The eventsourcing library's subscription, woken by our bell."""

from collections.abc import Sequence
from threading import Thread
from typing import Any, Final

from eventsourcing.persistence import ApplicationRecorder, ListenNotifySubscription

from cases.log.doorbell import Bell

LONGEST_SLEEP: Final = 0.25
"""Seconds after which it looks for events even when no bell was heard."""


class BellSubscription(ListenNotifySubscription[ApplicationRecorder]):
    """Rows of the log as they come, none passed over."""

    def __init__(
        self,
        recorder: ApplicationRecorder,
        bell: Bell,
        gt: int | None,
        topics: Sequence[str],
    ) -> None:
        super().__init__(recorder=recorder, gt=gt, topics=topics)
        self._bell = bell
        self._waker = Thread(target=self._wake, daemon=True)
        self._waker.start()

    def __exit__(self, *args: object, **kwargs: Any) -> None:
        super().__exit__(*args, **kwargs)
        self._waker.join()

    def _wake(self) -> None:
        while not self._has_been_stopped:
            heard = self._bell.heard()
            self._has_been_notified.set()
            self._bell.wait(heard, LONGEST_SLEEP)
