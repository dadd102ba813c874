"""The explained result over HTTP: as data and as a page."""

import re

from shared.contracts.areas import Phase
from tests.gateway.front_door import Round, Site, until
from tests.gateway.test_pages import Browser, page


async def test_a_result_is_explained_once_it_is_counted(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, max_choices=2)
    resident = await site.sign_in("resident")
    cheap, dear = await round_.opened(resident, 1_000_000, 4_500_000)
    assert (await resident.get(f"{round_.path}/result")).outcome == (409, "not_counted")
    for name in ("Yksi", "Kaksi"):
        voter = await site.sign_in("resident", name)
        await voter.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": cheap}]})
    await resident.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": dear}]})
    await round_.move_to(Phase.IMPLEMENTATION)
    await until(resident, f"{round_.path}/vote", "status", "counted")

    told = (await resident.get(f"{round_.path}/result", Accept_Language="en")).body
    assert [(item["proposal"], item["funded"]) for item in told["contests"][0]["items"]] == [
        (cheap, True),
        (dear, False),
    ]
    assert told["contests"][0]["items"][1]["text"].startswith(
        "Votes: 1. Rank: 2. Not chosen: it costs €45,000, but only €40,000"
    )
    assert told["contests"][0]["rule"].startswith("The most supported project is taken first.")
    assert "Eniten" in (await resident.get(f"{round_.path}/result?lang=fi")).body["contests"][0]["rule"]

    body = await page(site, f"{round_.path}/result", lang="en")
    assert "Votes: 2. Rank: 1. Chosen:" in body
    assert body.count("<progress") == 3
    assert not re.search(r"<script|\sstyle=", body)
    assert f'href="{round_.path}/result?lang=en"' in await page(site, round_.path.partition("/rounds")[0], lang="en")


async def test_a_voter_is_shown_the_receipt_in_groups_of_four(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    proposal, *_ = await round_.opened(await site.sign_in("resident"), 100)
    async with Browser(site) as browser:
        await browser.signs_in()
        _, after = await browser.sends(f"{round_.path}/ballot", [("choice", proposal)])
    assert re.search(r'class="receipt">\w{4}( \w{4}){7}<', after)
