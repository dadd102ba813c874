"""The page of an area's figures: how far people came, where the money went, how long things took."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from litestar import get
from litestar.types import ASGIApp

from services.gateway.pages.charts import Bar, flow, turnout_by
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.pages.rounds import areas
from services.gateway.visit import Visit, told
from shared.contracts.areas import UNKNOWN_AREA
from shared.contracts.funnel import Funnel, GetFunnel, Step
from shared.contracts.lead_times import GetLeadTimes, LeadTimes
from shared.contracts.money import GetMoney
from shared.contracts.rounds import ListRounds, RoundView
from shared.messages import Refused

DAYS = ("published", "drafted", "costed", "on_ballot", "funded", "started", "implemented")


@dataclass(frozen=True)
class Figures:
    """Of a round."""

    round: RoundView
    funnel: Funnel
    times: LeadTimes
    turnout: Sequence[Bar]

    @property
    def most(self) -> int:
        """How many people the longest bar stands for."""
        return max((step.people or 0 for step in self.funnel.steps), default=0) or 1

    @property
    def homes(self) -> list[str]:
        """Areas where those live who took a step."""
        return list(dict.fromkeys(each.of for step in self.funnel.steps for each in step.homes))

    @property
    def days(self) -> list[tuple[str, float]]:
        return [(step, days) for step in DAYS if (days := getattr(self.times.medians, step)) is not None]


@get("/areas/{area:str}/figures")
async def show(request: Visit) -> ASGIApp:
    area = request.path_params["area"]
    names, money, rounds, person = await asyncio.gather(
        areas(request), told(request, GetMoney(area=area)), told(request, ListRounds(area=area)), who(request)
    )
    if area not in names:
        raise Refused(UNKNOWN_AREA)
    return page(
        request,
        "area/figures.html",
        area=area,
        name=names[area],
        names=names,
        money=money,
        flow=flow(money.together),
        figures=await asyncio.gather(*(_of_round(request, each) for each in rounds.items)),
        person=person,
    )


async def _of_round(visit: Visit, round_: RoundView) -> Figures:
    funnel, times = await asyncio.gather(
        told(visit, GetFunnel(area=round_.area, round=round_.id, by=visit.actor)),
        told(visit, GetLeadTimes(area=round_.area, round=round_.id)),
    )
    voted = next((step.ages for step in funnel.steps if step.step is Step.VOTED), ())
    turnout = turnout_by(visit.language, voted, funnel.population) if funnel.grouped else []
    return Figures(round_, funnel, times, turnout)


HANDLERS = (show,)
