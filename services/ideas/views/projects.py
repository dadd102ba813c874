"""Projects as people read them: what was planned beside what became of it."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec

from shared.contracts.projects import (
    PROJECT,
    UNKNOWN_PROJECT,
    GetProject,
    ListProjects,
    MilestoneDelayed,
    MilestonePlanned,
    MilestoneReached,
    PicturesTaken,
    ProjectImplemented,
    ProjectStarted,
    ResponsibleUnitSet,
)
from shared.contracts.work_days import AttendanceCounted, WorkDayJoined, WorkDayLeft, WorkDayPlanned
from shared.documents import document_of
from shared.events import Recorded
from shared.ids import derived_id
from shared.messages import Actor, Event, Role
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Append, Change, Delete, Document, Increment, Index, Put, Update, ViewSchema, ViewStore

KEPT = ("planned", "delays", "reached", "taken", "days", "counts")


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case ProjectStarted() as event:
            yield Put(id_, _started(recorded, event))
        case ResponsibleUnitSet(unit=unit):
            yield Update(id_, {"unit": unit})
        case ProjectImplemented():
            yield Update(id_, {"implemented": True})
        case MilestonePlanned() | MilestoneDelayed() | MilestoneReached() | PicturesTaken() as event:
            yield from _work(recorded, event)
        case event:
            yield from _hands(id_, event)


def _started(recorded: Recorded, event: ProjectStarted) -> Document:
    return {
        "id": recorded.aggregate_id,
        "area": recorded.area,
        "round": event.round,
        "proposal": event.proposal,
        "title": event.title,
        "budget_cents": event.budget_cents,
        "spent_cents": 0,
        "planned_cents": 0,
        "implemented": False,
        "joined": {},
        **{name: [] for name in KEPT},
    }


def _work(recorded: Recorded, event: Event) -> Iterable[Change]:
    id_, said = recorded.aggregate_id, msgspec.to_builtins(event)
    match event:
        case MilestonePlanned(planned_cents=cents):
            yield Append(id_, "planned", said)
            yield Increment(id_, {"planned_cents": cents})
        case MilestoneDelayed():
            yield Append(id_, "delays", {**said, "at": recorded.at.isoformat()})
        case MilestoneReached(spent_cents=spent):
            yield Append(id_, "reached", said)
            yield Increment(id_, {"spent_cents": spent})
        case _:
            yield Append(id_, "taken", said)


def _hands(id_: str, event: Event) -> Iterable[Change]:
    match event:
        case WorkDayPlanned():
            yield Append(id_, "days", msgspec.to_builtins(event))
        case WorkDayJoined(day=day, person=person):
            yield Increment(id_, {f"joined.{day}": 1})
            yield Put(_joining(id_, day, person), {"joins": day})
        case WorkDayLeft(day=day, person=person):
            yield Increment(id_, {f"joined.{day}": -1})
            yield Delete(_joining(id_, day, person))
        case AttendanceCounted():
            yield Append(id_, "counts", msgspec.to_builtins(event))
        case _:
            return


VIEW = View(ViewSchema("projects", (Index(("area", "round", "title")),)), (PROJECT,), project)


async def get_project(query: GetProject, room: Room) -> Any:
    found = await document_of(room, VIEW, query.project, query, UNKNOWN_PROJECT)
    return (await shown([found], query.by, room.views))[0]


async def list_projects(query: ListProjects, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    where = {"area": query.area, "round": query.round}
    page = await views.page(VIEW.name, where=where, order="title", after=query.after, limit=query.limit)
    return {"items": await shown(page.items, query.by, views), "next": page.next}


async def shown(projects: Sequence[Document], person: Actor, views: ViewStore) -> list[Document]:
    """As this person may see them."""
    joined = await _joined(projects, person, views)
    return [_shown(project, person, joined) for project in projects]


async def _joined(projects: Sequence[Document], person: Actor, views: ViewStore) -> set[str]:
    """What ties the person to work days they come to. Told to residents alone, as with supports."""
    mine = (one for one in projects if person.holds(Role.RESIDENT, one["area"]))
    ids = [_joining(project["id"], day["day"], person.id) for project in mine for day in project["days"]]
    return {found["id"] for found in await views.many(VIEW.name, ids)} if ids else set()


def _joining(project: str, day: str, person: str) -> str:
    return derived_id("joining", project, day, person)


def _shown(document: Document, person: Actor, joined: Collection[str]) -> Document:
    milestones = [_milestone(document, one) for one in document["planned"]]
    return {
        **{name: value for name, value in document.items() if name not in {*KEPT, "joined"}},
        "milestones": milestones,
        "planned_end": max((one["planned_due"] for one in milestones), default=None),
        "end": max((one["reached_on"] or one["due"] for one in milestones), default=None),
        "pictures": _taken(document, ""),
        "work_days": [
            {**work_day(document, one), "mine": _joining(document["id"], one["day"], person.id) in joined}
            for one in document["days"]
        ],
    }


def _milestone(document: Document, planned: Document) -> Document:
    id_ = planned["milestone"]
    delays = [_without_id(one) for one in document["delays"] if one["milestone"] == id_]
    reached = next((one for one in document["reached"] if one["milestone"] == id_), None)
    known, done = _without_id(planned), _without_id(reached) if reached else {}
    return {
        **known,
        "id": id_,
        "planned_due": known["due"],
        "due": delays[-1]["due"] if delays else known["due"],
        "delays": delays,
        "reached": reached is not None,
        "reached_on": None,
        **done,
        "pictures": [*done.get("pictures", ()), *_taken(document, id_)],
    }


def _taken(document: Document, milestone: str) -> list[Document]:
    """Pictures of it; without one: of the work as a whole."""
    return [picture for one in document["taken"] if one["milestone"] == milestone for picture in one["pictures"]]


def _without_id(document: Document) -> Document:
    return {name: value for name, value in document.items() if name != "milestone"}


def work_day(document: Document, planned: Document) -> Document:
    id_ = planned["day"]
    counts = [one["people"] for one in document["counts"] if one["day"] == id_]
    said = {name: planned[name] for name in ("on", "place", "places")}
    return {"id": id_, **said, "joined": document["joined"].get(id_, 0), "came": counts[-1] if counts else None}


QUERIES: Queries = {GetProject: get_project, ListProjects: list_projects}
