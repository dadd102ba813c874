"""The people's directory: names and addresses, which the log never holds and which can be forgotten here.

It lies in the gateway's own view database but is no view: no rebuild touches it. The store wants rising positions
where a view has the log's; the directory counts its own writes.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from shared.contracts.gateway import UNKNOWN_PERSON, Contact, GetContact, Letters
from shared.messages import EVERYWHERE, Actor, Refused, Role
from shared.room import Room
from shared.views import Change, Delete, Document, Gap, Index, Put, ViewSchema, ViewStore

PEOPLE = ViewSchema("people", (Index(("held", "name")),))
FOUND_BY = frozenset({Role.EXPERT})
"""Roles whose holders others choose by name."""
MOST = 1000  # holders of a role in an area


class Choices(msgspec.Struct, frozen=True):
    """What a person has chosen here themselves: in which language they are written to, and about what not."""

    language: str
    unwanted: frozenset[Letters] = frozenset()


class Person(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str
    email: str
    language: str
    area: str
    roles: dict[Role, tuple[str, ...]]
    born: date | None = None
    home: str = ""
    school: str = ""
    chosen: Choices | None = None

    @property
    def choices(self) -> Choices:
        return self.chosen or Choices(self.language)

    @property
    def actor(self) -> Actor:
        return Actor(self.id, self.roles, self.born, self.home, self.school)


class Directory:
    def __init__(self, views: ViewStore) -> None:
        self._views = views
        self._lock = asyncio.Lock()
        self._waiting: list[tuple[Person, list[Change]]] = []

    async def create(self) -> None:
        await self._views.create(PEOPLE)

    async def get(self, id: str) -> Person | None:
        document = await self._views.get(PEOPLE.name, id)
        return msgspec.convert(document, Person) if document and "held" not in document else None

    async def holders(self, role: Role, area: str) -> dict[str, str]:
        """Names by id, of those who hold one of `FOUND_BY` there, as they last signed in."""
        pages = [
            await self._views.page(PEOPLE.name, where={"held": f"{role}.{one}"}, order="name", limit=MOST)
            for one in (area, EVERYWHERE)
        ]
        return {holder["person"]: holder["name"] for page in pages for holder in page.items}

    async def put(self, person: Person) -> None:
        """As they sign in: what they have chosen stays. Those who come at the same time are written together: a class
        signing in costs few transactions."""
        known = await self.get(person.id)
        if known:
            person = replace(person, chosen=known.chosen)
        if known == person:
            return
        waiting = person, _changes(known, person)
        self._waiting.append(waiting)
        async with self._lock:
            if waiting in self._waiting:
                together, self._waiting = self._waiting, []
                await self._write(together)

    async def choose(self, id: str, chosen: Choices) -> None:
        """Raises `Refused` where nobody is known by this id."""
        async with self._lock:
            known = await self.get(id)
            if known is None:
                raise Refused(UNKNOWN_PERSON)
            person = replace(known, chosen=chosen)
            await self._write([(person, _changes(known, person))])

    async def forget(self, id: str) -> None:
        """Doing it again changes nothing."""
        async with self._lock:
            while known := await self.get(id):
                await self._apply([Delete(id), *map(Delete, _found_by(known))])

    async def _write(self, together: list[tuple[Person, list[Change]]]) -> None:
        changes = [change for _, each in together for change in each]
        last, _ = together[-1]
        while await self.get(last.id) != last:  # not there yet, or another gateway took the position
            await self._apply(changes)

    async def _apply(self, changes: Sequence[Change]) -> None:
        after = await self._views.position(PEOPLE.name)
        with contextlib.suppress(Gap):
            await self._views.apply(PEOPLE.name, [(after + 1, changes)], after=after, position=after + 1)


def _changes(known: Person | None, person: Person) -> list[Change]:
    """Who does not hold a role any more is not found by it."""
    before, now = _found_by(known) if known else {}, _found_by(person)
    gone = [Delete(id_) for id_ in before if id_ not in now]
    return [Put(person.id, msgspec.to_builtins(person)), *gone, *(Put(id_, one) for id_, one in now.items())]


def _found_by(person: Person) -> dict[str, Document]:
    """By its own id, which no person can have, one for each area."""
    held = [f"{role}.{area}" for role in FOUND_BY for area in person.roles.get(role, ())]
    return {
        f"{one}.{person.id}": {"id": f"{one}.{person.id}", "held": one, "name": person.name, "person": person.id}
        for one in held
    }


async def get_contact(query: GetContact, room: Room) -> Contact:
    person = await Directory(room.views).get(query.person)
    if person is None:
        raise Refused(UNKNOWN_PERSON)
    return Contact(person.name, person.email, person.choices.language, person.choices.unwanted)
