"""Ideas, supports, comments and their moderation at the front door."""

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Json, Person, Round, Site, until
from tests.gateway.test_pictures import photo, sent


async def seen(person: Person, path: str, position: int) -> Json:
    answer = await person.get(f"{path}?wait_for={position}")
    assert answer.status == 200, answer.body
    return answer.body


async def test_an_idea_with_category_place_and_picture(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    aino = await site.sign_in("resident", "Aino")
    _, picture = await sent(site, aino, photo(40, 20))
    said = {
        "title": "Penkki",
        "text": "Lammelle",
        "category": "nature",
        "place": {"lat": 62.86, "lon": 27.63},
        "pictures": [{"id": picture["id"], "alt": "Lampi"}],
    }
    idea = await aino.made(f"{round_.path}/ideas", said)
    position = await round_.moderator.did("POST", f"/areas/{AREA}/ideas/{idea}/publish")
    listed = await seen(Person(site.http), f"{round_.path}/ideas", position)
    assert {name: listed["items"][0][name] for name in said} == said
    mine = await seen(aino, f"/areas/{AREA}/ideas/{idea}", position)
    assert (mine["mine"], listed["items"][0]["mine"]) == (True, False)
    by_category = [await round_.moderator.get(f"{round_.path}/ideas?category={one}") for one in ("nature", "sport")]
    assert [len(answer.body["items"]) for answer in by_category] == [1, 0]
    unknown = {**said, "pictures": [{"id": "a" * 32, "alt": "Lampi"}]}
    assert (await aino.post(f"{round_.path}/ideas", unknown)).outcome == (404, "unknown_picture")


async def test_an_outreach_worker_writes_down_an_idea(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    worker = await site.sign_in("outreach")
    idea = await worker.made(f"{round_.path}/ideas", {"title": "Penkki", "text": "Torille", "on_behalf": True})
    one = f"/areas/{AREA}/ideas/{idea}"
    await worker.did("PUT", one, {"title": "Penkki", "text": "Rantaan"})
    position = await round_.moderator.did("POST", f"{one}/publish")
    assert (await seen(worker, one, position))["mine"] is True


async def test_people_support_an_idea(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    aino, veikko = await site.sign_in("resident", "Aino"), await site.sign_in("resident", "Veikko")
    one = f"/areas/{AREA}/ideas/{await round_.published_idea(aino, 'Penkki')}"
    await aino.did("PUT", f"{one}/support")
    position = await veikko.did("PUT", f"{one}/support")
    found = [await seen(person, one, position) for person in (aino, Person(site.http))]
    assert [(idea["supports"], idea["supported"]) for idea in found] == [(2, True), (2, False)]
    position = await aino.did("DELETE", f"{one}/support")
    found = [await seen(person, one, position) for person in (aino, veikko)]
    assert [(idea["supports"], idea["supported"]) for idea in found] == [(1, False), (1, True)]


async def test_people_talk_and_moderators_listen(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    aino, veikko = await site.sign_in("resident", "Aino"), await site.sign_in("resident", "Veikko")
    second = await site.sign_in("moderator", "Toinen")
    one = f"/areas/{AREA}/ideas/{await round_.published_idea(aino, 'Penkki')}"
    first = await veikko.made(f"{one}/comments", {"text": "Ei kiitos"})
    await aino.made(f"{one}/comments", {"text": "Miksi ei?", "reply_to": first})
    comment = f"/areas/{AREA}/comments/{first}"
    position = await aino.did("POST", f"{comment}/report", {"reason": "Ilkeä"})
    waiting = await seen(second, f"/areas/{AREA}/moderation", position)
    assert [(item["comment"], item["why"], item["reports"]) for item in waiting["items"]] == [
        (first, "reported", ["Ilkeä"])
    ]
    position = await round_.moderator.did("POST", f"{comment}/hide", {"reason": "Loukkaava"})
    talks = [await seen(person, f"{one}/comments", position) for person in (aino, veikko)]
    assert [[item["text"] for item in talk["items"]] for talk in talks] == [
        [None, "Miksi ei?"],
        ["Ei kiitos", "Miksi ei?"],
    ]
    assert talks[0]["items"][0]["reason"] == "Loukkaava"
    assert (await seen(aino, one, position))["comments"] == 1

    position = await veikko.did("POST", f"{comment}/appeal", {"words": "Sanoin vain mielipiteeni."})
    decision = {"granted": True, "reason": "Mielipide"}
    same = await round_.moderator.post(f"{comment}/decide-appeal", decision)
    assert same.outcome == (403, "same_moderator")
    position = await second.did("POST", f"{comment}/decide-appeal", decision)
    trail = [await seen(person, f"{comment}/moderation", position) for person in (veikko, second)]
    assert [step["deed"] for step in trail[0]["steps"]] == ["hidden", "appeal_granted"]
    assert [[step["by"] for step in each["steps"]] for each in trail] == [
        [None, None],
        [round_.moderator.id, second.id],
    ]
    assert (await aino.get(f"{comment}/moderation")).status == 404
    assert (await aino.get(f"/areas/{AREA}/moderation")).status == 403
    shown_again = await seen(aino, f"{one}/comments", position)
    assert [item["text"] for item in shown_again["items"]] == ["Ei kiitos", "Miksi ei?"]


async def test_an_author_takes_an_idea_out_of_a_common_proposal(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    people = [await site.sign_in("resident", name) for name in ("Aino", "Veikko")]
    ideas = [await round_.published_idea(person, "Penkki") for person in people]
    await round_.move_to(Phase.PLANNING)
    body = {"ideas": ideas, "title": "Penkkejä", "text": ""}
    proposal = await round_.coordinator.made(f"{round_.path}/proposals", body)
    mine = f"/areas/{AREA}/ideas/{ideas[0]}"
    await until(people[0], mine, "consent", "asked")
    assert (await people[1].get(mine)).body["consent"] is None
    await people[1].did("POST", f"/areas/{AREA}/ideas/{ideas[1]}/consent", {"proposal": proposal})
    position = await people[0].did("POST", f"{mine}/decline", {"proposal": proposal})
    left = await seen(people[1], mine, position)
    assert (left["status"], left["proposal"]) == ("published", None)
    assert (await seen(people[1], f"/areas/{AREA}/proposals/{proposal}", position))["ideas"] == ideas[1:]
