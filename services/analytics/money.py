"""What was allocated, costed, funded and spent, by area and by round.

A document an area, by its id: those of a whole city are few. Its fields have a key for each
  round        allocated, trials
  proposal     costed, funded, rounds, categories: what it costs, and where it belongs
  project      spent, proposals: which one it builds
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, assert_never

from services.analytics.nodes import OfProposal
from shared.contracts.money import Amounts, GetMoney, Money, MoneyOf
from shared.contracts.projects import PROJECT, MilestoneReached, ProjectImplemented, ProjectStarted
from shared.contracts.proposals import (
    PROPOSAL,
    ProposalCosted,
    ProposalDrafted,
    ProposalFunded,
    ProposalGivenUp,
    ProposalPlacedOnBallot,
    ProposalPriceWithdrawn,
)
from shared.contracts.rounds import ROUND, RoundPlanned
from shared.events import Recorded
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Document, Increment, PutOnce, Update, ViewSchema

MOST = 1000  # areas of a city


class Part(NamedTuple):
    area: str
    round: str
    category: str = ""


def project(recorded: Recorded) -> Iterable[Change]:
    if isinstance(recorded.event, MilestoneReached):
        yield Increment(recorded.area, {f"spent.{recorded.aggregate_id}": recorded.event.spent_cents})
    elif facts := _facts(recorded):
        yield PutOnce(recorded.area, {})
        yield Update(recorded.area, facts)


def _facts(recorded: Recorded) -> Document:
    id_, event = recorded.aggregate_id, recorded.event
    if isinstance(event, OfProposal):
        return _of_proposal(id_, event)
    match event:
        case RoundPlanned(budget_cents=cents, trial=trial):
            return {f"allocated.{id_}": cents, f"trials.{id_}": trial}
        case ProjectStarted(proposal=proposal, round=round_):
            return {f"proposals.{id_}": proposal, f"rounds.{proposal}": round_}
        case ProjectImplemented(cost_cents=cents):
            return {f"spent.{id_}": cents}
        case _:
            return {}


def _of_proposal(id_: str, event: OfProposal) -> Document:
    match event:
        case ProposalDrafted(round=round_, category=category):
            return {f"costed.{id_}": 0, f"rounds.{id_}": round_, f"categories.{id_}": category}
        case ProposalCosted(cost_cents=cents, feasible=feasible):
            return {f"costed.{id_}": cents if feasible else 0}
        case ProposalPriceWithdrawn() | ProposalGivenUp():
            return {f"costed.{id_}": 0}
        case ProposalPlacedOnBallot(cost_cents=cents):
            return {f"costed.{id_}": cents}
        case ProposalFunded(cost_cents=cents):
            return {f"funded.{id_}": cents}
        case _:
            assert_never(event)


VIEW = View(ViewSchema("money"), (ROUND, PROPOSAL, PROJECT), project)


async def get_money(query: GetMoney, room: Room) -> Money:
    views = await room.reached(VIEW, query.wait_for)
    if query.area is None:
        return told((await views.page(VIEW.name, where={}, order="id", limit=MOST)).items)
    return told(await views.many(VIEW.name, [query.area]))


def told(areas: Iterable[Document]) -> Money:
    sums: dict[Part, Amounts] = {}
    for part, amounts in (each for area in areas for each in _amounts(area)):
        sums[part] = sums.get(part, Amounts()) + amounts
    return Money(
        sum(sums.values(), Amounts()),
        _by(sums, lambda part: part.area),
        _by(sums, lambda part: part.round),
        _by({part: amounts for part, amounts in sums.items() if part.category}, lambda part: part.category),
    )


def _amounts(area: Document) -> Iterator[tuple[Part, Amounts]]:
    """Without rehearsals: nothing of them is built."""
    trials, rounds = area.get("trials", {}), area.get("rounds", {})
    for round_, cents in area.get("allocated", {}).items():
        if not trials[round_]:
            yield Part(area["id"], round_), Amounts(allocated=cents)
    spent = {area.get("proposals", {}).get(project): cents for project, cents in area.get("spent", {}).items()}
    for proposal, round_ in rounds.items():
        if not trials.get(round_):
            part = Part(area["id"], round_, area.get("categories", {}).get(proposal, ""))
            costed, funded = (area.get(name, {}).get(proposal, 0) for name in ("costed", "funded"))
            yield part, Amounts(0, costed, funded, spent.get(proposal, 0))


def _by(sums: Mapping[Part, Amounts], name: Callable[[Part], str]) -> tuple[MoneyOf, ...]:
    by_name: dict[str, Amounts] = {}
    for part, amounts in sums.items():
        by_name[name(part)] = by_name.get(name(part), Amounts()) + amounts
    return tuple(MoneyOf(of, amounts) for of, amounts in sorted(by_name.items()))


QUERIES: Queries = {GetMoney: get_money}
