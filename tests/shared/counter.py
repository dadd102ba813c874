"""The smallest room there is: a counter that can be raised, up to a limit."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from shared.decider import Decider
from shared.events import Aggregate, Recorded
from shared.messages import Actor, Command, Event, Id, Kind, Query, Reason, Role, require
from shared.projections import View
from shared.room import Room, on
from shared.service import Service
from shared.views import Change, Increment, Update, ViewSchema

FULL = Reason("full", Kind.CONFLICT, "The counter is full.")
LIMIT = 1000
ANNA = Actor("anna", {Role.RESIDENT: ("petonen",)})


class Raised(Event, frozen=True, kw_only=True):
    by: int


class Celebrated(Event, frozen=True, kw_only=True):
    pass


COUNTER = Aggregate("counting", "counter", Raised | Celebrated)
GAUGE = Aggregate("counting", "gauge", Raised)


class Raise(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "counting"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})
    counter: Id
    amount: int = 1


class GetCounter(Query[dict[str, Any]], frozen=True, kw_only=True):
    service: ClassVar[str] = "counting"
    counter: Id


def decide(command: Raise, total: int) -> Sequence[Event]:
    if command.amount == 0:
        return []
    if command.amount < 0:
        raise ZeroDivisionError("a defect in a rule")
    require(total + command.amount <= LIMIT, FULL)
    raised = Raised(by=command.amount)
    return [raised, Celebrated()] if total + command.amount == LIMIT else [raised]


def evolve(total: int, event: Event) -> int:
    return total + event.by if isinstance(event, Raised) else total


counter = Decider[int](COUNTER, 0, evolve, decide)


class Poison:
    """Amounts that the view fails on while they are listed here."""

    amounts: ClassVar[set[int]] = set()


def project(recorded: Recorded) -> Iterable[Change]:
    if isinstance(recorded.event, Raised):
        if recorded.event.by in Poison.amounts:
            raise ValueError("the view cannot take this in")
        yield Increment(recorded.aggregate_id, {"total": recorded.event.by})


def project_unholdable(recorded: Recorded) -> Iterable[Change]:
    """What 13 makes of a document, no view can add to."""
    if isinstance(recorded.event, Raised):
        if recorded.event.by == 13:
            yield Update(recorded.aggregate_id, {"total": "thirteen"})
        yield Increment(recorded.aggregate_id, {"total": recorded.event.by})


UNHOLDABLE = View(ViewSchema("totals"), (COUNTER,), project_unholdable)
TOTALS = View(ViewSchema("totals"), (COUNTER,), project)
GAUGES = View(ViewSchema("gauges"), (GAUGE,), project)


async def get_counter(query: GetCounter, room: Room) -> Any:
    if query.counter == "endless":
        return bytes(5 * 1024 * 1024)  # more than NATS carries
    views = await room.reached(TOTALS, query.wait_for)
    return await views.get(TOTALS.name, query.counter) or {"total": 0}


def counting(*, views: tuple[View, ...] = (TOTALS,)) -> Service:
    return Service("counting", commands={Raise: on(counter, "counter")}, queries={GetCounter: get_counter}, views=views)


def raise_(counter: str = "c1", amount: int = 1, by: Actor = ANNA) -> Raise:
    return Raise(area="petonen", counter=counter, amount=amount, by=by)
