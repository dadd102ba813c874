"""Situation pictures (tilannekuvat): the published facts about an area at a moment, drawn again at evaluation."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias

import msgspec

from shared.contracts.gatherings import PLANNERS
from shared.contracts.indicators import Year
from shared.contracts.known_figures import FigureChange, KnownFigure
from shared.contracts.pictures import Pictures
from shared.contracts.words import Limit, Name, Text
from shared.events import Aggregate
from shared.messages import Command, Event, Id, Kind, Query, Reason, Role

Indicators = Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=40)]


class Occasion(StrEnum):
    """What the picture is drawn for."""

    START = "start"
    EVALUATION = "evaluation"


class Section(msgspec.Struct, frozen=True):
    """The city's own words about the area."""

    heading: Name
    text: Text
    pictures: Pictures = ()


Sections = Annotated[tuple[Section, ...], msgspec.Meta(max_length=20)]


# Events


class SituationPictureDrafted(Event, frozen=True, kw_only=True):
    """`figures` are what was known when it was drafted."""

    programme: str
    occasion: Occasion
    year: int
    figures: tuple[KnownFigure, ...]


class SituationPictureWritten(Event, frozen=True, kw_only=True):
    sections: tuple[Section, ...]


class FiguresRedrawn(Event, frozen=True, kw_only=True):
    figures: tuple[KnownFigure, ...]


class SituationPicturePublished(Event, frozen=True, kw_only=True):
    """All of this version; earlier ones stay as they were."""

    public: ClassVar[bool] = True
    programme: str
    occasion: Occasion
    year: int
    version: int
    figures: tuple[KnownFigure, ...]
    sections: tuple[Section, ...]


PictureEvent: TypeAlias = SituationPictureDrafted | SituationPictureWritten | FiguresRedrawn | SituationPicturePublished
SITUATION_PICTURE = Aggregate("areas", "situation_picture", PictureEvent)


# Commands


class PictureCommand(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role]] = PLANNERS
    picture: Id


class DraftPicture(PictureCommand, frozen=True, kw_only=True):
    """Each indicator shows the newest figure known that is not of a year after `year`."""

    programme: Id
    occasion: Occasion
    year: Year
    indicators: Indicators


class WritePicture(PictureCommand, frozen=True, kw_only=True):
    sections: Sections


class RedrawFigures(PictureCommand, frozen=True, kw_only=True):
    """Read the figures again: some may have become known, or been corrected."""


class PublishPicture(PictureCommand, frozen=True, kw_only=True):
    """As the next version, where anything changed since the last one."""


UNKNOWN_SITUATION_PICTURE = Reason(
    "unknown_situation_picture", Kind.UNKNOWN, "There is no such situation picture in this area."
)
INDICATOR_TWICE = Reason("indicator_twice", Kind.INVALID, "Name each indicator only once.")


# Queries


class PictureEntry(msgspec.Struct, frozen=True):
    """A published version, without its content."""

    picture: str
    programme: str
    occasion: Occasion
    year: int
    version: int
    published_at: datetime


class PictureEntries(msgspec.Struct, frozen=True):
    items: tuple[PictureEntry, ...]
    next: str | None = None


class PictureVersion(PictureEntry, frozen=True, kw_only=True):
    figures: tuple[KnownFigure, ...]
    sections: tuple[Section, ...]


class PicturesCompared(msgspec.Struct, frozen=True):
    """The newest published picture of each occasion, and what changed of each indicator that both show."""

    start: PictureVersion | None
    evaluation: PictureVersion | None
    changes: tuple[FigureChange, ...]


class PictureDraft(msgspec.Struct, frozen=True):
    """As it would be published now. `published`: how many versions there are."""

    picture: str
    programme: str
    occasion: Occasion
    year: int
    figures: tuple[KnownFigure, ...]
    sections: tuple[Section, ...] = ()
    published: int = 0


class ListPictures(Query[PictureEntries], frozen=True, kw_only=True):
    """The published versions, the newest first."""

    service: ClassVar[str] = "areas"
    area: Id
    programme: Id | None = None
    after: str | None = None
    limit: Limit = 20


class GetPicture(Query[PictureVersion], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    area: Id
    picture: Id
    version: Annotated[int, msgspec.Meta(ge=1, le=10**6)]


class ComparePictures(Query[PicturesCompared], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    area: Id
    programme: Id


class GetPictureDraft(Query[PictureDraft], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role] | None] = PLANNERS
    area: Id
    picture: Id


class DraftEntry(msgspec.Struct, frozen=True):
    """Without its content. `published`: how many versions there are."""

    picture: str
    programme: str
    occasion: Occasion
    year: int
    published: int = 0


class DraftEntries(msgspec.Struct, frozen=True):
    items: tuple[DraftEntry, ...]


class ListPictureDrafts(Query[DraftEntries], frozen=True, kw_only=True):
    """All that are drawn in an area, the newest first."""

    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role] | None] = PLANNERS
    area: Id
