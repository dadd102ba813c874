"""Figures out of a file for who compares areas: sent, looked through, and stored once nothing is wrong with them."""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Mapping
from dataclasses import dataclass

from litestar import get, post
from litestar.datastructures import UploadFile
from litestar.types import ASGIApp

from services.gateway.api.indicators import Preview, previewed
from services.gateway.operations import read_strings
from services.gateway.pages.filled import first
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page, see
from services.gateway.problems import problem
from services.gateway.report.figures import indicator_name, with_unit
from services.gateway.visit import Visit, told
from shared.contracts.areas import ListAreas
from shared.contracts.imports import MOST_UPLOAD, UNREADABLE, FoundFigure, ImportFigures, PreviewImport
from shared.contracts.indicators import AREA_COORDINATOR, CITY, IndicatorView, ListIndicators, Source
from shared.messages import NOT_YOUR_ROLE, Refusal, Refused, require
from shared.requests import new_id, send
from shared.texts import Language, text, word

FIGURES = "/city/figures"
MOST_FORM = 2 * MOST_UPLOAD  # as text the file is a third longer
MOST_SHOWN = 100
SOURCE = ("name", "address", "table")
NO_SOURCE = dict.fromkeys(SOURCE, "")


@dataclass(frozen=True)
class ShownFigure:
    """As people read it."""

    area: str
    indicator: str
    place: str
    value: str


def require_comparer(request: Visit) -> None:
    person = request.signed_in()
    require(any(person.holds(role, CITY) for role in AREA_COORDINATOR), NOT_YOUR_ROLE)


@get(FIGURES)
async def show(request: Visit) -> ASGIApp:
    require_comparer(request)
    return await _show(request, None)


@post(FIGURES, request_max_body_size=MOST_FORM)
async def preview(request: Visit) -> ASGIApp:
    require_comparer(request)
    sent = await request.form()
    file = sent.get("file")
    content = await file.read() if isinstance(file, UploadFile) else b""
    source = {one: str(sent.get(one, "")) for one in SOURCE}
    try:
        require(0 < len(content) <= MOST_UPLOAD, UNREADABLE)
        found = await told(request, PreviewImport(content=content, by=request.signed_in()))
    except Refused as refused:
        return await _show(request, refused.refusal, source)
    return await _previewed(request, previewed(request.language, found), content, source)


@post(f"{FIGURES}/import", request_max_body_size=MOST_FORM)
async def store(request: Visit) -> ASGIApp:
    filled = await request.filled()
    command_id = await request.command_id(first(filled, "form"))
    try:
        source = read_strings({one: first(filled, one).strip() for one in SOURCE}, Source)
        command = ImportFigures(content=_content(first(filled, "content")), source=source, by=request.signed_in())
        await send(request.instance.nc, command, command_id)
    except Refused as refused:
        return await _show(request, refused.refusal)
    return see(request, FIGURES, done="ImportFigures")


def _content(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except Error as error:
        raise Refused(UNREADABLE) from error


async def _show(request: Visit, refusal: Refusal | None, source: Mapping[str, str] = NO_SOURCE) -> ASGIApp:
    """What was said of the source stays; a file has to be chosen again."""
    return page(
        request,
        "city/city_figures.html",
        here=FIGURES,
        problem=problem(request.language, refusal) if refusal else None,
        done=request.asked.get("done", ""),
        source=source,
        most=MOST_UPLOAD // 1024,
        indicators=[
            (one.id, getattr(one.names, request.language.locale))
            for one in (await told(request, ListIndicators())).items
        ],
        person=await who(request),
    )


async def _previewed(request: Visit, found: Preview, content: bytes, source: dict[str, str]) -> ASGIApp:
    return page(
        request,
        "city/city_figures_preview.html",
        here=FIGURES,
        figures=await _shown(request, found.figures[:MOST_SHOWN]),
        all=len(found.figures),
        problems=found.problems,
        source=source,
        most=MOST_UPLOAD // 1024,
        content=b64encode(content).decode(),
        person=await who(request),
        form=new_id(),
    )


async def _shown(request: Visit, figures: tuple[FoundFigure, ...]) -> list[ShownFigure]:
    areas = {one.id: one.name for one in (await told(request, ListAreas())).items}
    indicators = {one.id: one for one in (await told(request, ListIndicators())).items}
    return [_in_words(request.language, areas[one.area], indicators[one.figure.indicator], one) for one in figures]


def _in_words(language: Language, area: str, indicator: IndicatorView, found: FoundFigure) -> ShownFigure:
    value = found.figure.value
    words = text(language, "unknown") if value is None else with_unit(language, value, indicator)
    place = f"{found.figure.year}, {word(language, found.figure.level)}"
    return ShownFigure(area, indicator_name(language, indicator), place, words)


HANDLERS = (show, preview, store)
