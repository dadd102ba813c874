"""Servers that answer as Statistics Finland's PxWeb and as Sotkanet do."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

POSTAL_CODES = ["70100", "70200", "70300", "70400"]
CONTENTS = ["he_vakiy", "ko_ika18y", "ko_perus", "pt_tyoll", "pt_tyott", "hr_tuy", "hr_pi_tul"]
COUNTS: dict[str, list[int | None]] = {
    "70100": [1100, 1000, 200, 90, 10, 800, 100],
    "70200": [600, 500, 250, 30, 20, 400, 100],
    "70300": [40, 30, None, 20, 5, 25, 0],  # so few live here that some is not told
    "70400": [9, 8, -1, 5, -1, 8, -1],  # nor here, in another way of saying so
}
METADATA: dict[str, Any] = {
    "title": "Postinumeroalueittainen avoin tieto",
    "variables": [
        {"code": "Alue 2027", "text": "Alue", "values": ["SSS", *POSTAL_CODES], "valueTexts": []},
        {"code": "Muuttuja", "text": "Tiedot", "values": CONTENTS, "valueTexts": []},
        {"code": "Vuosi", "text": "Vuosi", "values": ["2023", "2024"], "time": True},
    ],
}
EARLIER: dict[str, Any] = {
    "title": "Koulutus",
    "variables": [METADATA["variables"][0], METADATA["variables"][1], {"code": "Vuosi", "values": ["2022", "2023"]}],
}
OTHER = {"title": "Muu", "variables": [{"code": "Vuosi", "text": "Vuosi", "values": ["2024"]}]}
TABLES = {"paavo_2027.px": METADATA, "koulutus.px": EARLIER}


async def statfin_tables(_: web.Request) -> web.Response:
    tables = [("muu.px", "Muu taulu"), ("koulutus.px", "Paavo, koulutus"), ("paavo_2027.px", "Paavo, kaikki")]
    return web.json_response([{"id": id_, "type": "t", "text": text, "updated": "2027-01-20"} for id_, text in tables])


async def statfin_metadata(request: web.Request) -> web.Response:
    return web.json_response(TABLES.get(request.match_info["table"], OTHER))


async def statfin_data(request: web.Request) -> web.Response:
    """json-stat2, as asked for; a cell that is kept secret is null and has a status."""
    asked = await request.json()
    assert asked["response"] == {"format": "json-stat2"}
    selected = {one["code"]: one["selection"]["values"] for one in asked["query"]}
    postal, contents, years = (selected[name] for name in ("Alue 2027", "Muuttuja", "Vuosi"))
    values = [COUNTS[place][CONTENTS.index(what)] for place in postal for what in contents for _ in years]
    return web.json_response(
        {
            "version": "2.0",
            "class": "dataset",
            "id": [*selected],
            "size": [len(one) for one in selected.values()],
            "dimension": {name: {"category": {"index": _places(codes)}} for name, codes in selected.items()},
            "value": values,
            "status": {str(place): ".." for place, value in enumerate(values) if value is None},
        }
    )


def _places(codes: list[str]) -> dict[str, int]:
    return {code: place for place, code in enumerate(codes)}


async def sotkanet_regions(_: web.Request) -> web.Response:
    regions = [(161, "297", "KUNTA"), (645, "11", "MAAKUNTA"), (5, "005", "KUNTA")]
    return web.json_response([{"id": id_, "code": code, "category": kind} for id_, code, kind in regions])


async def sotkanet_figures(request: web.Request) -> web.Response:
    """Turns away the user agents of libraries, as the real one does."""
    if request.headers.get("User-Agent", "").startswith("Python"):
        return web.Response(status=403)
    year = int(request.query["years"])
    values: list[tuple[int, float | None]] = [(161, 112.3), (645, 118.0), (5, None)]
    rows: list[dict[str, Any]] = [
        {"region": region, "year": year, "gender": "total", "value": value, "absValue": None}
        for region, value in values
    ]
    return web.json_response(rows if request.query["indicator"] == "5641" else [])


@asynccontextmanager
async def statfin() -> AsyncIterator[str]:
    async with _served(
        web.get("/paavo", statfin_tables),
        web.get("/paavo/{table}", statfin_metadata),
        web.post("/paavo/{table}", statfin_data),
    ) as url:
        yield f"{url}/paavo"


@asynccontextmanager
async def sotkanet() -> AsyncIterator[str]:
    async with _served(web.get("/regions", sotkanet_regions), web.get("/json", sotkanet_figures)) as url:
        yield url


@asynccontextmanager
async def answering(status: int = 200, body: str = "", after: float = 0) -> AsyncIterator[str]:
    """Whatever it is asked."""

    async def answer(_: web.Request) -> web.Response:
        await asyncio.sleep(after)
        return web.Response(status=status, text=body)

    async with _served(web.get("/{path:.*}", answer)) as url:
        yield url


@asynccontextmanager
async def _served(*routes: web.RouteDef) -> AsyncIterator[str]:
    app = web.Application()
    app.add_routes(routes)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")
