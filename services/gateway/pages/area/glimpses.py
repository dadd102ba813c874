"""What the front page shows of each round: where it stands, without what is in it."""

import asyncio

from services.gateway.pages.rounds import RoundPicture, participation
from services.gateway.pages.voting.polling import or_none
from services.gateway.visit import Visit, told
from shared.contracts.analytics import Participation
from shared.contracts.rounds import ListRounds, RoundView
from shared.contracts.voting import GetVote


async def glimpses(visit: Visit, area: str) -> list[RoundPicture]:
    rounds, figures = await asyncio.gather(
        told(visit, ListRounds(area=area, by=visit.actor)), participation(visit, area)
    )
    return list(await asyncio.gather(*(_glimpse(visit, one, figures.get(one.id)) for one in rounds.items)))


async def _glimpse(visit: Visit, round_: RoundView, figures: Participation | None) -> RoundPicture:
    vote = await or_none(visit, GetVote(area=round_.area, round=round_.id, by=visit.actor))
    return RoundPicture(
        round=round_,
        vote=vote,
        ideas=(),
        proposals=(),
        projects=(),
        ballot=None,
        draft=None,
        participation=figures,
        contests=(),
    )
