"""From a project back, a step a read."""

import msgspec

from services.analytics.nodes import VIEW, key, parents
from shared.contracts.lineage import GetLineage, Lineage, LineageNode, NodeKind
from shared.contracts.projects import UNKNOWN_PROJECT
from shared.messages import require
from shared.room import Room
from shared.service import Queries
from shared.views import Document

MOST_STEPS = 12  # more than there are kinds


async def get_lineage(query: GetLineage, room: Room) -> Lineage:
    views = await room.reached(VIEW, query.wait_for)
    nodes: dict[str, LineageNode] = {}
    ahead = [key(query.area, NodeKind.PROJECT, query.project)]
    for step in range(MOST_STEPS):
        found = await views.many(VIEW.name, ahead) if ahead else []
        nodes.update((each["id"], _node(each, step)) for each in sorted(found, key=lambda each: str(each["at"])))
        ahead = [parent for each in found for parent in parents(each) if parent not in nodes]
    require(bool(nodes), UNKNOWN_PROJECT)
    return Lineage(tuple(nodes.values()))


def _node(found: Document, step: int) -> LineageNode:
    return msgspec.convert({**found, "key": found["id"], "step": step, "parents": parents(found)}, LineageNode)


QUERIES: Queries = {GetLineage: get_lineage}
