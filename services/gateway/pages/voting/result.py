"""The page of a result: each project with a bar of its support, why it was chosen or not, and who voted."""

from collections.abc import Sequence

from litestar import get
from litestar.types import ASGIApp

from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.pages.rounds import areas, participation
from services.gateway.results import explained, told_vote
from services.gateway.visit import Visit, told
from shared.contracts.participants import AgeBand
from shared.contracts.rounds import GetRound
from shared.contracts.turnout import Turnout
from shared.texts import Language, text, word

_ = str  # marks the sentences for translators' tools

OTHERS = _("Others, in groups too small to be told")
Rows = Sequence[tuple[str, int]]
Bars = Sequence[tuple[str, str, str]]
"""Name, number in words, and its share of all in hundredths."""


@get("/areas/{area:str}/rounds/{round:str}/result")
async def show(request: Visit) -> ASGIApp:
    vote = await told_vote(request)
    result, figures = explained(request.language, vote), await participation(request, vote.area)
    return page(
        request,
        "voting/result.html",
        result=result,
        picture=await told(request, GetRound(area=vote.area, round=vote.id, by=request.actor)),
        figures=figures.get(vote.id),
        ages=_bars(request.language, result.turnout, _ages(request.language, result.turnout)),
        homes=_bars(request.language, result.turnout, await _homes(request, result.turnout)),
        person=await who(request),
        **request.path_params,
    )


def _ages(language: Language, turnout: Turnout) -> Rows:
    return [(word(language, one.age), one.voters) for one in turnout.ages]


async def _homes(visit: Visit, turnout: Turnout) -> Rows:
    """Whoever lives in an area that is not on this platform has a home all the same."""
    names = await areas(visit) | {"": word(visit.language, AgeBand.UNKNOWN)}
    return [(names.get(one.home, one.home), one.voters) for one in turnout.homes]


def _bars(language: Language, turnout: Turnout, groups: Rows) -> Bars:
    rows = _with_others(language, turnout, groups)
    return [(name, word(language, voters), f"{100 * voters / max(turnout.voters, 1):.1f}") for name, voters in rows]


def _with_others(language: Language, turnout: Turnout, groups: Rows) -> Rows:
    others = turnout.voters - sum(voters for _, voters in groups)
    return [*groups, (text(language, OTHERS), others)] if others and groups else groups


HANDLERS = (show,)
