"""The views of the areas room."""

from collections.abc import Iterable

from msgspec import to_builtins

from shared.contracts.areas import AREA, AreaBoundaryDrawn, AreaRegistered, AreaView
from shared.contracts.round_terms import contests_of
from shared.contracts.rounds import ROUND, RoundPhaseStarted, RoundPlanned, RoundRescheduled, RoundView
from shared.events import Recorded
from shared.projections import View
from shared.views import Change, Index, Put, Update, ViewSchema


def project_area(recorded: Recorded) -> Iterable[Change]:
    match recorded.event:
        case AreaRegistered(name=name, eligible_voters=eligible):
            yield Put(recorded.area, to_builtins(AreaView(recorded.area, name, eligible)))
        case AreaBoundaryDrawn(boundary=boundary):
            yield Update(recorded.area, {"boundary": to_builtins(boundary)})
        case _:
            return


def project_round(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case RoundPlanned() as event:
            yield Put(id_, to_builtins(_planned(recorded, event)))
        case RoundRescheduled(timetable=timetable):
            yield Update(id_, {"timetable": to_builtins(timetable)})
        case RoundPhaseStarted(phase=phase, ends_at=ends_at):
            yield Update(id_, to_builtins({"phase": phase, "phase_ends_at": ends_at}))
        case _:
            return


def _planned(recorded: Recorded, event: RoundPlanned) -> RoundView:
    return RoundView(
        id=recorded.aggregate_id,
        area=recorded.area,
        name=event.name,
        programme=event.programme,
        budget_cents=event.budget_cents,
        timetable=event.timetable,
        contests=contests_of(event),
        roll=event.roll,
        trial=event.trial,
        package=event.package,
    )


AREAS = View(ViewSchema("areas", (Index(("name",)),)), (AREA,), project_area)
ROUNDS = View(ViewSchema("rounds", (Index(("area", "name")), Index(("name",)))), (ROUND,), project_round)
