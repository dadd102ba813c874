"""Project packages, with the decisions on them."""

from collections.abc import Iterable
from typing import Any

from msgspec import to_builtins
from msgspec.structs import asdict

from shared.contracts.packages import (
    PACKAGE,
    UNKNOWN_PACKAGE,
    DecisionView,
    GetPackage,
    ListPackages,
    PackageCut,
    PackageDecided,
    PackageRevised,
    PackageView,
)
from shared.documents import document_of
from shared.events import Recorded
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Append, Change, Index, Put, Update, ViewSchema


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case PackageCut() as event:
            yield Put(id_, to_builtins(PackageView(id=id_, area=recorded.area, **asdict(event))))
        case PackageRevised() as event:
            yield Update(id_, to_builtins(event))
        case PackageDecided(decision=decision, reason=reason):
            yield Append(id_, "decisions", to_builtins(DecisionView(decision, reason, recorded.at)))
        case _:
            return


VIEW = View(ViewSchema("packages", (Index(("area", "starts_on")),)), (PACKAGE,), project)


async def list_packages(query: ListPackages, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    where = {"area": query.area}
    page = await views.page(VIEW.name, where=where, order="starts_on", after=query.after, limit=query.limit)
    return {"items": page.items, "next": page.next}


async def get_package(query: GetPackage, room: Room) -> Any:
    return await document_of(room, VIEW, query.package, query, UNKNOWN_PACKAGE)


QUERIES: Queries = {ListPackages: list_packages, GetPackage: get_package}
