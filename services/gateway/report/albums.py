"""The pictures of what was built, as they were taken on the way."""

import asyncio
from collections.abc import Iterable
from io import BytesIO
from typing import NamedTuple

from nats.aio.client import Client
from PIL import Image

from services.gateway.report import ProgrammeReport
from shared import pictures
from shared.contracts.pictures import UNKNOWN_PICTURE, Picture
from shared.contracts.projects import ProjectView
from shared.messages import Refused
from shared.pictures import Size

MOST = 6  # of a project; the page of the area has all
PRINTED, QUALITY = 800, 80  # pixels of the longer side: 220 an inch


class Album(NamedTuple):
    """Of the project with this title."""

    title: str
    pictures: tuple[Picture, ...]


def albums_of(report: ProgrammeReport) -> tuple[Album, ...]:
    """The last ones of each project."""
    albums = (Album(one.project.title, tuple(_taken(one.project))[-MOST:]) for one in report.projects)
    return tuple(album for album in albums if album.pictures)


def _taken(project: ProjectView) -> Iterable[Picture]:
    for milestone in project.milestones:
        yield from milestone.pictures
    yield from project.pictures


async def photos_of(nc: Client, report: ProgrammeReport) -> dict[str, bytes]:
    """By their ids, as JPEG, which paper takes as it is; without those that are not stored any more."""
    ids = {picture.id for album in albums_of(report) for picture in album.pictures}
    found = {id_: await _photo(nc, id_) for id_ in ids}
    return {id_: photo for id_, photo in found.items() if photo}


async def _photo(nc: Client, id_: str) -> bytes | None:
    try:
        content = await pictures.get(nc, id_, Size.LARGE)
    except Refused as refused:
        if refused.refusal.reason is UNKNOWN_PICTURE:
            return None
        raise
    return await asyncio.to_thread(_as_jpeg, content)


def _as_jpeg(content: bytes) -> bytes:
    """On white where one could look through it."""
    picture, file = Image.open(BytesIO(content)).convert("RGBA"), BytesIO()
    picture.thumbnail((PRINTED, PRINTED))
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture)
    paper.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()
