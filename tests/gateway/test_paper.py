"""Ballots on paper over HTTP: as data and with plain forms."""

import re

from shared.contracts.rounds import Phase
from tests.gateway.front_door import Json, Person, Round, Site, until
from tests.gateway.test_pages import Browser


async def desk(site: Site) -> tuple[Round, list[str], str, Person]:
    """A round that is voted on, its proposals, a batch of papers and a clerk."""
    round_ = await Round.planned(site, Phase.IDEAS, max_choices=2)
    proposals = await round_.opened(await site.sign_in("resident"), 100, 200, 300)
    clerk = await site.sign_in("clerk", "Kirsti")
    batch = await clerk.made(f"{round_.path}/paper", {"place": "Kirjasto"})
    return round_, proposals, f"{round_.path}/paper/{batch}", clerk


def choosing(*proposals: str) -> Json:
    return {"choices": [{"proposal": proposal} for proposal in proposals]}


def reading(serial: str, *proposals: str) -> Json:
    return {"serial": serial, **choosing(*proposals)}


async def test_no_serial_of_a_paper_stands_in_an_address(site: Site) -> None:
    _, (rink, *_), batch, _ = await desk(site)
    async with Browser(site) as browser:
        await browser.signs_in("clerk")
        form = {"serial": "008", "choice": rink}
        async with browser.http.post(f"{batch}/enter", data=form) as response:
            assert [str(one.url) for one in (*response.history, response) if "serial" in str(one.url)] == []
            assert 'value="009"' in await response.text()
    async with site.http.get("/api/openapi.json") as response:
        assert "{serial}" not in await response.text()


async def test_a_paper_counts_beside_a_ballot_cast_by_phone(site: Site) -> None:
    round_, (rink, lights, _), batch, kirsti = await desk(site)
    kai, resident = await site.sign_in("clerk", "Kai"), await site.sign_in("resident")
    await resident.did("PUT", f"{round_.path}/ballot", choosing(rink))
    bo, cecilia = await site.sign_in("resident", "Bo"), await site.sign_in("resident", "Cecilia")
    for voter in (bo, cecilia):
        await kirsti.did("POST", f"{batch}/hand-in", {"person": voter.id})
    assert (await kirsti.post(f"{batch}/hand-in", {"person": resident.id})).outcome == (409, "has_voted")
    assert (await bo.put(f"{round_.path}/ballot", choosing(rink))).outcome == (409, "already_voted")
    for clerk in (kirsti, kai):
        await clerk.did("PUT", f"{batch}/papers", reading("0001", lights))
        await clerk.did("POST", f"{batch}/papers/reject", {"serial": "0002", "reason": "blank"})
    await round_.move_to(Phase.RESULT)
    await until(round_.coordinator, f"{round_.path}/vote", "status", "closed")
    await round_.coordinator.did("POST", f"{batch}/seal", {"note": ""})
    vote = await until(round_.coordinator, f"{round_.path}/vote", "status", "counted")
    assert vote["result"]["channels"] == [{"channel": "online", "ballots": 1}, {"channel": "paper", "ballots": 1}]
    assert vote["result"]["invalid"] == [{"reason": "blank", "papers": 1}]
    told = (await round_.coordinator.get(f"{round_.path}/result", Accept_Language="en")).body["ways"]
    assert told == "By phone or computer: 1. On paper: 1. Papers that do not count: 1."


async def test_the_register_and_the_papers_are_compared_by_staff_alone(site: Site) -> None:
    round_, (rink, lights, _), batch, kirsti = await desk(site)
    kai, bo = await site.sign_in("clerk", "Kai"), await site.sign_in("resident", "Bo")
    await kirsti.did("POST", f"{batch}/hand-in", {"person": bo.id})
    await kirsti.did("PUT", f"{batch}/papers", reading("7", rink))
    await kai.did("PUT", f"{batch}/papers", reading("7", lights))
    await kai.did("PUT", f"{batch}/papers", reading("8", lights))
    (compared,) = (await round_.coordinator.get(f"{round_.path}/vote/reconciliation")).body["batches"]
    assert (compared["handed_in"], compared["papers"], compared["difference"]) == (1, 2, -1)
    assert (compared["once"], compared["differing"]) == (1, 1)
    seven, eight = (await kirsti.get(batch)).body["papers"]
    assert {(entry["by"], entry["choices"][0]["proposal"]) for entry in seven["entries"]} == {
        (kirsti.id, rink),
        (kai.id, lights),
    }
    assert eight["entries"] == []
    await kirsti.did("POST", f"{batch}/papers/strike", {"serial": "8"})
    await kirsti.did("POST", f"{batch}/take-back", {"person": bo.id})
    await bo.did("PUT", f"{round_.path}/ballot", choosing(rink))
    for path in (batch, f"{round_.path}/vote/reconciliation"):
        assert (await bo.get(path)).outcome == (403, "not_your_role")


async def test_only_a_person_the_directory_knows_hands_in_a_paper(site: Site) -> None:
    _, _, batch, kirsti = await desk(site)
    assert (await kirsti.post(f"{batch}/hand-in", {"person": "nobody"})).outcome == (404, "unknown_person")
    resident = await site.sign_in("resident")
    assert (await resident.post(f"{batch}/hand-in", {"person": "nobody"})).outcome == (403, "not_your_role")
    stranger = await site.sign_in("resident", "Olli", area="elsewhere", born="2020-01-01")
    assert (await kirsti.post(f"{batch}/hand-in", {"person": stranger.id})).outcome == (403, "too_young")


async def test_clerks_work_with_plain_forms(site: Site) -> None:
    round_, (rink, lights, bench), _, _ = await desk(site)
    bo = await site.sign_in("resident", "Bo")
    async with Browser(site) as browser:
        await browser.signs_in("clerk")
        _, opened = await browser.sends(f"{round_.path}/paper", [("form", "f"), ("place", "Koulu")])
        assert "<h1>Koulu</h1>" in opened
        found = re.search(r'action="([^"?]+)/enter', opened)
        assert found
        batch = found[1]
        for _ in range(2):  # the second is refused
            _, handed_in = await browser.sends(f"{batch}/hand-in", [("person", bo.id)])
        assert "Tämä henkilö on jo äänestänyt" in handed_in
        too_many = [("serial", "009"), *(("choice", it) for it in (rink, lights, bench))]
        status, refused = await browser.sends(f"{batch}/enter", too_many)
        assert (status, 'value="009"' in refused, refused.count(" checked")) == (422, True, 3)
        _, entered = await browser.sends(f"{batch}/enter", [("serial", "009"), ("choice", rink)])
        assert 'value="010"' in entered
        assert "Odottavat toista kirjaajaa: 009." in entered
        kai = await site.sign_in("clerk", "Kai")
        await kai.did("POST", f"{batch}/papers/reject", {"serial": "009", "reason": "unclear"})
        _, differing = await browser.sends(f"{batch}/reject", [("serial", "b1"), ("reason", "blank")])
        assert "Katsokaa nämä paperiliput uudelleen" in differing
        assert "Odottavat toista kirjaajaa: B1." in differing
        _, struck = await browser.sends(f"{batch}/strike", [("serial", "B1")])
        assert "B1" not in struck
        async with browser.http.get(f"{round_.path}/paper") as response:
            compared = await response.text()
        assert "Kirjasto" in compared
        assert not re.search(r"<script(?! src=\"/static/)|\sstyle=", compared + differing)


async def test_a_coordinator_seals_a_batch_with_a_note(site: Site) -> None:
    round_, _, batch, _ = await desk(site)
    bo = await site.sign_in("resident", "Bo")
    kirsti = await site.sign_in("clerk", "Kirsti")
    await kirsti.did("POST", f"{batch}/hand-in", {"person": bo.id})
    await round_.move_to(Phase.RESULT)
    await until(round_.coordinator, f"{round_.path}/vote", "status", "closed")
    async with Browser(site) as browser:
        await browser.signs_in("coordinator")
        status, refused = await browser.sends(f"{batch}/seal", [("note", "")])
        assert (status, "Paperilippuja: 0, lipun jättäneitä: 1." in refused) == (409, True)
        _, sealed = await browser.sends(f"{batch}/seal", [("note", "Lippu katosi")])
        assert "Sinetöity: nämä paperiliput ovat mukana laskennassa." in sealed
        async with browser.http.get(f"{round_.path}/paper") as response:
            compared = await response.text()
        assert ("≠ 1" in compared, "Lippu katosi" in compared) == (True, True)


async def test_who_is_no_clerk_sees_no_papers(site: Site) -> None:
    round_, _, batch, _ = await desk(site)
    async with Browser(site) as browser:
        await browser.signs_in("resident")
        for path in (f"{round_.path}/paper", batch):
            async with browser.http.get(path) as response:
                assert response.status == 403
