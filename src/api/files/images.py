"""Images made anew from what is seen: nothing else of the original is in them."""

from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageOps, ImageSequence

from api.files.content import IMAGES

MOST_PIXELS: Final = 64_000_000
"""Of all pictures in one file together; three bytes or four each."""
LOOKS: Final = ("transparency", "duration", "loop", "background", "disposal")
"""What a picture looks otherwise without, beside its pixels."""
SAVED: Final[dict[str, dict[str, Any]]] = {
    "JPEG": {"quality": 95, "subsampling": 0},
    "WEBP": {"quality": 95},
    "TIFF": {"compression": "tiff_lzw"},
}


class Unreadable(Exception):
    """It is not what it seemed to be, or holds more than can be looked through."""


def clean(media_type: str, content: bytes) -> bytes:
    """The pixels alone, turned as a viewer shows them; Unreadable."""
    form = IMAGES[media_type]
    with Image.open(BytesIO(content), formats=[form]) as image:
        pictures = []
        left = MOST_PIXELS
        for picture in ImageSequence.Iterator(image):
            left -= picture.width * picture.height
            if left < 0:
                raise Unreadable
            pictures.append(_bare(picture))
    first, *others = pictures
    written = BytesIO()
    more: dict[str, Any] = {"save_all": True, "append_images": others} if others else {}
    first.save(written, form, **SAVED.get(form, {}), **more)
    return written.getvalue()


def _bare(picture: Image.Image) -> Image.Image:
    """A copy that knows nothing but its pixels and how they look."""
    turned = ImageOps.exif_transpose(picture)
    bare = Image.frombytes(turned.mode, turned.size, turned.tobytes())
    if turned.mode == "P" and (palette := turned.getpalette()):
        bare.putpalette(palette)
    bare.info = {name: turned.info[name] for name in LOOKS if name in turned.info}
    return bare
