"""Questions of nobody in particular are asked once, until what they are about moves."""

import asyncio
from typing import Any

import pytest
from nats.aio.msg import Msg

from services.gateway import asking as asking_module
from services.gateway.asking import Asking
from shared.contracts.areas import UNKNOWN_AREA, GetArea, ListAreas
from shared.messages import Actor, Query, Refused, Role
from shared.requests import query_subject, subscribed
from tests.gateway.front_door import AREA, Site
from tests.running import until


async def overheard(site: Site, query: type[Query[Any]]) -> list[Msg]:
    """What is asked of the room from now on."""
    asked: list[Msg] = []

    async def hear(message: Msg) -> None:
        asked.append(message)

    await site.nc.subscribe(query_subject(query), cb=hear)
    await subscribed(site.nc)
    return asked


async def test_what_everybody_asks_is_asked_once(site: Site) -> None:
    asked, asking = await overheard(site, ListAreas), Asking(site.nc)
    first, second = await asyncio.gather(asking.told(ListAreas()), asking.told(ListAreas()))
    assert (first is second, await asking.told(ListAreas()) is first, len(asked)) == (True, True, 1)


async def test_what_has_moved_is_asked_anew(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking_module, "HOLDS", 3600)  # no answer ends by itself
    asking = Asking(site.nc)
    await asking.hear()
    assert (await asking.told(ListAreas())).items == ()
    coordinator = await site.sign_in("coordinator")
    await coordinator.did("PUT", f"/areas/{AREA}", {"name": "Petonen", "eligible_voters": 100})
    listed = await until(lambda: asking.told(ListAreas()), lambda listed: listed.items)
    assert [area.id for area in listed.items] == [AREA]


async def test_what_one_person_asks_is_not_held_for_another_time(site: Site) -> None:
    asked, asking = await overheard(site, ListAreas), Asking(site.nc)
    mine = ListAreas(by=Actor("aino", {Role.RESIDENT: (AREA,)}))
    first, second = await asyncio.gather(asking.told(mine), asking.told(mine))
    assert (first is second, len(asked)) == (True, 1)
    await asking.told(mine)
    assert len(asked) == 2


async def test_a_refusal_is_for_all_who_asked(site: Site) -> None:
    asked, asking = await overheard(site, GetArea), Asking(site.nc)
    both = await asyncio.gather(*(asking.told(GetArea(area="nowhere")) for _ in range(2)), return_exceptions=True)
    assert [one.refusal.reason for one in both if isinstance(one, Refused)] == [UNKNOWN_AREA] * 2
    assert len(asked) == 1
    with pytest.raises(Refused):
        await asking.told(GetArea(area="nowhere"))
    assert len(asked) == 2  # a refusal is not held


async def test_who_goes_away_takes_nothing_from_the_others(site: Site) -> None:
    asking = Asking(site.nc)
    leaving, staying = (asyncio.ensure_future(asking.told(ListAreas())) for _ in range(2))
    await asyncio.sleep(0)
    leaving.cancel()
    assert (await staying).items is not None
    with pytest.raises(asyncio.CancelledError):
        await leaving
