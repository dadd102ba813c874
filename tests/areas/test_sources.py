"""Figures from the web services of others, over HTTP; and what is said when a service does not answer well."""

from dataclasses import replace

import aiohttp
import msgspec
import pytest
from nats.aio.client import Client

from services import areas
from services.areas.domain.shares import POSTAL_SHARES, Share
from services.areas.sources import sotkanet, statfin
from services.areas.sources.web import Web
from shared.contracts.areas import RegisterArea
from shared.contracts.imports import (
    ONE_CODE,
    SOURCE_BUSY,
    SOURCE_LACKS,
    SOURCE_OFF,
    SOURCE_STRANGE,
    SOURCE_UNREACHABLE,
    AreaCodes,
    FetchFigures,
    WebSource,
)
from shared.contracts.indicators import (
    UNKNOWN_INDICATOR,
    DefineIndicator,
    FiguresPage,
    Level,
    ListFigures,
    Names,
    Topic,
)
from shared.messages import EVERYWHERE, Actor, Reason, Refused, Role
from shared.requests import ask, new_id, send
from shared.settings import Settings
from tests.areas import services
from tests.running import running

ALLI = Actor("a", {Role.AREA_COORDINATOR: (EVERYWHERE,), Role.COORDINATOR: (EVERYWHERE,)})


def fetch(source: WebSource, *codes: str, year: int = 2024, area: str = "petonen") -> FetchFigures:
    return FetchFigures(source=source, year=year, places=(AreaCodes(area, codes),), by=ALLI)


async def from_statfin(command: FetchFigures) -> dict[str, str | None]:
    async with services.statfin() as url, aiohttp.ClientSession() as http:
        found = await statfin.fetch(Web(WebSource.STATFIN, url, http), command, POSTAL_SHARES)
    return {one.figure.indicator: one.figure.value for _, figures in found for one in figures}


async def test_shares_are_added_up_over_the_postal_codes_of_an_area() -> None:
    assert await from_statfin(fetch(WebSource.STATFIN, "70100", "70200")) == {
        "basic_education": "30",
        "unemployment": "20",
        "low_income": "16.6667",
    }


async def test_a_share_with_a_suppressed_cell_is_unknown_and_not_zero() -> None:
    found = await from_statfin(fetch(WebSource.STATFIN, "70100", "70300"))
    assert found["basic_education"] is None
    assert found["unemployment"] == "12"


async def test_a_count_that_is_kept_secret_as_a_negative_number_is_unknown() -> None:
    found = await from_statfin(fetch(WebSource.STATFIN, "70100", "70400"))
    assert found == {"basic_education": None, "unemployment": None, "low_income": None}


@pytest.mark.parametrize(("code", "year"), [("99999", 2024), ("70100", 2019)])
async def test_what_the_source_does_not_have_is_named(code: str, year: int) -> None:
    with pytest.raises(Refused, match=SOURCE_LACKS.code) as refused:
        await from_statfin(fetch(WebSource.STATFIN, code, year=year))
    assert refused.value.refusal.values == {"source": "statfin", "year": str(year), "code": code}


async def test_a_share_that_no_table_holds_is_named_and_nothing_is_fetched() -> None:
    shares = (*POSTAL_SHARES, Share("own", "ko_uusi", ("ko_ika18y",)))
    async with services.statfin() as url, aiohttp.ClientSession() as http:
        with pytest.raises(Refused, match=SOURCE_LACKS.code) as refused:
            await statfin.fetch(Web(WebSource.STATFIN, url, http), fetch(WebSource.STATFIN, "70100"), shares)
    assert refused.value.refusal.values == {"source": "statfin", "year": "2024", "code": "ko_uusi"}


MORBIDITY = {"morbidity": "5641"}


async def test_sotkanet_tells_of_municipalities_and_regions_and_says_which() -> None:
    async with services.sotkanet() as url, aiohttp.ClientSession(headers={"User-Agent": "Lahio"}) as http:
        source = Web(WebSource.SOTKANET, url, http)
        for code, value, level in (
            ("161", "112.3", Level.MUNICIPALITY),
            ("645", "118", Level.REGION),
            ("5", None, Level.MUNICIPALITY),
        ):
            ((_, (found,)),) = await sotkanet.fetch(source, fetch(WebSource.SOTKANET, code), MORBIDITY)
            assert (found.figure.indicator, found.figure.value, found.figure.level) == ("morbidity", value, level)
        with pytest.raises(Refused, match=SOURCE_LACKS.code):
            await sotkanet.fetch(source, fetch(WebSource.SOTKANET, "7"), MORBIDITY)
        with pytest.raises(Refused, match=ONE_CODE.code):
            await sotkanet.fetch(source, fetch(WebSource.SOTKANET, "161", "645"), MORBIDITY)


@pytest.mark.parametrize(
    ("status", "body", "after", "reason"),
    [
        (429, "", 0, SOURCE_BUSY),
        (500, "", 0, SOURCE_UNREACHABLE),
        (200, "[]", 2, SOURCE_UNREACHABLE),
        (200, "<html>Huoltokatko</html>", 0, SOURCE_STRANGE),
        (200, '{"unheard": "of"}', 0, SOURCE_STRANGE),
        (403, "", 0, SOURCE_STRANGE),
    ],
)
async def test_a_source_that_does_not_answer_well_is_told_of(
    status: int, body: str, after: float, reason: Reason
) -> None:
    patience = aiohttp.ClientTimeout(total=0.5)
    async with services.answering(status, body, after) as url, aiohttp.ClientSession(timeout=patience) as http:
        with pytest.raises(Refused, match=reason.code):
            await statfin.fetch(Web(WebSource.STATFIN, url, http), fetch(WebSource.STATFIN, "70100"), POSTAL_SHARES)


async def test_a_source_nobody_listens_at_is_unreachable() -> None:
    async with aiohttp.ClientSession() as http:
        source = Web(WebSource.STATFIN, "http://127.0.0.1:9", http)
        with pytest.raises(Refused, match=SOURCE_UNREACHABLE.code):
            await statfin.fetch(source, fetch(WebSource.STATFIN, "70100"), POSTAL_SHARES)


async def test_what_was_fetched_lies_in_the_log_with_its_source(nc: Client, settings: Settings) -> None:
    async with services.statfin() as url, running(replace(settings, statfin_url=url), areas.service):
        await send(nc, RegisterArea(area="petonen", name="Petonen", eligible_voters=1, by=ALLI), new_id())
        first = await send(nc, fetch(WebSource.STATFIN, "70100"), new_id())
        again = await send(nc, fetch(WebSource.STATFIN, "70100"), new_id())
        listed = await ask(nc, ListFigures(area="petonen", wait_for=first.position))
        with pytest.raises(Refused, match="unknown_area"):
            await send(nc, fetch(WebSource.STATFIN, "70100", area="atlantis"), new_id())
    assert again.position == first.position
    figures = msgspec.json.decode(listed, type=FiguresPage).items
    assert len(figures) == 3
    for figure in figures:
        assert (figure.year, figure.level, len(figure.versions)) == (2024, Level.POSTAL, 1)
        assert figure.newest.source.name == "Tilastokeskus"
        assert figure.newest.source.address == f"{url}/paavo_2027.px"


async def test_only_what_is_named_is_fetched_from_statistics_finland(nc: Client, settings: Settings) -> None:
    asked = msgspec.structs.replace(fetch(WebSource.STATFIN, "70100"), indicators=("low_income",))
    async with services.statfin() as url, running(replace(settings, statfin_url=url), areas.service):
        await send(nc, RegisterArea(area="petonen", name="Petonen", eligible_voters=1, by=ALLI), new_id())
        done = await send(nc, asked, new_id())
        listed = await ask(nc, ListFigures(area="petonen", wait_for=done.position))
        with pytest.raises(Refused, match=UNKNOWN_INDICATOR.code):
            await send(nc, msgspec.structs.replace(asked, indicators=("morbidity",)), new_id())
    assert [one.indicator for one in msgspec.json.decode(listed, type=FiguresPage).items] == ["low_income"]


async def test_without_an_address_nothing_is_fetched(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service):
        with pytest.raises(Refused, match=SOURCE_OFF.code):
            await send(nc, fetch(WebSource.SOTKANET, "161"), new_id())


async def test_an_indicator_of_the_citys_own_can_come_from_sotkanet(nc: Client, settings: Settings) -> None:
    own = Names("Oma", "Egen", "Own")
    define = DefineIndicator(indicator="own", names=own, topic=Topic.HEALTH, sotkanet="5641", by=ALLI)
    asked = msgspec.structs.replace(fetch(WebSource.SOTKANET, "161"), indicators=("own",))
    async with services.sotkanet() as url, running(replace(settings, sotkanet_url=url), areas.service):
        await send(nc, RegisterArea(area="petonen", name="Petonen", eligible_voters=1, by=ALLI), new_id())
        with pytest.raises(Refused, match=UNKNOWN_INDICATOR.code):
            await send(nc, asked, new_id())
        await send(nc, define, new_id())
        done = await send(nc, asked, new_id())
        listed = await ask(nc, ListFigures(area="petonen", wait_for=done.position))
    (figure,) = msgspec.json.decode(listed, type=FiguresPage).items
    assert (figure.indicator, figure.newest.value) == ("own", "112.3")
