"""The timeline of one of an area's programmes: its rounds' phases and its packages along one time, and as tables."""

import asyncio
from collections.abc import Iterable
from datetime import date, timedelta

from litestar import get
from litestar.types import ASGIApp

from services.gateway.pages.charts import Dated, Span, spans
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.pages.rounds import areas
from services.gateway.pages.which_programme import programme_of
from services.gateway.visit import Visit, told
from shared.ages import finnish_day
from shared.contracts.areas import UNKNOWN_AREA
from shared.contracts.packages import ListPackages, PackageView
from shared.contracts.rounds import ListRounds, RoundView
from shared.messages import Refused
from shared.texts import Language, word

MOST = 100
BUILDING = timedelta(days=365)  # shown of a last phase, which nothing ends


@get("/areas/{area:str}/timeline")
async def show(request: Visit) -> ASGIApp:
    area = request.path_params["area"]
    names, chosen, rounds, packages, person = await asyncio.gather(
        areas(request),
        programme_of(request),
        told(request, ListRounds(area=area, by=request.actor)),
        told(request, ListPackages(area=area, limit=MOST)),
        who(request),
    )
    if area not in names:
        raise Refused(UNKNOWN_AREA)
    sections = [(one.name, list(phases(request.language, one))) for one in rounds.items if one.programme == chosen.id]
    built = [_built(one) for one in packages.items if one.programme == chosen.id]
    bars = spans([*(one for _, inside in sections for one in inside), *built])
    return page(
        request,
        "area/timeline.html",
        here=f"/areas/{area}/timeline",
        area=area,
        name=names[area],
        chosen=chosen,
        sections=_cut(bars, [*sections, ("", built)]),
        person=person,
    )


def phases(language: Language, round_: RoundView) -> Iterable[Dated]:
    for one in round_.timetable.phases:
        starts, next_ = finnish_day(one.starts_at), round_.timetable.end_of(one.phase)
        yield word(language, one.phase).capitalize(), starts, finnish_day(next_) if next_ else starts + BUILDING


def _built(package: PackageView) -> tuple[str, date, date]:
    return package.title, package.starts_on, package.ends_on


def _cut(bars: list[Span], sections: list[tuple[str, list[Dated]]]) -> list[tuple[str, list[Span]]]:
    """The bars, section by section again."""
    rest = iter(bars)
    return [(name, [next(rest) for _ in inside]) for name, inside in sections if inside]


HANDLERS = (show,)
