"""The site as an app on a device: its manifest, and the worker that keeps some files for when there is no network."""

import re
from dataclasses import replace
from pathlib import Path

import msgspec

from shared.settings import Settings
from tests.gateway.conftest import opened
from tests.gateway.front_door import Site


async def told(site: Site, path: str) -> tuple[dict[str, str], str]:
    async with site.http.get(path) as response:
        assert response.status == 200
        return dict(response.headers), await response.text()


async def test_the_manifest_names_icons_that_are_there(site: Site) -> None:
    headers, body = await told(site, "/manifest.webmanifest")
    assert headers["Content-Type"].startswith("application/manifest+json")
    manifest = msgspec.json.decode(body)
    assert (manifest["start_url"], manifest["display"], manifest["theme_color"]) == ("/", "standalone", "#0b5c4b")
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    for icon in manifest["icons"]:
        async with site.http.get(icon["src"]) as response:
            assert (response.status, response.content_type) == (200, "image/png")
    assert '<link rel="manifest" href="/manifest.webmanifest">' in (await told(site, "/"))[1]


async def test_a_city_brings_the_colours_of_its_app(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "tokens.css").write_text(":root { --color-brand: #003a70; --color-page: #fff; }")
    async with opened(replace(settings, brand_folder=tmp_path)) as site:
        manifest = msgspec.json.decode((await told(site, "/manifest.webmanifest"))[1])
    assert (manifest["theme_color"], manifest["background_color"]) == ("#003a70", "#fff")


async def test_the_worker_is_asked_for_anew_and_keeps_files_and_one_page_that_names_nobody(site: Site) -> None:
    headers, body = await told(site, "/sw.js")
    assert headers["Cache-Control"] == "no-cache"
    assert headers["Content-Type"].startswith("text/javascript")
    named = re.match(r'const VERSION = "\w{16}", KEPT = (\[.*?\]);', body)
    assert named is not None
    kept = msgspec.json.decode(named[1])
    assert [path for path in kept if not path.startswith("/static/")] == ["/offline"]
    for path in kept:
        await told(site, path)


async def test_the_policy_lets_the_site_alone_bring_worker_and_manifest(site: Site) -> None:
    policy = (await told(site, "/"))[0]["Content-Security-Policy"]
    assert {"worker-src 'self'", "manifest-src 'self'"} <= {part.strip() for part in policy.split(";")}


async def test_the_page_for_when_there_is_no_network_says_so_in_three_languages(site: Site) -> None:
    _, body = await told(site, "/offline")
    assert [part in body for part in ('lang="fi">Verkko', 'lang="sv">Det finns ingen', 'lang="en">There is no')] == [
        True
    ] * 3
