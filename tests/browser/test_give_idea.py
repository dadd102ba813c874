"""Giving an idea with scripts: ideas alike appear while it is written, and what was written outlives a lost network."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.pages import IDEAS_ROUND, RESIDENT
from tests.browser.visitor import PHONE, Visitor

PAGE = f"{IDEAS_ROUND}/ideas/new"
TITLE = "Penkkejä kauppareitin varrelle"


@pytest.fixture
def aino(browser: Browser, demo: str) -> Iterator[Visitor]:
    visitor = Visitor.of(browser, demo, RESIDENT, "petonen")
    yield visitor
    visitor.leave()


def test_an_idea_alike_appears_while_one_is_written(aino: Visitor) -> None:
    aino.looks_at(PAGE, PHONE, "fi")
    aino.page.get_by_label("Mitä pitäisi tehdä?").press_sequentially(TITLE)
    found = aino.page.locator("#alike")
    found.get_by_role("link", name="Penkkejä kauppareille").or_(found.get_by_role("link")).first.wait_for(timeout=8000)
    assert "Penkkejä kauppareitille" in found.inner_text()
    assert (aino.axe(), aino.beyond_the_edge(), aino.wrong) == ([], [], [])


def test_what_was_written_is_there_again_after_the_network_was_lost(aino: Visitor) -> None:
    aino.looks_at(PAGE, PHONE, "fi")
    aino.page.get_by_label("Mitä pitäisi tehdä?").fill(TITLE)
    aino.page.get_by_label("Kerro lisää").fill("Kaupalta kotiin on pitkä matka.")
    aino.page.context.set_offline(True)
    aino.page.get_by_role("button", name="Lähetä idea").click()
    aino.page.context.set_offline(False)
    aino.looks_at(PAGE, PHONE, "fi")
    assert aino.page.get_by_label("Mitä pitäisi tehdä?").input_value() == TITLE
    assert aino.page.get_by_label("Kerro lisää").input_value() == "Kaupalta kotiin on pitkä matka."
    assert aino.page.get_by_role("status").filter(has_text="viimeksi kirjoitit").is_visible()
    assert (aino.axe(), aino.wrong) == ([], [])


def test_nothing_of_it_is_left_on_the_device_once_its_writer_has_signed_out(aino: Visitor) -> None:
    aino.looks_at(PAGE, PHONE, "fi")
    aino.page.get_by_label("Mitä pitäisi tehdä?").fill(TITLE)
    kept = "Object.keys(localStorage).filter(key => localStorage[key].includes('Penkkejä')).length"
    assert aino.page.evaluate(kept) == 1
    aino.page.get_by_role("button", name="Kirjaudu ulos").click()
    aino.page.get_by_role("link", name="Kirjaudu sisään").first.wait_for()
    assert aino.page.evaluate(kept) == 0
