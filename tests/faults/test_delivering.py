"""Whoever sends is killed in the middle of it: nothing is lost, nothing overtakes."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from deployed import deployed, investigated, started
from receivers import LOOPBACK, Receiver, received, verified
from servers import Server, database
from waiting import readable, until

from api.running.preparing import told
from api.webhooks.message import new_webhook, secret_of, shown
from cases.actors import SYSTEM
from cases.commands.webhooks import AddWebhook
from cases.log.log import Log

pytestmark = [pytest.mark.faults, pytest.mark.timeout(400)]

PARTS = (("api", "follow"), ("api", "deliver"))


def cases_of(log: Log, case: UUID, webhook: UUID) -> Sequence[str]:
    """What is to come of a case, by what each message is known by."""
    return [f"{webhook}-{one.position}" for one in log.history(case)]


def without_repetition(receiver: Receiver) -> Sequence[str]:
    """What came, each where it came first."""
    return list(dict.fromkeys(receiver.ids))


def test_whoever_sends_is_killed_and_everything_comes_in_order(
    cluster: Server, tmp_path: Path
) -> None:
    with (
        received(tmp_path) as receiver,
        database(cluster) as events,
        database(cluster) as keystore,
        deployed(events, keystore, tmp_path) as running,
    ):
        environment = os.environ | told(running.settings)
        environment |= {
            "CASES_WEBHOOK_NETWORKS": ",".join(map(str, LOOPBACK)),
            "CASES_WEBHOOK_ROOTS": str(receiver.roots),
        }
        organisation, log = running.organisation, running.organisation.log
        webhook = new_webhook()
        organisation.cases.hold(
            AddWebhook(
                webhook=webhook,
                job="board",
                role="reporting_job",
                address=receiver.address,
                after=0,
            ),
            SYSTEM,
        )
        expected = cases_of(log, investigated(organisation).case, webhook)
        readable(log)
        receiver.answering.clear()
        with started(PARTS[0], tmp_path, environment):
            with started(PARTS[1], tmp_path, environment) as sender:
                receiver.await_messages(1)
                sender.kill()
                sender.wait()
            receiver.answering.set()
            with started(PARTS[1], tmp_path, environment) as sender:
                until(lambda: set(receiver.ids) >= set(expected))
                sender.terminate()
                assert sender.wait(timeout=60) == 0
        assert receiver.ids[:2] == expected[:1] * 2
        assert without_repetition(receiver) == expected
        secret = shown(secret_of(organisation.keyring, webhook))
        assert verified(secret, receiver.came[-1], datetime.now(UTC))
