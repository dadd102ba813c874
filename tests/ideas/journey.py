"""A round of one area carried along over NATS, the way the gateway does it: commands in, queries out."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

import msgspec
from nats.aio.client import Client

from shared.contracts.areas import RegisterArea, StartProgramme
from shared.contracts.ballots import CastVote, Choice, KeepDraft
from shared.contracts.certification import CertifyVote, PublishVote, ReviewVote
from shared.contracts.costing import AssignCosting, EstimateCost, LineKind, PriceLine, SignCosting
from shared.contracts.ideas import PublishIdea, SubmitIdea
from shared.contracts.projects import (
    DelayMilestone,
    GetProject,
    ImplementProject,
    PlanMilestone,
    ProjectView,
    ReachMilestone,
    SetResponsibleUnit,
    StartProject,
)
from shared.contracts.proposals import DraftProposal, GetProposal, PlaceOnBallot, ProposalStatus, ProposalView
from shared.contracts.rounds import Phase, PhaseTime, PlanRound, RescheduleRound, Timetable
from shared.contracts.voting import GetVote, VoteStatus, VoteView
from shared.contracts.work_days import JoinWorkDay, LeaveWorkDay, PlanWorkDay
from shared.ids import derived_id
from shared.messages import Actor, Command, Done, Kind, Query, Refused, Role, system
from shared.requests import ask, new_id, send
from tests.running import until

T = TypeVar("T")

AREA, ROUND = "saarijarvi", "kevat"
STAFF = Actor("staff", dict.fromkeys((Role.COORDINATOR, Role.MODERATOR, Role.EXPERT), (AREA,)))

EXPERT = Actor("expert", {Role.EXPERT: (AREA,)})


def resident(person: str) -> Actor:
    return Actor(person, {Role.RESIDENT: (AREA,)}, born=date(2000, 1, 1))


def submit(idea: str, person: str, title: str = "Penkki") -> SubmitIdea:
    return SubmitIdea(area=AREA, idea=idea, round=ROUND, title=title, text="Puistoon", by=resident(person))


def _first_timetable() -> Timetable:
    """Ideas since an hour ago, everything else in a year."""
    now = datetime.now(UTC)
    later = [PhaseTime(phase, now + timedelta(days=365)) for phase in list(Phase)[1:]]
    return Timetable((PhaseTime(Phase.IDEAS, now - timedelta(hours=1)), *later))


@dataclass
class Journey:
    nc: Client
    timetable: Timetable

    @classmethod
    async def begin(cls, nc: Client, *, eligible_voters: int = 1000) -> "Journey":
        journey = cls(nc, _first_timetable())
        await journey.do(RegisterArea(area=AREA, name="Saarijärvi", eligible_voters=eligible_voters, by=STAFF))
        await journey.do(StartProgramme(area=AREA, programme="p", name="Lähiöohjelma", by=STAFF))
        await journey.do(
            PlanRound(
                area=AREA,
                round=ROUND,
                programme="p",
                name="Kevät",
                budget_cents=100_000,
                timetable=journey.timetable,
                trial=True,
                by=STAFF,
            )
        )
        return journey

    async def do(self, command: Command) -> Done:
        return await send(self.nc, command, new_id())

    async def told(self, query: Query[Any], answer: type[T]) -> T | None:
        try:
            return msgspec.json.decode(await ask(self.nc, query), type=answer)
        except Refused as refused:
            if refused.refusal.reason.kind is Kind.UNKNOWN:
                return None
            raise

    async def enter(self, phase: Phase, ahead: timedelta = timedelta(0)) -> None:
        """The phase begins now, or in a while; those behind it stay a year away."""
        now = datetime.now(UTC) + ahead
        self.timetable = Timetable(
            tuple(PhaseTime(item.phase, now) if item.phase is phase else item for item in self.timetable.phases)
        )
        await self.do(RescheduleRound(area=AREA, round=ROUND, timetable=self.timetable, by=STAFF))

    async def give(self, idea: str, person: str, title: str = "Penkki") -> Done:
        return await self.do(submit(idea, person, title))

    async def publish(self, idea: str) -> Done:
        return await self.do(PublishIdea(area=AREA, idea=idea, by=STAFF))

    async def draft(self, proposal: str, *ideas: str, title: str = "Penkkejä") -> Done:
        return await self.do(
            DraftProposal(area=AREA, proposal=proposal, round=ROUND, ideas=ideas, title=title, text="", by=STAFF)
        )

    async def cost(self, proposal: str, cents: int) -> Done:
        """Estimated by one, signed by another."""
        lines = (PriceLine(LineKind.INVESTMENT, "Penkit", cents),)
        await self.do(AssignCosting(area=AREA, proposal=proposal, department="Puistot", by=STAFF))
        await self.do(EstimateCost(area=AREA, proposal=proposal, lines=lines, by=EXPERT))
        return await self.do(SignCosting(area=AREA, proposal=proposal, version=1, by=STAFF))

    async def place(self, proposal: str) -> Done:
        return await self.do(PlaceOnBallot(area=AREA, proposal=proposal, by=STAFF))

    async def open_vote(self, items: int) -> None:
        await self.enter(Phase.VOTING)
        await self._vote(lambda vote: len(vote.items) == items)

    async def vote(self, person: str, *proposals: str) -> Done:
        choices = tuple(Choice(proposal) for proposal in proposals)
        return await self.do(CastVote(area=AREA, round=ROUND, choices=choices, by=resident(person)))

    async def close_in(self, time: timedelta) -> None:
        await self.enter(Phase.RESULT, ahead=time)
        closes_at = self.timetable.start_of(Phase.RESULT)
        await self._vote(lambda vote: vote.closes_at == closes_at)

    async def keep_draft(self, person: str, *proposals: str) -> Done:
        choices = tuple(Choice(proposal) for proposal in proposals)
        return await self.do(KeepDraft(area=AREA, round=ROUND, choices=choices, by=resident(person)))

    async def count_vote(self) -> None:
        """Until two people have signed the count and it is published."""
        await self.enter(Phase.RESULT)
        await self._vote(lambda vote: vote.status is VoteStatus.COUNTED)
        await self.do(ReviewVote(area=AREA, round=ROUND, by=STAFF))
        await self.do(CertifyVote(area=AREA, round=ROUND, by=Actor("second", STAFF.roles)))
        await self.do(PublishVote(area=AREA, round=ROUND, by=STAFF))

    async def carry_out(self, proposal: str, cents: int) -> Done:
        """The project of a funded proposal, from its start over one milestone to its end.

        The round is a rehearsal, of which nothing is built: the start is as after a round that counts.
        """
        project = derived_id("project", proposal)
        won = await until(
            lambda: self.told(GetProposal(area=AREA, proposal=proposal), ProposalView),
            lambda found: found is not None and found.status is ProposalStatus.FUNDED,
        )
        assert won
        await self.do(
            StartProject(
                area=AREA,
                project=project,
                proposal=proposal,
                round=ROUND,
                title=won.title,
                budget_cents=won.cost_cents or 0,
                by=system("ideas"),
            )
        )
        await until(
            lambda: self.told(GetProject(area=AREA, project=project, by=STAFF), ProjectView),
            lambda found: found is not None,
        )
        about: dict[str, Any] = {"area": AREA, "project": project}
        june, july = date(2030, 6, 1), date(2030, 7, 1)
        await self.do(SetResponsibleUnit(**about, unit="Puistot", by=STAFF))
        await self.do(PlanWorkDay(**about, day="d", on=june, place="Ranta", places=5, by=STAFF))
        for person in ("aino", "veikko"):
            await self.do(JoinWorkDay(**about, day="d", by=resident(person)))
        await self.do(LeaveWorkDay(**about, day="d", by=resident("aino")))
        await self.do(PlanMilestone(area=AREA, project=project, milestone="m", title="Tilattu", due=june, by=STAFF))
        await self.do(DelayMilestone(**about, milestone="m", due=july, reason="Kova talvi.", by=STAFF))
        await self.do(ReachMilestone(area=AREA, project=project, milestone="m", spent_cents=cents, by=STAFF))
        return await self.do(ImplementProject(area=AREA, project=project, by=STAFF))

    async def _vote(self, is_so: Any) -> None:
        await until(
            lambda: self.told(GetVote(area=AREA, round=ROUND, by=STAFF), VoteView),
            lambda vote: vote is not None and is_so(vote),
        )
