"""From the first idea of a project on: how long each step took."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from statistics import median

from msgspec.structs import fields

from services.analytics.nodes import VIEW, parents
from shared.contracts.lead_times import Days, GetLeadTimes, LeadTimes, ProjectTimes
from shared.contracts.lineage import NodeKind
from shared.room import Room
from shared.service import Queries
from shared.views import Document, ViewStore

MOST = 1000  # projects of a round
DAY = timedelta(days=1)
STEPS = [field.name for field in fields(Days)]


async def get_lead_times(query: GetLeadTimes, room: Room) -> LeadTimes:
    views = await room.reached(VIEW, query.wait_for)
    where = {"kind": NodeKind.PROJECT, "area": query.area, "round": query.round}
    projects = (await views.page(VIEW.name, where=where, order="at", limit=MOST)).items
    proposals = await _parents(views, projects)
    ideas = await _parents(views, proposals.values())
    times = tuple(_times(each, proposals, ideas) for each in projects)
    return LeadTimes(times, _medians([each.days for each in times]))


async def _parents(views: ViewStore, of: Iterable[Document]) -> Mapping[str, Document]:
    found = await views.many(VIEW.name, {parent for each in of for parent in parents(each)})
    return {each["id"]: each for each in found}


def _times(project: Document, proposals: Mapping[str, Document], ideas: Mapping[str, Document]) -> ProjectTimes:
    unknown: Document = {"parents": []}
    proposal = next((proposals[parent] for parent in project["parents"] if parent in proposals), unknown)
    given = [ideas[parent] for parent in parents(proposal) if parent in ideas]
    given = [each for each in given if each["kind"] == NodeKind.IDEA]
    reached = {
        "published": _first(each.get("published_at") for each in given),
        "drafted": proposal.get("at"),
        **{step: proposal.get(f"{step}_at") for step in ("costed", "on_ballot", "funded")},
        "started": project["at"],
        "implemented": project.get("implemented_at"),
    }
    begun = _first(each["at"] for each in given)
    return ProjectTimes(project["thing"], project["title"], _days(begun, reached))


def _first(times: Iterable[str | None]) -> str | None:
    return min((time for time in times if time), default=None)


def _days(begun: str | None, reached: Mapping[str, str | None]) -> Days:
    if begun is None:
        return Days()
    start = datetime.fromisoformat(begun)
    passed = {step: datetime.fromisoformat(time) - start for step, time in reached.items() if time}
    return Days(**{step: round(time / DAY, 1) for step, time in passed.items()})


def _medians(all_days: list[Days]) -> Days:
    reached = {step: [days for each in all_days if (days := getattr(each, step)) is not None] for step in STEPS}
    return Days(**{step: round(median(days), 1) for step, days in reached.items() if days})


QUERIES: Queries = {GetLeadTimes: get_lead_times}
