"""A round from its ideas to its projects, and what goes wrong on the way."""

import asyncio
import io
import zipfile

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Round, Site, started, until


async def test_a_round_is_carried_from_ideas_to_a_finished_project(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, max_choices=2)
    resident = await site.sign_in("resident")
    cheap, dear = await round_.opened(resident, 1_000_000, 4_500_000)
    for voter in [await site.sign_in("resident", f"Äänestäjä {number}") for number in range(3)]:
        await voter.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": cheap}]})
    await resident.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": dear}]})

    mine = (await resident.get(f"{round_.path}/ballot")).body["receipt"]

    await round_.move_to(Phase.IMPLEMENTATION)
    counted = await until(round_.coordinator, f"{round_.path}/vote", "status", "counted")
    assert counted["result"]["ballots"] == 4
    assert counted["result"]["contests"][0]["selected"] == [cheap]
    assert (await resident.get(f"/areas/{AREA}/proposals/{cheap}")).body["status"] == "on_ballot"
    await round_.coordinator.did("POST", f"{round_.path}/vote/review")
    assert (await round_.coordinator.post(f"{round_.path}/vote/certify")).outcome == (403, "same_person")
    second = await site.sign_in("coordinator", "Toinen")
    await second.did("POST", f"{round_.path}/vote/certify")
    secret = (await resident.get(f"{round_.path}/vote")).body
    assert (secret["status"], secret["result"]) == ("closed", None)
    assert (await resident.get(f"/areas/{AREA}/proposals/{cheap}")).body["status"] == "on_ballot"

    unpublished = await resident.get(f"{round_.path}/vote/bundle")
    assert unpublished.outcome == (404, "not_published")
    await second.did("POST", f"{round_.path}/vote/publish")
    assert_is_in(await bundle(site, round_), mine)
    await until(resident, f"/areas/{AREA}/proposals/{cheap}", "status", "funded")
    await until(resident, f"/areas/{AREA}/proposals/{dear}", "status", "not_funded")

    one = f"/areas/{AREA}/projects/{await started(site, round_, cheap)}"
    milestone = await round_.coordinator.made(f"{one}/milestones", {"title": "Kuopat", "due": "2027-06-01"})
    unfinished = await round_.coordinator.post(f"{one}/implement")
    assert unfinished.outcome == (409, "milestones_open")
    await round_.coordinator.did("POST", f"{one}/milestones/{milestone}/reach", {"spent_cents": 900_000})
    await round_.coordinator.did("POST", f"{one}/implement")
    await until(resident, one, "implemented", value=True)


async def bundle(site: Site, round_: Round) -> bytes:
    """What anyone fetches without signing in, once it is laid out."""
    async with asyncio.timeout(5):
        while True:
            async with site.http.get(f"/api/v1{round_.path}/vote/bundle") as answer:
                if answer.status == 200:
                    assert answer.content_type == "application/zip"
                    return await answer.read()
            await asyncio.sleep(0.05)


def assert_is_in(archive: bytes, receipt: str) -> None:
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        receipts = files.read("receipts.txt").decode().split()
    assert len(receipts) == 4
    assert receipt in receipts


async def test_my_own_change_is_seen_at_once(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    resident = await site.sign_in("resident")
    given = await resident.post(f"{round_.path}/ideas", {"title": "Penkki", "text": ""})
    seen = await resident.get(f"/areas/{AREA}/ideas/{given.body['id']}?wait_for={given.body['position']}")
    assert seen.body["title"] == "Penkki"


async def test_a_ballot_is_replaced_and_read_by_its_voter_alone(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    voter, other = await site.sign_in("resident"), await site.sign_in("resident", "Toinen")
    one, two = await round_.opened(voter, 100, 200)
    await voter.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": one}]})
    await voter.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": two}]})
    mine = await voter.get(f"{round_.path}/ballot")
    assert (mine.body["choices"], mine.body["revision"]) == ([{"proposal": two, "points": 1}], 2)
    assert (await other.get(f"{round_.path}/ballot")).outcome == (404, "no_ballot")


async def test_who_turns_twelve_on_the_day_of_the_roll_votes_and_a_younger_one_is_refused(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, roll={"on": "2027-05-31"})
    (proposal,) = await round_.opened(await site.sign_in("resident"), 100)
    ballot = {"choices": [{"proposal": proposal}]}
    twelve = await site.sign_in("resident", "Aino", born="2015-05-31")
    eleven = await site.sign_in("resident", "Niko", born="2015-06-01")
    refused = await eleven.put(f"{round_.path}/ballot", ballot)
    assert (refused.outcome, refused.body["values"]) == ((403, "too_young"), {"age": 12})
    await twelve.did("PUT", f"{round_.path}/ballot", ballot)
    roll = {"min_age": 12, "on": "2027-05-31", "homes": [], "schools": []}
    for shown in (round_.path, f"{round_.path}/vote"):
        assert (await eleven.get(shown)).body["roll"] == roll


async def test_where_homes_and_schools_are_named_only_those_of_the_area_vote(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, roll={"homes": [AREA], "schools": ["pyoro"]})
    (proposal,) = await round_.opened(await site.sign_in("resident"), 100)
    ballot = {"choices": [{"proposal": proposal}]}
    neighbour = await site.sign_in("resident", "Aino", home="jynkka")
    pupil = await site.sign_in("resident", "Niko", home="jynkka", school="pyoro")
    assert (await neighbour.put(f"{round_.path}/ballot", ballot)).outcome == (403, "not_on_roll")
    await pupil.did("PUT", f"{round_.path}/ballot", ballot)


async def test_the_same_idempotency_key_gives_the_same_idea_once(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    resident, other = await site.sign_in("resident"), await site.sign_in("resident", "Toinen")
    idea = {"title": "Penkki", "text": ""}
    racing = await asyncio.gather(
        *(resident.post(f"{round_.path}/ideas", idea, Idempotency_Key="lomake-1") for _ in range(5))
    )
    assert len({(answer.body["id"], answer.body["position"]) for answer in racing}) == 1
    others = await other.post(f"{round_.path}/ideas", idea, Idempotency_Key="lomake-1")
    assert others.body["id"] != racing[0].body["id"]


async def test_another_body_with_the_same_idempotency_key_is_another_command(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    resident = await site.sign_in("resident")
    ideas = [{"title": title, "text": ""} for title in ("Penkki", "Keinu")]
    given = [await resident.post(f"{round_.path}/ideas", idea, Idempotency_Key="lomake-1") for idea in ideas]
    assert given[0].body["id"] != given[1].body["id"]
    proposals = await round_.opened(resident, 100, 200)
    for proposal in proposals:
        await resident.put(f"{round_.path}/ballot", {"choices": [{"proposal": proposal}]}, Idempotency_Key="lippu-1")
    mine = await resident.get(f"{round_.path}/ballot")
    assert mine.body["choices"] == [{"proposal": proposals[1], "points": 1}]


async def test_participation_is_told(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await round_.published_idea(await site.sign_in("resident"), "Penkki")
    figures = await until(round_.coordinator, f"{round_.path}/participation", "published_ideas", 1)
    assert (figures["ideas"], figures["people"], figures["eligible_voters"]) == (1, 1, 100)
