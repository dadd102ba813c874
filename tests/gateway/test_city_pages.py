"""The pages of who compares areas: figures out of a file, and the choice of the next area."""

import aiohttp

from tests.gateway.front_door import Json, Person, Site
from tests.gateway.test_need import TABLE, WEIGHTS, imported, registered
from tests.running import until

Fields = dict[str, str]
SOURCE = {"name": "Kuopion tilastot", "address": "", "table": ""}


async def seen(site: Site, person: Person, path: str, data: Fields | aiohttp.FormData | None = None) -> tuple[int, str]:
    """What a browser shows there, having sent a form where there is one."""
    headers = await site.browsing(person)
    async with site.http.request("POST" if data else "GET", path, data=data, headers=headers) as response:
        return response.status, await response.text()


def file(content: str) -> aiohttp.FormData:
    form = aiohttp.FormData(SOURCE)
    form.add_field("file", content.encode(), filename="luvut.csv", content_type="text/csv")
    return form


def hidden(shown: str, name: str) -> str:
    return shown.partition(f'name="{name}" value="')[2].partition('"')[0]


async def test_a_file_is_looked_through_and_then_stored(site: Site) -> None:
    person = await registered(site)
    status, shown = await seen(site, person, "/city/figures?lang=en", file(TABLE))
    assert (status, "Figures found: 6." in shown) == (200, True)
    assert (await person.get("/figures")).body["items"] == []
    assert "18,5\N{NO-BREAK SPACE}%" in (await seen(site, person, "/city/figures?lang=fi", file(TABLE)))[1]
    filled = {**SOURCE, "form": "f1", "content": hidden(shown, "content")}
    assert "The figures are stored." in (await seen(site, person, "/city/figures/import?lang=en", filled))[1]

    async def stored() -> list[Json]:
        return list((await person.get("/figures")).body["items"])

    figures = await until(stored, lambda found: len(found) == 6)
    assert {one["versions"][0]["source"]["name"] for one in figures} == {"Kuopion tilastot"}


async def test_what_is_wrong_in_a_file_is_told_by_row_and_nothing_can_be_stored(site: Site) -> None:
    person = await registered(site)
    shown = (await seen(site, person, "/city/figures?lang=en", file(TABLE.replace("18,5", "paljon"))))[1]
    assert "This is no number: paljon." in shown
    assert "Store the figures" not in shown
    assert ('type="file"' in shown, f'value="{SOURCE["name"]}"' in shown) == (True, True)
    told = (await seen(site, person, "/city/figures?lang=fi", file(TABLE.replace("18,5", "paljon"))))[1]
    assert "<td>arvo</td>" in told
    status, shown = await seen(site, person, "/city/figures?lang=en", file(""))
    assert (status, 'id="file-error"' in shown, 'value="Kuopion tilastot"' in shown) == (422, True, True)


async def test_a_decision_is_made_on_the_comparison_that_is_shown(site: Site) -> None:
    person, position = await imported(site)
    await person.get(f"/figures?wait_for={position}")
    asked = "weight.unemployment=2&weight.low_income=1&direction.unemployment=lower"
    _, shown = await seen(site, person, f"/city/select?lang=en&{asked}")
    assert hidden(shown, "weights") == "unemployment:2:lower,low_income:1:higher"
    assert shown.index("1. Saarijärvi") < shown.index("2. Puijonlaakso")
    filled = {"form": "f1", "chosen": "saarijarvi", "theme": "Nuoret", "reasons": "", "weights": WEIGHTS}
    filled |= {"normalisation": "range", "missing": "leave_out"}
    status, refused = await seen(site, person, "/city/select?lang=en", filled)
    assert (status, "say why this one is chosen" in refused) == (422, True)
    assert 'name="weight.unemployment" value="2"' in refused
    assert 'name="weight.morbidity" value="0"' in refused
    filled |= {"form": "f2", "reasons": "Koulu valmistuu"}
    assert "The decision is stored." in (await seen(site, person, "/city/select?lang=en", filled))[1]
    assert [one["chosen"] for one in (await person.get("/selections")).body["items"]] == ["saarijarvi"]


async def test_the_area_page_leads_who_compares_areas_to_them(site: Site) -> None:
    person = await registered(site)
    shown = (await seen(site, person, "/areas/petonen"))[1]
    assert ('href="/city/select"' in shown, 'href="/city/figures"' in shown) == (True, True)
    assert "/city/" not in (await seen(site, Person(site.http), "/areas/petonen"))[1]


async def test_only_who_compares_areas_sees_them(site: Site) -> None:
    coordinator = await site.sign_in("coordinator")
    for path in ("/city/figures", "/city/select"):
        assert (await seen(site, coordinator, path))[0] == 403
        assert (await seen(site, Person(site.http), path))[0] == 401
