"""What a moderator hides is hidden everywhere: in the open events, among ideas alike, and in pictures."""

import json

import aiohttp

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Json, Person, Round, Site
from tests.gateway.test_events import history
from tests.gateway.test_pictures import photo, sent
from tests.running import until

SECRETS = ("Salainen", "puhelin 040", "Kasvot", "kommentti")


async def test_words_of_residents_are_told_only_where_they_can_be_hidden(site: Site) -> None:
    round_, aino = await Round.planned(site, Phase.IDEAS), await site.sign_in("resident", "Aino")
    one, _ = await published(site, round_, aino)
    await aino.made(f"{one}/comments", {"text": "kommentti"})
    await round_.moderator.did("POST", f"{one}/hide", {"reason": "Henkilötietoja."})
    events = [item["event"] for item in await history(Person(site.http), "?limit=500", least=6)]
    assert [event["type"].rpartition(".")[2] for event in events[-2:]] == ["IdeaPublished", "IdeaHidden"]
    assert events[-2]["data"] == {"round": round_.path.rpartition("/")[2], "category": "nature"}
    assert [secret for secret in SECRETS if secret in json.dumps(events)] == []


async def test_a_picture_is_shown_as_long_as_something_it_belongs_to_is_shown(site: Site) -> None:
    round_, aino = await Round.planned(site, Phase.IDEAS), await site.sign_in("resident", "Aino")
    moderator, veikko = round_.moderator, await site.sign_in("resident", "Veikko")
    elsewhere = await site.sign_in("moderator", area="muualla")
    one, picture = await published(site, round_, aino, publish=False)
    others = (Person(site.http), veikko, elsewhere)
    await becomes(site, picture, moderator, 200)
    assert [await status(site, picture, each) for each in (aino, *others)] == [200, 404, 404, 404]
    await moderator.did("POST", f"{one}/publish")
    await becomes(site, picture, veikko, 200)
    assert await status(site, f"{picture}/small", Person(site.http)) == 200
    await moderator.did("POST", f"{one}/hide", {"reason": "Kasvot näkyvät."})
    await becomes(site, picture, veikko, 404)
    assert [await status(site, f"{picture}/small", each) for each in (aino, moderator)] == [200, 200]
    assert [await status(site, f"{picture}/small", each) for each in others] == [404] * 3


async def test_a_browser_asks_again_before_it_shows_a_picture_it_has(site: Site) -> None:
    round_, aino = await Round.planned(site, Phase.IDEAS), await site.sign_in("resident", "Aino")
    one, picture = await published(site, round_, aino)
    await becomes(site, picture, Person(site.http), 200)
    async with site.http.get(f"/api/v1/pictures/{picture}") as shown:
        tag = shown.headers["ETag"]
        assert shown.headers["Cache-Control"] == "private, no-cache"
    assert await status(site, picture, Person(site.http), If_None_Match=tag) == 304
    await round_.moderator.did("POST", f"{one}/hide", {"reason": "Kasvot näkyvät."})
    await becomes(site, picture, Person(site.http), 404)
    assert await status(site, picture, Person(site.http), If_None_Match=tag) == 404


async def test_naming_somebody_elses_picture_does_not_open_it(site: Site) -> None:
    round_, aino = await Round.planned(site, Phase.IDEAS), await site.sign_in("resident", "Aino")
    _, picture = await published(site, round_, aino, publish=False)
    veikko = await site.sign_in("resident", "Veikko")
    named = await veikko.post(f"{round_.path}/ideas", idea(picture))
    assert named.status == 201
    assert await status(site, f"{picture}?wait_for={named.body['position']}", veikko) == 404


async def test_words_that_were_changed_find_an_idea_no_more(site: Site) -> None:
    round_, aino = await Round.planned(site, Phase.IDEAS), await site.sign_in("resident", "Aino")
    one, _ = await published(site, round_, aino)

    async def alike(title: str, position: int = 0) -> list[str]:
        answer = await aino.get(f"{round_.path}/ideas/similar?title={title}&wait_for={position}")
        return [item["idea"]["title"] for item in answer.body["items"]]

    await until(lambda: alike("Salainen"), lambda found: found == ["Salainen"])
    await aino.did("PUT", one, {"title": "Keinuja", "text": "Leikkipuistoon"})
    position = await round_.moderator.did("POST", f"{one}/publish")
    await until(lambda: alike("Keinu", position), lambda found: found == ["Keinuja"])
    assert await alike("Salainen", position) == []


def idea(*pictures: str) -> Json:
    shown = [{"id": picture, "alt": "Kasvot"} for picture in pictures]
    return {"title": "Salainen", "text": "Soita, puhelin 040", "category": "nature", "pictures": shown}


async def published(site: Site, round_: Round, person: Person, *, publish: bool = True) -> tuple[str, str]:
    """The path of an idea with a picture, and the picture."""
    _, stored = await sent(site, person, photo(40, 20))
    one = f"/areas/{AREA}/ideas/{await person.made(f'{round_.path}/ideas', idea(stored['id']))}"
    if publish:
        await round_.moderator.did("POST", f"{one}/publish")
    return one, stored["id"]


async def becomes(site: Site, picture: str, person: Person, wanted: int) -> None:
    await until(lambda: status(site, picture, person), lambda found: found == wanted)


async def status(site: Site, picture: str, person: Person, **headers: str) -> int:
    sent_ = {name.replace("_", "-"): value for name, value in headers.items()}
    if person.token:
        sent_["Authorization"] = f"Bearer {person.token}"
    response: aiohttp.ClientResponse
    async with site.http.get(f"/api/v1/pictures/{picture}", headers=sent_) as response:
        return response.status
