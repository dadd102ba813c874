"""Ideas become a proposal on a page, and stand by themselves again."""

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Round, Site, until
from tests.gateway.test_pages import Browser


async def given(site: Site) -> tuple[Round, list[str]]:
    """A round that plans, with an idea of each of two people."""
    round_ = await Round.planned(site, Phase.IDEAS)
    people = [await site.sign_in("resident", name) for name in ("Aino", "Veikko")]
    ideas = [await round_.published_idea(one, title) for one, title in zip(people, ("Keinu", "Kiikku"), strict=True)]
    await round_.move_to(Phase.PLANNING)
    for one, idea in zip(people, ideas, strict=True):
        await until(one, f"/areas/{AREA}/ideas/{idea}", "status", "published")
    return round_, ideas


async def test_a_coordinator_builds_a_proposal_and_takes_an_idea_out_again(site: Site) -> None:
    round_, ideas = await given(site)
    page, chosen = f"{round_.path}/merge", [("idea", one) for one in ideas]
    async with Browser(site) as coordinator:
        await coordinator.signs_in("coordinator")
        assert "Kiikku" in await coordinator.sees(page)
        status, seen = await coordinator.sends(f"{page}?lang=en", [("title", "Keinuja"), ("text", "")])
        assert (status, "Choose one idea at least." in seen, 'value="Keinuja"' in seen) == (422, True, True)
        status, seen = await coordinator.sends(f"{page}?lang=en", [*chosen, ("title", ""), ("text", "")])
        assert (status, 'id="title-error"' in seen, seen.count(" checked")) == (422, True, 2)
        found = [*chosen[:1], ("title", "Keinuja"), ("category", "sport"), ("find", "")]
        status, seen = await coordinator.sends(page, found)
        assert (status, "Keinu<" in seen, "Kiikku<" in seen, 'value="Keinuja"' in seen) == (200, True, False, True)
        form = [*chosen, ("title", "Keinuja"), ("text", "Kaikille"), ("form", "f1"), ("language", "fi")]
        status, seen = await coordinator.sends(f"{page}?lang=en", form)
        assert (status, '<h1 lang="fi">Keinuja</h1>' in seen) == (200, True)
        proposal = (await round_.coordinator.get(f"{round_.path}/proposals")).body["items"][0]["id"]
        one = f"/areas/{AREA}/proposals/{proposal}"
        for idea in ideas:
            await until(round_.coordinator, f"/areas/{AREA}/ideas/{idea}", "consent", "asked")
        assert (await coordinator.sees(f"{one}?lang=en")).count("The author was asked") == 2
        status, seen = await coordinator.sends(f"{one}/ideas/{ideas[0]}/release?lang=en", [("reason", "")])
        assert (status, f'id="release-reason-{ideas[0]}-error"' in seen) == (422, True)
        _, seen = await coordinator.sends(f"{one}/ideas/{ideas[0]}/release?lang=en", [("reason", "Eri asia.")])
        assert ("Keinu<" in seen, "Kiikku<" in seen) == (False, True)


async def test_a_whole_proposal_is_undone(site: Site) -> None:
    round_, ideas = await given(site)
    body = {"ideas": ideas, "title": "Keinuja", "text": ""}
    proposal = await round_.coordinator.made(f"{round_.path}/proposals", body)
    for idea in ideas:
        await until(round_.coordinator, f"/areas/{AREA}/ideas/{idea}", "consent", "asked")
    one = f"/areas/{AREA}/proposals/{proposal}"
    async with Browser(site) as coordinator, Browser(site) as resident:
        await coordinator.signs_in("coordinator")
        await resident.signs_in()
        assert (await resident.sends(f"{one}/undo", [("reason", "Ei.")]))[0] == 403
        assert (await coordinator.sends(f"{one}/undo", [("reason", "")]))[0] == 422
        assert (await coordinator.sends(f"{one}/undo", [("reason", "Ei sovi yhteen.")]))[0] == 200
    await until(round_.coordinator, one, "status", "given_up")
    for idea in ideas:
        await until(round_.coordinator, f"/areas/{AREA}/ideas/{idea}", "status", "published")


async def test_a_coordinator_puts_a_priced_proposal_on_the_ballot(site: Site) -> None:
    round_, ideas = await given(site)
    body = {"ideas": ideas[:1], "title": "Keinuja", "text": ""}
    proposal = await round_.coordinator.made(f"{round_.path}/proposals", body)
    await round_.priced(proposal, 100_000)
    one = f"/areas/{AREA}/proposals/{proposal}"
    await until(round_.coordinator, one, "status", "costed")
    async with Browser(site) as coordinator:
        await coordinator.signs_in("coordinator")
        assert f'action="{one}/costing/place' in await coordinator.sees(one)
        assert (await coordinator.sends(f"{one}/costing/place", []))[0] == 200
    await until(round_.coordinator, one, "status", "on_ballot")
