"""Whatever is asked, the answer is a document with a stable code, and never a failure of ours."""

import json
import time

import msgspec
import pytest

from services.gateway.pace import Pace
from services.gateway.problems import field_of
from shared.contracts.rounds import Phase
from shared.contracts.words import Name
from shared.messages import Refused
from tests.gateway.front_door import AREA, Person, Round, Site, until

PLAN = f"/areas/{AREA}/rounds"
UNREADABLE = [
    b"",
    b"{",
    b"\x00",
    b"\xff\xfe",
    b'{"title": "\xc3\x28", "text": ""}',
    b"[" * 50_000,
    b'{"title":' * 5_000,
    b'{"title": 1e999999, "text": ""}',
    b'{"title": "a", "text": ' + b"9" * 5_000 + b"}",
    b'{"title": "\\ud800", "text": ""}',
    b"null",
    b"[]",
    b'{"title": null, "text": {}}',
    b"title=Penkki&text=x",
]


async def test_a_refusal_is_a_problem_document_in_the_persons_language(site: Site) -> None:
    round_ = await Round.planned(site, Phase.PLANNING)
    resident = await site.sign_in("resident")
    answer = await resident.post(f"{round_.path}/ideas", {"title": "Penkki", "text": ""}, Accept_Language="sv")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.body == {
        "type": "urn:lahio:problem:wrong_phase",
        "title": "Det här kan göras bara i omgångens fas idéer.",
        "status": 409,
        "code": "wrong_phase",
        "values": {"needed": "ideas"},
    }


async def test_who_may_not_or_asks_for_what_is_not_there_is_told_so(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    resident, neighbour = await site.sign_in("resident"), await site.sign_in("resident", area="jynkka")
    idea = {"title": "Penkki", "text": ""}
    mine = f"/areas/{AREA}/ideas/{await resident.made(f'{round_.path}/ideas', idea)}"
    other = await site.sign_in("resident", "Toinen")
    assert (await other.put(mine, idea)).outcome == (403, "not_your_idea")
    assert (await resident.post(f"{mine}/publish")).outcome == (403, "not_your_role")
    assert (await neighbour.post(f"{round_.path}/ideas", idea)).outcome == (403, "not_your_role")
    assert (await resident.post(f"{PLAN}/none/ideas", idea)).outcome == (404, "unknown_round")
    assert (await resident.get(f"/areas/{AREA}/ideas/none")).outcome == (404, "unknown_idea")
    assert (await resident.get("/nothing")).outcome == (404, "not_found")
    wrong = await resident.ask("DELETE", mine, None, {})
    assert wrong.outcome == (405, "method_not_allowed")
    assert "PUT" in wrong.headers["Allow"]


async def test_a_malformed_body_is_refused_with_the_field_named(site: Site) -> None:
    coordinator = await site.sign_in("coordinator")
    plan = {"name": "K", "programme": "p", "budget_cents": "much", "timetable": {"phases": []}}
    wrong = await coordinator.post(PLAN, plan)
    assert (wrong.outcome, wrong.body["values"]["field"]) == ((422, "malformed"), "budget_cents")
    missing = await coordinator.post(PLAN, {})
    assert (missing.outcome, missing.body["values"]["field"]) == ((422, "malformed"), "programme")
    limit = await coordinator.get(f"{PLAN}/r/ideas?limit=1000")
    assert (limit.outcome, limit.body["values"]["field"]) == ((422, "malformed"), "limit")
    key = await coordinator.post(PLAN, plan, Idempotency_Key="x" * 201)
    assert (key.outcome, key.body["values"]["field"]) == ((422, "malformed"), "Idempotency-Key")
    path = await coordinator.get("/areas/*/rounds")
    assert (path.outcome, path.body["values"]["field"]) == ((422, "malformed"), "area")


async def test_a_malformed_body_is_told_in_the_persons_language_with_the_rest_in_the_detail(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    resident = await site.sign_in("resident")
    wrong = {"choices": [{"proposal": "p", "points": 0}]}
    answer = await resident.put(f"{round_.path}/ballot", wrong, Accept_Language="fi")
    assert answer.body["title"] == "Tarkista tämä kohta: pisteet."
    assert answer.body["values"] == {"field": "choices[0].points"}
    assert answer.body["detail"] == "Expected `int` >= 1 - at `$.choices[0].points`"
    unclear = await resident.put(f"{round_.path}/ballot", wrong | {"choices": 1}, Accept_Language="sv")
    assert unclear.body["title"] == "Kontrollera det här fältet: val."


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("title", [" ", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", "\0", "Penkki\a", "Penkki\n", "a\tb", "\x7fa"]),
        ("text", ["\0", "Penkki\a", "\x7f"]),
    ],
)
async def test_words_that_cannot_be_read_are_refused(site: Site, field: str, words: list[str]) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    resident = await site.sign_in("resident")
    for bad in words:
        answer = await resident.post(f"{round_.path}/ideas", {"title": "Penkki", "text": ""} | {field: bad})
        assert (answer.outcome, answer.body.get("values")) == ((422, "malformed"), {"field": field}), repr(bad)
    for good in ("🌳", "Penkki puistoon?"):
        await resident.made(f"{round_.path}/ideas", {"title": good, "text": "Yksi\r\n\tkaksi\n"})


def test_words_are_checked_in_little_time() -> None:
    began = time.perf_counter()
    for bad in (" " * 60_000, "a" * 60_000 + "\0"):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(bad, Name)
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize(
    ("message", "field"),
    [
        ("Expected `int`, got `str` - at `$.choices[0].points`", "choices[0].points"),
        ("Object missing required field `title`", "title"),
        ("Object missing required field `phase` - at `$.timetable.phases[1]`", "timetable.phases[1].phase"),
        ("Expected `object`, got `array`", ""),
    ],
)
def test_the_field_is_read_from_the_message(message: str, field: str) -> None:
    assert field_of(message) == field


async def test_no_bytes_break_the_gateway(site: Site) -> None:
    token = {"Authorization": f"Bearer {(await site.sign_in('coordinator')).token}"}
    paths = [f"{PLAN}/r/ideas", PLAN, f"{PLAN}/%00/timetable", "/areas/%ff", "/demo/sign-in"]
    outcomes = set()
    for path in paths:
        for method in ("POST", "PUT"):
            for data in UNREADABLE:
                for media in ("application/json", "text/plain", "multipart/form-data", "nonsense"):
                    headers = {**token, "Content-Type": media}
                    async with site.http.request(method, f"/api/v1{path}", data=data, headers=headers) as response:
                        problem = await response.json(content_type=None)
                        outcomes.add((response.status, problem["code"]))
    assert outcomes <= {
        (400, "bad_json"),
        (422, "malformed"),
        (403, "not_your_role"),
        (405, "method_not_allowed"),
        (404, "not_found"),
    }, outcomes


async def test_no_query_breaks_the_gateway(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await until(round_.coordinator, round_.path, "name", "Kierros")
    for query in ("?wait_for=-1", "?wait_for=x", "?limit=1e9", "?after=%00", "?after=x", "?status=no"):
        for path in (f"{round_.path}/ideas", round_.path, "/areas", "/events/history"):
            answer = await round_.coordinator.get(path + query)
            assert answer.status in {200, 422}, answer.body


async def test_what_is_too_large_is_refused(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    resident = await site.sign_in("resident")
    long = await resident.post(f"{round_.path}/ideas", {"title": "Penkki", "text": "x" * 70_000})
    assert long.outcome == (413, "too_large")

    async def endless() -> object:
        for _ in range(100):
            yield b"x" * 1024

    headers = {"Authorization": f"Bearer {resident.token}"}
    async with site.http.post(f"/api/v1{round_.path}/ideas", data=endless(), headers=headers) as response:
        assert (response.status, (await response.json(content_type=None))["code"]) == (413, "too_large")


async def test_one_who_asks_too_often_is_told_to_wait(site: Site) -> None:
    resident = await site.sign_in("resident")
    answers = [await resident.post(f"{PLAN}/r/ideas", {"title": "P", "text": ""}) for _ in range(130)]
    refused = [answer for answer in answers if answer.status == 429]
    assert refused
    assert refused[0].body["code"] == "too_fast"
    assert 0 < int(refused[0].headers["Retry-After"]) <= 60


async def test_one_with_a_bad_sign_in_is_told_to_wait_too(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.gateway.admission.READS", 2)
    monkeypatch.setattr("services.gateway.admission.ADDRESS_WRITES", 1)
    stranger = Person(site.http, "not.a.token")
    reads = [(await stranger.get("/areas")).status for _ in range(3)]
    writes = [(await stranger.post(f"{PLAN}/r/ideas")).status for _ in range(2)]
    assert (reads, writes) == ([401, 401, 429], [401, 429])


def test_pace_forgets_when_the_minute_turns() -> None:
    now = 0.0
    pace = Pace(lambda: now)
    pace.take("aino", 1)
    with pytest.raises(Refused, match="too_fast"):
        pace.take("aino", 1)
    pace.take("niko", 1)
    now = 60.0
    pace.take("aino", 1)


async def test_pages_tell_the_same_to_people(site: Site) -> None:
    headers = {"Accept": "text/html", "Accept-Language": "fi"}
    async with site.http.get("/nowhere", headers=headers) as response:
        assert response.status == 404
        assert "Tässä osoitteessa ei ole mitään." in await response.text()
    async with site.http.get("/nowhere") as response:
        assert json.loads(await response.text())["code"] == "not_found"


async def test_what_breaks_inside_is_not_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> bytes:
        raise RuntimeError("the secret plan")

    monkeypatch.setattr("services.gateway.operations.ask", broken)
    answer = await Person(site.http).get("/areas")
    assert answer.outcome == (500, "broken")
    assert "secret" not in json.dumps(answer.body)


async def test_a_field_nobody_knows_is_named_and_nothing_is_lost_in_silence(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    resident = await site.sign_in("resident")
    misspelt = {"title": "Penkki", "text": "Rantaan", "categry": "nature"}
    answer = await resident.post(f"{round_.path}/ideas", misspelt, Accept_Language="fi")
    assert answer.outcome == (400, "unknown_field")
    assert answer.body["title"] == "Täällä ei ole kenttää categry. Tarkista, miten se on kirjoitettu."
    inside = {"title": "Penkki", "text": "Rantaan", "pictures": [{"id": "x", "alt": "Ranta", "lat": 1}]}
    answer = await resident.post(f"{round_.path}/ideas", inside)
    assert (answer.outcome, answer.body["values"]) == ((400, "unknown_field"), {"field": "pictures.0.lat"})
    async with site.http.get("/api/openapi.json") as described:
        schemas = (await described.json())["components"]["schemas"]
    assert schemas["SubmitIdea"]["additionalProperties"] is False


async def test_no_time_is_stored_that_a_page_cannot_show(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    for moment in ("0001-01-01T00:00:00+02:00", "1999-12-31T00:00:00Z", "9999-12-31T23:59:00Z"):
        phases = [{"phase": phase, "starts_at": moment} for phase in Phase]
        answer = await round_.coordinator.put(f"{round_.path}/timetable", {"timetable": {"phases": phases}})
        field = "timetable.phases.0.starts_at"
        assert (answer.outcome, answer.body["values"]) == ((422, "malformed"), {"field": field})
