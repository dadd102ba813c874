"""Projects as people read them."""

from collections.abc import Iterable
from typing import Any

from shared.contracts.projects import (
    PROJECT,
    UNKNOWN_PROJECT,
    GetProject,
    ListProjects,
    MilestonePlanned,
    MilestoneReached,
    ProjectImplemented,
    ProjectStarted,
)
from shared.events import Recorded
from shared.messages import Refused
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Append, Change, Document, Increment, Index, Put, Update, ViewSchema


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case ProjectStarted() as event:
            yield Put(
                id_,
                {
                    "id": id_,
                    "area": recorded.area,
                    "round": event.round,
                    "proposal": event.proposal,
                    "title": event.title,
                    "budget_cents": event.budget_cents,
                    "spent_cents": 0,
                    "implemented": False,
                    "milestones": [],
                    "reached": [],
                },
            )
        case MilestonePlanned() as event:
            milestone = {"id": event.milestone, "title": event.title, "due": event.due.isoformat()}
            yield Append(id_, "milestones", milestone)
        case MilestoneReached(milestone=reached, spent_cents=spent):
            yield Append(id_, "reached", reached)
            yield Increment(id_, {"spent_cents": spent})
        case ProjectImplemented():
            yield Update(id_, {"implemented": True})
        case _:
            return


VIEW = View(ViewSchema("projects", (Index(("area", "round", "title")),)), (PROJECT,), project)


async def get_project(query: GetProject, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    found = await views.get(VIEW.name, query.project)
    if found is None or found["area"] != query.area:
        raise Refused(UNKNOWN_PROJECT)
    return _shown(found)


async def list_projects(query: ListProjects, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    where = {"area": query.area, "round": query.round}
    page = await views.page(VIEW.name, where=where, order="title", after=query.after, limit=query.limit)
    return {"items": [_shown(item) for item in page.items], "next": page.next}


def _shown(document: Document) -> Document:
    reached = document.pop("reached")
    milestones = [{**milestone, "reached": milestone["id"] in reached} for milestone in document["milestones"]]
    return {**document, "milestones": milestones}


QUERIES: Queries = {GetProject: get_project, ListProjects: list_projects}
