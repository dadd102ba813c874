"""How many came to a gathering, by group: each count beside the others, summed when it is asked for."""

from collections import Counter
from collections.abc import Iterable

from msgspec import convert, to_builtins

from services.areas.views.keys import key
from shared.contracts.gatherings import GATHERING, Attendance, AttendanceRecorded, Attended, GetAttendance
from shared.contracts.participants import Group
from shared.events import Recorded
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Index, Put, ViewSchema

ALL = 1000  # counts of one gathering: as many as devices


def project(recorded: Recorded) -> Iterable[Change]:
    match recorded.event:
        case AttendanceRecorded(attendance=attendance, counts=counts):
            id_ = f"{key(recorded.area, recorded.aggregate_id)}.{attendance}"
            document = {"area": recorded.area, "gathering": recorded.aggregate_id, "attendance": attendance}
            yield Put(id_, {**document, "counts": to_builtins(counts)})
        case _:
            return


VIEW = View(ViewSchema("attendance", (Index(("area", "gathering", "attendance")),)), (GATHERING,), project)


async def get_attendance(query: GetAttendance, room: Room) -> Attendance:
    views = await room.reached(VIEW, query.wait_for)
    where = {"area": query.area, "gathering": query.gathering}
    page = await views.page(VIEW.name, where=where, order="attendance", limit=ALL)
    counts: Counter[Group] = Counter()
    for one in convert([one for item in page.items for one in item["counts"]], list[Attended]):
        counts[one.group] += one.count
    return Attendance(counts.total(), tuple(Attended(group, count) for group, count in counts.items()))


QUERIES: Queries = {GetAttendance: get_attendance}
