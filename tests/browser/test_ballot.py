"""A ballot in a real browser: by keyboard alone, with and without script, on a phone and at a desk; then its result."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from shared.contracts.rounds import Phase
from tests.browser.conftest import SEEN
from tests.browser.own_site import OwnSite, own_site
from tests.browser.visitor import DESK, PHONE, Visitor
from tests.gateway.front_door import AREA, BUDGET_CENTS, Json, Round, Site, until

MONEY: Json = {"style": "approval", "max_choices": 3, "min_choices": 2, "max_cost_cents": 1_000_00}
POINTS: Json = {"style": "cumulative", "max_choices": 2, "max_points": 10}
PLACES: Json = {"style": "ordinal", "max_choices": 2}
ONE: Json = {"style": "choose-1"}
LIMITS = {"money": MONEY, "points": POINTS, "places": PLACES, "one": ONE}
COSTS = {"money": (100_00, 300_50, 700_00, 900_00), "points": (50_00, 60_00), "places": (1_00, 2_05), "one": (1, 2)}


@dataclass(frozen=True)
class Voting:
    """A vote on contests of every kind; `proposals` by contest, in the order of their costs."""

    own: OwnSite
    round: Round
    proposals: dict[str, list[str]]

    @property
    def path(self) -> str:
        return f"{self.round.path}/ballot"


@pytest.fixture(scope="module")
def voting(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Voting]:
    with own_site(tmp_path_factory.mktemp("ballot")) as own:
        round_, ids = own.does(_opened)
        contests = [contest for contest, costs in COSTS.items() for _ in costs]
        yield Voting(
            own, round_, {one: [id_ for id_, of in zip(ids, contests, strict=True) if of == one] for one in COSTS}
        )


async def _opened(site: Site) -> tuple[Round, list[str]]:
    contests = [
        {"id": id_, "name": f"Osa {id_}", "budget_cents": BUDGET_CENTS // 4, "limits": limits}
        for id_, limits in LIMITS.items()
    ]
    round_ = await Round.planned(site, Phase.IDEAS, contests=contests)
    costs = [cost for each in COSTS.values() for cost in each]
    of = [contest for contest, each in COSTS.items() for _ in each]
    return round_, await round_.opened(await site.sign_in("resident"), *costs, contests=of)


def voter(browser: Browser, voting: Voting, name: str, *, script: bool, size: Any = PHONE) -> Visitor:
    context = browser.new_context(java_script_enabled=script, reduced_motion="reduce", viewport=size)
    visitor = Visitor(context.new_page(), voting.own.address)
    form: dict[str, str | float | bool] = {"name": name, "role": "resident", "area": AREA}
    headers = {"Origin": visitor.site, "Sec-Fetch-Site": "same-origin"}
    assert visitor.page.request.post(f"{visitor.site}/demo/sign-in", form=form, headers=headers).ok
    return visitor


def tab_to(page: Page, selector: str) -> None:
    """As somebody without a mouse gets there."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def as_they_stand(page: Page, *proposals: str) -> list[str]:
    there = [str(one.get_attribute("id")).removeprefix("item-") for one in page.locator(".item input").all()]
    return sorted(proposals, key=there.index)


def presses(page: Page, words: str) -> None:
    tab_to(page, f"button:has-text('{words}')")
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_keyboard_alone_completes_a_ballot(browser: Browser, voting: Voting, size: Any, script: bool) -> None:
    kind = f"{'phone' if size is PHONE else 'desk'}-{'script' if script else 'plain'}"
    visitor = voter(browser, voting, kind, script=script, size=size)
    page, (cheap, middle, dear, _) = visitor.page, voting.proposals["money"]
    page.goto(f"{visitor.site}{voting.path}?lang=en")
    for proposal in as_they_stand(page, cheap, middle, dear):
        tab_to(page, f"#item-{proposal}")
        page.keyboard.press("Space")
    if script:
        assert "€1,100.50 of €1,000: €100.50 too much." in page.locator("#contest-money .wrong").inner_text()
    visitor.keeps_a_picture(SEEN / f"ballot-over-{kind}.jpeg")
    presses(page, "Check my choice")
    assert "Your ballot is not ready yet:" in page.locator("[role=alert]").inner_text()
    visitor.keeps_a_picture(SEEN / f"ballot-check-{kind}.jpeg")
    tab_to(page, f"#item-{dear}")
    page.keyboard.press("Space")
    presses(page, "Check my choice")
    assert "€400.50 of €1,000 used, €599.50 left." in page.locator("main").inner_text()
    visitor.keeps_a_picture(SEEN / f"ballot-send-{kind}.jpeg")
    presses(page, "Send my vote")
    assert len(page.locator(".receipt").inner_text()) == 32 + 7
    visitor.keeps_a_picture(SEEN / f"ballot-cast-{kind}.jpeg")
    presses(page, "Change my vote")
    assert page.locator("[type=checkbox]:checked").count() == 2
    visitor.leave()


@pytest.mark.parametrize("language", ["fi", "fi-simple", "sv", "en"])
def test_the_script_says_at_once_what_the_server_says_at_each_check(
    browser: Browser, voting: Voting, language: str
) -> None:
    live = voter(browser, voting, "Vertailija", script=True)
    plain = voter(browser, voting, "Vertailija", script=False)
    money, points, places, one = voting.proposals.values()
    for marks in (
        {},
        {money[1]: "x", one[0]: "x"},
        {money[0]: "x", money[1]: "x", money[2]: "x", points[0]: "7", points[1]: "4"},
        {**dict.fromkeys(money, "x"), places[0]: "2", places[1]: "1"},
        {money[2]: "x", money[3]: "x", points[0]: "1000000", one[1]: "x"},
    ):
        for visitor in (live, plain):
            visitor.page.goto(f"{visitor.site}{voting.path}?lang={language}")
            for proposal, mark in marks.items():
                field = visitor.page.locator(f"#item-{proposal}")
                field.check() if mark == "x" else field.fill(mark)
        counted = _meters(live)
        with plain.page.expect_navigation():
            plain.page.locator("main form button").first.click()
        if plain.page.locator(".meter").count():
            assert _meters(plain) == counted, marks
    for visitor in (live, plain):
        visitor.leave()


def _meters(visitor: Visitor) -> list[tuple[str, str, str | None]]:
    found = visitor.page.locator(".meter").all()
    meters = ((one.locator(".said"), one.locator(".wrong"), one.locator(".part")) for one in found)
    return [(said.inner_text(), wrong.inner_text(), part.get_attribute("width")) for said, wrong, part in meters]


def test_the_count_is_announced_politely_and_only_where_it_has_changed(browser: Browser, voting: Voting) -> None:
    visitor = voter(browser, voting, "Kuuntelija", script=True)
    page = visitor.page
    page.goto(f"{visitor.site}{voting.path}?lang=en")
    assert page.locator("#contest-money .meter [role=status][aria-atomic=true]").count() == 1
    page.evaluate("""() => {
        window.changed = []
        const said = (changes) => changes.forEach(one => changed.push(one.target.closest("fieldset").id))
        document.querySelectorAll(".meter").forEach(one => new MutationObserver(said).observe(one,
            {subtree: true, childList: true, characterData: true}))
    }""")
    page.locator(f"#item-{voting.proposals['money'][0]}").check()
    assert set(page.evaluate("changed")) == {"contest-money"}
    visitor.leave()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_state_of_a_ballot_is_right_for_everyone(browser: Browser, voting: Voting, size: Any) -> None:
    visitor = voter(browser, voting, "Katsoja", script=True, size=size)
    page = visitor.page
    wrong: dict[str, list[str]] = {}

    def look(state: str) -> None:
        wrong[state] = [*visitor.axe(), *visitor.beyond_the_edge(), *visitor.cut_off_when_twice_as_large()]

    page.goto(f"{visitor.site}{voting.path}?lang=fi-simple&change=yes")
    look("fill")
    for proposal in voting.proposals["money"]:
        page.locator(f"#item-{proposal}").check()
    look("over")
    presses(page, "Tarkista valinta")
    look("refused")
    for proposal in voting.proposals["money"][2:]:
        page.locator(f"#item-{proposal}").uncheck()
    presses(page, "Tarkista valinta")
    look("send")
    presses(page, "Lähetä")
    look("cast")
    assert {state: found for state, found in wrong.items() if found} == {}
    visitor.leave()


def test_the_result_and_its_receipts_are_right_for_everyone(browser: Browser, tmp_path: Path) -> None:
    with own_site(tmp_path) as own:
        path, receipt = own.does(_published)
        for size, language in ((PHONE, "fi"), (DESK, "sv"), (PHONE, "fi-simple"), (DESK, "en")):
            visitor = Visitor.of(browser, own.address, "", AREA)
            for page in ("result", "receipt", "ballot"):
                visitor.looks_at(f"{path}/{page}", size, language)
                found = [*visitor.axe(), *visitor.beyond_the_edge(), *visitor.cut_off_when_twice_as_large()]
                assert (page, language, found, visitor.wrong) == (page, language, [], [])
                visitor.keeps_a_picture(SEEN / f"published-{page}-{language}.jpeg")
            visitor.looks_at(f"{path}/receipt", size, language)
            visitor.page.locator("#receipt").fill(receipt)
            visitor.page.keyboard.press("Enter")
            visitor.page.wait_for_selector("[role=status]")
            assert visitor.axe() == []
            visitor.leave()


async def _published(site: Site) -> tuple[str, str]:
    round_ = await Round.planned(site, Phase.IDEAS, max_choices=2)
    resident = await site.sign_in("resident")
    one, two, _ = await round_.opened(resident, 1_000_000, 4_500_000, 900_000)
    for number in range(6):
        voter = await site.sign_in("resident", f"Äänestäjä {number}", born="2010-01-01")
        await voter.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": one}]})
    await resident.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": two}, {"proposal": one}]})
    receipt = str((await resident.get(f"{round_.path}/ballot")).body["receipt"])
    await round_.move_to(Phase.IMPLEMENTATION)
    await round_.published(site)
    await until(resident, f"{round_.path}/vote", "status", "published")
    return round_.path, receipt
