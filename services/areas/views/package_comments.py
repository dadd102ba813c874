"""What residents say of project packages; whose words they are stays in the log."""

from collections.abc import Iterable
from typing import Any

from msgspec import to_builtins

from shared.contracts.package_comments import (
    PACKAGE_COMMENT,
    HidePackageComment,
    ListPackageComments,
    PackageCommented,
    PackageCommentHidden,
    PackageCommentStatus,
    PackageCommentView,
)
from shared.events import Recorded
from shared.messages import NOT_YOUR_ROLE, require
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Index, Put, Update, ViewSchema


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case PackageCommented(package=package, text=text):
            yield Put(id_, to_builtins(PackageCommentView(id_, recorded.area, package, text, recorded.at)))
        case PackageCommentHidden(reason=reason):
            yield Update(id_, {"status": PackageCommentStatus.HIDDEN, "reason": reason})
        case _:
            return


VIEW = View(
    ViewSchema("package_comments", (Index(("area", "package", "status", "-given_at")),)), (PACKAGE_COMMENT,), project
)


async def list_package_comments(query: ListPackageComments, room: Room) -> Any:
    moderates = any(query.by.holds(role, query.area) for role in HidePackageComment.allowed)
    require(query.status is PackageCommentStatus.SHOWN or moderates, NOT_YOUR_ROLE)
    views = await room.reached(VIEW, query.wait_for)
    where = {"area": query.area, "package": query.package, "status": query.status}
    page = await views.page(VIEW.name, where=where, order="-given_at", after=query.after, limit=query.limit)
    return {"items": page.items, "next": page.next}


QUERIES: Queries = {ListPackageComments: list_package_comments}
