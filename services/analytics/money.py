"""What was allocated, costed, funded and spent, by area and by round."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from services.analytics.nodes import VIEW
from shared.contracts.lineage import NodeKind
from shared.contracts.money import Amounts, GetMoney, Money, MoneyOf
from shared.room import Room
from shared.service import Queries
from shared.views import Document, ViewStore

MOST = 10_000  # rounds, proposals or projects of a city
AMOUNTS = ("allocated_cents", "costed_cents", "funded_cents", "spent_cents")
WITH_MONEY = (NodeKind.ROUND, NodeKind.PROPOSAL, NodeKind.PROJECT)


class Part(NamedTuple):
    area: str
    round: str
    category: str


async def get_money(query: GetMoney, room: Room) -> Money:
    views = await room.reached(VIEW, query.wait_for)
    return told([await _nodes(kind, query.area, views) for kind in WITH_MONEY])


def told(nodes: Sequence[list[Document]]) -> Money:
    """Of rounds, proposals and projects."""
    rounds, proposals, projects = _in_earnest(nodes)
    categories = {each["id"]: each.get("category", "") for each in proposals}
    categories |= {each["id"]: categories.get(each["parents"][0], "") for each in projects}
    sums = _sums([*rounds, *proposals, *projects], categories)
    return Money(
        sum(sums.values(), Amounts()),
        _by(sums, lambda part: part.area),
        _by(sums, lambda part: part.round),
        _by({part: amounts for part, amounts in sums.items() if part.category}, lambda part: part.category),
    )


async def _nodes(kind: NodeKind, area: str | None, views: ViewStore) -> list[Document]:
    where = {"kind": kind, "area": area} if area else {"kind": kind}
    return (await views.page(VIEW.name, where=where, order="at", limit=MOST)).items


def _in_earnest(nodes: Sequence[list[Document]]) -> list[list[Document]]:
    """Without rehearsals: nothing of them is built."""
    trials = {_round(each) for kind in nodes for each in kind if each.get("trial")}
    return [[each for each in kind if _round(each) not in trials] for kind in nodes]


def _round(node: Document) -> tuple[str, str]:
    """Of an area: ids of rounds may be the same in two."""
    return node["area"], node.get("round") or node["thing"]


def _sums(nodes: Iterable[Document], categories: Mapping[str, str]) -> dict[Part, Amounts]:
    """Of each area, round and category: so few that it matters little how often they are added up."""
    sums: dict[Part, list[int]] = {}
    for node in nodes:
        part = Part(*_round(node), categories.get(node["id"], ""))
        amounts = sums.setdefault(part, [0] * len(AMOUNTS))
        for place, name in enumerate(AMOUNTS):
            amounts[place] += node.get(name, 0)
    return {part: Amounts(*amounts) for part, amounts in sums.items()}


def _by(sums: Mapping[Part, Amounts], name: Callable[[Part], str]) -> tuple[MoneyOf, ...]:
    by_name: dict[str, Amounts] = {}
    for part, amounts in sums.items():
        by_name[name(part)] = by_name.get(name(part), Amounts()) + amounts
    return tuple(MoneyOf(of, amounts) for of, amounts in sorted(by_name.items()))


QUERIES: Queries = {GetMoney: get_money}
