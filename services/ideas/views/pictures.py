"""Who may see a picture: everybody while something that holds it is shown; before and after, who sent it, and staff.

A document counts what shows the picture; a situation picture or a milestone, once published, shows it for good. Areas
are those whose staff may look at it. Nobody comes to see a picture by naming it in an idea: its id may be known from
when it was shown.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from shared.contracts.ideas import IDEA, ContentShown, ContentWithheld, IdeaEdited, IdeaSubmitted
from shared.contracts.pictures import PICTURE, UNKNOWN_PICTURE, Picture, PictureSent, SeePicture
from shared.contracts.projects import PROJECT, MilestoneReached, PicturesTaken
from shared.contracts.situation_pictures import (
    SITUATION_PICTURE,
    Section,
    SituationPicturePublished,
    SituationPictureWritten,
)
from shared.events import Recorded
from shared.messages import Actor, Refused, Role
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Document, Increment, ViewSchema

STAFF = frozenset({Role.MODERATOR, Role.COORDINATOR, Role.EXPERT, Role.AREA_COORDINATOR})


def project(recorded: Recorded) -> Iterable[Change]:
    match recorded.event:
        case PictureSent(sender=sender):
            yield Increment(recorded.aggregate_id, {f"senders.{sender}": 1, f"areas.{recorded.area}": 1})
        case IdeaSubmitted(pictures=pictures) | IdeaEdited(pictures=pictures):
            yield from _each(pictures, {f"areas.{recorded.area}": 1})
        case ContentShown(pictures=pictures) | MilestoneReached(pictures=pictures) | PicturesTaken(pictures=pictures):
            yield from _each(pictures, {"shown": 1})
        case ContentWithheld(pictures=pictures):
            yield from _each(pictures, {"shown": -1})
        case SituationPictureWritten(sections=sections):
            yield from _each(_of(sections), {f"areas.{recorded.area}": 1})
        case SituationPicturePublished(sections=sections):
            yield from _each(_of(sections), {"shown": 1})
        case _:
            return


def _each(pictures: Iterable[Picture], amounts: Mapping[str, int]) -> Iterable[Change]:
    return (Increment(picture.id, amounts) for picture in pictures)


def _of(sections: Iterable[Section]) -> Iterable[Picture]:
    return (picture for section in sections for picture in section.pictures)


VIEW = View(ViewSchema("pictures"), (PICTURE, IDEA, PROJECT, SITUATION_PICTURE), project)


async def see_picture(query: SeePicture, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    found = await views.get(VIEW.name, query.picture)
    if found is None or not may_see(query.by, found):
        raise Refused(UNKNOWN_PICTURE)
    return {"shown": _is_shown(found)}


def may_see(person: Actor, picture: Document) -> bool:
    return _is_shown(picture) or person.id in picture.get("senders", {}) or _looks_after(person, picture)


def _is_shown(picture: Document) -> bool:
    return int(picture.get("shown", 0)) > 0


def _looks_after(person: Actor, picture: Document) -> bool:
    return any(person.holds(role, area) for area in picture.get("areas", {}) for role in STAFF)


QUERIES: Queries = {SeePicture: see_picture}
