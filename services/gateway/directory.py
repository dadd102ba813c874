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
from shared.messages import Actor, Refused, Role
from shared.room import Room
from shared.views import Change, Delete, Gap, Put, ViewSchema, ViewStore

PEOPLE = ViewSchema("people")


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
        self._waiting: list[Person] = []

    async def create(self) -> None:
        await self._views.create(PEOPLE)

    async def get(self, id: str) -> Person | None:
        document = await self._views.get(PEOPLE.name, id)
        return msgspec.convert(document, Person) if document else None

    async def put(self, person: Person) -> None:
        """As they sign in: what they have chosen stays. Those who come at the same time are written together: a class
        signing in costs few transactions."""
        known = await self.get(person.id)
        if known:
            person = replace(person, chosen=known.chosen)
        if known == person:
            return
        self._waiting.append(person)
        async with self._lock:
            if person in self._waiting:
                people, self._waiting = self._waiting, []
                await self._write(people)

    async def choose(self, id: str, chosen: Choices) -> None:
        """Raises `Refused` where nobody is known by this id."""
        async with self._lock:
            known = await self.get(id)
            if known is None:
                raise Refused(UNKNOWN_PERSON)
            await self._write([replace(known, chosen=chosen)])

    async def forget(self, id: str) -> None:
        """Doing it again changes nothing."""
        async with self._lock:
            while await self.get(id):
                await self._apply([Delete(id)])

    async def _write(self, people: list[Person]) -> None:
        changes = [Put(person.id, msgspec.to_builtins(person)) for person in people]
        while await self.get(people[-1].id) != people[-1]:  # not there yet, or another gateway took the position
            await self._apply(changes)

    async def _apply(self, changes: Sequence[Change]) -> None:
        after = await self._views.position(PEOPLE.name)
        with contextlib.suppress(Gap):
            await self._views.apply(PEOPLE.name, [(after + 1, changes)], after=after, position=after + 1)


async def get_contact(query: GetContact, room: Room) -> Contact:
    person = await Directory(room.views).get(query.person)
    if person is None:
        raise Refused(UNKNOWN_PERSON)
    return Contact(person.name, person.email, person.choices.language, person.choices.unwanted)
