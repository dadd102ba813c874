"""Pictures on their way from a phone to everybody."""

from io import BytesIO

import aiohttp
import pytest
from PIL import Image

from tests.gateway.front_door import AREA, Json, Person, Site

SEND = f"/api/v1/areas/{AREA}/pictures"
ORIENTATION, CAMERA, GPS = 0x0112, 0x0110, 0x8825


def photo(width: int = 2000, height: int = 1000, kind: str = "JPEG") -> bytes:
    """On its side, as phones take it, with the camera's name and the place."""
    file, beside = BytesIO(), Image.Exif()
    beside[ORIENTATION], beside[CAMERA] = 6, "Puhelin of Aino"
    beside.get_ifd(GPS)[1] = "N"
    Image.new("RGB", (width, height), "green").save(file, kind, exif=beside)
    return file.getvalue()


async def sent(site: Site, person: Person, content: bytes) -> tuple[int, Json]:
    headers = {"Authorization": f"Bearer {person.token}", "Content-Type": "application/octet-stream"}
    async with site.http.post(SEND, data=content, headers=headers if person.token else {}) as response:
        return response.status, await response.json()


async def shown(site: Site, person: Person, path: str, position: int = 0) -> tuple[aiohttp.ClientResponse, bytes]:
    sign_in = {"Authorization": f"Bearer {person.token}"} if person.token else {}
    async with site.http.get(f"/api/v1/pictures/{path}?wait_for={position}", headers=sign_in) as response:
        return response, await response.read()


async def test_a_picture_is_shown_upright_and_scaled_in_two_sizes(site: Site) -> None:
    aino = await site.sign_in("resident", "Aino")
    status, stored = await sent(site, aino, photo())
    one, position = stored["id"], stored["position"]
    large, small = [(await shown(site, aino, f"{one}{size}", position))[1] for size in ("", "/small")]
    assert (status, stored["width"], stored["height"]) == (201, 800, 1600)
    assert Image.open(BytesIO(large)).size == (800, 1600)
    assert Image.open(BytesIO(small)).size == (200, 400)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_nothing_but_the_picture_is_kept(site: Site, kind: str) -> None:
    aino = await site.sign_in("resident", "Aino")
    _, stored = await sent(site, aino, photo(40, 20, kind))
    response, content = await shown(site, aino, stored["id"], stored["position"])
    kept = Image.open(BytesIO(content))
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert not kept.getexif()
    assert not {"exif", "xmp", "icc_profile"} & kept.info.keys()
    assert b"Puhelin" not in content


async def test_the_same_picture_sent_twice_is_one(site: Site) -> None:
    aino, veikko = await site.sign_in("resident", "Aino"), await site.sign_in("resident", "Veikko")
    stored = [(await sent(site, one, photo(40, 20)))[1] for one in (aino, veikko, aino)]
    assert len({one["id"] for one in stored}) == 1
    for person in (aino, veikko):
        assert (await shown(site, person, stored[0]["id"], stored[-1]["position"]))[0].status == 200


async def test_what_is_no_picture_is_refused(site: Site) -> None:
    aino = await site.sign_in("resident", "Aino")
    bomb = BytesIO()
    Image.new("1", (8000, 8000)).save(bomb, "PNG")
    said = [await sent(site, aino, content) for content in (b"", b"<svg/>", photo()[:5000], bomb.getvalue())]
    assert [answer["code"] for _, answer in said] == ["not_a_picture"] * 3 + ["picture_too_big"]
    assert {status for status, _ in said} == {422}


async def test_what_stands_broken_beside_a_picture_makes_it_none(site: Site) -> None:
    """A camera's name that says it is a number: Pillow writes anew what stands there as it turns the picture."""
    beside = Image.Exif()
    beside[ORIENTATION], beside[CAMERA] = 6, "Puhelin of Aino"
    broken = bytearray(beside.tobytes())
    place = broken.index(bytes.fromhex("0110 0002"))
    broken[place : place + 4] = bytes.fromhex("0118 0002")
    file = BytesIO()
    Image.new("RGB", (40, 20), "green").save(file, "JPEG", exif=bytes(broken))
    status, answer = await sent(site, await site.sign_in("resident", "Aino"), file.getvalue())
    assert (status, answer["code"]) == (422, "not_a_picture")


async def test_only_who_is_signed_in_sends_pictures(site: Site) -> None:
    elsewhere = await site.sign_in("resident", "Aino", area="muualla")
    assert [(await sent(site, person, photo(4, 2)))[0] for person in (Person(site.http), elsewhere)] == [401, 403]


async def test_a_picture_nobody_sent_is_unknown(site: Site) -> None:
    response, _ = await shown(site, Person(site.http), "a" * 32)
    assert response.status == 404
