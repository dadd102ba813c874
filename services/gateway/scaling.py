"""Pictures as people send them, made into what others may be shown: upright, small, and nothing in them but the
picture. What a camera writes beside it (where, when, whose) is left behind.
"""

import asyncio
import struct
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from shared.contracts.pictures import NOT_A_PICTURE, PICTURE_TOO_BIG
from shared.messages import Refused, require
from shared.pictures import Size

MOST_UPLOAD = 8 * 1024 * 1024  # bytes
MOST_PIXELS = 50_000_000
KINDS = ("JPEG", "PNG", "WEBP")
BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, struct.error)  # what Pillow says of such files
SIDE = {Size.LARGE: 1600, Size.SMALL: 400}  # pixels at most
QUALITY = 80

Image.MAX_IMAGE_PIXELS = None  # the limit here is lower, and asked of every picture before it is unpacked
_ONE_AT_A_TIME = ThreadPoolExecutor(1, thread_name_prefix="pictures")  # an unpacked picture takes 200 MB


@dataclass(frozen=True)
class Scaled:
    id: str
    width: int
    height: int
    sizes: dict[Size, bytes]


async def scaled(content: bytes) -> Scaled:
    """Raises `Refused`."""
    return await asyncio.get_running_loop().run_in_executor(_ONE_AT_A_TIME, _scaled, content)


def _scaled(content: bytes) -> Scaled:
    picture = _opened(content)
    sizes = {size: _within(picture, side) for size, side in SIDE.items()}
    written = {size: _written(one) for size, one in sizes.items()}
    id_ = blake2b(written[Size.LARGE], digest_size=16).hexdigest()
    return Scaled(id_, *sizes[Size.LARGE].size, written)


def _opened(content: bytes) -> Image.Image:
    try:
        with Image.open(BytesIO(content), formats=KINDS) as image:
            require(image.width * image.height <= MOST_PIXELS, PICTURE_TOO_BIG, most=MOST_PIXELS // 1_000_000)
            image.draft("RGB", (SIDE[Size.LARGE], SIDE[Size.LARGE]))  # a JPEG need not be unpacked in full
            upright = ImageOps.exif_transpose(image)
            return upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        struct.error,
    ) as error:  # of Pillow, at broken files
        raise Refused(NOT_A_PICTURE) from error


def _within(picture: Image.Image, side: int) -> Image.Image:
    """Never larger than it came; on a new canvas, as a copy would take along what is written beside the picture."""
    small = picture.copy()
    small.thumbnail((side, side))
    canvas = Image.new(small.mode, small.size)
    canvas.paste(small)
    return canvas


def _written(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "WEBP", quality=QUALITY)
    return file.getvalue()
