"""The pilot's neighbourhood programme in one area, step by step, over HTTP alone."""

from dataclasses import dataclass, field

from tests.gateway.front_door import Json, Person, Site, until

BUDGET_CENTS = 5_000_000

TIMETABLE = {
    "phases": [
        {"phase": "ideas", "starts_at": "2022-11-01T08:00:00Z"},
        {"phase": "planning", "starts_at": "2022-12-15T08:00:00Z"},
        {"phase": "voting", "starts_at": "2023-03-01T08:00:00Z"},
        {"phase": "result", "starts_at": "2023-03-15T20:00:00Z"},
        {"phase": "implementation", "starts_at": "2023-04-03T08:00:00Z"},
    ]
}


@dataclass
class Pilot:
    site: Site
    area: str
    staff: dict[str, Person]
    programme: str = ""
    round: str = ""
    ids: dict[str, str] = field(default_factory=dict)
    """What was made on the way, by a name of the test's."""

    @classmethod
    async def in_area(cls, site: Site, area: str, name: str, voters: int) -> "Pilot":
        roles = ("coordinator", "moderator", "expert", "outreach", "area_coordinator", "resident")
        staff = {role: await site.sign_in(role, area=area) for role in roles}
        await staff["coordinator"].did("PUT", f"/areas/{area}", {"name": name, "eligible_voters": voters})
        return cls(site, area, staff)

    @property
    def path(self) -> str:
        return f"/areas/{self.area}"

    @property
    def in_round(self) -> str:
        return f"{self.path}/rounds/{self.round}"

    async def resident(self, name: str, born: str = "1980-05-05") -> Person:
        return await self.site.sign_in("resident", name, area=self.area, born=born)

    async def start_programme(self, selection: str | None) -> None:
        body = {"name": f"Lähiöohjelma {self.area}", "theme": "Nuoret", "selection": selection}
        self.programme = await self.staff["coordinator"].made(f"{self.path}/programmes", body)

    async def plan_round(self) -> None:
        plan = {
            "name": "Osallistuva budjetointi 2023",
            "programme": self.programme,
            "budget_cents": BUDGET_CENTS,
            "timetable": TIMETABLE,
            "limits": {"max_choices": 3},
        }
        self.round = await self.staff["coordinator"].made(f"{self.path}/rounds", plan)

    async def phase(self, phase: str) -> Json:
        return await until(self.staff["coordinator"], self.in_round, "phase", phase)

    async def publish_idea(self, idea: str) -> None:
        await self.staff["moderator"].did("POST", f"{self.path}/ideas/{idea}/publish")

    async def give_idea(self, person: Person, title: str, **more: object) -> str:
        idea = await person.made(f"{self.in_round}/ideas", {"title": title, "text": "Kaikkien iloksi.", **more})
        await self.publish_idea(idea)
        return idea
