"""Ideas as people read them."""

from collections.abc import Iterable
from typing import Any

from shared.contracts.ideas import (
    IDEA,
    UNKNOWN_IDEA,
    GetIdea,
    IdeaEdited,
    IdeaHidden,
    IdeaPublished,
    IdeaStatus,
    IdeaSubmitted,
    IdeaTakenUp,
    ListIdeas,
)
from shared.events import Recorded
from shared.messages import NOT_YOUR_ROLE, Actor, Refused, Role, require
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Document, Index, Put, Update, ViewSchema

OPEN_TO_ALL = {IdeaStatus.PUBLISHED, IdeaStatus.TAKEN_UP}


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case IdeaSubmitted() as event:
            yield Put(id_, _submitted(recorded, event))
        case IdeaEdited(title=title, text=text):
            yield Update(id_, {"title": title, "text": text, "status": IdeaStatus.SUBMITTED})
        case IdeaPublished():
            yield Update(id_, {"status": IdeaStatus.PUBLISHED, "reason": None})
        case IdeaHidden(reason=reason):
            yield Update(id_, {"status": IdeaStatus.HIDDEN, "reason": reason})
        case IdeaTakenUp(proposal=proposal):
            yield Update(id_, {"status": IdeaStatus.TAKEN_UP, "proposal": proposal})
        case _:
            return


def _submitted(recorded: Recorded, event: IdeaSubmitted) -> Document:
    return {
        "id": recorded.aggregate_id,
        "area": recorded.area,
        "round": event.round,
        "author": event.author,
        "title": event.title,
        "text": event.text,
        "status": IdeaStatus.SUBMITTED,
        "submitted_at": recorded.at.isoformat(),
    }


VIEW = View(ViewSchema("ideas", (Index(("area", "round", "status", "-submitted_at")),)), (IDEA,), project)


async def get_idea(query: GetIdea, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    found = await views.get(VIEW.name, query.idea)
    if found is None or found["area"] != query.area or not _may_see(query.by, found):
        raise Refused(UNKNOWN_IDEA)
    return _without_author(found)


async def list_ideas(query: ListIdeas, room: Room) -> Any:
    require(query.status in OPEN_TO_ALL or _is_staff(query.by, query.area), NOT_YOUR_ROLE)
    views = await room.reached(VIEW, query.wait_for)
    where = {"area": query.area, "round": query.round, "status": query.status}
    page = await views.page(VIEW.name, where=where, order="-submitted_at", after=query.after, limit=query.limit)
    return {"items": [_without_author(item) for item in page.items], "next": page.next}


def _may_see(person: Actor, idea: Document) -> bool:
    return idea["status"] in OPEN_TO_ALL or _is_author(person, idea) or _is_staff(person, idea["area"])


def _is_author(person: Actor, idea: Document) -> bool:
    """Not who holds a code of theirs: it lets into a vote alone."""
    return idea["author"] == person.id and person.holds(Role.RESIDENT, idea["area"])


def _is_staff(person: Actor, area: str) -> bool:
    return any(person.holds(role, area) for role in (Role.MODERATOR, Role.COORDINATOR, Role.EXPERT))


def _without_author(idea: Document) -> Document:
    return {field: value for field, value in idea.items() if field != "author"}


QUERIES: Queries = {GetIdea: get_idea, ListIdeas: list_ideas}
