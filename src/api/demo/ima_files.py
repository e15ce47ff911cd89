"""Demo case of IMA with files, which come in as anybody sends one."""

from contextvars import copy_context
from dataclasses import replace
from io import BytesIO
from typing import Final

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from api.asking import Asking
from api.demo.cast import OFFICER
from api.demo.ima_reports import received
from api.demo.story import Story, person
from api.files.arriving import NewFile, Part, Upload, begun
from api.files.completing import Completion
from api.files.filing import Filing, Limits
from cases.actors import Actor
from cases.events.event import Personal
from cases.events.files import FileAdded

PICTURE: Final = "image/png"
LARGEST: Final = 100_000


def pictured(story: Story) -> Story:
    """A picture of what is reported, and one that the reporter is sent."""
    received(story, "Person V parks the van of the group at their own house.")
    _sent(story, 1, "member", NewFile(name=Personal("The van.png"), size=1))
    story.wait(1).take(OFFICER, "acknowledge", "Thank you; we look into it.")
    plan = NewFile(name=Personal("Where it parks.png"), size=1, to_reporter=True)
    _sent(story, 2, OFFICER, plan)
    return story.wait(2).take(OFFICER, "accept_for_assessment")


def _sent(story: Story, number: int, role: str, new: NewFile) -> None:
    """Add the file of this number, unless it is there, or no files are taken here."""
    here, case = story.here, story.case
    if here is None or here.files is None:
        return
    history = here.log.history(case)
    if sum(isinstance(one.event, FileAdded) for one in history) >= number:
        return
    content = _picture()
    asked = Asking(replace(here, cases=story.now()), Actor(person(role), role))
    limits = Limits(LARGEST, LARGEST, (PICTURE,), each_case=10)
    filing = Filing(limits, scanner=None)
    new = new.model_copy(update={"size": len(content), "media_type": PICTURE})
    upload = Upload.found(asked, case, begun(filing, asked, case, new).item)
    part = Part(filing, upload, 0)
    try:
        part.take(content)
        part.end()
    finally:
        part.close()
    # With a patience of its own, as each request has: what is told later has all of it.
    copy_context().run(Completion(filing, upload).recorded)


def _picture() -> bytes:
    """A plain one that says with what it was made."""
    drawn, said = BytesIO(), PngInfo()
    said.add_text("Software", "A made-up camera")
    Image.new("RGB", (64, 48), "#4a6d8c").save(drawn, "PNG", pnginfo=said)
    return drawn.getvalue()
