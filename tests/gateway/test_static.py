"""Styles and scripts: under names that change with what is in them, kept for ever, packed; a city brings its own."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from services.gateway.pages.static import Assets
from shared.settings import Settings
from tests.gateway.conftest import opened
from tests.gateway.front_door import Site


async def test_a_page_names_its_files_by_what_is_in_them_and_they_are_kept_for_ever(site: Site) -> None:
    async with site.http.get("/") as response:
        named = re.findall(r'"(/static/[^"]+)"', await response.text())
    assert {Path(path).name for path in named} == {"hds.css", "tokens.css", "lahio.css", "logo.svg", "install.js"}
    for path in named:
        async with site.http.get(path) as response:
            assert response.status == 200
            assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert response.headers["Content-Encoding"] == "gzip"


async def test_a_file_under_another_name_than_its_own_is_not_there(site: Site) -> None:
    for path in ("/static/0123456789abcdef/hds.css", "/static/lahio.css", "/static/x/..%2fbase.html"):
        async with site.http.get(path) as response:
            assert response.status == 404


async def test_who_does_not_unpack_gets_it_as_it_is(site: Site) -> None:
    path = Assets(Path("no city's own")).path("lahio.css")
    async with site.http.get(path, headers={"Accept-Encoding": "identity"}) as response:
        assert "Content-Encoding" not in response.headers
        assert ":focus-visible" in await response.text()


async def test_a_page_is_packed_where_the_browser_unpacks(site: Site) -> None:
    for accepted, packed in (("gzip, br", "gzip"), ("identity", None)):
        async with site.http.get("/", headers={"Accept-Encoding": accepted}) as response:
            assert response.headers.get("Content-Encoding") == packed
            assert "Accept-Encoding" in response.headers["Vary"]
            assert "<h1>" in await response.text()


async def test_a_city_brings_its_colours_and_keeps_our_logo(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "city").mkdir()
    (tmp_path / "city/tokens.css").write_text(":root { --color-brand: #003a70; }")
    async with opened(replace(settings, brand_folder=tmp_path / "city")) as site:
        async with site.http.get("/") as response:
            (path,) = re.findall(r'"(/static/\w+/tokens\.css)"', await response.text())
            assert Assets(Path("none")).path("logo.svg") in await response.text()
        async with site.http.get(path) as response:
            assert "#003a70" in await response.text()


@pytest.mark.parametrize("name", ["hds.css", "lahio.css", "tokens.css", "htmx.js"])
def test_nothing_is_asked_of_others(name: str) -> None:
    """An address in a style would be fetched; the design system's `data:` masks are not used, as the policy forbids."""
    content = Assets(Path("none")).served(Assets(Path("none")).path(name)).content.decode()
    assert not re.search(r"@import|url\(['\"]?(?:https?:)?//", content)
