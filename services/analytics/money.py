"""What was allocated, costed, funded and spent, by area and by round."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from services.analytics.nodes import VIEW
from shared.contracts.lineage import NodeKind
from shared.contracts.money import Amounts, GetMoney, Money, MoneyOf
from shared.room import Room
from shared.service import Queries
from shared.views import Document, ViewStore

MOST = 10_000  # rounds, proposals or projects of a city
WITH_MONEY = (NodeKind.ROUND, NodeKind.PROPOSAL, NodeKind.PROJECT)


class Entry(NamedTuple):
    area: str
    round: str
    category: str
    amounts: Amounts


async def get_money(query: GetMoney, room: Room) -> Money:
    views = await room.reached(VIEW, query.wait_for)
    rounds, proposals, projects = [await _nodes(kind, query.area, views) for kind in WITH_MONEY]
    categories = await _categories(proposals, views)
    categories |= {each["id"]: categories.get(each["parents"][0], "") for each in projects}
    entries = [_entry(each, categories) for each in (*rounds, *proposals, *projects)]
    return Money(
        sum((entry.amounts for entry in entries), Amounts()),
        _by(entries, lambda entry: entry.area),
        _by(entries, lambda entry: entry.round),
        _by((entry for entry in entries if entry.category), lambda entry: entry.category),
    )


async def _nodes(kind: NodeKind, area: str | None, views: ViewStore) -> list[Document]:
    where = {"kind": kind, "area": area} if area else {"kind": kind}
    return (await views.page(VIEW.name, where=where, order="at", limit=MOST)).items


async def _categories(proposals: Iterable[Document], views: ViewStore) -> dict[str, str]:
    first = {each["id"]: each["parents"][0] for each in proposals}
    ideas = {each["id"]: each.get("category", "") for each in await views.many(VIEW.name, set(first.values()))}
    return {id_: ideas.get(idea, "") for id_, idea in first.items()}


def _entry(node: Document, categories: Mapping[str, str]) -> Entry:
    amounts = Amounts(*(node.get(f"{name}_cents", 0) for name in ("allocated", "costed", "funded", "spent")))
    return Entry(node["area"], node.get("round") or node["thing"], categories.get(node["id"], ""), amounts)


def _by(entries: Iterable[Entry], part: Callable[[Entry], str]) -> tuple[MoneyOf, ...]:
    sums: dict[str, Amounts] = {}
    for entry in entries:
        sums[part(entry)] = sums.get(part(entry), Amounts()) + entry.amounts
    return tuple(MoneyOf(of, amounts) for of, amounts in sorted(sums.items()))


QUERIES: Queries = {GetMoney: get_money}
