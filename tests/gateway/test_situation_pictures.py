"""Situation pictures over HTTP: from figures to two versions side by side."""

from dataclasses import dataclass

from tests.gateway.front_door import AREA, Json, Person, Site

SECTIONS = [{"heading": "Koulut ja palvelut", "text": "Uusi koulu valmistui.\nKirjasto on auki iltaisin."}]


@dataclass(frozen=True)
class Programme:
    """A programme of Petonen and who plans it."""

    id: str
    planner: Person

    @property
    def path(self) -> str:
        return f"/areas/{AREA}/programmes/{self.id}"

    async def figures(self, year: int, **values: str | None) -> int:
        figures = [{"indicator": one, "year": year, "value": value} for one, value in values.items()]
        body = {"figures": figures, "source": {"name": "Tilastokeskus"}}
        return await self.planner.did("POST", f"/areas/{AREA}/figures", body)

    async def drawn(self, occasion: str, year: int, *indicators: str) -> str:
        """A written and published picture; its path."""
        body = {"occasion": occasion, "year": year, "indicators": indicators}
        picture = await self.planner.made(f"{self.path}/situation-pictures", body)
        path = f"/areas/{AREA}/situation-pictures/{picture}"
        await self.planner.did("PUT", f"{path}/sections", {"sections": SECTIONS})
        await self.planner.did("POST", f"{path}/publish")
        return path


async def started(site: Site, **chosen: str) -> Programme:
    coordinator = await site.sign_in("coordinator")
    await coordinator.did("PUT", f"/areas/{AREA}", {"name": "Petonen", "eligible_voters": 100})
    programme = await coordinator.made(f"/areas/{AREA}/programmes", {"name": "Petosen ohjelma", **chosen})
    return Programme(programme, await site.sign_in("area_coordinator"))


async def seen(person: Person, path: str, position: int) -> Json:
    answer = await person.get(f"{path}{'&' if '?' in path else '?'}wait_for={position}")
    assert answer.status == 200, answer.body
    return answer.body


async def test_a_picture_shows_the_newest_figures_and_keeps_each_version(site: Site) -> None:
    programme = await started(site)
    await programme.figures(2024, unemployment="18.5", low_income=None)
    path = await programme.drawn("start", 2025, "unemployment", "low_income")
    planner, anybody = programme.planner, Person(site.http)
    await programme.figures(2024, unemployment="18")
    await planner.did("POST", f"{path}/redraw")
    position = await planner.did("POST", f"{path}/publish")
    assert (await seen(planner, f"{path}/draft", position))["published"] == 2
    listed = await seen(anybody, f"/areas/{AREA}/situation-pictures?programme={programme.id}", position)
    assert [one["version"] for one in listed["items"]] == [2, 1]
    versions = [(await anybody.get(f"{path}/versions/{number}")).body for number in (1, 2)]
    assert [one["figures"][0]["value"] for one in versions] == ["18.5", "18"]
    first = versions[0]["figures"]
    assert (first[0]["year"], first[0]["level"], first[0]["source"]["name"]) == (2024, "neighbourhood", "Tilastokeskus")
    assert first[1]["value"] is None
    assert versions[0]["sections"] == [{**one, "pictures": []} for one in SECTIONS]
    assert (await anybody.get(f"{path}/versions/3")).outcome == (404, "unknown_situation_picture")


async def test_a_draft_is_its_planners_alone(site: Site) -> None:
    programme = await started(site)
    path = await programme.drawn("start", 2025, "unemployment")
    assert (await Person(site.http).get(f"{path}/draft")).status == 401
    resident = await site.sign_in("resident")
    assert (await resident.get(f"{path}/draft")).outcome == (403, "not_your_role")
    assert (await resident.post(f"{path}/publish")).outcome == (403, "not_your_role")


async def test_start_and_evaluation_stand_side_by_side(site: Site) -> None:
    programme = await started(site)
    await programme.figures(2024, unemployment="18.5", low_income="20")
    await programme.drawn("start", 2025, "unemployment", "low_income")
    await programme.figures(2027, unemployment="16.2")
    path = await programme.drawn("evaluation", 2028, "unemployment", "low_income")
    position = await programme.planner.did("POST", f"{path}/publish")
    compared = await seen(Person(site.http), f"{programme.path}/situation-pictures/compare", position)
    changes = [(one["change"], one["trend"]) for one in compared["changes"]]
    assert changes == [("-2.3", "better"), (None, "unknown")]
    assert (compared["start"]["year"], compared["evaluation"]["year"]) == (2025, 2028)


async def test_what_a_picture_needs_has_to_be_there(site: Site) -> None:
    programme = await started(site)
    body = {"occasion": "start", "year": 2025, "indicators": ["unemployment"]}
    nowhere = await programme.planner.post(f"/areas/{AREA}/programmes/none/situation-pictures", body)
    assert nowhere.outcome == (404, "unknown_programme")
    nothing = await programme.planner.post(f"{programme.path}/situation-pictures", {**body, "indicators": ["none"]})
    assert nothing.outcome == (404, "unknown_indicator")
    assert (await programme.planner.post(f"/areas/{AREA}/situation-pictures/none/redraw")).status == 404


async def test_a_section_shows_only_pictures_that_were_sent(site: Site) -> None:
    programme = await started(site)
    path = await programme.drawn("start", 2025, "unemployment")
    sections = [{**SECTIONS[0], "pictures": [{"id": "none", "alt": "Koulun piha"}]}]
    answer = await programme.planner.put(f"{path}/sections", {"sections": sections})
    assert answer.outcome == (404, "unknown_picture")
