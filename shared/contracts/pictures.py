"""Pictures that come with what people write: each with words for those who do not see it."""

from typing import Annotated, ClassVar

import msgspec

from shared.contracts.words import VISIBLE
from shared.events import Aggregate
from shared.messages import Command, Event, Id, Kind, Query, Reason, Role


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


# Sending, told by the gateway, which takes pictures in


class PictureSent(Event, frozen=True, kw_only=True):
    """Until it is shown, who sent it sees it, and the staff of the area. The same picture is one, whoever sends it."""

    sender: str


PICTURE = Aggregate("gateway", "picture", PictureSent)


class SendPicture(Command, frozen=True, kw_only=True):
    """Once the picture is stored."""

    service: ClassVar[str] = "gateway"
    allowed: ClassVar[frozenset[Role]] = frozenset(Role) - {Role.CODE_HOLDER, Role.DESK_VOTER, Role.SYSTEM}
    picture: Id


# Seeing, told by the ideas room


class VisiblePicture(msgspec.Struct, frozen=True):
    """Who asks may see it; whether everybody may."""

    shown: bool


class SeePicture(Query[VisiblePicture], frozen=True, kw_only=True):
    """A picture that nothing shown holds is unknown to others than who sent it and staff."""

    service: ClassVar[str] = "ideas"
    picture: Id
