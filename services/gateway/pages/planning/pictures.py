"""The situation picture is drafted out of figures, written, given pictures, and published version by version."""

from collections.abc import Sequence

from litestar import post
from litestar.types import ASGIApp
from msgspec import to_builtins

from services.gateway.pages.area.situation import rows
from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import NUMBER, Filled, Given
from services.gateway.pages.planning.desk import PLAN, Forms, here, indicator_names, pages, planning, programme
from services.gateway.pages.planning.typed import Typed, given, ticked, words
from services.gateway.pages.rendering import see
from services.gateway.pages.sent_picture import said, taken_in
from services.gateway.reasons import NOT_FOUND
from services.gateway.scaling import MOST_UPLOAD
from services.gateway.visit import Visit, told
from shared.contracts.pictures import Picture
from shared.contracts.situation_pictures import (
    DraftPicture,
    GetPictureDraft,
    ListPictureDrafts,
    ListPictures,
    Occasion,
    PictureDraft,
    PublishPicture,
    RedrawFigures,
    Section,
    WritePicture,
)
from shared.ids import derived_id
from shared.messages import Refused, require

ALL = f"{PLAN}/pictures"
ONE = f"{ALL}/{{picture:str}}"
MOST_SECTIONS = 20
MOST_FORM = MOST_UPLOAD + 64 * 1024
ILLUSTRATE = "illustrate"


def _draft(filled: Filled, command_id: str) -> Given:
    asked = given(filled, "programme", "occasion", "year")
    return {**asked, "indicators": ticked(filled, "indicators"), "picture": derived_id(command_id)}


def _write(filled: Filled, _: str) -> Given:
    """A section without heading and words is left out; a picture without words is taken out."""
    numbers = range(1, MOST_SECTIONS + 1)
    typed = [_section(filled, number) for number in numbers]
    return {"sections": [one for one in typed if one["heading"] or one["text"]]}


def _section(filled: Filled, number: int) -> Given:
    heading, text = words(filled, f"{number}.heading"), words(filled, f"{number}.text")
    shown = [{"id": id_, "alt": words(filled, f"{number}.{id_}")} for id_ in ticked(filled, f"{number}.picture")]
    return {"heading": heading, "text": text, "pictures": [one for one in shown if one["alt"]]}


def _nothing(_: Filled, __: str) -> Given:
    return {}


FORMS: Forms = {"draft": (DraftPicture, _draft)}
OF_ONE: Forms = {
    "write": (WritePicture, _write),
    "redraw": (RedrawFigures, _nothing),
    "publish": (PublishPicture, _nothing),
}


@post(f"{ONE}/{ILLUSTRATE}/{{section:str}}", request_max_body_size=MOST_FORM)
async def illustrate(request: Visit) -> ASGIApp:
    """Put a picture into a section."""
    number, alt = request.path_params["section"], await said(request, "alt")
    require(NUMBER.fullmatch(number) is not None, NOT_FOUND)
    try:
        draft = await _drafted(request)
        require(0 < int(number) <= len(draft.sections), NOT_FOUND)
        picture = await taken_in(request, alt)
        given_ = {"area": request.path_params["area"], "picture": draft.picture}
        sections = _illustrated(draft.sections, int(number), picture)
        once = derived_id(request.actor.id, request.scope["path"], await said(request, "form"), picture.id)
        done = await carry_out(request, WritePicture, {**given_, "sections": sections}, once)
    except Refused as refused:
        return await _show_one(
            request, Typed.refused(request, f"{ILLUSTRATE}-{number}", {"alt": [alt]}, refused.refusal)
        )
    return see(request, _page(request), done=WritePicture.__name__, position=str(done.position))


def _illustrated(sections: Sequence[Section], number: int, picture: Picture) -> list[Given]:
    written: list[Given] = [to_builtins(one) for one in sections]
    for one in written[number - 1 : number]:
        one["pictures"] = [*one["pictures"], to_builtins(picture)]
    return written


def _page(request: Visit) -> str:
    return here(request).partition(f"/{ILLUSTRATE}/")[0]


async def _show(request: Visit, typed: Typed) -> ASGIApp:
    current, seen = await programme(request), request.seen
    area = current.area
    drafts = await told(request, ListPictureDrafts(area=area, by=request.actor, wait_for=seen))
    return await planning(
        request,
        "planning/pictures.html",
        typed,
        programme=current,
        drafts=[one for one in drafts.items if one.programme == current.id],
        occasions=list(Occasion),
        indicators=await indicator_names(request),
        this_year=request.instance.settings.clock().year,
    )


async def _drafted(request: Visit) -> PictureDraft:
    area, id_ = request.path_params["area"], request.path_params["picture"]
    return await told(request, GetPictureDraft(area=area, picture=id_, by=request.actor, wait_for=request.seen))


async def _show_one(request: Visit, typed: Typed) -> ASGIApp:
    draft = await _drafted(request)
    listed = await told(request, ListPictures(area=request.path_params["area"], programme=draft.programme, limit=100))
    return await planning(
        request,
        "planning/picture.html",
        typed,
        page=_page(request),
        draft=draft,
        rows=rows(request.language, draft.figures),
        versions=[one for one in listed.items if one.picture == draft.picture],
    )


HANDLERS = (*pages(ALL, f"{ALL}/act", FORMS, _show), *pages(ONE, ONE, OF_ONE, _show_one), illustrate)
