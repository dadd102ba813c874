"""What a resident does here, from an idea to what was built: on a phone and at a desk, with and without script."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from services import notifications
from tests.browser.conftest import SEEN
from tests.browser.neighbourhood import (
    BENCHES,
    EXPERT_SAYS,
    HOME,
    Built,
    Neighbourhood,
    Voting,
    built,
    collecting,
    voting,
)
from tests.browser.own_site import own_site
from tests.browser.visitor import DESK, PHONE, Visitor
from tests.gateway.front_door import AREA
from tests.gateway.test_pictures import photo


@dataclass(frozen=True)
class Way:
    """How somebody comes here."""

    is_phone: bool
    script: bool

    @property
    def size(self) -> Any:
        return PHONE if self.is_phone else DESK

    def __str__(self) -> str:
        return f"{'phone' if self.is_phone else 'desk'}-{'script' if self.script else 'plain'}"


MINE, WHY = "Penkkejä kauppareitille ja rantaan", "Kotiin on pitkä matka kaupalta."
WAYS = [Way(is_phone=True, script=True), Way(is_phone=False, script=False)]  # all four would take two minutes
every_way = pytest.mark.parametrize("way", WAYS, ids=str)


@pytest.fixture(scope="module")
def neighbourhood(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neighbourhood]:
    with own_site(tmp_path_factory.mktemp("residents"), notifications.service) as own:
        yield Neighbourhood(own, *own.does(collecting))


@pytest.fixture(scope="module")
def vote(neighbourhood: Neighbourhood) -> Voting:
    """From here on no ideas are collected there."""
    own, round_ = neighbourhood.own, neighbourhood.round
    return Voting(own, round_, *own.does(lambda site: voting(site, round_, neighbourhood.idea)))


@pytest.fixture(scope="module")
def work(vote: Voting) -> Built:
    """From here on the vote is over."""
    return Built(vote.own, *vote.own.does(lambda site: built(site, vote.round, vote.benches)))


@pytest.fixture(scope="module")
def residents(browser: Browser) -> Iterator[dict[Way, Visitor]]:
    """One person with one browser for each way."""
    found: dict[Way, Visitor] = {}
    yield found
    for visitor in found.values():
        visitor.leave()


@pytest.fixture
def resident(residents: dict[Way, Visitor], browser: Browser, neighbourhood: Neighbourhood, way: Way) -> Visitor:
    if way not in residents:
        site, name = neighbourhood.own.address, f"Asukas {way}"
        residents[way] = Visitor.of(browser, site, "resident", AREA, name=name, script=way.script)
        residents[way].page.set_viewport_size(way.size)
    return residents[way]


def right(visitor: Visitor, state: str, way: Way) -> None:
    """Nobody is shut out of what is shown. What stands there without script stands there with it, too."""
    found = [*visitor.beyond_the_edge(), *visitor.wrong]
    if way == WAYS[0]:
        found += [*visitor.axe(), *visitor.cut_off_when_twice_as_large()]
        visitor.keeps_a_picture(SEEN / f"resident-{state}.png")
    assert (state, found) == (state, [])


def goes(visitor: Visitor, path: str) -> Page:
    visitor.wrong.clear()
    visitor.page.goto(f"{visitor.site}{path}{'&' if '?' in path else '?'}lang=en")
    return visitor.page


def presses(page: Page, words: str) -> None:
    button = page.get_by_role("button", name=words, exact=True)
    with page.expect_navigation():
        button.click()


def follows(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=words, exact=True).first.click()


def thanked(page: Page) -> str:
    return page.locator(".notice.thanks").inner_text()


@every_way
def test_an_idea_is_given_and_added_to(resident: Visitor, neighbourhood: Neighbourhood, way: Way) -> None:
    page = goes(resident, HOME)
    follows(page, "See what others want")
    assert page.get_by_role("link", name=BENCHES).is_visible()
    follows(page, "See them on a map")
    assert page.locator("svg.map circle").first.is_visible()
    goes(resident, HOME)
    follows(page, "Give an idea")
    blank = page.url
    page.get_by_label("What should be done?").press_sequentially(MINE)
    page.get_by_label("Tell more").fill(WHY)
    if way.script:
        page.get_by_role("heading", name="Is this the same idea?").wait_for()
        right(resident, "alike", way)
        loses_the_network(page)
        page.goto(blank)
        assert page.get_by_role("status").filter(has_text="What you wrote last time").is_visible()
    else:
        presses(page, "Keep as a draft")
        page.goto(blank)
    assert page.get_by_label("What should be done?").input_value() == MINE
    assert page.get_by_label("Tell more").input_value() == WHY
    presses(page, "Send the idea")
    assert page.get_by_role("heading", name="Is this the same idea?").is_visible()
    right(resident, "shown-alike", way)
    presses(page, "Send the idea")
    assert "Thank you for your idea!" in thanked(page)
    right(resident, "given", way)
    adds_to_it(page)
    right(resident, "added-to", way)
    page.goto(blank)
    assert page.get_by_label("What should be done?").input_value() == ""


def loses_the_network(page: Page) -> None:
    """And looks again: what is shown then is no page of anybody's."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.reload()
    assert page.get_by_role("heading", name="No network").or_(page.get_by_text("No network")).first.is_visible()
    page.context.set_offline(False)


def adds_to_it(page: Page) -> None:
    with page.expect_navigation():
        page.locator("input[type=image]").click(position={"x": 110, "y": 60})
    assert page.get_by_alt_text("Where in the area it belongs").is_visible()
    page.get_by_text("Add a picture").click()
    page.get_by_label("Picture", exact=True).set_input_files(
        {"name": "penkki.jpg", "mimeType": "image/jpeg", "buffer": photo(400, 300)}
    )
    page.get_by_label("What does the picture show?").fill("Tyhjä reitti")
    presses(page, "Send the picture")
    assert page.get_by_alt_text("Tyhjä reitti").is_visible()
    page.get_by_text("Change the words").click()
    page.get_by_label("Tell more").fill("Mummo ja minä lepäämme.")
    presses(page, "Store the changes")
    assert "Mummo ja minä" in page.locator(".said").inner_text()


@every_way
def test_anothers_idea_is_followed_supported_and_talked_about(
    resident: Visitor, neighbourhood: Neighbourhood, way: Way
) -> None:
    page = goes(resident, f"{HOME}/ideas/{neighbourhood.idea}")
    presses(page, "I support this")
    assert page.get_by_role("button", name="I support it no more").is_visible()
    presses(page, "Follow this")
    assert "You follow it now." in thanked(page)
    page.get_by_label("What do you think of it?").fill(f"Hyvä! {way}")
    presses(page, "Send the comment")
    assert page.locator("#comments").get_by_text(f"Hyvä! {way}").is_visible()
    page.get_by_text("Reply", exact=True).last.click()
    page.get_by_label("Your reply").last.fill(f"Samaa mieltä. {way}")
    page.get_by_role("button", name="Send the reply").last.click()
    page.locator("#comments ul ul").get_by_text(f"Samaa mieltä. {way}").wait_for()
    right(resident, "talked", way)


@every_way
def test_a_gathering_is_signed_up_for_and_a_survey_answered(
    resident: Visitor, neighbourhood: Neighbourhood, way: Way
) -> None:
    page = goes(resident, f"{HOME}/gatherings")
    follows(page, "Aluetyöpaja")
    presses(page, "Register")
    assert "A place is kept for you." in thanked(page)
    feed = page.get_by_role("link", name="Put it into your own calendar (ics)").get_attribute("href")
    assert "SUMMARY:Aluetyöpaja" in page.request.get(f"{resident.site}{feed}").text()
    right(resident, "registered", way)
    goes(resident, HOME)
    follows(page, "Answer the survey")
    page.get_by_label("4", exact=True).check()
    page.get_by_label("Rannalla").check()
    page.get_by_label("Mitä puuttuu?").fill("Roskiksia")
    presses(page, "Send the answers")
    assert "Thank you for your answers!" in thanked(page)
    assert page.get_by_label("4", exact=True).is_checked()
    right(resident, "answered", way)


@every_way
def test_my_page_shows_it_all_and_stays_where_i_am(resident: Visitor, neighbourhood: Neighbourhood, way: Way) -> None:
    page = goes(resident, "/me")
    seen = page.locator("main").inner_text()
    for part in (MINE, f"Hyvä! {way}", "I support it", "I follow it", "Aluetyöpaja", "Uusi puisto"):
        assert part in seen
    right(resident, "me", way)
    presses(page, f"Stop following: {BENCHES}")
    assert page.url.startswith(f"{resident.site}/me?")
    assert "You do not follow it any more." in thanked(page)
    assert "I follow it" not in page.locator("main").inner_text()
    page.get_by_label("when something happens to what I follow").uncheck()
    page.get_by_label("Language of the pages and letters").select_option("sv")
    presses(page, "Keep these choices")
    assert page.locator("html").get_attribute("lang") == "sv"
    right(resident, "chosen", way)


@every_way
def test_a_proposal_shows_its_price_and_what_the_expert_says(resident: Visitor, vote: Voting, way: Way) -> None:
    page = goes(resident, f"{HOME}/proposals")
    follows(page, "Penkit kauppareitille")
    seen = page.locator("main").inner_text()
    assert "€8,000" in seen
    assert "€200 a year" in seen
    assert page.get_by_role("heading", name="What the expert says").is_visible()
    assert EXPERT_SAYS in seen
    presses(page, "Follow this")
    assert "You follow it now." in thanked(page)
    page.get_by_label("What do you think of it?").fill(f"Ajallaan! {way}")
    presses(page, "Send the comment")
    assert page.locator("#comments").get_by_text(f"Ajallaan! {way}").is_visible()
    right(resident, "proposal", way)


@every_way
def test_a_vote_is_cast_from_the_areas_home(resident: Visitor, vote: Voting, way: Way) -> None:
    page = goes(resident, HOME)
    follows(page, "Go to the ballot")
    page.locator(f"#item-{vote.benches}").check()
    presses(page, "Check my choice")
    presses(page, "Send my vote")
    assert page.locator(".receipt").is_visible()


@every_way
def test_what_was_chosen_is_explained_followed_and_built_together(resident: Visitor, work: Built, way: Way) -> None:
    page = goes(resident, HOME)
    follows(page, "Why these: every project explained")
    assert "Chosen:" in page.locator("main").inner_text()
    goes(resident, f"{HOME}/projects")
    follows(page, "Penkit kauppareitille")
    seen = page.locator("main").inner_text()
    for part in ("€8,000", "€2,950", "Perustukset ja asennus", "Kova talvi.", "Kadut ja puistot"):
        assert part in seen
    assert page.get_by_alt_text("Penkit saapuivat").is_visible()
    presses(page, "I will come: June 2, 2030")
    assert "Thank you for coming along!" in thanked(page)
    presses(page, "Follow this")
    right(resident, "project", way)
    follows(page, "What it came from")
    assert BENCHES in page.locator("main").inner_text()
    right(resident, "lineage", way)
    goes(resident, "/me")
    presses(page, "I cannot come after all: June 2, 2030")
    assert page.url.startswith(f"{resident.site}/me?")
    right(resident, "me-at-the-end", way)


@every_way
def test_my_data_is_taken_along_and_deleted(resident: Visitor, work: Built, way: Way) -> None:
    page = goes(resident, "/me")
    link = page.get_by_role("link", name="Download my data (JSON)").get_attribute("href")
    assert MINE in page.request.get(f"{resident.site}{link}").text()
    presses(page, "Delete my data")
    assert page.get_by_role("alert").is_visible()
    resident.wrong.clear()  # of the browser, which speaks of what was refused
    page.get_by_label("I am sure. This cannot be undone.").check()
    presses(page, "Delete my data")
    assert page.get_by_role("heading", name="You are forgotten here").is_visible()
    right(resident, "forgotten", way)


@pytest.mark.parametrize("name", ["project", "lineage", "report"])
def test_what_was_built_is_right_for_everyone(browser: Browser, work: Built, name: str) -> None:
    path = {"project": work.project, "lineage": f"{work.project}/lineage", "report": work.report}[name]
    visitor = Visitor.of(browser, work.own.address, "", AREA)
    found: dict[str, list[str]] = {}
    for size, language in ((PHONE, "fi"), (DESK, "sv"), (PHONE, "fi-simple"), (DESK, "en")):
        visitor.looks_at(path, size, language)
        found[language] = [*visitor.axe(), *visitor.beyond_the_edge(), *visitor.cut_off_when_twice_as_large()]
        found[language] += visitor.wrong
        visitor.keeps_a_picture(SEEN / f"{name}-{language}.png")
    assert {language: what for language, what in found.items() if what} == {}
    visitor.leave()
