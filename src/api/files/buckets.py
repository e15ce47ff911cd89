"""Where sealed files are kept when it is no directory: a bucket."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from cases.files.store import FileStore


class Bucket(BaseModel):
    """A bucket of a store that speaks the protocol of S3."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[
        str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")
    ]
    endpoint: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    region: str = "us-east-1"
    prefix: Annotated[str, StringConstraints(pattern=r"^([A-Za-z0-9_-]+/)*$")] = ""
    """Below which the service keeps its files, with a stroke at its end."""
    access_key: str
    secret_file: Path
    """File that holds the secret key alone."""

    def of(self, organisation: str) -> FileStore:
        """The organisation's files there."""
        # Only who has one needs the library.
        from cases.files.objects import BucketStore

        keys = self.access_key, self.secret_file.read_text("utf-8").strip()
        below = f"{self.prefix}{organisation}"
        return BucketStore(self.name, below, self.endpoint, self.region, keys)
