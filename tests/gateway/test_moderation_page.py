"""What waits for a moderator, done with plain forms."""

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Person, Round, Site
from tests.gateway.test_pages import Browser

PAGE = f"/areas/{AREA}/moderation"


async def given(round_: Round, author: Person, title: str) -> str:
    return await author.made(f"{round_.path}/ideas", {"title": title, "text": "Kaikille"})


async def test_a_moderator_publishes_and_hides_with_a_reason(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    aino = await site.sign_in("resident", "Aino")
    swing, advert = await given(round_, aino, "Keinu"), await given(round_, aino, "Mainos")
    async with Browser(site) as moderator:
        await moderator.signs_in("moderator")
        seen = await moderator.sees(f"{PAGE}?lang=en")
        assert all(part in seen for part in ("Keinu", "Mainos", "Waiting: 2."))
        _, seen = await moderator.sends(f"{PAGE}/idea/{swing}/publish?lang=en", [])
        assert ("It is stored." in seen, "Keinu" in seen, "Waiting: 1." in seen) == (True, False, True)
        status, seen = await moderator.sends(f"{PAGE}/idea/{advert}/hide?lang=en", [("reason", "")])
        assert (status, f'id="hide-{advert}-error"' in seen) == (422, True)
        _, seen = await moderator.sends(f"{PAGE}/idea/{advert}/hide?lang=en", [("reason", "Mainos ei ole idea.")])
        assert "Nothing waits." in seen
    shown = (await aino.get(f"/areas/{AREA}/ideas/{advert}")).body
    assert (shown["status"], shown["reason"]) == ("hidden", "Mainos ei ole idea.")


async def test_what_was_reported_is_kept(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    idea = await round_.published_idea(await site.sign_in("resident", "Aino"), "Keinu")
    veikko = await site.sign_in("resident", "Veikko")
    await veikko.did("POST", f"/areas/{AREA}/ideas/{idea}/report", {"reason": "En pidä siitä."})
    async with Browser(site) as moderator:
        await moderator.signs_in("moderator")
        seen = await moderator.sees(f"{PAGE}?lang=en")
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
        await aino.did("POST", f"/areas/{AREA}/ideas/{idea}/appeal", {"words": "Keinu ei loukkaa."})
        own = await first.sees(f"{PAGE}?lang=en")
        assert ("Another moderator decides" in own, f"{idea}/decide" in own) == (True, False)
        decision = [("granted", "true"), ("reason", "Ei loukkaa.")]
        assert (await first.sends(f"{PAGE}/idea/{idea}/decide", decision))[0] == 403
        assert "Keinu ei loukkaa." in await second.sees(PAGE)
        assert (await second.sends(f"{PAGE}/idea/{idea}/decide", decision))[0] == 200
    assert (await aino.get(f"/areas/{AREA}/ideas/{idea}")).body["status"] == "published"


async def test_comments_are_moderated_alike_and_residents_are_not_let_in(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    idea = await round_.published_idea(await site.sign_in("resident", "Aino"), "Keinu")
    comment = await round_.coordinator.made(f"/areas/{AREA}/ideas/{idea}/comments", {"text": "Hyvä!"})
    await (await site.sign_in("resident")).did("POST", f"/areas/{AREA}/comments/{comment}/report", {"reason": "Eipäs."})
    async with Browser(site) as moderator, Browser(site) as resident:
        await moderator.signs_in("moderator")
        assert "Hyvä!" in await moderator.sees(PAGE)
        assert (await moderator.sends(f"{PAGE}/comment/{comment}/hide", [("reason", "Turha.")]))[0] == 200
        assert (await moderator.sends(f"{PAGE}/comment/{comment}/burn", []))[0] == 404
        await resident.signs_in()
        assert (await resident.sends(f"{PAGE}/comment/{comment}/publish", []))[0] == 403
