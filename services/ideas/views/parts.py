"""What each resident took part in. What it is about stands in the other views."""

from collections.abc import Iterable
from typing import Any

from services.ideas.views import comments, costings, ideas, projects, proposals
from services.ideas.views.my_outcomes import Around, told
from shared.contracts.comments import COMMENT, CommentGiven
from shared.contracts.follows import FOLLOW, FollowEnded, FollowStarted
from shared.contracts.ideas import IDEA, IdeaSubmitted
from shared.contracts.my_part import ListMyParts, Part
from shared.contracts.notifications import Thing
from shared.contracts.projects import PROJECT
from shared.contracts.supports import SUPPORT, IdeaSupported, SupportWithdrawn
from shared.contracts.work_days import WorkDayJoined, WorkDayLeft
from shared.events import Recorded
from shared.ids import derived_id
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Delete, Document, Index, Put, ViewSchema, ViewStore


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case IdeaSubmitted(author=author) if author:
            yield _put(recorded, author, Part.IDEA, (Thing.IDEA, id_))
        case CommentGiven(author=author, idea=idea, proposal=proposal) if author:
            about = (Thing.IDEA, idea) if idea else (Thing.PROPOSAL, proposal)
            yield _put(recorded, author, Part.COMMENT, about)
        case IdeaSupported(person=person, idea=idea) if person:
            yield _put(recorded, person, Part.SUPPORT, (Thing.IDEA, idea))
        case FollowStarted(person=person, thing=thing, about=followed):
            yield _put(recorded, person, Part.FOLLOW, (thing, followed))
        case WorkDayJoined(person=person, day=day):
            yield _put(recorded, person, Part.WORK_DAY, (Thing.PROJECT, id_), day)
        case _:
            yield from _ended(recorded)


def _ended(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case SupportWithdrawn():
            yield Delete(_key(Part.SUPPORT, id_))
        case FollowEnded():
            yield Delete(_key(Part.FOLLOW, id_))
        case WorkDayLeft(person=person, day=day):
            yield Delete(_key(Part.WORK_DAY, id_, day, person))
        case _:
            return


def _put(recorded: Recorded, person: str, part: Part, about: tuple[Thing, str], day: str = "") -> Change:
    own, (thing, id_) = recorded.aggregate_id, about
    key = _key(part, own, day, person) if day else _key(part, own)
    said = {"part": part, "own": own, "thing": thing, "about": id_, "day": day, "at": recorded.at.isoformat()}
    return Put(key, {"area": recorded.area, "person": person, **said})


def _key(part: Part, *ids: str) -> str:
    return derived_id(part, *ids)


VIEW = View(
    ViewSchema("parts", (Index(("area", "person", "-at")),)), (IDEA, COMMENT, SUPPORT, PROJECT, FOLLOW), project
)
ABOUT = (ideas.VIEW, comments.VIEW, proposals.VIEW, costings.VIEW, projects.VIEW)


async def list_my_parts(query: ListMyParts, room: Room) -> Any:
    for view in (VIEW, *ABOUT):
        views = await room.reached(view, query.wait_for)
    where = {"area": query.area, "person": query.by.id}
    page = await views.page(VIEW.name, where=where, order="-at", after=query.after, limit=query.limit)
    around = await _around(page.items, views)
    return {"items": [told(part, around, query.by) for part in page.items], "next": page.next}


async def _around(parts: list[Document], views: ViewStore) -> Around:
    """Everything these are about, in as many questions however many they are."""
    own = [part["own"] for part in parts if part["part"] == Part.COMMENT]
    found = await _by_id(views, ideas.VIEW, _about(parts, Thing.IDEA))
    drafted = {one["proposal"] for one in found.values() if one.get("proposal")}
    proposed = _about(parts, Thing.PROPOSAL) | drafted
    built = _about(parts, Thing.PROJECT) | {derived_id("project", one) for one in proposed}
    return Around(
        ideas=found,
        comments=await _by_id(views, comments.VIEW, set(own)),
        proposals=await _by_id(views, proposals.VIEW, proposed),
        costings=await _by_id(views, costings.VIEW, drafted),
        projects=await _by_id(views, projects.VIEW, built),
    )


def _about(parts: list[Document], thing: Thing) -> set[str]:
    return {part["about"] for part in parts if part["thing"] == thing}


async def _by_id(views: ViewStore, view: View, ids: set[str]) -> dict[str, Document]:
    return {one["id"]: one for one in await views.many(view.name, ids)} if ids else {}


QUERIES: Queries = {ListMyParts: list_my_parts}
