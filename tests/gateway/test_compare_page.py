"""The page on which areas are compared."""

import re

import pytest

from tests.gateway.front_door import Person, Site
from tests.gateway.test_need import choose, imported, registered


async def compared(site: Site, asked: str) -> str:
    async with site.http.get(f"/areas/compare?{asked}") as response:
        assert response.status == 200
        return await response.text()


async def shown(site: Site, person: Person, position: int, asked: str = "lang=en") -> str:
    await person.get(f"/figures?wait_for={position}")
    return await compared(site, asked)


async def test_areas_stand_in_the_order_of_their_need_with_a_bar_and_a_table(site: Site) -> None:
    page = await shown(site, *await imported(site), "lang=en&weight.unemployment=2&weight.low_income=1")
    assert page.index("1. Petonen") < page.index("2. Puijonlaakso") < page.index("3. Saarijärvi")
    assert 'aria-label="Need index 66.7 of 100"' in page
    assert re.search(r'<rect class="part-2" x="0\.000" width="66\.667" height="4"/>', page)
    assert "unknown" in page
    assert 'name="weight.unemployment" value="2"' in page
    assert "Unemployment rate: weight doubled" in page


async def test_without_weights_all_count_alike(site: Site) -> None:
    page = await shown(site, *await imported(site))
    assert 'name="weight.morbidity" value="1"' in page
    assert "1. Puijonlaakso" in page


@pytest.mark.parametrize(
    "asked", ["weight.unemployment=0", "weight.unemployment=-1", "weight.unemployment=1&missing=x"]
)
async def test_weights_that_make_no_sense_are_answered_on_the_page(site: Site, asked: str) -> None:
    await registered(site)
    assert 'role="alert"' in await compared(site, f"lang=en&{asked}")


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "Missä kehitystarve on suurin?"), ("sv", "Var är behovet störst?")]
)
async def test_it_speaks_finnish_and_swedish(site: Site, language: str, words: str) -> None:
    page = await shown(site, *await imported(site), f"lang={language}")
    assert words in page
    assert "Puijonlaakso" in page


async def test_it_tells_which_areas_were_chosen(site: Site) -> None:
    person, _ = await imported(site)
    made = await person.post("/selections", choose("saarijarvi", "Koulu valmistuu"))
    await person.get(f"/selections?wait_for={made.body['position']}")
    assert "Koulu valmistuu" in await compared(site, "lang=en")


async def test_it_tells_how_it_is_calculated(site: Site) -> None:
    page = await shown(site, *await imported(site), "lang=en&weight.unemployment=2&weight.low_income=1")
    assert re.search(r"Unemployment rate<p[^>]*>2025, neighbourhood</p></th><td>2</td><td>higher</td>", page)
    assert "How figures of different units become comparable: " in page


async def test_measures_tell_their_days_as_people_say_them(site: Site) -> None:
    person, _ = await imported(site)
    measure = {"name": "Koulu", "cost_cents": 100, "starts_on": "2027-01-01", "ends_on": "2028-02-01"}
    await person.did("PUT", "/areas/petonen/measures/koulu", measure)
    assert "1. tammikuuta 2027 – 1. helmikuuta 2028" in await compared(site, "lang=fi")


async def test_a_decision_stays_to_be_seen_with_all_that_it_rested_on(site: Site) -> None:
    person, _ = await imported(site)
    made = await person.post("/selections", choose("saarijarvi", "Koulu valmistuu"))
    corrected = {"figures": [{"indicator": "unemployment", "year": 2025, "value": "1"}], "source": {"name": "Oikaisu"}}
    await person.did("POST", "/areas/petonen/figures", corrected)
    await person.get(f"/selections?wait_for={made.body['position']}")
    assert f'href="/selections/{made.body["id"]}?lang=en"' in await compared(site, "lang=en")
    async with site.http.get(f"/selections/{made.body['id']}?lang=en") as response:
        page = await response.text()
    assert "Why Saarijärvi was chosen" in page
    assert "Koulu valmistuu" in page
    assert ">18.5 <" in page
    assert "Oikaisu" not in page


async def test_a_decision_that_was_never_made_is_not_found(site: Site) -> None:
    async with site.http.get("/selections/none") as response:
        assert response.status == 404
