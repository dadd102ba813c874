"""What moves on the pages of planning: the ranking follows the sliders, and a round is seen as it is filled in."""

from playwright.sync_api import Browser, expect

from tests.browser.visitor import DESK, Visitor

ROUND = "/areas/petonen/plan/round"


def test_the_ranking_follows_a_slider_without_leaving_the_page(browser: Browser, demo: str) -> None:
    comparer = Visitor.of(browser, demo, "area_coordinator", "petonen")
    comparer.looks_at("/city/select", DESK, "en")
    points = comparer.page.locator("#ranking .things .money")
    before = points.all_inner_texts()
    slider = comparer.page.locator("input[type=range]").first
    slider.focus()
    for _ in range(9):
        slider.press("ArrowRight")
    expect(comparer.page.locator("output").first).to_have_text("10")
    expect(points.first).not_to_have_text(before[0])
    expect(slider).to_be_focused()
    assert ("weight." in comparer.page.url, comparer.wrong, comparer.axe()) == (True, [], [])
    comparer.leave()


def test_a_round_is_seen_as_residents_will_while_it_is_filled_in(browser: Browser, demo: str) -> None:
    coordinator = Visitor.of(browser, demo, "coordinator", "petonen")
    coordinator.looks_at(ROUND, DESK, "en")
    page = coordinator.page
    page.fill("#round-name", "Spring")
    page.fill("#round-budget", "50 000")
    page.locator("#round-budget").blur()
    expect(page.locator("#checked h3")).to_have_text("Spring")
    page.fill("#round-voting", "2020-01-01T12:00")
    page.locator("#round-voting").blur()
    expect(page.locator("#checked [role=alert] a")).to_have_attribute("href", "#round-voting")
    assert coordinator.axe() == []
    page.click("button[value=plan]")
    expect(page.locator("#round-voting")).to_have_attribute("aria-invalid", "true")
    assert (page.input_value("#round-name"), coordinator.axe()) == ("Spring", [])
    coordinator.leave()
