"""My data over the API, as an app asks for it: mine alone, what I am written about, and being forgotten."""

import msgspec
import pytest

from services.gateway.app import OPERATIONS
from services.gateway.openapi import describe
from services.gateway.sessions import Sessions
from shared.contracts.gateway import UNKNOWN_PERSON, Contact, GetContact, Letters
from shared.contracts.rounds import Phase
from shared.messages import Refused, system
from shared.requests import ask
from tests.gateway.front_door import AREA, Person, Round, Site, until
from tests.gateway.test_codes import ballot, let_in, letters


async def contact(site: Site, person: Person) -> Contact:
    answer = await ask(site.nc, GetContact(person=person.id, by=system("notifications")))
    return msgspec.json.decode(answer, type=Contact)


async def test_an_app_takes_all_along_that_is_known_of_a_person(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    aino = await site.sign_in("resident", "Aino")
    await aino.made(f"{round_.path}/ideas", {"title": "Penkki", "text": "Rantaan"})
    await until(aino, f"/areas/{AREA}/parts/mine", "next", None)
    taken = await aino.get("/me")
    assert (taken.status, taken.headers["Cache-Control"]) == (200, "no-store")
    assert (taken.body["id"], taken.body["known"]["name"]) == (aino.id, "Aino resident")
    assert taken.body["areas"][0]["area"] == AREA
    assert (await Person(site.http).get("/me")).outcome == (401, "sign_in_needed")


def test_it_is_described_for_whoever_builds_an_app() -> None:
    paths = describe(OPERATIONS, "")["paths"]
    assert {path: set(paths[f"/api/v1{path}"]) for path in ("/me", "/me/letters")} == {
        "/me": {"get", "delete"},
        "/me/letters": {"get", "put"},
    }
    check = paths["/api/v1/areas/{area}/rounds/{round}/ballot/check"]["post"]
    for operation in (*paths["/api/v1/me"].values(), *paths["/api/v1/me/letters"].values(), check):
        assert operation["security"] == [{"signIn": []}]
    for operation, named in ((paths["/api/v1/me/letters"]["put"], "ChosenLetters"), (check, "CheckBallot")):
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        assert schema == {"$ref": f"#/components/schemas/{named}"}


async def test_an_app_chooses_language_and_letters(site: Site) -> None:
    aino = await site.sign_in("resident", "Aino")
    assert (await aino.get("/me/letters")).body["unwanted"] == []
    chosen = {"language": "sv", "unwanted": ["reminders"]}
    assert (await aino.put("/me/letters", chosen)).body == chosen
    assert (await aino.get("/me/letters")).body == chosen
    told = await contact(site, aino)
    assert (told.language, told.unwanted) == ("sv", frozenset({Letters.REMINDERS}))
    for wrong in ({"language": "xx"}, {"language": "sv", "unwanted": ["x"]}, {}):
        assert (await aino.put("/me/letters", wrong)).outcome == (422, "malformed")


async def test_an_app_has_a_person_forgotten(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    aino = await site.sign_in("resident", "Aino")
    browser = (await site.browsing(aino))["Cookie"].partition("=")[2]
    await aino.did("PUT", f"{round_.path}/ideas/draft", {"title": "Salaisuus"})
    for _ in range(2):
        assert (await aino.ask("DELETE", "/me", None, {})).body == {"id": aino.id}
    assert (await aino.get(f"{round_.path}/ideas/draft")).outcome == (404, "no_draft")
    assert (await aino.get("/me")).body["known"] is None
    assert (await aino.get("/me/letters")).outcome == (404, "unknown_person")
    assert (await aino.put("/me/letters", {"language": "fi"})).outcome == (404, "unknown_person")
    assert await Sessions(site.nc, site.settings.secret, site.settings.clock).find(browser) is None
    with pytest.raises(Refused, match=UNKNOWN_PERSON.code):
        await contact(site, aino)


async def test_who_has_somebodys_code_neither_sees_nor_erases_their_data(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    (proposal,) = await round_.opened(await site.sign_in("resident"), 100)
    aino = await site.sign_in("resident", "Aino")
    _, _, (code,) = await letters(round_, people=[aino.id])
    holder = await let_in(site, round_, code)
    for method, path in (("GET", "/me"), ("DELETE", "/me"), ("GET", "/me/letters"), ("PUT", "/me/letters")):
        answer = await holder.ask(method, path, {"language": "sv"} if method == "PUT" else None, {})
        assert answer.outcome == (403, "not_your_role"), (method, path)
    cookie = await site.browsing(holder)
    for method, path in (("GET", "/me"), ("GET", "/me/data"), ("POST", "/me/forget"), ("POST", "/sign-out/everywhere")):
        async with site.http.request(method, path, data={"sure": "yes"}, headers=cookie) as response:
            assert response.status == 403, path
    async with site.http.get("/", headers=cookie) as front:
        assert 'href="/me"' not in await front.text()
    assert (await contact(site, aino)).name == "Aino resident"
    await holder.did("PUT", f"{round_.path}/ballot", ballot(proposal))


async def test_an_app_has_a_ballot_looked_over_before_it_is_cast(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, max_choices=1)
    one, two = await round_.opened(await site.sign_in("resident"), 100, 200)
    aino, check = await site.sign_in("resident", "Aino"), f"{round_.path}/ballot/check"
    fits = (await aino.post(check, ballot(one))).body
    assert ([one["cents"] for one in fits["contests"]], fits["broken"]) == ([100], [])
    (too_many,) = (await aino.post(check, ballot(one, two))).body["contests"]
    assert [refusal["reason"]["code"] for refusal in too_many["broken"]] == ["too_many_choices"]
    assert (await aino.get(f"{round_.path}/ballot")).outcome == (404, "no_ballot")
    assert (await round_.moderator.post(check, ballot(one))).outcome == (403, "not_your_role")
    assert (await aino.post(check, {"choices": [], "x": 1})).outcome == (400, "unknown_field")
