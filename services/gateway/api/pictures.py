"""Pictures: sent once, shown for ever."""

from typing import Final

import msgspec
from litestar import HttpMethod
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.operations import Handle, Operation, encode
from services.gateway.scaling import MOST_UPLOAD, scaled
from services.gateway.visit import Visit
from shared import pictures
from shared.messages import NOT_YOUR_ROLE, Role, require
from shared.pictures import Size

WEBP: Final = "image/webp"
KEPT: Final = {"Cache-Control": "public, max-age=31536000, immutable"}  # another picture has another id
MAY_SEND = frozenset(Role) - {Role.CODE_HOLDER, Role.DESK_VOTER, Role.SYSTEM}


class StoredPicture(msgspec.Struct, frozen=True):
    """What an idea, a comment and the like name the picture by."""

    id: str
    width: int
    height: int


async def _store(visit: Visit) -> ASGIApp:
    actor, area = visit.signed_in(), visit.path_params["area"]
    require(any(actor.holds(role, area) for role in MAY_SEND), NOT_YOUR_ROLE)
    picture = await scaled(await visit.body())
    await pictures.put(visit.instance.nc, picture.id, picture.sizes)
    return ASGIResponse(body=encode(StoredPicture(picture.id, picture.width, picture.height)), status_code=201)


def _show(size: Size) -> Handle:
    async def show(visit: Visit) -> ASGIApp:
        content = await pictures.get(visit.instance.nc, visit.path_params["picture"], size)
        return ASGIResponse(body=content, media_type=WEBP, headers=KEPT)

    return show


def _shown(path: str, summary: str, size: Size) -> Operation:
    return Operation(HttpMethod.GET, path, summary, "pictures", _show(size), bytes, answer_media=WEBP)


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
        allowed=MAY_SEND,
    ),
    _shown("/pictures/{picture}", "A picture, at most 1600 pixels wide and high (WebP)", Size.LARGE),
    _shown("/pictures/{picture}/small", "A picture, at most 400 pixels wide and high (WebP)", Size.SMALL),
)
