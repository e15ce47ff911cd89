"""The policies beside the code: one row for each version, and for each end."""

from datetime import date
from typing import Final

from cases.events.policies import PolicyVersionPublished, PolicyWithdrawn
from projections.projection import Projection
from projections.query import Db, Shown, many

POLICIES: Final = Projection(
    name="policies",
    tables={
        "policies": {
            PolicyVersionPublished: """
                INSERT INTO policies (policy, version, since, position)
                SELECT policy, number, in_force_on, position
                  FROM json_to_recordset(%(rows)s) AS happened (
                       policy text, number integer, in_force_on date,
                       position bigint)
            """,
            PolicyWithdrawn: """
                INSERT INTO policies (policy, version, since, position)
                SELECT policy, NULL, withdrawn_on, position
                  FROM json_to_recordset(%(rows)s) AS happened (
                       policy text, withdrawn_on date, position bigint)
            """,
        },
    },
)


class Policy(Shown):
    """A row of `policies`: a version that people are held to."""

    policy: str
    version: int
    since: date
    """The first day on which it is in force."""


SELECT_POLICIES: Final = """
    SELECT policy, version, since
      FROM (SELECT DISTINCT ON (policy) *
              FROM policies
             WHERE since <= %(on)s
             ORDER BY policy, position DESC) AS latest
     WHERE version IS NOT NULL
     ORDER BY policy
"""


def policies(db: Db, on: date) -> list[Policy]:
    """The policies that are in force on a day, each in the version that holds then."""
    return many(db, Policy, SELECT_POLICIES, {"on": on})
