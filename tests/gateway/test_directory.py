"""People are kept where the log does not reach, by any number of gateways."""

import asyncio
from pathlib import Path

import pytest
from msgspec import structs

from services.gateway.directory import Choices, Directory, Person
from shared.contracts.gateway import UNKNOWN_PERSON, Letters
from shared.messages import Refused, Role
from shared.views.opening import open_views

AINO = Person(id="p1", name="Aino", email="a@x.example", language="fi", area="a", roles={Role.RESIDENT: ("a",)})


async def test_nobody_is_lost_when_gateways_write_at_the_same_time(tmp_path: Path) -> None:
    stores = [open_views(f"sqlite:{tmp_path}", "gateway") for _ in range(2)]
    directories = [Directory(store) for store in stores]
    await directories[0].create()
    people = [structs.replace(AINO, id=f"p{number}") for number in range(80)]
    await asyncio.gather(*(directories[index % 2].put(person) for index, person in enumerate(people)))
    assert [await directories[0].get(person.id) for person in people] == people
    for store in stores:
        await store.close()


async def test_a_person_can_change_and_an_unknown_one_is_none(tmp_path: Path) -> None:
    store = open_views(f"sqlite:{tmp_path}", "gateway")
    directory = Directory(store)
    await directory.create()
    renamed = structs.replace(AINO, name="Aino Uusi")
    await directory.put(AINO)
    await directory.put(renamed)
    assert (await directory.get(AINO.id), await directory.get("nobody")) == (renamed, None)
    assert renamed.actor.holds(Role.RESIDENT, "a")
    await store.close()


async def test_what_a_person_has_chosen_stays_when_they_sign_in_again_until_they_are_forgotten(tmp_path: Path) -> None:
    store = open_views(f"sqlite:{tmp_path}", "gateway")
    directory, chosen = Directory(store), Choices("sv", frozenset({Letters.FOLLOWED}))
    await directory.create()
    await directory.put(AINO)
    await directory.choose(AINO.id, chosen)
    await directory.put(structs.replace(AINO, name="Aino Uusi"))
    assert await directory.get(AINO.id) == structs.replace(AINO, name="Aino Uusi", chosen=chosen)
    await directory.forget(AINO.id)
    await directory.forget(AINO.id)
    assert await directory.get(AINO.id) is None
    with pytest.raises(Refused, match=UNKNOWN_PERSON.code):
        await directory.choose(AINO.id, chosen)
    await directory.put(AINO)
    assert await directory.get(AINO.id) == AINO
    await store.close()


async def test_experts_of_an_area_are_found_by_it_while_they_are_experts(tmp_path: Path) -> None:
    store = open_views(f"sqlite:{tmp_path}", "gateway")
    directory = Directory(store)
    await directory.create()
    eero = structs.replace(AINO, id="p2", name="Eero", roles={Role.EXPERT: ("a", "b")})
    anna = structs.replace(AINO, id="p3", name="Anna", roles={Role.EXPERT: ("*",), Role.MODERATOR: ("a",)})
    for person in (AINO, eero, anna):
        await directory.put(person)
    assert await directory.holders(Role.EXPERT, "a") == {"p2": "Eero", "p3": "Anna"}
    await directory.put(structs.replace(eero, name="Eero Uusi", roles={Role.EXPERT: ("b",)}))
    assert await directory.holders(Role.EXPERT, "a") == {"p3": "Anna"}
    await directory.choose("p3", Choices("sv"))
    await directory.forget("p3")
    assert await directory.holders(Role.EXPERT, "b") == {"p2": "Eero Uusi"}
    assert await directory.get("expert.b.p2") is None
    await store.close()
