"""The pages of gatherings and project packages, as a resident with a phone and no script meets them."""

from datetime import date

import pytest

from services.gateway.pages.area.schedule import scheduled
from shared.contracts.packages import PackageView
from tests.gateway.front_door import Site
from tests.gateway.test_gatherings import BEGIN, begun, planned, said
from tests.gateway.test_packages import cut
from tests.gateway.test_pages import Browser, page
from tests.running import until


async def test_a_resident_takes_a_place_and_gives_it_up(site: Site) -> None:
    await planned(site, places=1)
    path = f"{BEGIN}/gatherings"
    async with Browser(site) as browser:
        await browser.signs_in()
        assert f'href="{path}/workshop"' in await browser.sees(path)
        assert "Paikkoja varattu 0/1." in await browser.sees(f"{path}/workshop")
        status, taken = await browser.sends(f"{path}/workshop/registration", [])
        assert status == 200
        assert "Sinulle on varattu paikka." in taken
        assert "Paikkoja varattu 1/1." in taken
        assert "Peru ilmoittautumiseni" in taken
        assert ">Ilmoittaudu<" not in await page(site, f"{path}/workshop", lang="fi")
        assert "Olet ilmoittautunut." in await browser.sees(path)
        _, left = await browser.sends(f"{path}/workshop/registration/withdraw", [])
        assert "Paikkoja varattu 0/1." in left


async def test_whoever_comes_too_late_is_told_so(site: Site) -> None:
    await planned(site, places=1)
    await (await site.sign_in("resident", "Veikko")).did("PUT", f"{BEGIN}/gatherings/workshop/registration", {})
    async with Browser(site) as browser:
        await browser.signs_in()
        status, told = await browser.sends(f"{BEGIN}/gatherings/workshop/registration", [])
    assert status == 409
    assert "Tilaisuuden kaikki paikat ovat varattuja." in told


async def test_what_came_of_a_gathering_is_told_once_it_is_published(site: Site) -> None:
    coordinator, _ = await planned(site)
    trip = f"{BEGIN}/gatherings/workshop"
    await coordinator.post(f"{trip}/contributions", {"items": [said(1)]})
    programme = (await coordinator.get(trip)).body["programme"]
    goal = {"title": "Valoisa alikulku", "contribution": "tablet-1"}
    position = await coordinator.post(f"{BEGIN}/programmes/{programme}/goals", goal)
    shown = await page(site, trip, lang="fi", position=str(position.body["position"]))
    assert "Tavoite: Valoisa alikulku" in shown
    assert "Sanottua 1" not in shown


async def test_gatherings_go_into_peoples_own_calendars(site: Site) -> None:
    coordinator, _ = await planned(site, title="Työpaja; kahvia, pullaa", description="Tule\nmukaan " + "ä" * 80)
    position = await coordinator.did("POST", f"{BEGIN}/gatherings/workshop/cancel", {"reason": "Satoi."})
    for path in (f"{BEGIN}/calendar.ics", f"{BEGIN}/gatherings/workshop/calendar.ics"):
        async with site.http.get(path, params={"position": position}) as response:
            body = await response.read()
        assert (response.status, response.content_type) == (200, "text/calendar")
        assert all(len(line) <= 75 for line in body.split(b"\r\n"))
        lines = body.decode().replace("\r\n ", "").split("\r\n")
        assert lines[0] == "BEGIN:VCALENDAR"
        assert lines.count("BEGIN:VEVENT") == 1
        assert "SUMMARY:Työpaja\\; kahvia\\, pullaa" in lines
        assert "DESCRIPTION:Tule\\nmukaan " + "ä" * 80 in lines
        assert "STATUS:CANCELLED" in lines
        assert f"URL:{site.settings.public_url}{BEGIN}/gatherings/workshop" in lines


@pytest.mark.parametrize("path", ["gatherings/none", "gatherings/none/calendar.ics"])
async def test_a_gathering_that_is_not_there_is_told_in_words(site: Site, path: str) -> None:
    await begun(site)
    async with site.http.get(f"{BEGIN}/{path}", headers={"Accept": "text/html"}) as response:
        assert (response.status, response.content_type) == (404, "text/html")


async def test_a_resident_reads_a_package_and_comments_on_it(site: Site) -> None:
    _, _, package = await cut(site)
    listed = await until(lambda: page(site, f"{BEGIN}/packages", lang="fi"), lambda shown: "Koulun piha" in shown)
    assert "1. kesäkuuta 2027" in listed
    assert 'class="part-1"' in listed
    async with Browser(site) as browser:
        await browser.signs_in()
        path = f"{BEGIN}/packages/{package}"
        shown = await browser.sees(path)
        assert "Penkkejä ja valoja." in shown
        assert "Turvallinen piha" in shown
        _, commented = await browser.sends(f"{path}/comments", [("text", "Myös\r\nkeinuja!"), ("form", "f1")])
        assert "Kiitos kommentistasi!" in commented
        assert "keinuja!" in commented
        status, refused = await browser.sends(f"{path}/comments", [("text", "  "), ("form", "f2")])
        assert status == 422
        assert 'role="alert"' in refused


@pytest.mark.parametrize("path", ["gatherings", "packages", "calendar.ics"])
async def test_pages_of_an_area_that_is_not_there_say_so(site: Site, path: str) -> None:
    async with site.http.get(f"/areas/nowhere/{path}", headers={"Accept": "text/html"}) as response:
        assert response.status == 404


def test_bars_stand_where_their_time_is() -> None:
    first = package(date(2027, 1, 1), date(2027, 1, 5))
    second = package(date(2027, 1, 6), date(2027, 1, 10))
    bars = [(bar.left, bar.width) for bar in scheduled([first, second])]
    assert bars == [("0.000", "50.000"), ("50.000", "50.000")]
    assert scheduled([]) == []


def package(starts_on: date, ends_on: date) -> PackageView:
    return PackageView("h1", "petonen", "p1", "Piha", "", (), (), 0, starts_on, ends_on)
