"""Who assigns a costing chooses the expert by name."""

import re

import pytest

from shared.contracts.gateway import ListExperts
from shared.contracts.rounds import Phase
from shared.messages import NOT_YOUR_ROLE, Actor, Refused, Role
from shared.requests import ask
from tests.gateway.front_door import AREA, Person, Round, Site
from tests.gateway.test_pages import Browser


async def given_proposal(round_: Round, resident: Person) -> str:
    idea = await round_.published_idea(resident, "Keinu")
    await round_.move_to(Phase.PLANNING)
    body = {"ideas": [idea], "title": "Keinuja", "text": ""}
    return f"/areas/{AREA}/proposals/{await round_.coordinator.made(f'{round_.path}/proposals', body)}"


async def test_a_coordinator_chooses_among_the_experts_of_the_area(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    elsewhere = await site.sign_in("expert", "Muualta", area="saarijarvi")
    page = await given_proposal(round_, await site.sign_in("resident"))
    async with Browser(site) as coordinator, Browser(site) as expert:
        await coordinator.signs_in("coordinator", name="Kaisa")
        seen = await coordinator.sees(f"{page}?lang=en")
        offered = seen.partition('id="assign-expert"')[2].partition("</select")[0]
        assert re.findall(">([^<]+)</option>", offered) == ["Any expert of the area", "Erkki Malli", "Testi expert"]
        form = [("department", "Puistot"), ("expert", elsewhere.id)]
        status, seen = await coordinator.sends(f"{page}/costing/assign?lang=en", form)
        assert (status, 'id="assign-expert-error"' in seen, 'value="Puistot"' in seen) == (422, True, True)
        form = [("department", "Puistot"), ("expert", round_.expert.id)]
        status, seen = await coordinator.sends(f"{page}/costing/assign?lang=en", form)
        assert (status, f'<option value="{round_.expert.id}" selected>Testi expert' in seen) == (200, True)
        assert "Expert: Testi expert" in seen
        await expert.signs_in("expert", name="Testi expert")
        seen = await expert.sees(f"{page}?lang=en")
        assert ("Expert: Testi expert" in seen, "assign-expert" in seen) == (True, False)


async def test_an_unknown_expert_is_refused_at_every_door(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    page = await given_proposal(round_, await site.sign_in("resident"))
    body = {"department": "Puistot", "expert": "nobody"}
    answer = await round_.coordinator.put(f"{page}/costing/assignment", body)
    assert answer.outcome == (422, "unknown_expert")


async def test_nobody_but_those_who_assign_reads_who_the_experts_are(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    path = f"/areas/{AREA}/experts"
    assert (await round_.coordinator.get(path)).body["items"] == [{"id": round_.expert.id, "name": "Testi expert"}]
    elsewhere = await site.sign_in("coordinator", area="saarijarvi")
    others = [round_.moderator, round_.expert, await site.sign_in("resident"), elsewhere]
    for person in others:
        assert (await person.get(path)).status == 403
    with pytest.raises(Refused, match=NOT_YOUR_ROLE.code):
        await ask(site.nc, ListExperts(area=AREA, by=Actor("m", {Role.MODERATOR: (AREA,)})))
