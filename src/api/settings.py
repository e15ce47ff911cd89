"""What the service is told when it starts: environment variables beginning CASES_."""

import json
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    DirectoryPath,
    Field,
    IPvAnyNetwork,
    StringConstraints,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.custodians import Named as Custodian
from api.files.buckets import Bucket
from api.files.content import KNOWN

Algorithm = Literal["Ed25519", "ES256", "ES384", "PS256", "RS256"]
"""Signatures that only the issuer can make; a shared secret is not among them."""

Organisation = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]{1,20}$")]
"""The identifier of an organisation, as in its addresses and its schema."""


HttpAddress = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]


class Issuer(BaseModel):
    """Who may say who somebody is, and for which organisations."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    jwks: HttpAddress
    """Where the issuer publishes its keys (RFC 7517)."""
    algorithm: Algorithm
    """The one algorithm its tokens are signed with."""
    audience: str = "cases"
    """What its tokens must name as their `aud`."""
    organisations: frozenset[Organisation]
    """The organisations it may speak for; a token for another one is not accepted."""


def _address(url: str) -> str:
    try:
        ports = str(conninfo_to_dict(url).get("port", "")).split(",")
    except ProgrammingError:
        ports = ["none"]
    if not all(port.isdecimal() for port in ports if port):
        raise ValueError("is no address of PostgreSQL")
    return url


def _json(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError("is not JSON") from None


def _names(value: Any) -> Any:
    return value.replace(",", " ").split() if isinstance(value, str) else value


def _known(media_type: str) -> str:
    if media_type not in KNOWN:
        raise ValueError(f"is none of {', '.join(KNOWN)}")
    return media_type


FileType = Annotated[str, AfterValidator(_known)]
"""A kind of file that is known by its content."""

HOST_AND_PORT: Final = r"^[A-Za-z0-9.-]+:[0-9]{1,5}$"

Address = Annotated[str, AfterValidator(_address), Field(repr=False)]
"""Where a database is, with the password to it."""


class WithoutStores(BaseSettings):
    """The settings that matter when no database is asked."""

    model_config = SettingsConfigDict(
        env_prefix="CASES_",
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    editions: DirectoryPath | None = None
    """Directory of further editions, `<organisation>/<edition>.toml`."""
    development_key: Path | None = None
    """Key of the development issuer, which lets its holder be anybody."""


class Settings(WithoutStores):
    """All settings, by the name of the variable without its prefix."""

    database_url: Address
    """The PostgreSQL database of the logs and the projections, version 15 or later."""
    keystore_url: Address
    """The database of the keys; in production on a server of its own."""
    keyring: Path
    """Directory of the keys that no database holds, readable by nobody else."""
    custodians: Annotated[tuple[Custodian, ...], NoDecode, BeforeValidator(_json)] = ()
    """JSON list: who keeps the roots, when it is not the files of the keyring."""
    environment: Literal["development", "production"] = "production"
    """`production` refuses whatever is only for trying things out."""
    origin: str = Field(
        default="cases.localhost", pattern=r"^[A-Za-z0-9.-]+(:[0-9]{1,5})?$"
    )
    """The host that audit trees are named after when they begin, for ever."""
    witnesses: Path | None = None
    """File with a C2SP tlog-policy: the witnesses that cosign the audit trees."""
    witness_fresh_seconds: int = Field(default=172_800, ge=60)
    """How old the newest cosigned checkpoint may be before it counts as stale."""
    timestamp_url: str | None = None
    """A time-stamping authority (RFC 3161) that dates the audit trees once a day."""
    timestamp_roots: Path | None = None
    """PEM file of the certificates that its own must lead to."""
    backups_kept_days: int = Field(default=35, ge=0, le=3650)
    """How long backups are kept: what certificates of erasure say of them."""
    issuers: Annotated[dict[str, Issuer], NoDecode, BeforeValidator(_json)] = Field(
        default_factory=dict
    )
    """JSON object: the `iss` of each issuer of tokens, and what is known about it."""
    mailboxes: Annotated[frozenset[Organisation], NoDecode, BeforeValidator(_names)] = (
        frozenset()
    )
    """Organisations that take reports from people without an account."""
    mailbox_reports_a_minute: int = Field(default=30, ge=1)
    """Reports that each of them takes from all those people together."""
    requests_a_minute: int = Field(default=1200, ge=1)
    """What each person and each program with an account may ask, in each process."""
    files: Path | None = None
    """Directory of the files of cases, sealed; without one no files are taken."""
    files_bucket: Annotated[Bucket | None, NoDecode, BeforeValidator(_json)] = None
    """JSON object: the bucket that they are kept in once they have arrived there."""
    file_max_size: int = Field(default=1 << 30, ge=1)
    """Bytes of a file; longer ones are answered with 413."""
    mailbox_file_max_size: int = Field(default=100 << 20, ge=1)
    """The same for files of people without an account."""
    file_types: Annotated[
        tuple[FileType, ...], NoDecode, BeforeValidator(_names), Field(min_length=1)
    ] = tuple(KNOWN)
    """Which kinds of files are taken, of those that are known by their content."""
    files_each_case: int = Field(default=500, ge=1)
    """Files that a case may hold, copies counted."""
    scanner: Annotated[str, StringConstraints(pattern=HOST_AND_PORT)] | None = None
    """`host:port` of a virus scanner that speaks clamd's protocol; none is asked."""
    webhook_networks: Annotated[
        tuple[IPvAnyNetwork, ...], NoDecode, BeforeValidator(_names)
    ] = ()
    """Networks that are not public and in which webhooks may be, as 10.1.0.0/16."""
    webhook_roots: Path | None = None
    """PEM file of certificates that webhooks' own may lead to, beside the system's."""
    max_body_size: int = Field(default=262_144, ge=1024)
    """Bytes of a request's body; more are answered with 413."""
    documentation: bool = True
    """Whether /docs and /openapi.json are served."""
    wait_seconds: float = Field(default=5, gt=0, le=30)
    """How long a question may wait for the position it asks for with `after`."""
    threads: int = Field(default=16, ge=1, le=200)
    """Requests worked on at once, and database connections of each pool."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """Lines less important than this are not written."""
    otlp_endpoint: HttpAddress | None = None
    """Where spans and metrics go, by OTLP over HTTP; nowhere when left out."""

    @model_validator(mode="after")
    def _files_arrive(self) -> Self:
        if self.files_bucket is not None and self.files is None:
            raise ValueError("CASES_FILES: is not set, and files arrive there first")
        return self

    @model_validator(mode="after")
    def _fit_for_production(self) -> Self:
        if self.environment == "development":
            return self
        if self.development_key is not None:
            raise ValueError("CASES_DEVELOPMENT_KEY: is not for production")
        if any(
            not issuer.jwks.startswith("https:") for issuer in self.issuers.values()
        ):
            raise ValueError("CASES_ISSUERS: in production keys come over https")
        return self
