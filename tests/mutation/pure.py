"""Leaves out what asks for a server: a rule is tried by events alone."""

import pytest

SERVERS = {"cluster", "durable_cluster", "log_template", "keystore_template"}


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Function]
) -> None:
    """Keep what runs without PostgreSQL."""
    served = [item for item in items if not SERVERS.isdisjoint(item.fixturenames)]
    config.hook.pytest_deselected(items=served)
    items[:] = [item for item in items if SERVERS.isdisjoint(item.fixturenames)]
