"""Who keeps the roots of the keys, as the settings name them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from cases.sealing.custodian import Custodian
from cases.sealing.roots import FileRoots

CustodianName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]


class Kept(BaseModel):
    """What all custodians have in common."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: CustodianName
    """What it is called in the keystore and in certificates: never changed."""


class Files(Kept):
    """A directory, readable by nobody else."""

    kind: Literal["files"]
    name: CustodianName = "files"
    directory: Path

    def of(self, organisation: str) -> Custodian:
        """The organisation's roots there."""
        return FileRoots(self.directory, organisation, self.name)


class Pkcs11(Kept):
    """A token of a hardware security module."""

    kind: Literal["pkcs11"]
    name: CustodianName = "pkcs11"
    module: Path
    """The library of its maker."""
    token: str
    """The token's label."""
    pin_file: Path

    def of(self, organisation: str) -> Custodian:
        """The organisation's roots there."""
        # Only who has one needs the library.
        from cases.sealing.hsm import TokenRoots, token

        kept = token(self.module, self.token, self.pin_file)
        return TokenRoots(kept, organisation, self.name)


class Transit(Kept):
    """The Transit engine of HashiCorp Vault or OpenBao."""

    kind: Literal["transit"]
    name: CustodianName = "transit"
    address: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    mount: str = "transit"
    token_file: Path

    def of(self, organisation: str) -> Custodian:
        """The organisation's roots there."""
        from cases.sealing.transit import TransitRoots

        return TransitRoots(
            self.address, self.mount, self.token_file, organisation, self.name
        )


Named = Annotated[Files | Pkcs11 | Transit, Field(discriminator="kind")]
"""One of the kinds."""


def custodians(
    named: Sequence[Named], keyring: Path, organisation: str
) -> tuple[Custodian, ...]:
    """The custodians of an organisation's roots; files of the keyring by themselves."""
    kept: Sequence[Named] = named or (Files(kind="files", directory=keyring),)
    return tuple(one.of(organisation) for one in kept)
