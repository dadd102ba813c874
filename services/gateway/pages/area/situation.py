"""The situation picture of an area, and how it has changed from the start to the evaluation."""

from collections.abc import Sequence
from functools import partial
from typing import TypeAlias

from litestar import get
from litestar.types import ASGIApp

from services.gateway.operations import read_strings
from services.gateway.pages.area.change_bars import bars_of
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.pages.rounds import areas
from services.gateway.report.figures import indicator_name, place_in_words, value_in_words
from services.gateway.visit import Visit, told
from shared.contracts.areas import UNKNOWN_AREA
from shared.contracts.evaluations import NOT_EVALUATED, GetEvaluation
from shared.contracts.known_figures import KnownFigure
from shared.contracts.situation_pictures import (
    ComparePictures,
    GetPicture,
    ListPictures,
    PictureEntry,
    PicturesCompared,
    PictureVersion,
)
from shared.messages import Refused
from shared.texts import Language

MOST = 20  # versions that are listed
Row: TypeAlias = tuple[str, str, str, str]  # indicator, figure, year and level, source


@get("/areas/{area:str}/picture")
async def show(request: Visit) -> ASGIApp:
    name, entries = await _area_name(request), await _entries(request)
    picture = await _picture(request, entries)
    return page(
        request,
        "area/situation.html",
        here=f"{_path(request)}/picture",
        path=_path(request),
        name=name,
        picture=picture,
        entries=[one for one in entries if not picture or _place(one) != _place(picture)],
        rows=rows(request.language, picture.figures) if picture else (),
        is_evaluated=await is_evaluated(request, picture.programme) if picture else False,
        person=await who(request),
    )


@get("/areas/{area:str}/picture/compare")
async def compare(request: Visit) -> ASGIApp:
    name, compared = await _area_name(request), await _compared(request)
    return page(
        request,
        "area/situation_compared.html",
        here=f"{_path(request)}/picture/compare",
        path=_path(request),
        name=name,
        compared=compared,
        bars=bars_of(request.language, compared.changes) if compared else (),
        alone=partial(_alone, request.language, compared) if compared else None,
        person=await who(request),
    )


async def is_drawn(visit: Visit, area: str) -> bool:
    return bool((await told(visit, ListPictures(area=area, limit=1))).items)


async def _area_name(visit: Visit) -> str:
    named = await areas(visit)
    if visit.path_params["area"] not in named:
        raise Refused(UNKNOWN_AREA)
    return named[visit.path_params["area"]]


async def _entries(visit: Visit) -> tuple[PictureEntry, ...]:
    return (await told(visit, ListPictures(area=visit.path_params["area"], limit=MOST))).items


async def _picture(visit: Visit, entries: tuple[PictureEntry, ...]) -> PictureVersion | None:
    """The version that is asked for, or the newest."""
    area = visit.path_params["area"]
    if "picture" in visit.asked:
        asked = {name: visit.asked.get(name, "") for name in ("picture", "version")}
        return await told(visit, read_strings({**asked, "area": area}, GetPicture))
    if not entries:
        return None
    return await told(visit, GetPicture(area=area, picture=entries[0].picture, version=entries[0].version))


async def _compared(visit: Visit) -> PicturesCompared | None:
    """Of the programme that is asked for, or that the newest picture belongs to."""
    entries = await _entries(visit)
    programme = visit.asked.get("programme") or next((one.programme for one in entries), None)
    if programme is None:
        return None
    return await told(visit, read_strings({**visit.path_params, "programme": programme}, ComparePictures))


async def is_evaluated(visit: Visit, programme: str) -> bool:
    try:
        await told(visit, GetEvaluation(area=visit.path_params["area"], programme=programme))
    except Refused as refused:
        if refused.refusal.reason != NOT_EVALUATED:
            raise
        return False
    return True


def _alone(language: Language, compared: PicturesCompared, picture: PictureVersion) -> list[Row]:
    """What the other picture does not show."""
    beside = {one.after.indicator.id for one in compared.changes}
    return rows(language, [one for one in picture.figures if one.indicator.id not in beside])


def rows(language: Language, figures: Sequence[KnownFigure]) -> list[Row]:
    return [
        (
            indicator_name(language, one.indicator),
            value_in_words(language, one),
            place_in_words(language, one),
            one.source.name if one.source else "",
        )
        for one in figures
    ]


def _place(entry: PictureEntry) -> tuple[str, int]:
    return entry.picture, entry.version


def _path(visit: Visit) -> str:
    return f"/areas/{visit.path_params['area']}"


HANDLERS = (show, compare)
