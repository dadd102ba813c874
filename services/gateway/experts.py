"""Experts by name, out of the directory."""

from services.gateway.directory import Directory
from shared.contracts.gateway import Expert, Experts, ListExperts
from shared.messages import Role
from shared.room import Room
from shared.service import Queries


async def list_experts(query: ListExperts, room: Room) -> Experts:
    found = await Directory(room.views).holders(Role.EXPERT, query.area)
    return Experts(tuple(Expert(id_, name) for id_, name in sorted(found.items(), key=_by_name)))


def _by_name(one: tuple[str, str]) -> tuple[str, str]:
    id_, name = one
    return name.casefold(), id_


QUERIES: Queries = {ListExperts: list_experts}
