"""The outreach page: for whom it is, and what a tablet takes along."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Person, Round, Site
from tests.gateway.test_pages import Browser, page

PAGE = f"/areas/{AREA}/outreach"


async def taken_along(site: Site, role: str, asked: str = "") -> Any:
    async with Browser(site) as browser:
        await browser.signs_in(role)
        return msgspec.json.decode(await browser.sees(f"{PAGE}/supplies{asked}"))


async def gathering(round_: Round, id_: str, title: str) -> None:
    (programme,) = {(await round_.coordinator.get(round_.path)).body["programme"]}
    times = {"starts_at": at(0), "ends_at": at(2)}
    body = {"programme": programme, "kind": "outreach", "title": title, "place": "Tori", **times}
    await round_.coordinator.did("PUT", f"/areas/{AREA}/gatherings/{id_}", body)


def at(hours: int) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat()


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("outreach", ["idea", "contribution", "attendance"]),
        ("coordinator", ["idea", "contribution", "attendance"]),
        ("clerk", ["paper"]),
    ],
)
async def test_who_works_in_the_street_takes_along_what_their_role_may_write(
    site: Site, role: str, may: list[str]
) -> None:
    await Round.planned(site, Phase.IDEAS)
    async with Browser(site) as browser:
        await browser.signs_in(role)
        seen = await browser.sees(f"{PAGE}?lang=fi")
        taken = msgspec.json.decode(await browser.sees(f"{PAGE}/supplies"))
    assert "Jalkautuminen kadulla" in seen
    assert "Tämä sivu tarvitsee JavaScriptin" in seen
    assert f'href="/areas/{AREA}/gatherings?lang=fi"' in seen
    assert taken["may"] == may


async def test_residents_and_strangers_do_not(site: Site) -> None:
    await Round.planned(site, Phase.IDEAS)
    async with Browser(site) as browser:
        for expected in (401, 403):
            for path in (PAGE, f"{PAGE}/supplies"):
                async with browser.http.get(path) as response:
                    assert response.status == expected, path
            await browser.signs_in()


async def test_a_round_that_takes_ideas_and_gatherings_that_were_not_cancelled_are_taken_along(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await gathering(round_, "torilla", "Torilla tavataan")
    await gathering(round_, "rannalla", "Rannalla")
    cancelled = f"/areas/{AREA}/gatherings/rannalla/cancel"
    await round_.coordinator.did("POST", cancelled, {"reason": "Sataa"})
    taken = await taken_along(site, "outreach")
    assert [one["name"] for one in taken["rounds"]] == ["Kierros"]
    assert [one["id"] for one in taken["gatherings"]] == ["torilla"]
    await round_.move_to(Phase.PLANNING)
    assert (await taken_along(site, "outreach"))["rounds"] == []


async def test_a_clerk_takes_along_the_open_batches_with_the_fields_of_their_papers(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    (proposal,) = await round_.opened(await site.sign_in("resident"), 100)
    clerk: Person = await site.sign_in("clerk")
    batch = await clerk.made(f"{round_.path}/paper", {"place": "Kirjasto"})
    (taken,) = (await taken_along(site, "clerk", "?batches=all"))["batches"]
    assert (taken["id"], taken["name"]) == (f"{round_.path.rpartition('/')[2]}/{batch}", "Kirjasto")
    assert f'name="choice" id="item-{proposal}"' in taken["ballot"]


async def test_what_a_device_keeps_of_the_page_names_nobody(site: Site) -> None:
    await Round.planned(site, Phase.IDEAS)
    async with Browser(site) as browser:
        await browser.signs_in("outreach")
        assert "Aino" in await browser.sees(PAGE)
        assert "Aino" not in await browser.sees(f"{PAGE}/offline")
    assert "Jalkautuminen" in await page(site, f"{PAGE}/offline")


async def test_an_unknown_area_has_no_such_page(site: Site) -> None:
    async with site.http.get("/areas/nowhere/outreach/offline", headers={"Accept": "text/html"}) as response:
        assert response.status == 404
