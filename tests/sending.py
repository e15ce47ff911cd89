"""Sending a file in parts, as whoever calls; and files to send."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final, Protocol
from uuid import UUID

from PIL import Image, PngImagePlugin

from api.files.filing import Filed

PARTIAL: Final = {"Content-Type": "application/partial-upload"}
CANARY: Final = "MARKER of a device"
PURPOSE: Final = "investigation of the case"


class Sender(Protocol):
    """Somebody who calls the service."""

    service: Any

    def headers(self) -> dict[str, str]: ...
    def at(self, path: str) -> str: ...


def picture(form: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    """An image that says on what it was made."""
    image = Image.effect_noise(size, 60).convert("RGB")
    made = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = CANARY
    if form == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", CANARY)
        image.save(made, form, pnginfo=info, exif=exif)
    else:
        image.save(made, form, exif=exif)
    assert CANARY.encode() in made.getvalue()
    return made.getvalue()


@dataclass
class Sending:
    """A file on its way into a case."""

    by: Sender
    at: str
    content: bytes
    said: dict[str, Any] = field(default_factory=dict)
    name: str = "MARKER holiday.png"
    begun: Any = None

    def begin(self) -> Any:
        """Say that it is coming."""
        body = {"name": self.name, "size": len(self.content), **self.said}
        self.begun = self._ask("POST", f"{self.at}/files", json=body)
        return self.begun

    @property
    def item(self) -> str:
        """What it is known by."""
        return str(self.begun.json()["item"])

    def part(self, first: int, last: int | None = None, **headers: str) -> Any:
        """Send so much of it."""
        sent = PARTIAL | {"Upload-Offset": str(first)} | headers
        body = self.content[first:last]
        return self._ask("PATCH", self.place, content=body, headers=sent)

    def come(self) -> Any:
        """How far it has come."""
        return self._ask("GET", self.place)

    def sent(self) -> Any:
        """All of it at once."""
        begun = self.begin()
        assert begun.status_code == 201, begun.text
        return self.part(0)

    def dropped(self) -> Any:
        """It is not wanted any more."""
        return self._ask("DELETE", self.place)

    @property
    def place(self) -> str:
        """Where it arrives."""
        return f"{self.at}/uploads/{self.item}"

    def _ask(self, method: str, path: str, **more: Any) -> Any:
        headers = self.by.headers() | more.pop("headers", {})
        client = self.by.service.client
        return client.request(method, self.by.at(path), headers=headers, **more)


def kept(service: Any, organisation: str = "ima") -> Filed:
    """Where an organisation's files lie."""
    found = service.app.state.organisations[organisation].files
    assert isinstance(found, Filed)
    return found


def lying(service: Any, organisation: str = "ima") -> set[UUID]:
    """What is in the store, and what is on its way."""
    filed = kept(service, organisation)
    return {*filed.store.items(), *filed.staging.left(-60)}
