"""What the eventsourcing library asks for a recorder."""

from typing import NoReturn

from eventsourcing.persistence import InfrastructureFactory, TrackingRecorder
from eventsourcing.utils import Environment

from cases.database import Pool
from cases.log.doorbell import Bell
from cases.log.recorder import Recorder


class LogFactory(InfrastructureFactory[TrackingRecorder]):
    """Makes the log's recorder; the log has no snapshots and tracks nothing."""

    def __init__(self, env: Environment, pool: Pool, bell: Bell) -> None:
        super().__init__(env)
        self._pool = pool
        self._bell = bell

    def application_recorder(self) -> Recorder:
        """The log's recorder."""
        return Recorder(self._pool, self._bell)

    def aggregate_recorder(self, purpose: str = "events") -> NoReturn:
        """None: there are no snapshots."""
        raise NotImplementedError(purpose)

    def tracking_recorder(self, tracking_recorder_class: object = None) -> NoReturn:
        """None: projections keep their own positions."""
        raise NotImplementedError

    def process_recorder(self) -> NoReturn:
        """None: projections keep their own positions."""
        raise NotImplementedError
