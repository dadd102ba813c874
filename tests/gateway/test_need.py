"""From a table of figures to the choice of an area, over HTTP."""

import asyncio
from typing import Any

from tests.gateway.front_door import Answer, Person, Site

TABLE = """alue;hyvinvointitieto;vuosi;arvo
Petonen;unemployment;2025;18,5
Saarijärvi;unemployment;2025;9
Puijonlaakso;unemployment;2025;12
Petonen;low_income;2025;20
Saarijärvi;low_income;2025;..
Puijonlaakso;low_income;2025;25
"""
WEIGHTS = "unemployment:2,low_income:1"
AREAS = {"petonen": "Petonen", "saarijarvi": "Saarijärvi", "puijonlaakso": "Puijonlaakso"}


async def registered(site: Site) -> Person:
    """Three areas, and who compares them."""
    for id_, name in AREAS.items():
        coordinator = await site.sign_in("coordinator", area=id_)
        await coordinator.did("PUT", f"/areas/{id_}", {"name": name, "eligible_voters": 100})
    return await site.sign_in("area_coordinator")


async def sent(person: Person, path: str, content: bytes, **headers: str) -> Answer:
    headers = {"Authorization": f"Bearer {person.token}", "Content-Type": "text/csv", **headers}
    async with person.http.post(f"/api/v1/indicators/{path}", data=content, headers=headers) as response:
        return Answer(response.status, dict(response.headers), await response.json(content_type=None))


async def imported(site: Site) -> tuple[Person, int]:
    """Who compares, and the position at which all can be compared."""
    person = await registered(site)
    answer = await sent(person, "import?name=Kuopion%20tilastot", TABLE.encode())
    assert answer.status == 200, answer.body
    return person, answer.body["position"]


def choose(area: str, reasons: str = "") -> dict[str, Any]:
    return {"chosen": area, "theme": "Nuoret", "reasons": reasons, "weights": WEIGHTS}


async def test_a_table_is_imported_and_the_areas_are_ranked_by_need(site: Site) -> None:
    person, position = await imported(site)
    compared = (await person.get(f"/comparison?weights={WEIGHTS}&wait_for={position}")).body
    ranks = [(one["area"], one["rank"], one["index"]) for one in compared["ranking"]]
    assert ranks == [("petonen", 1, "2/3"), ("puijonlaakso", 2, "31/57"), ("saarijarvi", 3, "0")]
    assert compared["ranking"][2]["parts"][0] == {
        "indicator": "low_income",
        "value": None,
        "standing": None,
        "part": "0",
    }
    assert len(compared["sensitivity"]) == 6


async def test_a_figure_keeps_its_source_and_what_was_said_before(site: Site) -> None:
    person, _ = await imported(site)
    corrected = {
        "figures": [{"indicator": "unemployment", "year": 2025, "value": "17.5"}],
        "source": {"name": "Oikaisu"},
    }
    position = await person.did("POST", "/areas/petonen/figures", corrected)
    assert await person.did("POST", "/areas/petonen/figures", corrected) == position
    listed = (await person.get(f"/areas/petonen/figures?indicator=unemployment&wait_for={position}")).body["items"]
    (figure,) = listed
    assert [(one["value"], one["source"]["name"]) for one in figure["versions"]] == [
        ("18.5", "Kuopion tilastot"),
        ("17.5", "Oikaisu"),
    ]


async def test_a_preview_tells_what_is_wrong_by_row_and_column_and_stores_nothing(site: Site) -> None:
    person = await registered(site)
    wrong = "alue;hyvinvointitieto;vuosi;arvo\nPetonen;unemployment;2025;paljon\nAtlantis;unemployment;25;1\n"
    preview = (await sent(person, "preview", wrong.encode(), **{"Accept-Language": "fi"})).body
    assert [(one["row"], one["column"], one["code"]) for one in preview["problems"]] == [
        (2, "value", "no_number"),
        (3, "area", "no_such_area"),
        (3, "year", "no_year"),
    ]
    assert preview["problems"][1]["text"] == "Tällaista aluetta ei ole: Atlantis."
    assert (await sent(person, "import?name=x", wrong.encode())).outcome == (422, "import_problems")
    assert (await person.get("/figures")).body["items"] == []


async def test_a_table_may_be_larger_than_other_requests_but_not_without_bound(site: Site) -> None:
    person = await registered(site)
    rows = "".join(f"Petonen;unemployment;{1900 + number % 300};{number}\n" for number in range(4_000))
    assert (await sent(person, "preview", f"alue;hyvinvointitieto;vuosi;arvo\n{rows}".encode())).status == 200
    assert (await sent(person, "preview", b"x" * 600_000)).outcome == (413, "too_large")


async def test_of_a_table_full_of_problems_the_first_are_told(site: Site) -> None:
    person = await registered(site)
    rows = "Atlantis;nothing;x;y\n" * 4_000
    preview = await sent(person, "preview", f"alue;hyvinvointitieto;vuosi;arvo\n{rows}".encode())
    assert (preview.status, len(preview.body["problems"])) == (200, 200)


async def test_only_an_area_coordinator_may(site: Site) -> None:
    await registered(site)
    resident = await site.sign_in("resident")
    assert (await sent(resident, "preview", TABLE.encode())).outcome == (403, "not_your_role")
    assert (await sent(resident, "import?name=x", TABLE.encode())).outcome == (403, "not_your_role")
    assert (await resident.post("/selections", choose("petonen"))).outcome == (403, "not_your_role")


async def test_a_decision_holds_all_it_was_decided_on(site: Site) -> None:
    person, position = await imported(site)
    compared = (await person.get(f"/comparison?weights={WEIGHTS}&wait_for={position}")).body
    made = await person.post("/selections", choose("petonen"))
    listed = (await Person(site.http).get(f"/selections?wait_for={made.body['position']}")).body
    (selection,) = listed["items"]
    assert selection["id"] == made.body["id"]
    assert selection["running"]
    assert selection["comparison"] == compared


async def test_another_area_than_the_neediest_is_chosen_with_reasons_only(site: Site) -> None:
    person, _ = await imported(site)
    assert (await person.post("/selections", choose("saarijarvi"))).outcome == (422, "reasons_needed")
    assert (await person.post("/selections", choose("saarijarvi", "Koulu valmistuu"))).status == 201


async def test_no_race_starts_more_pilots_than_the_city_can_run(site: Site) -> None:
    person, _ = await imported(site)
    answers = await asyncio.gather(*(person.post("/selections", choose(area, "Syy")) for area in AREAS))
    assert sorted(answer.status for answer in answers) == [201, 201, 409]
    refused = next(answer for answer in answers if answer.status == 409)
    assert refused.outcome == (409, "pilots_full")


async def test_a_pilot_that_has_ended_makes_room_for_the_next(site: Site) -> None:
    person, _ = await imported(site)
    for area in ("petonen", "saarijarvi"):
        await person.made("/selections", choose(area, "Syy"))
    assert (await person.post("/selections", choose("puijonlaakso"))).outcome == (409, "pilots_full")
    await person.did("POST", "/pilots/petonen/end")
    made = await person.post("/selections", choose("puijonlaakso", "Syy"))
    listed = (await person.get(f"/selections?wait_for={made.body['position']}")).body["items"]
    assert [(one["chosen"], one["running"]) for one in listed] == [
        ("petonen", False),
        ("saarijarvi", True),
        ("puijonlaakso", True),
    ]


async def test_measures_and_their_schedules_stand_beside_the_comparison(site: Site) -> None:
    person, _ = await imported(site)
    plan = {"name": "Koulun laajennus", "cost_cents": 100, "starts_on": "2027-05-01", "ends_on": "2028-08-01"}
    position = await person.did("PUT", "/areas/petonen/measures/koulu", plan)
    listed = (await person.get(f"/measures?wait_for={position}")).body["items"]
    assert listed == [{"id": "koulu", "area": "petonen", **plan, "leads": "", "lead_reason": ""}]
    assert (await person.get(f"/comparison?weights={WEIGHTS}")).body["measures"] == listed
    backwards = {**plan, "ends_on": "2026-01-01"}
    assert (await person.put("/areas/petonen/measures/koulu", backwards)).outcome == (422, "measure_dates")


async def test_a_city_compares_by_indicators_of_its_own(site: Site) -> None:
    person, _ = await imported(site)
    own = {"names": {"fi": "Yksinasuvat", "sv": "Ensamboende", "en": "Living alone"}, "topic": "target_groups"}
    position = await person.did("PUT", "/indicators/alone", own)
    assert "alone" in [one["id"] for one in (await person.get(f"/indicators?wait_for={position}")).body["items"]]
    assert (await person.put("/indicators/unemployment", own)).outcome == (409, "indicator_built_in")
    figures = {"figures": [{"indicator": "alone", "year": 2025, "value": "40"}], "source": {"name": "Kaupunki"}}
    position = await person.did("POST", "/areas/saarijarvi/figures", figures)
    compared = (await person.get(f"/comparison?weights=alone:1&wait_for={position}")).body
    assert [one["rank"] for one in compared["ranking"]] == [1, None, None]
    strange = {**figures, "figures": [{"indicator": "unheard-of", "year": 2025, "value": "1"}]}
    assert (await person.post("/areas/saarijarvi/figures", strange)).outcome == (404, "unknown_indicator")


async def test_weights_must_make_sense(site: Site) -> None:
    person = await registered(site)
    assert (await person.get("/comparison?weights=unemployment:0")).outcome == (422, "no_weight")
    assert (await person.get("/comparison?weights=unemployment:1,unemployment:2")).outcome == (422, "criterion_twice")
    assert (await person.get("/comparison?weights=nothing:1")).outcome == (404, "unknown_indicator")
    assert (await person.get("/comparison?weights=much")).outcome == (422, "malformed")
