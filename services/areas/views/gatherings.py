"""Gatherings as everybody reads them, and to each person those they are registered for."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from msgspec import to_builtins

from services.areas.views.keys import as_named, key
from shared.contracts.gatherings import (
    GATHERING,
    UNKNOWN_GATHERING,
    GatheringCancelled,
    GatheringPlanned,
    GatheringRescheduled,
    GatheringStatus,
    GatheringView,
    GetGathering,
    ListGatherings,
    ListMyRegistrations,
    RegistrationWithdrawn,
    ResidentRegistered,
)
from shared.documents import document_of
from shared.events import Recorded
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Delete, Increment, Index, Put, Update, ViewSchema

ALL = 1000  # gatherings one person is registered for


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = key(recorded.area, recorded.aggregate_id)
    match recorded.event:
        case GatheringPlanned() as event:
            yield Put(id_, to_builtins(_planned(recorded, event)))
        case GatheringRescheduled(starts_at=starts_at, ends_at=ends_at):
            yield Update(id_, {"starts_at": in_order(starts_at), "ends_at": in_order(ends_at)})
        case GatheringCancelled(reason=reason):
            yield Update(id_, {"status": GatheringStatus.CANCELLED, "reason": reason})
        case ResidentRegistered():
            yield Increment(id_, {"registered": 1})
        case RegistrationWithdrawn():
            yield Increment(id_, {"registered": -1})
        case _:
            return


def _planned(recorded: Recorded, event: GatheringPlanned) -> GatheringView:
    return GatheringView(
        id=recorded.aggregate_id,
        area=recorded.area,
        programme=event.programme,
        kind=event.kind,
        title=event.title,
        place=event.place,
        starts_at=event.starts_at.astimezone(UTC),
        ends_at=event.ends_at.astimezone(UTC),
        places=event.places,
        description=event.description,
    )


def in_order(time: datetime) -> str:
    """As text that is sorted by time, whatever zone it came in."""
    return str(to_builtins(time.astimezone(UTC)))


def project_registration(recorded: Recorded) -> Iterable[Change]:
    gathering = recorded.aggregate_id
    within = key(recorded.area, gathering)
    match recorded.event:
        case ResidentRegistered(person=person):
            document = {"area": recorded.area, "person": person, "gathering": gathering}
            yield Put(f"{within}.{person}", document)
        case RegistrationWithdrawn(person=person):
            yield Delete(f"{within}.{person}")
        case _:
            return


VIEW = View(ViewSchema("gatherings", (Index(("area", "-starts_at")),)), (GATHERING,), project)
REGISTRATIONS = View(
    ViewSchema("registrations", (Index(("area", "person", "gathering")),)), (GATHERING,), project_registration
)


async def list_gatherings(query: ListGatherings, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    where = {"area": query.area}
    page = await views.page(VIEW.name, where=where, order="-starts_at", after=query.after, limit=query.limit)
    return {"items": [as_named(item) for item in page.items], "next": page.next}


async def get_gathering(query: GetGathering, room: Room) -> Any:
    return as_named(await document_of(room, VIEW, key(query.area, query.gathering), query, UNKNOWN_GATHERING))


async def list_my_registrations(query: ListMyRegistrations, room: Room) -> Any:
    views = await room.reached(REGISTRATIONS, query.wait_for)
    where = {"area": query.area, "person": query.by.id}
    page = await views.page(REGISTRATIONS.name, where=where, order="gathering", limit=ALL)
    return {"gatherings": [item["gathering"] for item in page.items]}


VIEWS = (VIEW, REGISTRATIONS)
QUERIES: Queries = {
    ListGatherings: list_gatherings,
    GetGathering: get_gathering,
    ListMyRegistrations: list_my_registrations,
}
