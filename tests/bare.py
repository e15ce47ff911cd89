"""The least that a FastAPI endpoint can do that stores what it is sent.

`python -m bare PORT` serves it as `cases serve` does ours; BARE_URL is its database.
"""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import uvicorn
from fastapi import FastAPI
from psycopg_pool import ConnectionPool
from pydantic import BaseModel

TABLE = "CREATE TABLE step (case_id uuid NOT NULL, kind text NOT NULL, account text)"


class Step(BaseModel):
    """What is sent, as far as it is stored."""

    kind: str
    account: str


def create_app() -> FastAPI:
    """The service with its one endpoint, and connections to the database."""
    pool = ConnectionPool(os.environ["BARE_URL"], min_size=16, max_size=16, open=False)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        with pool:
            yield

    app = FastAPI(lifespan=lifespan)

    @app.post("/cases/{case_id}/steps", status_code=201)
    def insert(case_id: UUID, step: Step) -> dict[str, int]:
        with pool.connection() as db:
            db.execute(
                "INSERT INTO step (case_id, kind, account) VALUES (%s, %s, %s)",
                (case_id, step.kind, step.account),
            )
        return {"version": 1, "position": 1}

    return app


if __name__ == "__main__":
    uvicorn.run(
        create_app(),
        port=int(sys.argv[1]),
        access_log=False,
        log_config=None,
        server_header=False,
    )
