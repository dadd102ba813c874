"""Ideas as people read them, with how many support them. The document of a support stands among those of ideas: its
id tells whose it is."""

from collections.abc import Iterable, Sequence
from typing import Any, assert_never

import msgspec

from shared.contracts.comments import COMMENT, CommentGiven, CommentHidden, CommentPublished
from shared.contracts.ideas import (
    IDEA,
    OPEN_TO_ALL,
    UNKNOWN_IDEA,
    GetIdea,
    IdeaEdited,
    IdeaHidden,
    IdeaOrder,
    IdeaPublished,
    IdeaStatus,
    IdeaSubmitted,
    IdeaTakenUp,
    ListIdeas,
    ListOpenIdeas,
)
from shared.contracts.merging import Consent, ConsentAsked, ConsentGiven, IdeaReleased
from shared.contracts.supports import SUPPORT, IdeaSupported, SupportWithdrawn, support_id
from shared.documents import document_of
from shared.events import Recorded
from shared.messages import NOT_YOUR_ROLE, Actor, Role, require
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Delete, Document, Increment, Index, Put, Scalar, Update, ViewSchema, ViewStore

STAFF = (Role.MODERATOR, Role.COORDINATOR, Role.EXPERT)
FOR_STAFF = ("author", "written_by")
FOR_LISTS = ("open",)
BY_ORDER = {IdeaOrder.NEWEST: "-submitted_at", IdeaOrder.MOST_SUPPORTED: "-supports"}


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case IdeaSubmitted() as event:
            yield Put(id_, _submitted(recorded, event))
        case IdeaEdited() as event:
            yield Update(id_, {**msgspec.to_builtins(event), **_with(IdeaStatus.SUBMITTED)})
        case IdeaPublished():
            yield Update(id_, {**_with(IdeaStatus.PUBLISHED), "reason": None})
        case IdeaHidden(reason=reason):
            yield Update(id_, {**_with(IdeaStatus.HIDDEN), "reason": reason})
        case IdeaTakenUp(proposal=proposal):
            yield Update(id_, {**_with(IdeaStatus.TAKEN_UP), "proposal": proposal})
        case ConsentAsked() | ConsentGiven() | IdeaReleased() as event:
            yield _merging(id_, event)
        case _:
            yield from _talked(recorded)


def _submitted(recorded: Recorded, event: IdeaSubmitted) -> Document:
    return {
        "id": recorded.aggregate_id,
        "area": recorded.area,
        "round": event.round,
        "author": event.author,
        "written_by": event.written_by,
        "title": event.title,
        "text": event.text,
        "category": event.category,
        "place": msgspec.to_builtins(event.place),
        "pictures": msgspec.to_builtins(event.pictures),
        "language": event.language,
        **_with(IdeaStatus.SUBMITTED),
        "submitted_at": recorded.at.isoformat(),
        "supports": 0,
        "comments": 0,
    }


def _with(status: IdeaStatus) -> Document:
    """`open` gathers for the lists what everybody may see."""
    return {"status": status, "open": status in OPEN_TO_ALL}


def _merging(id_: str, event: ConsentAsked | ConsentGiven | IdeaReleased) -> Change:
    match event:
        case ConsentAsked():
            return Update(id_, {"consent": Consent.ASKED})
        case ConsentGiven():
            return Update(id_, {"consent": Consent.GIVEN})
        case IdeaReleased(still_in=still_in):
            status = IdeaStatus.TAKEN_UP if still_in else IdeaStatus.PUBLISHED
            return Update(id_, {**_with(status), "proposal": still_in or None, "consent": None})
        case _:
            assert_never(event)


def _talked(recorded: Recorded) -> Iterable[Change]:
    match recorded.event:
        case IdeaSupported(idea=idea):
            yield Put(recorded.aggregate_id, {"supported": idea})
            yield Increment(idea, {"supports": 1})
        case SupportWithdrawn(idea=idea):
            yield Delete(recorded.aggregate_id)
            yield Increment(idea, {"supports": -1})
        case CommentGiven(idea=idea) | CommentPublished(idea=idea) if idea:
            yield Increment(idea, {"comments": 1})
        case CommentHidden(idea=idea) if idea:
            yield Increment(idea, {"comments": -1})
        case _:
            return


VIEW = View(
    ViewSchema(
        "ideas",
        (
            Index(("area", "round", "status", "-submitted_at")),
            Index(("area", "round", "status", "category", "-submitted_at")),
            *(Index(("area", "round", "open", order)) for order in BY_ORDER.values()),
            *(Index(("area", "round", "open", "category", order)) for order in BY_ORDER.values()),
        ),
    ),
    (IDEA, SUPPORT, COMMENT),
    project,
)


async def get_idea(query: GetIdea, room: Room) -> Any:
    found = await document_of(room, VIEW, query.idea, query, UNKNOWN_IDEA)
    require(may_see(query.by, found), UNKNOWN_IDEA)
    return (await shown([found], query.by, room.views))[0]


async def list_ideas(query: ListIdeas, room: Room) -> Any:
    require(query.status in OPEN_TO_ALL or _is_staff(query.by, query.area), NOT_YOUR_ROLE)
    views = await room.reached(VIEW, query.wait_for)
    where: dict[str, str | int] = {"area": query.area, "round": query.round, "status": query.status}
    if query.category:
        where["category"] = query.category
    page = await views.page(VIEW.name, where=where, order="-submitted_at", after=query.after, limit=query.limit)
    return {"items": await shown(page.items, query.by, views), "next": page.next}


async def list_open_ideas(query: ListOpenIdeas, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    where: dict[str, Scalar] = {"area": query.area, "round": query.round, "open": True}
    if query.category:
        where["category"] = query.category
    page = await views.page(VIEW.name, where=where, order=BY_ORDER[query.order], after=query.after, limit=query.limit)
    return {"items": await shown(page.items, query.by, views), "next": page.next}


async def shown(ideas: Sequence[Document], person: Actor, views: ViewStore) -> list[Document]:
    """As this person may see them."""
    supported = await _supported(ideas, person, views)
    return [_shown(idea, person, idea["id"] in supported) for idea in ideas]


async def _supported(ideas: Sequence[Document], person: Actor, views: ViewStore) -> set[str]:
    """Told to residents alone: a code of theirs lets into a vote, and says nothing of what they support."""
    ids = [support_id(idea["id"], person.id) for idea in ideas if person.holds(Role.RESIDENT, idea["area"])]
    if not ids:
        return set()
    return {support["supported"] for support in await views.many(VIEW.name, ids)}


def _shown(idea: Document, person: Actor, supported: bool) -> Document:
    kept = {field: value for field, value in idea.items() if field not in (*FOR_STAFF, *FOR_LISTS)}
    mine = _is_author(person, idea)
    told = mine or person.holds(Role.COORDINATOR, idea["area"])
    return {**kept, "supported": supported, "mine": mine, "consent": idea.get("consent") if told else None}


def may_see(person: Actor, idea: Document) -> bool:
    return idea["status"] in OPEN_TO_ALL or _is_author(person, idea) or _is_staff(person, idea["area"])


def _is_author(person: Actor, idea: Document) -> bool:
    """Or who wrote it down. Not who holds a code of theirs: it lets into a vote alone."""
    if idea["written_by"]:
        return bool(idea["written_by"] == person.id)
    return idea["author"] == person.id and person.holds(Role.RESIDENT, idea["area"])


def _is_staff(person: Actor, area: str) -> bool:
    return any(person.holds(role, area) for role in STAFF)


QUERIES: Queries = {GetIdea: get_idea, ListIdeas: list_ideas, ListOpenIdeas: list_open_ideas}
