"""Who follows what."""

from collections.abc import AsyncIterator, Iterable

from services.notifications.domain.follow import follow_id
from shared.contracts.follows import FOLLOW, FollowEnded, FollowStarted, FollowView, GetFollow
from shared.contracts.notifications import Thing
from shared.contracts.projects import PROJECT
from shared.events import Recorded
from shared.messages import UNAVAILABLE, Role, require
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Delete, Index, Put, Scalar, ViewSchema

AT_ONCE = 500


def project(recorded: Recorded) -> Iterable[Change]:
    match recorded.event:
        case FollowStarted(thing=thing, about=about, person=person):
            followed = {"area": recorded.area, "thing": thing, "about": about, "person": person}
            yield Put(recorded.aggregate_id, followed)
        case FollowEnded():
            yield Delete(recorded.aggregate_id)
        case _:
            return


# It reads along with the projects, so that it knows how far it is when something happens to one.
FOLLOWS = View(ViewSchema("follows", (Index(("area", "thing", "about", "person")),)), (FOLLOW, PROJECT), project)


async def followers(room: Room, area: str, thing: Thing, about: str, position: int) -> AsyncIterator[str]:
    """Everybody who followed the thing at `position` of the log. Raises `Refused` where that is not known yet."""
    views = await room.reached(FOLLOWS, position)
    require(await views.position(FOLLOWS.name) >= position, UNAVAILABLE)
    after: str | None = None
    while True:
        page = await views.page(FOLLOWS.name, where=_of(area, thing, about), order="person", after=after, limit=AT_ONCE)
        for item in page.items:
            yield item["person"]
        if page.next is None:
            return
        after = page.next


async def get_follow(query: GetFollow, room: Room) -> FollowView:
    views = await room.reached(FOLLOWS, query.wait_for)
    resident = query.by.holds(Role.RESIDENT, query.area)  # not who holds a code of theirs
    mine = await views.get(FOLLOWS.name, follow_id(query.by.id, query.thing, query.about))
    count = await views.count(FOLLOWS.name, _of(query.area, query.thing, query.about))
    return FollowView(count, mine is not None and mine["area"] == query.area and resident)


def _of(area: str, thing: Thing, about: str) -> dict[str, Scalar]:
    return {"area": area, "thing": thing, "about": about}


QUERIES: Queries = {GetFollow: get_follow}
