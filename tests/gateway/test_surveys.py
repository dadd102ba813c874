"""Surveys over HTTP, and on a phone."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.gateway.front_door import AREA, Person, Site, until
from tests.gateway.test_events import history

QUESTIONS = [
    {"id": "q1", "kind": "rating", "text": "Miten viihtyisä puisto on?"},
    {"id": "q2", "kind": "choice", "text": "Missä käyt?", "choices": ["Puistossa", "Rannalla"]},
    {"id": "q3", "kind": "yes_no_unsure", "text": "Olisitko mukana uudelleen?"},
    {"id": "q4", "kind": "free_text", "text": "Mitä puuttuu?"},
]


async def planned(site: Site, opens_in: timedelta = timedelta(minutes=-1)) -> tuple[Person, str]:
    """The coordinator, and the path of a survey."""
    coordinator = await site.sign_in("coordinator")
    await coordinator.did("PUT", f"/areas/{AREA}", {"name": "Petonen", "eligible_voters": 100})
    programme = await coordinator.made(f"/areas/{AREA}/programmes", {"name": "Petosen ohjelma"})
    now = datetime.now(UTC)
    terms = {"title": "Uusi puisto", "questions": QUESTIONS, "programme": programme}
    times = {"opens_at": (now + opens_in).isoformat(), "closes_at": (now + timedelta(days=1)).isoformat()}
    path = f"/areas/{AREA}/surveys/s1"
    await coordinator.did("PUT", path, {**terms, **times})
    return coordinator, path


def answers(**values: str) -> dict[str, Any]:
    return {"answers": [{"question": question, "value": value} for question, value in values.items()]}


async def closed(coordinator: Person, path: str) -> dict[str, Any]:
    await coordinator.did("POST", f"{path}/close", {"reason": "Riittää"})
    for _ in range(200):
        found = (await coordinator.get(path)).body
        if found["results"]:
            return found
    raise AssertionError(found)


async def test_residents_answer_and_everybody_sees_what_came_of_it(site: Site) -> None:
    coordinator, path = await planned(site)
    for number, rating in enumerate("55442"):
        resident = await site.sign_in("resident", f"Asukas {number}")
        await resident.did("PUT", f"{path}/answers/mine", answers(q1=rating, q4="Penkkejä"))
    assert (await resident.get(f"{path}/answers/mine")).body == answers(q1="2", q4="Penkkejä")
    clerk = await site.sign_in("outreach")
    position = await clerk.did("PUT", f"{path}/entered/device-1", answers(q1="4") | {"age": "65_over"})
    assert (await resident.get(f"{path}?wait_for={position}")).body["answers"] is None
    assert (await clerk.get(f"{path}?wait_for={position}")).body["answers"] == 6
    results = (await closed(coordinator, path))["results"]
    assert (results["answers"], results["questions"][0]["mean"]) == (6, "4.00")
    moderator = await site.sign_in("moderator")
    texts = (await moderator.get(f"{path}/texts")).body["items"]
    assert [one["text"] for one in texts] == ["Penkkejä"] * 5
    published = {"question": "q4"}
    await moderator.did("POST", f"{path}/texts/{texts[0]['answer']}/publish", published)
    await until(resident, path, "quotes", [{"question": "q4", "text": "Penkkejä"}])
    told = (await history(resident, "?type=QuotePublished"))[0]["event"]["data"]
    assert told == {"quote": told["quote"], "question": "q4"}


async def test_nobody_answers_for_others(site: Site) -> None:
    coordinator, path = await planned(site)
    assert (await coordinator.put(f"{path}/answers/mine", answers(q1="5"))).outcome == (403, "not_your_role")
    elsewhere = await site.sign_in("resident", area="saarijarvi")
    assert (await elsewhere.put(f"{path}/answers/mine", answers(q1="5"))).outcome == (403, "not_your_role")


async def page(site: Site, person: Person, path: str, **filled: str) -> tuple[int, str]:
    """What a browser shows there, having sent a form where there is one."""
    method, headers = "POST" if filled else "GET", await site.browsing(person)
    async with site.http.request(method, f"{path}?lang=en", data=filled or None, headers=headers) as response:
        return response.status, await response.text()


async def test_on_a_phone_a_resident_answers_with_a_plain_form(site: Site) -> None:
    _, path = await planned(site)
    resident = await site.sign_in("resident")
    assert "Answer the survey" in (await page(site, resident, f"/areas/{AREA}"))[1]
    _, form = await page(site, resident, path)
    assert 'name="answer.q1" value="5"' in form
    filled = {"form": "f1", "answer.q1": "5", "answer.q3": "yes", "answer.q4": "Penkkejä\r\nja valoa"}
    assert "Thank you for your answers!" in (await page(site, resident, path, **filled))[1]
    mine = (await resident.get(f"{path}/answers/mine")).body
    assert mine == answers(q1="5", q3="yes", q4="Penkkejä\nja valoa")
    again = (await page(site, resident, path))[1]
    assert 'value="5" checked' in again
    assert "These are your answers." in again


async def test_an_empty_form_says_so_and_stores_nothing(site: Site) -> None:
    _, path = await planned(site)
    status, shown = await page(site, await site.sign_in("resident"), path, **{"form": "f1", "answer.q4": " "})
    assert (status, "Answer at least one question." in shown) == (422, True)
    assert 'href="#question-q1"' in shown
    assert 'id="question-q1-error"' in shown


async def test_an_answer_that_is_too_long_is_refused_where_it_stands(site: Site) -> None:
    _, path = await planned(site)
    long = {"answer.q1": "5", "answer.q4": "ä" * 501}
    status, shown = await page(site, await site.sign_in("resident"), path, form="f1", **long)
    assert (status, 'id="question-q4-error"' in shown, long["answer.q4"] in shown) == (422, True, True)
    assert 'value="5" checked' in shown


async def test_answers_from_the_street_are_entered_with_the_same_form(site: Site) -> None:
    _, path = await planned(site)
    outreach = await site.sign_in("outreach")
    filled = {"form": "f1", "answer.q1": "5", "age": "under_18", "channel": "paper"}
    for _ in range(2):
        assert "The answers are stored." in (await page(site, outreach, f"{path}/entered", **filled))[1]
    assert "Answers so far: 1" in (await page(site, outreach, path))[1]


async def test_results_are_bars_and_tables_and_a_moderator_chooses_words(site: Site) -> None:
    coordinator, path = await planned(site)
    for number in range(12):
        resident = await site.sign_in("resident", f"Asukas {number}", born="2012-01-01" if number % 2 else "1950-01-01")
        await resident.did("PUT", f"{path}/answers/mine", answers(q1="5" if number < 6 else "1", q4="Valoa <b>"))
    await closed(coordinator, path)
    moderator = await site.sign_in("moderator")
    _, shown = await page(site, moderator, path)
    assert "People who answered: 12" in shown
    assert "Mean: 3.00" in shown
    assert 'class="part-1" width="50.00"' in shown
    assert "Valoa &lt;b&gt;" not in (await page(site, resident, path))[1]
    given = (await moderator.get(f"{path}/texts")).body["items"][0]["answer"]
    await page(site, moderator, f"{path}/texts/{given}/publish", form="f", question="q4")
    await until(resident, path, "quotes", [{"question": "q4", "text": "Valoa <b>"}])
    assert "Valoa &lt;b&gt;" in (await page(site, resident, path))[1]
