"""The outreach page: for whom it is, and what a tablet takes along."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Person, Round, Site, until
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
    assert "Ilman JavaScriptiä tämä sivu tarvitsee verkon" in seen
    assert shown(seen) == [kind for kind in may if kind != "paper"]
    assert taken["may"] == may


def shown(seen: str) -> list[str]:
    """The forms that can be filled in without a script."""
    forms: list[str] = re.findall(r'data-kind="(\w+)"(?![^>]*hidden)', seen)
    return forms


async def test_without_a_script_each_form_is_stored_once(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await gathering(round_, "torilla", "Torilla tavataan")
    id_ = round_.path.rpartition("/")[2]
    idea = [("form", "f1"), ("round", id_), ("title", "Penkki"), ("text", "Torin\r\nreunaan"), ("category", "nature")]
    said = [("form", "f2"), ("gathering", "torilla"), ("text", "Lisää valoa"), ("age", "65_over"), ("category", "")]
    came = [("form", "f3"), ("gathering", "torilla"), ("count.under_18", "4"), ("count.65_over", "")]
    async with Browser(site) as browser:
        await browser.signs_in("outreach")
        for kind, form in (("idea", idea), ("contribution", said), ("attendance", came)):
            for _ in range(2):
                status, seen = await browser.sends(f"{PAGE}/{kind}", form)
                assert (status, "notice thanks" in seen) == (200, True), kind
    jaana = await site.sign_in("outreach", "Jaana")
    (given,) = (await until(round_.moderator, f"{round_.path}/ideas?status=submitted", "next", None))["items"]
    assert (given["title"], given["text"], given["category"]) == ("Penkki", "Torin\nreunaan", "nature")
    (heard,) = (await jaana.get(f"/areas/{AREA}/gatherings/torilla/contributions")).body["items"]
    assert (heard["text"], heard["group"]["age"], heard["category"]) == ("Lisää valoa", "65_over", None)
    assert (await jaana.get(f"/areas/{AREA}/gatherings/torilla/attendance")).body["total"] == 4


async def test_a_form_that_is_refused_keeps_what_was_typed(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    form = [("form", "f1"), ("round", round_.path.rpartition("/")[2]), ("title", ""), ("text", "Torin reunaan")]
    async with Browser(site) as browser:
        await browser.signs_in("outreach")
        status, seen = await browser.sends(f"{PAGE}/idea", [*form, ("category", "nature")])
        assert (status, 'href="#idea-title"' in seen, "Torin reunaan</textarea>" in seen) == (422, True, True)
        assert 'id="idea-title-error"' in seen
        assert (await browser.sends(f"{PAGE}/attendance", [("gathering", "x"), ("count.under_18", "many")]))[0] == 422
        assert (await browser.sends(f"{PAGE}/paper", []))[0] == 404
        await browser.signs_in()
        assert (await browser.sends(f"{PAGE}/idea", form))[0] == 403


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
