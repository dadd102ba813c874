"""What tests do at the front door: a whole round, through HTTP alone."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from nats.aio.client import Client

from services.gateway.sessions import Sessions
from services.gateway.tokens import Tokens
from shared.contracts.projects import StartProject
from shared.contracts.rounds import Phase
from shared.ids import derived_id
from shared.messages import system
from shared.requests import new_id, send
from shared.settings import Settings

Json = dict[str, Any]
AREA = "petonen"
BUDGET_CENTS = 5_000_000


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: Json

    @property
    def outcome(self) -> tuple[int, str]:
        """Status and code of a problem."""
        return self.status, self.body["code"]


@dataclass(frozen=True)
class Person:
    """Speaks JSON with the API as the person of a token."""

    http: aiohttp.ClientSession
    token: str = ""
    id: str = ""

    async def get(self, path: str, **headers: str) -> Answer:
        return await self.ask("GET", path, None, headers)

    async def post(self, path: str, body: Json | None = None, **headers: str) -> Answer:
        return await self.ask("POST", path, body, headers)

    async def put(self, path: str, body: Json, **headers: str) -> Answer:
        return await self.ask("PUT", path, body, headers)

    async def ask(self, method: str, path: str, body: Json | None, headers: dict[str, str]) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        async with self.http.request(method, f"/api/v1{path}", json=body, headers=sent) as response:
            return Answer(response.status, dict(response.headers), await response.json(content_type=None))

    async def made(self, path: str, body: Json) -> str:
        """Post, and the id of what was made."""
        answer = await self.post(path, body)
        assert answer.status == 201, answer.body
        return str(answer.body["id"])

    async def did(self, method: str, path: str, body: Json | None = None) -> int:
        """The log position of what was done."""
        answer = await self.ask(method, path, body, {})
        assert answer.status == 200, answer.body
        return int(answer.body["position"])


@dataclass(frozen=True)
class Site:
    http: aiohttp.ClientSession
    settings: Settings
    nc: Client

    async def sign_in(self, role: str, name: str = "Testi", area: str = AREA, **known: str) -> Person:
        """`known`: when they were born, where they live and go to school."""
        asked = {"name": f"{name} {role}", "role": role, "area": area, **known}
        answer = await Person(self.http).post("/demo/sign-in", asked)
        return Person(self.http, answer.body["token"], answer.body["person"])

    async def browsing(self, person: Person) -> dict[str, str]:
        """What that person's browser sends from our own pages."""
        if not person.token:
            return {"Origin": self.settings.public_url}
        actor = Tokens(self.settings.secret).actor(person.token)
        session = await Sessions(self.nc, self.settings.secret, self.settings.clock).begin(actor)
        return {"Cookie": f"lahio={session}", "Origin": self.settings.public_url}


@dataclass(frozen=True)
class Round:
    """A round and its staff."""

    path: str
    coordinator: Person
    moderator: Person
    expert: Person

    @classmethod
    async def planned(
        cls, site: Site, phase: Phase, roll: Json | None = None, contests: Sequence[Json] = (), **limits: int | str
    ) -> "Round":
        coordinator = await site.sign_in("coordinator")
        await coordinator.did("PUT", f"/areas/{AREA}", {"name": "Petonen", "eligible_voters": 100})
        programme = await coordinator.made(f"/areas/{AREA}/programmes", {"name": "Petosen ohjelma"})
        terms = {
            "budget_cents": BUDGET_CENTS,
            "limits": limits,
            "roll": roll or {},
            "contests": contests,
            "trial": True,
        }
        plan = {"name": "Kierros", "programme": programme, **terms}
        round_ = await coordinator.made(f"/areas/{AREA}/rounds", {**plan, "timetable": timetable(phase)})
        path = f"/areas/{AREA}/rounds/{round_}"
        return cls(path, coordinator, await site.sign_in("moderator"), await site.sign_in("expert"))

    async def move_to(self, phase: Phase) -> None:
        """Let the phases up to `phase` begin now; those that have begun keep their time."""
        phases = (await self.coordinator.get(self.path)).body["timetable"]["phases"]
        moved = [item if _has_begun(item) else _begin(item, phase) for item in phases]
        await self.coordinator.did("PUT", f"{self.path}/timetable", {"timetable": {"phases": moved}})

    async def published_idea(self, resident: Person, title: str) -> str:
        idea = await resident.made(f"{self.path}/ideas", {"title": title, "text": "Kaikille"})
        await self.moderator.did("POST", f"/areas/{AREA}/ideas/{idea}/publish")
        return idea

    async def proposal_on_ballot(self, idea: str, cost_cents: int, contest: str | None = None) -> str:
        body = {"ideas": [idea], "title": f"Ehdotus {idea[:4]}", "text": ""}
        proposal = await self.coordinator.made(f"{self.path}/proposals", body)
        one = f"/areas/{AREA}/proposals/{proposal}"
        await self.priced(proposal, cost_cents)
        await self.coordinator.did("POST", f"{one}/place-on-ballot", {"contest": contest})
        return proposal

    async def priced(self, proposal: str, cents: int) -> None:
        """Estimated by the expert, signed by the coordinator."""
        costing = f"/areas/{AREA}/proposals/{proposal}/costing"
        await self.coordinator.did("PUT", f"{costing}/assignment", {"department": "Kadut ja puistot"})
        line = {"kind": "investment", "label": "Rakentaminen", "cents": cents}
        await self.expert.did("POST", f"{costing}/estimates", {"lines": [line]})
        await self.coordinator.did("POST", f"{costing}/sign", {"version": 1})

    async def on_ballot(self, resident: Person, *costs_cents: int, contests: Sequence[str | None] = ()) -> list[str]:
        """Proposals of these costs (and contests); their ids."""
        ideas = [await self.published_idea(resident, f"Idea {number}") for number, _ in enumerate(costs_cents)]
        await self.move_to(Phase.PLANNING)
        each = zip(ideas, costs_cents, contests or [None] * len(ideas), strict=True)
        return [await self.proposal_on_ballot(idea, cost, contest) for idea, cost, contest in each]

    async def opened(self, resident: Person, *costs_cents: int, contests: Sequence[str | None] = ()) -> list[str]:
        """A vote on proposals of these costs (and contests); their ids."""
        proposals = await self.on_ballot(resident, *costs_cents, contests=contests)
        await self.move_to(Phase.VOTING)
        await until(self.coordinator, f"{self.path}/vote", "status", "open")
        return proposals

    async def published(self, site: Site) -> None:
        """Its vote has ended; two people sign the count, and everybody is told."""
        await until(self.coordinator, f"{self.path}/vote", "status", "counted")
        await self.coordinator.did("POST", f"{self.path}/vote/review")
        second = await site.sign_in("coordinator", "Toinen")
        await second.did("POST", f"{self.path}/vote/certify")
        await second.did("POST", f"{self.path}/vote/publish")


async def started(site: Site, round_: Round, proposal: str) -> str:
    """The project of what won. Rounds here are rehearsals, of which nothing is built: it starts as after another."""
    project = derived_id("project", proposal)
    won = await until(round_.coordinator, f"/areas/{AREA}/proposals/{proposal}", "status", "funded")
    terms = {"title": won["title"], "budget_cents": won["cost_cents"], "round": won["round"]}
    start = StartProject(area=AREA, project=project, proposal=proposal, by=system("ideas"), **terms)
    await send(site.nc, start, new_id())
    await until(round_.coordinator, f"/areas/{AREA}/projects/{project}", "id", project)
    return project


async def registered(coordinator: Person) -> None:
    """The area, and everybody sees it."""
    position = await coordinator.did("PUT", f"/areas/{AREA}", {"name": "Petonen", "eligible_voters": 100})
    await coordinator.get(f"/areas?wait_for={position}")


async def programme_started(coordinator: Person) -> str:
    """In an area that is registered; everybody sees it."""
    answer = await coordinator.post(f"/areas/{AREA}/programmes", {"name": "Petosen ohjelma"})
    await coordinator.get(f"/areas/{AREA}/programmes?wait_for={answer.body['position']}")
    return str(answer.body["id"])


async def until(person: Person, path: str, field: str, value: object) -> Json:
    """What is there once `field` has `value`."""
    for _ in range(200):
        answer = await person.get(path)
        if answer.status == 200 and answer.body[field] == value:
            return answer.body
        await asyncio.sleep(0.02)
    raise AssertionError(f"{path}: {field} does not become {value}: {answer.body}")


def timetable(current: Phase, each: timedelta = timedelta(hours=1)) -> Json:
    """Every phase an hour long, as in a rehearsal; `current` began a minute ago."""
    now, number = datetime.now(UTC) - timedelta(minutes=1), list(Phase).index(current)
    starts = (now + (index - number) * each for index, _ in enumerate(Phase))
    return {"phases": [{"phase": one, "starts_at": at.isoformat()} for one, at in zip(Phase, starts, strict=True)]}


def _has_begun(item: Json) -> bool:
    return datetime.fromisoformat(item["starts_at"]) <= datetime.now(UTC)


def _begin(item: Json, current: Phase) -> Json:
    later = max(0, list(Phase).index(item["phase"]) - list(Phase).index(current))
    return {"phase": item["phase"], "starts_at": (datetime.now(UTC) + timedelta(hours=later)).isoformat()}
