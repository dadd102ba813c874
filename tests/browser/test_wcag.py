"""What axe does not see: tabbing, sizes of targets, spread text, titles, colours of charts (docs/accessibility.md)."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.pages import IDEAS, VOTING
from tests.browser.visitor import DESK, NOBODY, PHONE, Visitor

LOOKED_AT = ("/", "/sign-in", "/areas/compare", IDEAS, f"{IDEAS}/ideas", f"{IDEAS}/map", f"{VOTING}/figures")
LEAST = 24  # pixels
MOST_STOPS = 200
TOKENS = Path(__file__).parents[2] / "services/gateway/pages/static/brand/tokens.css"
ALL_STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
REACHABLE = """all => [...document.querySelectorAll(all)].filter(e => !e.disabled && e.checkVisibility()).length"""
STOP = """() => { const e = document.activeElement; if (e === document.body) return null
    window.stops = (window.stops || new Map()); const seen = window.stops.has(e); window.stops.set(e, true)
    const style = getComputedStyle(e)
    return {seen, html: e.outerHTML.slice(0, 100),
        outlined: style.outlineStyle != "none" || style.boxShadow != "none"} }"""
SMALL = """least => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")]
    .filter(e => e.checkVisibility() && !e.matches("main :is(p, li, td, th, h2) a, footer a, .skip, label input"))
    .filter(e => { const box = e.getBoundingClientRect(); return box.width < least || box.height < least })
    .map(e => e.outerHTML.slice(0, 100))"""
SPREAD = """() => document.querySelectorAll("*").forEach(e => { e.style.lineHeight = "1.5"
    e.style.letterSpacing = ".12em"; e.style.wordSpacing = ".16em" })"""
CUT_OFF = """() => [...document.querySelectorAll("main *")].filter(e => getComputedStyle(e).overflow == "hidden"
    && e.tagName != "svg" && e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML.slice(0, 100))"""


@pytest.fixture(scope="module")
def visitor(browser: Browser, demo: str) -> Visitor:
    return Visitor.of(browser, demo, NOBODY, "")


@pytest.mark.parametrize("path", LOOKED_AT)
def test_tab_alone_reaches_everything_and_shows_where_it_is(visitor: Visitor, path: str) -> None:
    visitor.looks_at(path, DESK, "fi")
    there, stops = visitor.page.evaluate(REACHABLE, ALL_STOPS), []
    for _ in range(MOST_STOPS):
        visitor.page.keyboard.press("Tab")
        stop = visitor.page.evaluate(STOP)
        if stop is None or stop["seen"]:
            break
        stops.append(stop)
    assert "skip" in stops[0]["html"]
    assert [stop["html"] for stop in stops if not stop["outlined"]] == []
    assert len(stops) >= there - visitor.page.locator("input[type=radio]").count()


@pytest.mark.parametrize("path", LOOKED_AT)
def test_what_one_taps_is_large_enough(visitor: Visitor, path: str) -> None:
    visitor.looks_at(path, PHONE, "fi")
    assert visitor.page.evaluate(SMALL, LEAST) == []


@pytest.mark.parametrize("path", LOOKED_AT)
def test_text_that_is_spread_is_not_lost(visitor: Visitor, path: str) -> None:
    visitor.looks_at(path, PHONE, "sv")
    visitor.page.evaluate(SPREAD)
    assert visitor.page.evaluate(CUT_OFF) + visitor.beyond_the_edge() == []


def test_no_two_pages_have_the_same_title(visitor: Visitor) -> None:
    titles = []
    for path in LOOKED_AT:
        visitor.looks_at(path, DESK, "fi")
        titles.append(visitor.page.title())
    assert len(set(titles)) == len(titles)


def test_colours_of_charts_stand_out_from_the_ground() -> None:
    colours = re.findall(r"--picture-\d+: (#[0-9a-f]{6})", TOKENS.read_text())
    assert len(colours) == 10
    assert [one for one in colours if contrast(one, "#ffffff") < 3] == []


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """As WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
