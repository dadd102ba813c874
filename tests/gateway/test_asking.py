"""Questions that are the same at the same moment are asked once."""

import asyncio
from typing import Any

import pytest
from nats.aio.msg import Msg

from services.gateway.asking import Asking
from shared.contracts.areas import UNKNOWN_AREA, GetArea, ListAreas
from shared.messages import Query, Refused
from shared.requests import query_subject, subscribed
from tests.gateway.front_door import AREA, Site


async def overheard(site: Site, query: type[Query[Any]]) -> list[Msg]:
    """What is asked of the room from now on."""
    asked: list[Msg] = []

    async def hear(message: Msg) -> None:
        asked.append(message)

    await site.nc.subscribe(query_subject(query), cb=hear)
    await subscribed(site.nc)
    return asked


async def test_who_asks_the_same_meanwhile_gets_the_same_answer(site: Site) -> None:
    coordinator = await site.sign_in("coordinator")
    await coordinator.did("PUT", f"/areas/{AREA}", {"name": "Petonen", "eligible_voters": 100})
    asked, asking = await overheard(site, ListAreas), Asking(site.nc)
    first, second = await asyncio.gather(asking.told(ListAreas()), asking.told(ListAreas()))
    assert (first is second, len(asked)) == (True, 1)
    await asking.told(ListAreas())
    assert len(asked) == 2  # what is over is asked anew


async def test_a_refusal_is_for_all_who_asked(site: Site) -> None:
    asked, asking = await overheard(site, GetArea), Asking(site.nc)
    both = await asyncio.gather(*(asking.told(GetArea(area="nowhere")) for _ in range(2)), return_exceptions=True)
    assert [one.refusal.reason for one in both if isinstance(one, Refused)] == [UNKNOWN_AREA] * 2
    assert len(asked) == 1


async def test_who_goes_away_takes_nothing_from_the_others(site: Site) -> None:
    asking = Asking(site.nc)
    leaving, staying = (asyncio.ensure_future(asking.told(ListAreas())) for _ in range(2))
    await asyncio.sleep(0)
    leaving.cancel()
    assert (await staying).items is not None
    with pytest.raises(asyncio.CancelledError):
        await leaving
