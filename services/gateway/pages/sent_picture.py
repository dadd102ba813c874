"""A picture that a form brings."""

from litestar.datastructures import UploadFile

from services.gateway.api.pictures import take_in
from services.gateway.operations import read_strings
from services.gateway.visit import Visit
from shared.contracts.pictures import NOT_A_PICTURE, Picture
from shared.messages import Refused


async def taken_in(request: Visit, alt: str) -> Picture:
    """It, stored. Raises `Refused`."""
    file = (await request.form()).get("file")
    if not isinstance(file, UploadFile):
        raise Refused(NOT_A_PICTURE)
    read_strings({"id": "picture", "alt": alt}, Picture)
    return Picture((await take_in(request, await file.read())).id, alt)


async def said(request: Visit, name: str) -> str:
    """What another field of that form says."""
    return str((await request.form()).get(name, "")).strip()
