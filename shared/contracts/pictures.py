"""Pictures that come with what people write: each with words for those who do not see it."""

from typing import Annotated

import msgspec

from shared.contracts.words import VISIBLE
from shared.messages import Id, Kind, Reason


class Picture(msgspec.Struct, frozen=True):
    """`alt` says what the picture shows."""

    id: Id
    alt: Annotated[str, msgspec.Meta(min_length=1, max_length=500, pattern=VISIBLE)]


Pictures = Annotated[tuple[Picture, ...], msgspec.Meta(max_length=10)]

UNKNOWN_PICTURE = Reason("unknown_picture", Kind.UNKNOWN, "There is no such picture.")
NOT_A_PICTURE = Reason("not_a_picture", Kind.INVALID, "The file is not a picture. JPEG, PNG and WebP are known here.")
PICTURE_TOO_BIG = Reason(
    "picture_too_big", Kind.INVALID, "The picture has too many pixels: {most} million at most are taken."
)
