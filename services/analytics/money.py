"""What was allocated, costed, funded and spent, by area and by round."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from services.analytics.nodes import VIEW
from shared.contracts.lineage import NodeKind
from shared.contracts.money import Amounts, GetMoney, Money, MoneyOf
from shared.room import Room
from shared.service import Queries
from shared.views import Document

MOST = 10_000  # rounds, proposals or projects of a city
WITH_MONEY = (NodeKind.ROUND, NodeKind.PROPOSAL, NodeKind.PROJECT)


class Entry(NamedTuple):
    area: str
    round: str
    amounts: Amounts


async def get_money(query: GetMoney, room: Room) -> Money:
    views = await room.reached(VIEW, query.wait_for)
    within = {"area": query.area} if query.area else {}
    entries: list[Entry] = []
    for kind in WITH_MONEY:
        page = await views.page(VIEW.name, where={"kind": kind, **within}, order="at", limit=MOST)
        entries += map(_entry, page.items)
    return Money(
        sum((entry.amounts for entry in entries), Amounts()),
        _by(entries, lambda entry: entry.area),
        _by(entries, lambda entry: entry.round),
    )


def _entry(node: Document) -> Entry:
    amounts = Amounts(*(node.get(f"{name}_cents", 0) for name in ("allocated", "costed", "funded", "spent")))
    return Entry(node["area"], node.get("round") or node["thing"], amounts)


def _by(entries: Iterable[Entry], part: Callable[[Entry], str]) -> tuple[MoneyOf, ...]:
    sums: dict[str, Amounts] = {}
    for entry in entries:
        sums[part(entry)] = sums.get(part(entry), Amounts()) + entry.amounts
    return tuple(MoneyOf(of, amounts) for of, amounts in sorted(sums.items()))


QUERIES: Queries = {GetMoney: get_money}
