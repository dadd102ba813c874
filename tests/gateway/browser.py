"""What tests do at the front door."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from shared.contracts.areas import Phase
from shared.settings import Settings

Json = dict[str, Any]
AREA = "petonen"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: Json

    @property
    def code(self) -> str:
        code: str = self.body["code"]
        return code


@dataclass(frozen=True)
class Site:
    http: aiohttp.ClientSession
    settings: Settings

    async def until_ready(self, running: asyncio.Task[None]) -> None:
        for _ in range(500):
            if running.done():
                running.result()
            try:
                async with self.http.get("/health/ready") as response:
                    if response.ok:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.01)
        raise TimeoutError("the instance is not ready")

    async def sign_in(self, role: str, name: str = "Testi", area: str = AREA) -> "Person":
        anybody = Person(self.http, "")
        answer = await anybody.post("/demo/sign-in", {"name": f"{name} {role}", "role": role, "area": area})
        return Person(self.http, answer.body["token"], answer.body["person"])

    def nobody(self) -> "Person":
        return Person(self.http, "")


@dataclass(frozen=True)
class Person:
    """Speaks JSON with the API as the person of a token."""

    http: aiohttp.ClientSession
    token: str
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


def timetable(now_in: Phase) -> Json:
    """Every phase an hour long, `now_in` begun a minute ago."""
    now = datetime.now(UTC) - timedelta(minutes=1)
    offset = list(Phase).index(now_in)
    starts = [now + timedelta(hours=number - offset) for number in range(len(Phase))]
    return {
        "phases": [{"phase": phase, "starts_at": start.isoformat()} for phase, start in zip(Phase, starts, strict=True)]
    }


def has_begun(item: Json) -> bool:
    return datetime.fromisoformat(item["starts_at"]) <= datetime.now(UTC)


def begin(item: Json, current: Phase) -> Json:
    later = max(0, list(Phase).index(item["phase"]) - list(Phase).index(current))
    return {"phase": item["phase"], "starts_at": (datetime.now(UTC) + timedelta(hours=later)).isoformat()}
