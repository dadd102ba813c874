"""A neighbourhood through a whole round: what a resident finds there in each of its phases."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from shared.contracts.rounds import Phase
from tests.browser.own_site import OwnSite
from tests.gateway.front_door import AREA, Person, Round, Site, started, until
from tests.gateway.test_evaluations import evaluated
from tests.gateway.test_gatherings import workshop
from tests.gateway.test_map_page import BOUNDARY
from tests.gateway.test_pictures import photo, sent
from tests.gateway.test_situation_pictures import Programme
from tests.gateway.test_surveys import QUESTIONS

HOME = f"/areas/{AREA}"
BENCHES = "Penkkejä kauppareitille"
EXPERT_SAYS = "Pohja on savea: perustukset maksavat enemmän kuin penkit."


@dataclass(frozen=True)
class Neighbourhood:
    """`idea` is one that everybody sees, with a picture; `survey` and `gathering` wait for residents."""

    own: OwnSite
    round: Round
    idea: str
    survey: str = f"{HOME}/surveys/park"
    gathering: str = f"{HOME}/gatherings/workshop"


@dataclass(frozen=True)
class Voting:
    """Two proposals on the ballot."""

    own: OwnSite
    round: Round
    benches: str
    swing: str


@dataclass(frozen=True)
class Built:
    """A project is under way, and its programme is evaluated already; `report` is the path of what is told of it."""

    own: OwnSite
    project: str
    report: str


async def collecting(site: Site) -> tuple[Round, str]:
    """A round that collects ideas; the id of one."""
    round_ = await Round.planned(site, Phase.IDEAS, max_choices=2)
    staff, aino = round_.coordinator, await site.sign_in("resident", "Naapuri")
    programme = (await until(staff, round_.path, "name", "Kierros"))["programme"]
    await staff.did("PUT", f"{HOME}/boundary", {"boundary": BOUNDARY})
    await staff.did("PUT", f"{HOME}/gatherings/workshop", workshop(programme=programme, places=40))
    now = datetime.now(UTC)
    times = {"opens_at": (now - timedelta(minutes=1)).isoformat(), "closes_at": (now + timedelta(days=1)).isoformat()}
    survey = {"title": "Uusi puisto", "questions": QUESTIONS, "programme": programme, **times}
    await staff.did("PUT", f"{HOME}/surveys/park", survey)
    idea = await _with_picture(site, round_, aino)
    await staff.get(f"{HOME}/ideas/{idea}?wait_for={await aino.did('PUT', f'{HOME}/ideas/{idea}/support')}")
    return round_, idea


async def _with_picture(site: Site, round_: Round, author: Person) -> str:
    _, picture = await sent(site, author, photo(400, 300))
    told = {"title": BENCHES, "text": "Kotiin on pitkä matka.", "place": {"lat": 62.83, "lon": 27.65}}
    pictures = [{"id": picture["id"], "alt": "Kauppareitti talvella"}]
    idea = await author.made(f"{round_.path}/ideas", {**told, "pictures": pictures})
    await round_.moderator.did("POST", f"{HOME}/ideas/{idea}/publish")
    return idea


async def voting(site: Site, round_: Round, idea: str) -> tuple[str, str]:
    """The ids of what is voted on."""
    swing = await round_.published_idea(await site.sign_in("resident", "Naapuri"), "Keinu rantaan")
    await round_.move_to(Phase.PLANNING)
    one = await _priced(round_, idea, "Penkit kauppareitille", 8_000_00)
    two = await _priced(round_, swing, "Keinu rannalle", 12_000_00)
    await round_.move_to(Phase.VOTING)
    await until(round_.coordinator, f"{round_.path}/vote", "status", "open")
    return one, two


async def _priced(round_: Round, idea: str, title: str, cents: int) -> str:
    body = {"ideas": [idea], "title": title, "text": "Neljä penkkiä selkänojalla."}
    proposal = await round_.coordinator.made(f"{round_.path}/proposals", body)
    costing = f"{HOME}/proposals/{proposal}/costing"
    await round_.coordinator.did("PUT", f"{costing}/assignment", {"department": "Kadut ja puistot"})
    lines = [{"kind": "investment", "label": "Rakentaminen", "cents": cents}]
    lines.append({"kind": "running_yearly", "label": "Hoito", "cents": 200_00})
    await round_.expert.did("POST", f"{costing}/estimates", {"lines": lines, "reason": EXPERT_SAYS})
    await round_.coordinator.did("POST", f"{costing}/sign", {"version": 1})
    await round_.coordinator.did("POST", f"{HOME}/proposals/{proposal}/place-on-ballot")
    return proposal


async def built(site: Site, round_: Round, proposal: str) -> tuple[str, str]:
    """The paths of the project and of the report on its programme."""
    for number in range(6):
        voter = await site.sign_in("resident", f"Äänestäjä {number}", born="1980-01-01")
        await voter.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": proposal}]})
    await round_.move_to(Phase.IMPLEMENTATION)
    await round_.published(site)
    project = f"{HOME}/projects/{await started(site, round_, proposal)}"
    await _work(site, round_.coordinator, project)
    programme = (await round_.coordinator.get(round_.path)).body["programme"]
    position = await evaluated(Programme(programme, await site.sign_in("area_coordinator")))
    await round_.coordinator.get(f"{HOME}/programmes/{programme}/evaluation?wait_for={position}")
    return project, f"{HOME}/programmes/{programme}/report"


async def _work(site: Site, staff: Person, project: str) -> None:
    """A step done and one delayed, a picture and a work day."""
    await staff.did("PUT", f"{project}/responsible-unit", {"unit": "Kadut ja puistot"})
    done = {"title": "Tilattu", "due": "2026-03-01", "planned_cents": 3_000_00}
    await staff.did(
        "POST",
        f"{project}/milestones/{await staff.made(f'{project}/milestones', done)}/reach",
        {"spent_cents": 2_950_00},
    )
    ahead = {"title": "Perustukset ja asennus", "due": "2030-06-01", "planned_cents": 5_000_00}
    step = await staff.made(f"{project}/milestones", ahead)
    await staff.did("POST", f"{project}/milestones/{step}/delay", {"due": "2030-07-01", "reason": "Kova talvi."})
    _, picture = await sent(site, staff, photo(400, 300))
    await staff.did("POST", f"{project}/pictures", {"pictures": [{"id": picture["id"], "alt": "Penkit saapuivat"}]})
    position = (await staff.post(f"{project}/work-days", {"on": "2030-06-02", "place": "Ranta", "places": 9})).body[
        "position"
    ]
    await staff.get(f"{project}?wait_for={position}")
