"""Whoever holds roles in another area reads nothing that is told to staff or authors here, by whatever id."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from litestar import HttpMethod

from services.gateway.app import OPERATIONS
from shared.contracts.rounds import Phase
from tests.gateway import front_door
from tests.gateway.front_door import AREA, Json, Person, Round, Site
from tests.gateway.test_gatherings import said, workshop
from tests.gateway.test_packages import MEASURE, yard
from tests.gateway.test_surveys import QUESTIONS, answers, closed
from tests.running import until

OTHER, SECRET = "saarijarvi", "Salainen"
ROLES = ("moderator", "coordinator", "area_coordinator", "expert", "outreach", "clerk", "resident")
PARAMETER = re.compile(r"\{(\w+)\}")
TOLD_HERE = {
    "/areas/{area}/ideas/{idea}",
    "/areas/{area}/ideas/{idea}/moderation",
    "/areas/{area}/moderation",
    "/areas/{area}/ideas/{idea}/comments",
    "/areas/{area}/comments/{comment}/moderation",
    "/areas/{area}/proposals/{proposal}/costing",
    "/areas/{area}/rounds/{round}/vote/steps",
    "/areas/{area}/rounds/{round}/vote/reconciliation",
    "/areas/{area}/rounds/{round}/paper/{batch}",
    "/areas/{area}/gatherings/{gathering}/contributions",
    "/areas/{area}/contributions/{contribution}",
    "/areas/{area}/surveys/{survey}/texts",
    "/areas/{area}/situation-pictures/{picture}/draft",
}
"""What is known to tell one of them a secret; what is added later is looked at without being named here."""


async def test_no_id_opens_what_belongs_to_another_area(site: Site) -> None:
    ids = await secrets(site)
    here = [await site.sign_in(role) for role in ROLES]
    elsewhere = [await site.sign_in(role, area=OTHER) for role in ROLES]
    await until(lambda: telling(site, here, {**ids, "area": AREA}), lambda told: told >= TOLD_HERE, seconds=30)
    assert await telling(site, elsewhere, {**ids, "area": OTHER}) == set()
    of_one_area = [person for person, role in zip(elsewhere, ROLES, strict=True) if role != "area_coordinator"]
    assert await telling(site, of_one_area, {**ids, "area": AREA}) == set()


async def telling(site: Site, people: list[Person], ids: Mapping[str, str]) -> set[str]:
    """The operations that tell one of them a secret, ids as they are."""
    told = set()
    for one in OPERATIONS:
        if one.method is HttpMethod.GET and "{area}" in one.path and set(PARAMETER.findall(one.path)) <= ids.keys():
            for person in people:
                if SECRET in await read(site, person, one.path.format(**ids)):
                    told.add(one.path)
    return told


async def read(site: Site, person: Person, path: str) -> str:
    sign_in = {"Authorization": f"Bearer {person.token}"}
    async with site.http.get(f"/api/v1{path}", headers=sign_in) as response:
        assert response.status < 500, path
        return (await response.read()).decode(errors="replace")


async def secrets(site: Site) -> dict[str, str]:
    """One thing of each kind with words that not everybody may read."""
    aino, round_ = await site.sign_in("resident", "Aino"), await Round.planned(site, Phase.IDEAS)
    programme = (await aino.get(round_.path)).body["programme"]
    ids = {"round": round_.path.rpartition("/")[2], "programme": programme}
    ids |= await spoken(round_, aino)
    ids |= await met(site, round_.coordinator, programme)
    ids |= await asked(site, round_.coordinator, programme)
    ids |= await drawn(site, round_.coordinator, programme)
    ids |= await estimated(site, round_, aino)
    return ids


async def spoken(round_: Round, aino: Person) -> dict[str, str]:
    """A hidden idea with a hidden comment; another that nobody has published yet."""
    idea, _ = [await aino.made(f"{round_.path}/ideas", {"title": SECRET, "text": ""}) for _ in range(2)]
    one = f"/areas/{AREA}/ideas/{idea}"
    await round_.moderator.did("POST", f"{one}/publish")
    comment = await aino.made(f"{one}/comments", {"text": SECRET})
    await round_.moderator.did("POST", f"/areas/{AREA}/comments/{comment}/hide", {"reason": "Ilkeä."})
    await round_.moderator.did("POST", f"{one}/hide", {"reason": "Henkilötietoja."})
    return {"idea": idea, "comment": comment}


async def met(site: Site, coordinator: Person, programme: str) -> dict[str, str]:
    gathering = f"/areas/{AREA}/gatherings/g1"
    await coordinator.did("PUT", gathering, workshop(programme=programme))
    words: Json = {key: value for key, value in said(1).items() if key != "contribution"} | {"text": SECRET}
    await (await site.sign_in("outreach")).did("PUT", f"{gathering}/contributions/c1", words)
    return {"gathering": "g1", "contribution": "c1"}


async def asked(site: Site, coordinator: Person, programme: str) -> dict[str, str]:
    now, path = datetime.now(UTC), f"/areas/{AREA}/surveys/s1"
    times = {"opens_at": now.isoformat(), "closes_at": (now + timedelta(days=1)).isoformat()}
    await coordinator.did("PUT", path, {"title": "Puisto", "questions": QUESTIONS, "programme": programme, **times})
    for number in range(5):
        resident = await site.sign_in("resident", f"Asukas {number}")
        await resident.did("PUT", f"{path}/answers/mine", answers(q4=SECRET))
    await closed(coordinator, path)
    return {"survey": "s1"}


async def drawn(site: Site, coordinator: Person, programme: str) -> dict[str, str]:
    """A situation picture that is being written, and a package with a comment that is hidden."""
    begin, planner = f"/areas/{AREA}", await site.sign_in("area_coordinator")
    plan = {"occasion": "start", "year": 2025, "indicators": ["unemployment"]}
    picture = await coordinator.made(f"{begin}/programmes/{programme}/situation-pictures", plan)
    words = {"sections": [{"heading": SECRET, "text": ""}]}
    await coordinator.did("PUT", f"{begin}/situation-pictures/{picture}/sections", words)
    await planner.did("PUT", f"{begin}/measures/school", MEASURE)
    await coordinator.did("PUT", f"{begin}/measures/school/lead", {"programme": programme, "reason": "Keskellä."})
    package = await coordinator.made(f"{begin}/packages", yard(programme))
    return {"picture": picture, "version": "1", "package": package}


async def estimated(site: Site, round_: Round, aino: Person) -> dict[str, str]:
    """A price nobody has signed, and papers of a vote that is open."""
    ideas = [await round_.published_idea(aino, title) for title in ("Penkki", "Keinu")]
    await round_.move_to(Phase.PLANNING)
    await round_.proposal_on_ballot(ideas[0], 100)
    drafted = {"ideas": [ideas[1]], "title": "Keinut", "text": ""}
    proposal = await round_.coordinator.made(f"{round_.path}/proposals", drafted)
    costing = f"/areas/{AREA}/proposals/{proposal}/costing"
    await round_.coordinator.did("PUT", f"{costing}/assignment", {"department": "Puistot"})
    line = {"kind": "investment", "label": SECRET, "cents": 5}
    await round_.expert.did("POST", f"{costing}/estimates", {"lines": [line]})
    await round_.move_to(Phase.VOTING)
    await front_door.until(round_.coordinator, f"{round_.path}/vote", "status", "open")
    clerk = await site.sign_in("clerk")
    batch = await clerk.made(f"{round_.path}/paper", {"place": SECRET})
    return {"proposal": proposal, "batch": batch}
