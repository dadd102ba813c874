"""What waits for a moderator, done with plain forms."""

import re

import pytest

from services.gateway.pages.staff import moderation
from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Person, Round, Site, until
from tests.gateway.test_pages import Browser
from tests.gateway.test_pictures import photo, sent

PAGE = f"/areas/{AREA}/moderation"


async def given(round_: Round, author: Person, title: str) -> tuple[str, int]:
    """The idea, and its place in the log."""
    given = (await author.post(f"{round_.path}/ideas", {"title": title, "text": "Kaikille"})).body
    return given["id"], given["position"]


async def test_a_moderator_publishes_and_hides_with_a_reason(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    aino = await site.sign_in("resident", "Aino")
    (swing, _), (advert, position) = await given(round_, aino, "Keinu"), await given(round_, aino, "Mainos")
    async with Browser(site) as moderator:
        await moderator.signs_in("moderator")
        seen = await moderator.sees(f"{PAGE}?lang=en&position={position}")
        assert all(part in seen for part in ("Keinu", "Mainos", "Waiting: 2."))
        _, seen = await moderator.sends(f"{PAGE}/idea/{swing}/publish?lang=en", [])
        assert ("Everybody sees it now." in seen, "Keinu" in seen, "Waiting: 1." in seen) == (True, False, True)
        status, seen = await moderator.sends(f"{PAGE}/idea/{advert}/hide?lang=en", [("reason", "")])
        assert (status, f'id="hide-{advert}-error"' in seen) == (422, True)
        _, seen = await moderator.sends(f"{PAGE}/idea/{advert}/hide?lang=en", [("reason", "Mainos ei ole idea.")])
        assert "Nothing waits." in seen
    shown = await until(aino, f"/areas/{AREA}/ideas/{advert}", "status", "hidden")
    assert shown["reason"] == "Mainos ei ole idea."


async def test_a_moderator_sees_the_pictures_before_everybody_does(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    aino = await site.sign_in("resident", "Aino")
    _, picture = await sent(site, aino, photo(40, 20))
    said = {"title": "Penkki", "text": "", "pictures": [{"id": picture["id"], "alt": "Lampi"}]}
    position = (await aino.post(f"{round_.path}/ideas", said)).body["position"]
    async with Browser(site) as moderator:
        await moderator.signs_in("moderator")
        assert f'{picture["id"]}/small" alt="Lampi"' in await moderator.sees(f"{PAGE}?position={position}")


async def test_what_was_reported_is_kept(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    idea = await round_.published_idea(await site.sign_in("resident", "Aino"), "Keinu")
    veikko = await site.sign_in("resident", "Veikko")
    position = await veikko.did("POST", f"/areas/{AREA}/ideas/{idea}/report", {"reason": "En pidä siitä."})
    async with Browser(site) as moderator:
        await moderator.signs_in("moderator")
        seen = await moderator.sees(f"{PAGE}?lang=en&position={position}")
        assert all(part in seen for part in ("En pidä siitä.", "Keep it as it is", "Reported"))
        assert "Nothing waits." in (await moderator.sends(f"{PAGE}/idea/{idea}/publish?lang=en", []))[1]


async def test_another_moderator_decides_about_an_appeal(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    aino = await site.sign_in("resident", "Aino")
    idea = await round_.published_idea(aino, "Keinu")
    async with Browser(site) as first, Browser(site) as second:
        await first.signs_in("moderator", name="Mari")
        await second.signs_in("moderator", name="Seppo")
        await first.sends(f"{PAGE}/idea/{idea}/hide", [("reason", "Loukkaava.")])
        appeal = {"words": "Keinu ei loukkaa."}
        position = await aino.did("POST", f"/areas/{AREA}/ideas/{idea}/appeal", appeal)
        own = await first.sees(f"{PAGE}?lang=en&position={position}")
        assert ("Another moderator decides" in own, f"{idea}/decide" in own) == (True, False)
        decision = [("granted", "true"), ("reason", "Ei loukkaa.")]
        assert (await first.sends(f"{PAGE}/idea/{idea}/decide", decision))[0] == 403
        assert "Keinu ei loukkaa." in await second.sees(PAGE)
        assert (await second.sends(f"{PAGE}/idea/{idea}/decide", decision))[0] == 200
    await until(aino, f"/areas/{AREA}/ideas/{idea}", "status", "published")


async def test_comments_are_moderated_alike_and_residents_are_not_let_in(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    idea = await round_.published_idea(await site.sign_in("resident", "Aino"), "Keinu")
    comment = await round_.coordinator.made(f"/areas/{AREA}/ideas/{idea}/comments", {"text": "Hyvä!"})
    veikko = await site.sign_in("resident", "Veikko")
    position = await veikko.did("POST", f"/areas/{AREA}/comments/{comment}/report", {"reason": "Eipäs."})
    async with Browser(site) as moderator, Browser(site) as resident:
        await moderator.signs_in("moderator")
        seen = await moderator.sees(f"{PAGE}?lang=en&position={position}")
        assert ("Hyvä!" in seen, f'href="/areas/{AREA}/ideas/{idea}?lang=en"' in seen) == (True, True)
        assert (await moderator.sends(f"{PAGE}/comment/{comment}/hide", [("reason", "Turha.")]))[0] == 200
        assert (await moderator.sends(f"{PAGE}/comment/{comment}/burn", []))[0] == 404
        await resident.signs_in()
        assert (await resident.sends(f"{PAGE}/comment/{comment}/publish", []))[0] == 403


async def test_a_later_page_of_the_list_is_kept_while_something_waits_there(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moderation, "MOST", 1)
    round_ = await Round.planned(site, Phase.IDEAS)
    aino = await site.sign_in("resident", "Aino")
    await given(round_, aino, "Keinu")
    idea, position = await given(round_, aino, "Penkki")
    async with Browser(site) as moderator:
        await moderator.signs_in("moderator")
        first = await moderator.sees(f"{PAGE}?lang=en&position={position}")
        found = re.search(r"after=[^\"&]+", first)
        assert found
        later = f"{PAGE}/idea/{idea}/hide?lang=en&{found[0]}"
        assert later.replace("&", "&amp;") in await moderator.sees(f"{PAGE}?lang=en&{found[0]}")
        _, refused = await moderator.sends(later, [("reason", "")])
        assert ("Penkki" in refused, "Keinu" in refused, f'id="hide-{idea}-error"' in refused) == (True, False, True)
        _, done = await moderator.sends(later, [("reason", "Mainos.")])
        assert ("It is hidden now." in done, "Keinu" in done) == (True, True)
