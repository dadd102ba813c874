"""Giving an idea: in a minute, not twice the same unawares, and nothing that was written is lost."""

import re
from io import BytesIO

from aiohttp import FormData
from PIL import Image

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Round, Site, until
from tests.gateway.test_map_page import BOUNDARY
from tests.gateway.test_pages import Browser, page

IDEA = [("form", "f1"), ("title", "Keinuja leikkipuistoon"), ("text", "Pienille"), ("category", "youth")]


async def published(site: Site, title: str) -> tuple[Round, str]:
    """An idea that everybody may see, and is found by its words."""
    round_ = await Round.planned(site, Phase.IDEAS)
    idea = await round_.published_idea(await site.sign_in("resident", "Veikko"), title)
    await until(round_.moderator, f"/areas/{AREA}/ideas/{idea}", "status", "published")
    return round_, idea


async def alike(site: Site, round_: Round, title: str, known: str) -> str:
    """The part that is fetched while somebody writes, once it has the idea that is `known`."""
    for _ in range(100):
        found = await page(site, f"{round_.path}/ideas/alike", title=title, lang="fi")
        if known in found:
            return found
    raise AssertionError(found)


async def test_ideas_alike_are_shown_while_one_is_written(site: Site) -> None:
    round_, idea = await published(site, "Keinut leikkipuistoon")
    shown = await alike(site, round_, "Keinuja leikkipuis", idea)
    assert ("Keinut leikkipuistoon" in shown, "<html" in shown) == (True, False)
    assert idea not in await page(site, f"{round_.path}/ideas/alike", title="Uimaranta")
    assert "<li>" not in await page(site, f"{round_.path}/ideas/alike", title="")


async def test_who_has_no_script_sees_them_before_the_idea_is_given(site: Site) -> None:
    round_, known = await published(site, "Keinut leikkipuistoon")
    await alike(site, round_, "Keinuja leikkipuistoon", known)
    async with Browser(site) as aino:
        await aino.signs_in()
        status, first = await aino.sends(f"{round_.path}/ideas?lang=fi", IDEA)
        assert (status, f'name="seen" value="{known}"' in first, "Kiitos ideastasi" in first) == (200, True, False)
        assert all(part in first for part in ('value="f1"', 'value="Keinuja leikkipuistoon"', ">Pienille<"))
        assert re.search(r'value="youth" selected', first)
        waiting = f"{round_.path}/ideas?status=submitted"
        assert (await round_.moderator.get(waiting)).body["items"] == []
        status, given = await aino.sends(f"{round_.path}/ideas?lang=fi", [*IDEA, ("seen", known)])
        assert (status, "Kiitos ideastasi" in given) == (200, True)
        await aino.sends(f"{round_.path}/ideas?lang=fi", [*IDEA, ("seen", known)])
    (one,) = (await round_.moderator.get(waiting)).body["items"]
    assert (one["title"], one["category"]) == ("Keinuja leikkipuistoon", "youth")


async def test_what_is_wrong_is_told_at_the_field_and_nothing_is_lost(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    async with Browser(site) as aino:
        await aino.signs_in()
        status, refused = await aino.sends(f"{round_.path}/ideas", [("title", " "), ("text", "Rantaan")])
    assert (status, 'href="#title"' in refused, 'id="title-error"' in refused, "Rantaan" in refused) == (422,) + (
        True,
    ) * 3


async def test_a_draft_is_there_again_until_the_idea_is_given(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    async with Browser(site) as phone, Browser(site) as desk:
        await phone.signs_in()
        await desk.signs_in()
        _, kept = await phone.sends(f"{round_.path}/ideas/draft", IDEA)
        assert 'class="notice thanks"' in kept
        assert 'value="Keinuja leikkipuistoon"' in await desk.sees(f"{round_.path}/ideas/new")
        await phone.sends(f"{round_.path}/ideas", IDEA)
        assert 'value="Keinuja leikkipuistoon"' not in await desk.sees(f"{round_.path}/ideas/new")


async def test_only_residents_write_and_only_while_ideas_are_collected(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    form = f'action="{round_.path}/ideas"'
    assert form not in await page(site, f"{round_.path}/ideas/new")
    async with Browser(site) as aino:
        await aino.signs_in()
        assert form in await aino.sees(f"{round_.path}/ideas/new")
        await round_.move_to(Phase.PLANNING)
        await until(round_.coordinator, round_.path, "phase", "planning")
        assert form not in await aino.sees(f"{round_.path}/ideas/new")
        assert (await aino.sends(f"{round_.path}/ideas", IDEA))[0] == 409


async def test_the_author_adds_a_place_a_picture_and_other_words(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await round_.coordinator.did("PUT", f"/areas/{AREA}/boundary", {"boundary": BOUNDARY})
    async with Browser(site) as aino:
        await aino.signs_in()
        async with aino.http.post(f"{round_.path}/ideas", data=IDEA) as response:
            mine, shown = response.url.path, await response.text()
        assert 'type="image"' in shown
        status, placed = await aino.sends(f"{mine}/place", [("at.x", "120"), ("at.y", "60")])
        assert (status, bool(re.search(r"map\.svg\?lat=62\.8\d+&amp;lon=27\.6\d+", placed))) == (200, True)
        assert (await aino.sends(f"{mine}/place", [("at.x", "0"), ("at.y", "0")]))[0] == 422
        for alt, status in ((" ", 422), ("Keinu", 200)):
            async with aino.http.post(f"{mine}/pictures", data=_picture(alt)) as response:
                shown = await response.text()
                assert (alt, response.status) == (alt, status), shown
        form = re.search(rf'action="({mine}/words\?position=\d+)"', shown)
        assert form
        _, changed = await aino.sends(form[1], [("title", "Kiipeilyteline"), ("text", ""), ("category", "sport")])
        assert all(part in changed for part in ("Kiipeilyteline", 'alt="Keinu"', "map.svg?lat="))
        other = [("title", "Muun"), ("text", ""), ("category", "sport")]
    async with Browser(site) as veikko:
        await veikko.signs_in(name="Veikko")
        assert (await veikko.sends(f"{mine}/words", other))[0] == 404


def _picture(alt: str) -> FormData:
    written = BytesIO()
    Image.new("RGB", (8, 8), "red").save(written, "PNG")
    form = FormData()
    form.add_field("alt", alt)
    form.add_field("file", written.getvalue(), filename="keinu.png", content_type="image/png")
    return form
