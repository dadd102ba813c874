"""A tablet in the street with a bad network: nothing that was written down is lost, and nothing is stored twice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.request import Request, urlopen

import msgspec
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import SEEN, running_demo
from tests.browser.pages import IDEAS, IDEAS_ROUND, VOTING, VOTING_ROUND
from tests.browser.visitor import PHONE, Visitor

TABLET = {"width": 820, "height": 1100}
READY = "This page opens without network, too."
LOOKED_AFTER = """() => navigator.serviceWorker.controller !== null
    || new Promise(done => navigator.serviceWorker.addEventListener("controllerchange", () => done(true)))"""
FULL = """() => {
    IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError") }
}"""
ON_DEVICE = """() => new Promise(done => {
    const opening = indexedDB.open("lahio-outreach", 1)
    opening.onsuccess = () => {
        const asked = opening.result.transaction("entries").objectStore("entries").getAll()
        asked.onsuccess = () => { opening.result.close(); done(asked.result) }
    }
})"""


@dataclass
class Tablet:
    """What an outreach worker has in hand; `site` is what it talks with."""

    context: BrowserContext
    page: Page
    site: str
    area: str = IDEAS

    def opens(self, language: str = "en") -> None:
        self.page.goto(f"{self.site}{self.area}/outreach?lang={language}")

    def is_ready(self) -> None:
        """For being out of reach."""
        expect(self.page.get_by_text(READY)).to_be_visible(timeout=20_000)
        self.page.evaluate(LOOKED_AFTER)

    def goes(self, *, offline: bool) -> None:
        self.context.set_offline(offline)

    def writes_idea(self, title: str) -> None:
        form = self.page.locator("form[data-kind=idea]")
        form.get_by_label("What should be done?").fill(title)
        form.get_by_role("button", name="Keep the idea").click()

    def shows(self, title: str, state: str) -> None:
        expect(self.entry(title)).to_contain_text(state, timeout=15_000)

    def entry(self, words: str) -> Any:
        return self.page.locator("#queue > li", has_text=words)

    def has_stored(self, number: int) -> None:
        expect(self.page.locator("#queue > li", has_text="Stored")).to_have_count(number, timeout=15_000)
        expect(self.page.locator("#state")).to_have_text("Nothing waits on this device.")

    def on_device(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.page.evaluate(ON_DEVICE)
        return found

    def signs_in(self, name: str, role: str) -> None:
        form: dict[str, str | float | bool] = {"name": name, "role": role, "area": self.area.rpartition("/")[2]}
        headers = {"Origin": self.site, "Sec-Fetch-Site": "same-origin"}
        answer = self.context.request.post(f"{self.site}/demo/sign-in", form=form, headers=headers)
        assert answer.ok, answer.text()

    def asks(self, name: str, role: str, method: str, path: str, body: Any = None) -> Any:
        """What the API answers somebody at another device."""
        asked = {"name": name, "role": role, "area": self.area.rpartition("/")[2]}
        token = _answer(self.site, "POST", "/demo/sign-in", asked)["token"]
        return _answer(self.site, method, path, body, Authorization=f"Bearer {token}")

    def ideas(self, title: str) -> int:
        """How many of this title wait for a moderator."""
        path = f"{IDEAS_ROUND}/ideas?status=submitted&limit=100"
        listed = self.asks("Maija Malli", "moderator", "GET", path)["items"]
        return sum(one["title"] == title for one in listed)


def _answer(site: str, method: str, path: str, body: Any, **headers: str) -> Any:
    data = None if body is None else msgspec.json.encode(body)
    request = Request(f"{site}/api/v1{path}", data, headers, method=method)  # noqa: S310 - our own
    with urlopen(request, timeout=10) as answer:  # noqa: S310
        return msgspec.json.decode(answer.read())


@pytest.fixture(scope="module")
def street(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_demo(tmp_path_factory.mktemp("street")) as address:
        yield address


@pytest.fixture
def tablet(browser: Browser, street: str) -> Iterator[Callable[..., Tablet]]:
    contexts: list[BrowserContext] = []

    def of(role: str = "outreach", name: str = "Jaana Malli", area: str = IDEAS) -> Tablet:
        context = browser.new_context(reduced_motion="reduce", viewport=TABLET)  # type: ignore[arg-type]
        contexts.append(context)
        made = Tablet(context, context.new_page(), street, area)
        made.signs_in(name, role)
        return made

    yield of
    for context in contexts:
        context.close()


def test_an_idea_written_without_network_survives_a_restart_and_is_stored_once(tablet: Callable[..., Tablet]) -> None:
    jaana = tablet()
    jaana.opens()
    jaana.is_ready()
    jaana.goes(offline=True)
    jaana.writes_idea("A bench by the kiosk")
    jaana.shows("A bench by the kiosk", "Waits")
    expect(jaana.page.locator("#state")).to_contain_text("No network")
    jaana.page.reload()
    jaana.shows("A bench by the kiosk", "Waits")
    assert "Jaana" not in jaana.page.content()
    jaana.page.screenshot(path=SEEN / "outreach-offline.png", full_page=True)
    jaana.goes(offline=False)
    jaana.has_stored(1)
    assert jaana.ideas("A bench by the kiosk") == 1
    jaana.page.reload()
    jaana.has_stored(1)
    assert jaana.ideas("A bench by the kiosk") == 1


def test_what_people_said_leaves_the_device_once_it_is_stored(tablet: Callable[..., Tablet]) -> None:
    jaana = tablet()
    jaana.opens()
    jaana.is_ready()
    jaana.goes(offline=True)
    jaana.writes_idea("Lights for the path")
    jaana.shows("Lights for the path", "Waits")
    jaana.goes(offline=False)
    jaana.has_stored(1)
    (left,) = jaana.on_device()
    assert sorted(left) == ["area", "at", "id", "kind", "person", "state"]


def test_an_answer_that_was_lost_makes_no_double_nor_does_a_tablet_that_dies_meanwhile(
    tablet: Callable[..., Tablet],
) -> None:
    jaana = tablet()
    jaana.opens()
    jaana.is_ready()
    lost: list[int] = []

    def lose(route: Route) -> None:
        """The server has stored it; the device does not hear of it."""
        lost.append(route.fetch().status)
        route.abort()

    jaana.context.route("**/rounds/*/ideas", lose)
    jaana.writes_idea("A swing for grown-ups")
    jaana.shows("A swing for grown-ups", "Waits")
    expect(jaana.page.locator("#state")).to_contain_text("No network", timeout=15_000)
    assert lost == [201]
    assert not jaana.entry("A swing").get_by_role("button", name="Edit").is_visible()
    jaana.page.close()
    jaana.context.unroute_all()
    jaana.page = jaana.context.new_page()
    jaana.opens()
    jaana.has_stored(1)
    assert jaana.ideas("A swing for grown-ups") == 1


def test_while_the_network_hardly_works_one_may_try_at_once(tablet: Callable[..., Tablet]) -> None:
    jaana = tablet()
    jaana.opens()
    jaana.is_ready()
    jaana.context.route(
        "**/rounds/*/ideas", lambda route: route.fulfill(status=200, body="<h1>Welcome to the wifi</h1>")
    )
    with jaana.page.expect_response("**/rounds/*/ideas"):
        jaana.writes_idea("A map at the station")
    jaana.shows("A map at the station", "Waits")
    jaana.context.unroute_all()
    jaana.page.get_by_role("button", name="Send now").click()
    jaana.has_stored(1)
    assert jaana.ideas("A map at the station") == 1


def test_two_tabs_send_an_entry_once(tablet: Callable[..., Tablet]) -> None:
    jaana = tablet()
    jaana.opens()
    jaana.is_ready()
    jaana.goes(offline=True)
    jaana.writes_idea("A rink behind the school")
    jaana.shows("A rink", "Waits")
    jaana.goes(offline=False)
    other = Tablet(jaana.context, jaana.context.new_page(), jaana.site)
    other.opens()
    jaana.page.evaluate("dispatchEvent(new Event('online'))")
    for one in (jaana, other):
        one.page.reload()
        one.has_stored(1)
    assert jaana.ideas("A rink behind the school") == 1


def test_when_the_sign_in_has_ended_the_queue_stays_and_goes_out_once_its_writer_is_back(
    tablet: Callable[..., Tablet],
) -> None:
    jaana = tablet()
    jaana.opens()
    jaana.is_ready()
    jaana.context.clear_cookies()
    jaana.writes_idea("A bridge over the brook")
    expect(jaana.page.locator("#state")).to_contain_text("Sign in again", timeout=15_000)
    expect(jaana.page.get_by_role("link", name="Sign in again")).to_be_visible()
    jaana.signs_in("Somebody Else", "outreach")
    jaana.opens()
    expect(jaana.page.locator("#others")).to_contain_text("1")
    assert "A bridge over" not in jaana.page.content()
    assert jaana.ideas("A bridge over the brook") == 0
    jaana.signs_in("Jaana Malli", "outreach")
    jaana.opens()
    jaana.has_stored(1)
    assert jaana.ideas("A bridge over the brook") == 1


def test_a_refused_entry_says_why_and_can_be_changed_and_sent_again(tablet: Callable[..., Tablet]) -> None:
    jaana = tablet()
    jaana.opens()
    jaana.is_ready()
    form = jaana.page.locator("form[data-kind=idea]")
    jaana.page.evaluate("document.getElementById('idea-title').removeAttribute('maxlength')")
    jaana.writes_idea("Very long " * 13)
    jaana.shows("Very long", "Not accepted")
    jaana.shows("Very long", "Check this field: title.")
    jaana.page.screenshot(path=SEEN / "outreach-refused.png", full_page=True)
    jaana.entry("Very long").get_by_role("button", name="Edit").click()
    expect(form.get_by_label("What should be done?")).to_have_value("Very long " * 13)
    jaana.page.reload()
    expect(form.get_by_label("What should be done?")).to_have_value("Very long " * 13)
    jaana.writes_idea("Short enough")
    jaana.has_stored(1)
    assert jaana.ideas("Short enough") == 1


def test_what_is_being_typed_survives_a_restart(tablet: Callable[..., Tablet]) -> None:
    jaana = tablet()
    jaana.opens()
    jaana.is_ready()
    jaana.page.locator("#said-text").fill("The stairs are slippery")
    jaana.page.locator("#said-age").select_option("65_over")
    jaana.goes(offline=True)
    jaana.page.reload()
    expect(jaana.page.locator("#said-text")).to_have_value("The stairs are slippery")
    expect(jaana.page.locator("#said-age")).to_have_value("65_over")


def test_contributions_of_a_gathering_and_a_count_of_who_came_are_handed_over_once(
    tablet: Callable[..., Tablet],
) -> None:
    jaana = tablet()
    jaana.opens()
    jaana.is_ready()
    gathering = jaana.page.locator("#said-gathering").input_value()
    jaana.goes(offline=True)
    for words in ("More light", "Fewer cars", "A sauna"):
        jaana.page.locator("#said-text").fill(words)
        jaana.page.get_by_role("button", name="Keep what was said").click()
        jaana.shows(words, "Waits")
    jaana.page.locator("#came-under_18").fill("4")
    jaana.page.locator("#came-65_over").fill("3")
    jaana.page.get_by_role("button", name="Keep the count").click()
    jaana.shows("How many came", "Waits")
    jaana.goes(offline=False)
    jaana.has_stored(4)
    one = f"{IDEAS}/gatherings/{gathering}"
    said = jaana.asks("Jaana Malli", "outreach", "GET", f"{one}/contributions?limit=100")["items"]
    assert sorted(item["text"] for item in said) == ["A sauna", "Fewer cars", "More light"]
    assert jaana.asks("Jaana Malli", "outreach", "GET", f"{one}/attendance")["total"] == 7


def test_a_refused_contribution_does_not_hold_up_the_others(tablet: Callable[..., Tablet]) -> None:
    jaana = tablet()
    jaana.opens()
    jaana.is_ready()
    jaana.goes(offline=True)
    jaana.page.evaluate("document.getElementById('said-text').removeAttribute('maxlength')")
    for words in ("Far too long " * 200, "Just right"):
        jaana.page.locator("#said-text").fill(words)
        jaana.page.get_by_role("button", name="Keep what was said").click()
        jaana.shows(words[:20], "Waits")
    jaana.goes(offline=False)
    jaana.shows("Far too long", "Check this field: text.")
    jaana.has_stored(1)
    jaana.page.on("dialog", lambda dialog: dialog.accept())
    jaana.entry("Far too long").get_by_role("button", name="Remove").click()
    expect(jaana.entry("Far too long")).to_have_count(0)


def test_what_the_device_cannot_keep_stays_in_the_form(tablet: Callable[..., Tablet]) -> None:
    jaana = tablet()
    jaana.opens()
    jaana.is_ready()
    jaana.page.evaluate(FULL)
    jaana.writes_idea("No room for this")
    expect(jaana.page.locator("#state")).to_contain_text("The device could not keep it")
    expect(jaana.page.get_by_label("What should be done?")).to_have_value("No room for this")


def test_a_clerk_enters_papers_without_network(tablet: Callable[..., Tablet]) -> None:
    kimmo = tablet("clerk", "Kimmo Malli", VOTING)
    batch = kimmo.asks("Kimmo Malli", "clerk", "POST", f"{VOTING_ROUND}/paper", {"place": "Kirjasto"})["id"]
    kimmo.opens()
    kimmo.is_ready()
    kimmo.goes(offline=True)
    kimmo.page.reload()
    expect(kimmo.page.locator("form[data-kind=idea]")).to_be_hidden()
    kimmo.page.locator("#paper-serial").fill("a17")
    kimmo.page.locator("#paper-ballot input").first.check()
    kimmo.page.get_by_role("button", name="Keep the paper").click()
    kimmo.shows("a17", "Waits")
    kimmo.goes(offline=False)
    kimmo.has_stored(1)
    seen = kimmo.asks("Kimmo Malli", "clerk", "GET", f"{VOTING_ROUND}/paper/{batch}")
    assert [(paper["serial"], paper["agreement"]) for paper in seen["papers"]] == [("A17", "once")]


def test_any_other_page_says_that_there_is_no_network(tablet: Callable[..., Tablet]) -> None:
    aino = tablet("resident", "Aino Esimerkki")
    aino.page.goto(f"{aino.site}/")
    aino.page.evaluate(LOOKED_AFTER)
    aino.goes(offline=True)
    aino.page.goto(f"{aino.site}/me")
    expect(aino.page.get_by_text("There is no network now.")).to_be_visible()
    assert "Aino" not in aino.page.content()
    kept: list[str] = aino.page.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async n => (await (await caches.open(n)).keys())"
        ".map(r => new URL(r.url).pathname)))).flat()"
    )
    assert {path for path in kept if not path.startswith("/static/")} == {"/offline"}


def test_the_queue_in_all_its_states_is_accessible(tablet: Callable[..., Tablet]) -> None:
    jaana = tablet()
    visitor = Visitor(jaana.page, jaana.site)
    visitor.looks_at(f"{IDEAS}/outreach", PHONE, "en")
    jaana.is_ready()
    jaana.page.evaluate("document.getElementById('idea-title').removeAttribute('maxlength')")
    jaana.writes_idea("Too long " * 15)
    jaana.shows("Too long", "Not accepted")
    jaana.writes_idea("This one is right")
    expect(jaana.page.locator("#queue > li", has_text="Stored")).to_have_count(1)
    jaana.goes(offline=True)
    jaana.writes_idea("This one waits")
    jaana.shows("This one waits", "Waits")
    assert visitor.axe() == []
    assert visitor.cut_off_when_twice_as_large() == []
    jaana.page.screenshot(path=SEEN / "outreach-queue-phone.png", full_page=True)


def test_without_javascript_the_forms_are_sent_at_once_while_there_is_network(browser: Browser, street: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    jaana = Tablet(context, context.new_page(), street)
    jaana.signs_in("Jaana Malli", "outreach")
    jaana.opens()
    expect(jaana.page.get_by_text("Without JavaScript this page needs the network")).to_be_visible()
    expect(jaana.page.locator("#on-this-device")).to_be_hidden()
    expect(jaana.page.locator("form[data-kind=paper]")).to_be_hidden()
    jaana.writes_idea("A clock without a script")
    expect(jaana.page.get_by_text("Stored: idea")).to_be_visible()
    said = "Nobody asked us before"
    jaana.page.locator("#said-text").fill(said)
    gathering = jaana.page.locator("#said-gathering").input_value()
    jaana.page.get_by_role("button", name="Keep what was said").click()
    expect(jaana.page.get_by_text("Stored: what was said")).to_be_visible()
    assert jaana.ideas("A clock without a script") == 1
    path = f"{IDEAS}/gatherings/{gathering}/contributions?limit=100"
    heard = jaana.asks("Jaana Malli", "outreach", "GET", path)["items"]
    assert [one["text"] for one in heard].count(said) == 1
    context.close()
