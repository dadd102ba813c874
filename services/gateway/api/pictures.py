"""Pictures: sent once, shown to those who may see them just now."""

from typing import Final

import msgspec
from litestar import HttpMethod
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp
from msgspec.structs import fields, replace

from services.gateway.operations import Handle, Operation, encode, read_strings
from services.gateway.scaling import MOST_UPLOAD, scaled
from services.gateway.visit import Visit, told
from shared import pictures
from shared.contracts.pictures import SeePicture, SendPicture
from shared.messages import NOT_YOUR_ROLE, require
from shared.pictures import Size
from shared.requests import new_id, send

WEBP: Final = "image/webp"
ASKED_ANEW: Final = "private, no-cache"  # kept by the browser, but each time it asks: the picture may be hidden since
WAIT_FOR = tuple(field for field in fields(SeePicture) if field.name == "wait_for")


class StoredPicture(msgspec.Struct, frozen=True):
    """What an idea, a situation picture and the like name the picture by. Until one of them shows it, its sender sees
    it, once the log is read up to `position`."""

    id: str
    width: int
    height: int
    position: int


async def _store(visit: Visit) -> ASGIApp:
    return ASGIResponse(body=encode(await take_in(visit, await visit.body())), status_code=201)


async def take_in(visit: Visit, content: bytes) -> StoredPicture:
    """Raises `Refused`."""
    actor, area = visit.signed_in(), visit.path_params["area"]
    require(any(actor.holds(role, area) for role in SendPicture.allowed), NOT_YOUR_ROLE)
    picture = await scaled(content)
    await pictures.put(visit.instance.nc, picture.id, picture.sizes)
    done = await send(visit.instance.nc, SendPicture(area=area, picture=picture.id, by=actor), new_id())
    return StoredPicture(picture.id, picture.width, picture.height, done.position)


def _show(size: Size) -> Handle:
    async def show(visit: Visit) -> ASGIApp:
        asked = {"picture": visit.path_params["picture"], "wait_for": visit.asked.get("wait_for", "0")}
        await told(visit, replace(read_strings(asked, SeePicture), by=visit.actor))
        tag = f'"{asked["picture"]}"'
        headers = {"Cache-Control": ASKED_ANEW, "ETag": tag}
        if visit.header(b"if-none-match") == tag:
            return ASGIResponse(body=b"", status_code=304, headers=headers)
        content = await pictures.get(visit.instance.nc, asked["picture"], size)
        return ASGIResponse(body=content, media_type=WEBP, headers=headers)

    return show


def _shown(path: str, summary: str, size: Size) -> Operation:
    return Operation(
        HttpMethod.GET,
        path,
        summary,
        "pictures",
        _show(size),
        bytes,
        parameters=WAIT_FOR,
        answer_media=WEBP,
        asks=SeePicture,
    )


OPERATIONS = (
    Operation(
        HttpMethod.POST,
        "/areas/{area}/pictures",
        "Send a picture (JPEG, PNG or WebP); all but the picture itself is left behind",
        "pictures",
        _store,
        StoredPicture,
        status=201,
        body=bytes,
        body_media="application/octet-stream",
        most_body=MOST_UPLOAD,
        signed_in=True,
        allowed=SendPicture.allowed,
        asks=SendPicture,
    ),
    _shown("/pictures/{picture}", "A picture, at most 1600 pixels wide and high (WebP)", Size.LARGE),
    _shown("/pictures/{picture}/small", "A picture, at most 400 pixels wide and high (WebP)", Size.SMALL),
)
