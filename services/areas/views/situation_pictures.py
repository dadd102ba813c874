"""Situation pictures: the published versions, and what the next one would be."""

from collections.abc import Iterable
from typing import Any

from msgspec import convert, structs, to_builtins

from services.areas.domain.known_figures import changes_of
from shared.contracts.situation_pictures import (
    SITUATION_PICTURE,
    UNKNOWN_SITUATION_PICTURE,
    ComparePictures,
    DraftEntry,
    FiguresRedrawn,
    GetPicture,
    GetPictureDraft,
    ListPictureDrafts,
    ListPictures,
    Occasion,
    PictureDraft,
    PicturesCompared,
    PictureVersion,
    SituationPictureDrafted,
    SituationPicturePublished,
    SituationPictureWritten,
)
from shared.documents import document_of
from shared.events import Recorded
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Index, Put, Update, ViewSchema


def project_version(recorded: Recorded) -> Iterable[Change]:
    match recorded.event:
        case SituationPicturePublished() as event:
            version = PictureVersion(picture=recorded.aggregate_id, published_at=recorded.at, **structs.asdict(event))
            place = {"area": recorded.area, "position": recorded.position}
            yield Put(f"{recorded.aggregate_id}.{event.version}", {**to_builtins(version), **place})
        case _:
            return


def project_draft(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case SituationPictureDrafted() as event:
            drafted = PictureDraft(id_, event.programme, event.occasion, event.year, event.figures)
            yield Put(id_, {**to_builtins(drafted), "area": recorded.area, "position": recorded.position})
        case SituationPictureWritten() | FiguresRedrawn() as event:
            yield Update(id_, to_builtins(event))
        case SituationPicturePublished(version=version):
            yield Update(id_, {"published": version})
        case _:
            return


NEWEST = "-position"
VERSIONS = View(
    ViewSchema(
        "situation_pictures",
        (
            Index(("area", NEWEST)),
            Index(("area", "programme", NEWEST)),
            Index(("area", "programme", "occasion", NEWEST)),
        ),
    ),
    (SITUATION_PICTURE,),
    project_version,
)
DRAFTS = View(ViewSchema("situation_picture_drafts", (Index(("area", NEWEST)),)), (SITUATION_PICTURE,), project_draft)
MOST_DRAFTS = 100  # listed


async def list_pictures(query: ListPictures, room: Room) -> Any:
    views = await room.reached(VERSIONS, query.wait_for)
    where = {"area": query.area} | ({"programme": query.programme} if query.programme else {})
    page = await views.page(VERSIONS.name, where=where, order=NEWEST, after=query.after, limit=query.limit)
    content = {"figures", "sections"}
    return {
        "items": [{name: item[name] for name in item.keys() - content} for item in page.items],
        "next": page.next,
    }


async def get_picture(query: GetPicture, room: Room) -> Any:
    return await document_of(room, VERSIONS, f"{query.picture}.{query.version}", query, UNKNOWN_SITUATION_PICTURE)


async def get_draft(query: GetPictureDraft, room: Room) -> Any:
    return await document_of(room, DRAFTS, query.picture, query, UNKNOWN_SITUATION_PICTURE)


async def list_drafts(query: ListPictureDrafts, room: Room) -> Any:
    views = await room.reached(DRAFTS, query.wait_for)
    page = await views.page(DRAFTS.name, where={"area": query.area}, order=NEWEST, limit=MOST_DRAFTS)
    told = [field.name for field in structs.fields(DraftEntry)]
    return {"items": [{name: item[name] for name in told} for item in page.items]}


async def compare_pictures(query: ComparePictures, room: Room) -> PicturesCompared:
    await room.reached(VERSIONS, query.wait_for)
    start = await _newest(Occasion.START, query.area, query.programme, room)
    evaluation = await _newest(Occasion.EVALUATION, query.area, query.programme, room)
    changes = changes_of(start.figures, evaluation.figures) if start and evaluation else ()
    return PicturesCompared(start, evaluation, tuple(changes))


async def _newest(occasion: Occasion, area: str, programme: str, room: Room) -> PictureVersion | None:
    where = {"area": area, "programme": programme, "occasion": occasion}
    page = await room.views.page(VERSIONS.name, where=where, order=NEWEST, limit=1)
    return convert(page.items[0], PictureVersion) if page.items else None


QUERIES: Queries = {
    ListPictures: list_pictures,
    GetPicture: get_picture,
    GetPictureDraft: get_draft,
    ListPictureDrafts: list_drafts,
    ComparePictures: compare_pictures,
}
