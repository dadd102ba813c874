"""Projects as people read them: what was planned beside what became of it."""

from collections.abc import Iterable
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
from shared.messages import Event
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Append, Change, Document, Increment, Index, Put, Update, ViewSchema

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
            yield Append(id_, "taken", said["pictures"])


def _hands(id_: str, event: Event) -> Iterable[Change]:
    match event:
        case WorkDayPlanned():
            yield Append(id_, "days", msgspec.to_builtins(event))
        case WorkDayJoined(day=day):
            yield Increment(id_, {f"joined.{day}": 1})
        case WorkDayLeft(day=day):
            yield Increment(id_, {f"joined.{day}": -1})
        case AttendanceCounted():
            yield Append(id_, "counts", msgspec.to_builtins(event))
        case _:
            return


VIEW = View(ViewSchema("projects", (Index(("area", "round", "title")),)), (PROJECT,), project)


async def get_project(query: GetProject, room: Room) -> Any:
    return _shown(await document_of(room, VIEW, query.project, query, UNKNOWN_PROJECT))


async def list_projects(query: ListProjects, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    where = {"area": query.area, "round": query.round}
    page = await views.page(VIEW.name, where=where, order="title", after=query.after, limit=query.limit)
    return {"items": [_shown(item) for item in page.items], "next": page.next}


def _shown(document: Document) -> Document:
    milestones = [_milestone(document, one) for one in document["planned"]]
    return {
        **{name: value for name, value in document.items() if name not in {*KEPT, "joined"}},
        "milestones": milestones,
        "planned_end": max((one["planned_due"] for one in milestones), default=None),
        "end": max((one["reached_on"] or one["due"] for one in milestones), default=None),
        "pictures": [picture for pictures in document["taken"] for picture in pictures],
        "work_days": [_work_day(document, one) for one in document["days"]],
    }


def _milestone(document: Document, planned: Document) -> Document:
    id_ = planned["milestone"]
    delays = [_without_id(one) for one in document["delays"] if one["milestone"] == id_]
    reached = next((one for one in document["reached"] if one["milestone"] == id_), None)
    known = _without_id(planned)
    return {
        **known,
        "id": id_,
        "planned_due": known["due"],
        "due": delays[-1]["due"] if delays else known["due"],
        "delays": delays,
        "reached": reached is not None,
        "reached_on": None,
        **(_without_id(reached) if reached else {}),
    }


def _without_id(document: Document) -> Document:
    return {name: value for name, value in document.items() if name != "milestone"}


def _work_day(document: Document, planned: Document) -> Document:
    id_ = planned["day"]
    counts = [one["people"] for one in document["counts"] if one["day"] == id_]
    said = {name: planned[name] for name in ("on", "place", "places")}
    return {"id": id_, **said, "joined": document["joined"].get(id_, 0), "came": counts[-1] if counts else None}


QUERIES: Queries = {GetProject: get_project, ListProjects: list_projects}
