"""Staff at work on cases, in a real browser: each state of their pages on a phone and at a desk, with what they did
before it in the trail."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, Locator, Page

from services import notifications
from shared.contracts.projects import StartProject
from shared.contracts.rounds import Phase
from shared.messages import system
from shared.requests import new_id, send
from tests.browser.conftest import SEEN
from tests.browser.own_site import OwnSite, own_site
from tests.browser.visitor import DESK, PHONE, Visitor
from tests.gateway.front_door import AREA, Person, Round, Site

A = f"/areas/{AREA}"
WHY, APART = "Mainos ei ole idea.", "Ideat ovat liian erilaisia."
Size: TypeAlias = tuple[str, Any]
Sizes: TypeAlias = tuple[Size, Size]
ON_PHONE, AT_DESK = ("phone", PHONE), ("desk", DESK)


@dataclass(frozen=True)
class Cases:
    """`new`, `advert`, `appealed`: ideas that wait for a moderator, and a `comment` on `swing` that was reported."""

    own: OwnSite
    round: Round
    swing: str
    rope: str
    new: str
    advert: str
    appealed: str
    comment: str


@dataclass
class Worker:
    """Sees each state at both sizes, and looks closely and acts at either in turn."""

    visitor: Visitor
    language: str
    turns: Iterator[Sizes] = field(default_factory=lambda: cycle(((AT_DESK, ON_PHONE), (ON_PHONE, AT_DESK))))

    @property
    def page(self) -> Page:
        return self.visitor.page

    def comes(self, path: str, name: str) -> None:
        self.visitor.looks_at(path, PHONE, self.language)
        self.sees(name)

    def sees(self, name: str, *parts: str) -> None:
        """Nothing is wrong here, and these parts are said."""
        for part in parts:
            self.page.get_by_text(part).first.wait_for(timeout=5_000)
        for size, viewport in next(self.turns):
            self.page.set_viewport_size(viewport)
            assert self.visitor.beyond_the_edge() == [], name
            self.visitor.keeps_a_picture(SEEN / f"casework-{name}-{size}.png")
        assert self.visitor.axe() == [], name

    def does(self, button: Locator) -> None:
        with self.page.expect_navigation():
            button.click()

    def sends(self, form: str) -> None:
        """The form around, or of, what `form` selects."""
        self.does(self.page.locator(f"form:has({form})").get_by_role("button").last)

    def reads_the_trail(self, path: str, name: str, *parts: str) -> None:
        self.comes(path, name)
        trail = self.page.locator("main table").inner_text()
        assert [part for part in parts if part not in trail] == []


@pytest.fixture(scope="module")
def cases(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cases]:
    with own_site(tmp_path_factory.mktemp("casework"), notifications.service) as own:
        yield own.does(lambda site: given_cases(own, site))


async def given_cases(own: OwnSite, site: Site) -> Cases:
    round_ = await Round.planned(site, Phase.IDEAS)
    aino, veikko = await site.sign_in("resident", "Aino"), await site.sign_in("resident", "Veikko")
    swing, rope = await round_.published_idea(aino, "Keinu"), await round_.published_idea(veikko, "Kiipeilyköysi")
    appealed = await round_.published_idea(aino, "Aita")
    hidden, appeal = {"reason": "Loukkaava."}, {"words": "Aita ei loukkaa."}
    await round_.moderator.did("POST", f"{A}/ideas/{appealed}/hide", hidden)
    await aino.did("POST", f"{A}/ideas/{appealed}/appeal", appeal)
    new, advert = [
        await veikko.made(f"{round_.path}/ideas", {"title": title, "text": "Kaikille"})
        for title in ("Penkki", "Mainos")
    ]
    comment = await aino.made(f"{A}/ideas/{swing}/comments", {"text": "Ihan turha."})
    position = await veikko.did("POST", f"{A}/comments/{comment}/report", {"reason": "Ilkeä."})
    await round_.moderator.get(f"{A}/moderation?wait_for={position}")
    return Cases(own, round_, swing, rope, new, advert, appealed, comment)


def at_work(browser: Browser, own: OwnSite, person: Callable[[Site], Any], language: str) -> Worker:
    async def cookie(site: Site) -> str:
        signed_in: Person = await person(site)
        return (await site.browsing(signed_in))["Cookie"].partition("=")[2]

    visitor = Visitor(browser.new_context(reduced_motion="reduce").new_page(), own.address)
    visitor.page.context.add_cookies([{"name": "lahio", "value": own.does(cookie), "url": own.address}])
    return Worker(visitor, language)


def test_a_moderator_publishes_hides_and_decides_an_appeal(browser: Browser, cases: Cases) -> None:
    moderator = at_work(browser, cases.own, lambda site: site.sign_in("moderator", "Toinen"), "fi")
    moderator.comes(f"{A}/waiting", "moderator")
    moderator.does(moderator.page.locator(f'main a[href*="{A}/moderation"]'))
    moderator.sees("queue", "Odottaa: 4.")
    moderator.does(moderator.page.locator(f'form[action*="{cases.new}/publish"] button'))
    moderator.sees("published", "Odottaa: 3.")
    article = moderator.page.locator("article", has_text="Mainos")
    article.locator("summary").click()
    moderator.page.fill(f"#hide-{cases.advert}", " ")
    moderator.sends(f"#hide-{cases.advert}")
    assert moderator.page.locator(f"#hide-{cases.advert}-error").is_visible()
    moderator.sees("hiding-refused")
    moderator.page.fill(f"#hide-{cases.advert}", WHY)
    moderator.sends(f"#hide-{cases.advert}")
    moderator.sees("hidden", "Odottaa: 2.")
    moderator.page.select_option(f"#granted-{cases.appealed}", "true")
    moderator.page.fill(f"#decide-{cases.appealed}", "Aita ei loukkaa ketään.")
    moderator.sends(f"#decide-{cases.appealed}")
    moderator.sees("appeal-decided", "Odottaa: 1.")
    moderator.does(moderator.page.get_by_role("link", name=re.compile("Avaa idea, jota se koskee")))
    assert cases.swing in moderator.page.url
    moderator.reads_the_trail(f"{A}/history/idea/{cases.advert}", "trail-of-hiding", WHY, "moderaattori")
    moderator.reads_the_trail(f"{A}/history/idea/{cases.appealed}", "trail-of-appeal", "Aita ei loukkaa ketään.")
    moderator.visitor.leave()


def test_ideas_are_merged_costed_signed_and_set_free_again(browser: Browser, cases: Cases) -> None:
    cases.own.does(lambda _: cases.round.move_to(Phase.PLANNING))
    coordinator = at_work(browser, cases.own, lambda site: site.sign_in("coordinator"), "sv")
    proposal = merges(coordinator, cases)
    assigns(coordinator, cases)
    expert = at_work(browser, cases.own, lambda site: site.sign_in("expert"), "fi")
    estimates(expert)
    coordinator.page.reload()
    coordinator.sends('[name="version"]')
    coordinator.sees("signed", "gäller nu")
    undoes(coordinator)
    trail = proposal.replace("/proposals", "/history/proposal")
    parts = "tilldelades: Puistot", "beräknades", "undertecknade", "koordinator", "lades ner", APART
    coordinator.reads_the_trail(trail, "trail", *parts)
    coordinator.page.go_back()
    coordinator.does(coordinator.page.locator(f'main a[href*="{cases.round.path}/merge"]'))
    coordinator.sees("merge-again")
    assert coordinator.page.locator(f"#idea-{cases.swing}, #idea-{cases.rope}").count() == 2
    for worker in (coordinator, expert):
        worker.visitor.leave()


def merges(coordinator: Worker, cases: Cases) -> str:
    """The path of the proposal."""
    page = coordinator.page
    coordinator.visitor.looks_at(f"{A}/waiting", DESK, "sv")
    coordinator.does(page.locator(f'main a[href*="{cases.round.path}/merge"]'))
    coordinator.sees("merge")
    page.check(f"#idea-{cases.swing}")
    page.check(f"#idea-{cases.rope}")
    page.fill("#title", "Kiipeilyä ja keinuja")
    coordinator.sends("#title")
    coordinator.sees("merged", "Kiipeilyköysi")
    return page.url.removeprefix(coordinator.visitor.site).partition("?")[0]


def assigns(coordinator: Worker, cases: Cases) -> None:
    page = coordinator.page
    page.fill("#assign-department", "Puistot")
    page.select_option("#assign-expert", label="Testi expert")
    coordinator.sends("#assign-department")
    coordinator.sees("assigned", "Expert: Testi expert")


def estimates(expert: Worker) -> None:
    page = expert.page
    expert.comes(f"{A}/waiting", "expert")
    expert.does(page.locator("main section").first.get_by_role("link", name="Kiipeilyä ja keinuja"))
    expert.sees("estimate")
    for row, kind, label, euros in ((1, "investment", "Keinu", "1200,50"), (2, "planning", "Suunnitelma", "paljon")):
        page.select_option(f"#estimate-kind-{row}", kind)
        page.fill(f"#estimate-label-{row}", label)
        page.fill(f"#estimate-euros-{row}", euros)
    page.locator("#sums", has_text=re.compile(r"1\s200,50")).wait_for(timeout=5_000)
    page.select_option("#estimate-feasibility", "feasible")
    page.select_option("#estimate-stage", "final")
    expert.sends("#estimate-reason")
    assert page.locator("#estimate-euros-2-error").is_visible()
    expert.sees("estimate-refused")
    assert [page.input_value(f"#estimate-{one}") for one in ("label-1", "euros-1", "euros-2")] == [
        "Keinu",
        "1200,50",
        "paljon",
    ]
    page.fill("#estimate-euros-2", "100")
    expert.sends("#estimate-reason")
    expert.sees("estimated", "Sinä teit tämän arvion.")
    assert page.locator('[name="version"]').count() == 0


def undoes(coordinator: Worker) -> None:
    coordinator.page.locator("details:has(#undo-reason) > summary").click()
    coordinator.page.fill("#undo-reason", APART)
    coordinator.sends("#undo-reason")
    coordinator.sees("undone", "Förslaget lades ner.")


def test_a_coordinator_carries_out_a_project(browser: Browser, cases: Cases) -> None:
    project = cases.own.does(lambda site: given_project(site, cases.round))
    coordinator = at_work(browser, cases.own, lambda site: site.sign_in("coordinator"), "en")
    coordinator.comes(f"{project}/implementation", "project-work")
    coordinator.comes(f"{A}/waiting", "late")
    assert "Perustukset" in coordinator.page.locator("main section").first.inner_text()
    coordinator.visitor.leave()


async def given_project(site: Site, round_: Round) -> str:
    """With a milestone that is late and a work day."""
    of: dict[str, Any] = {"round": round_.path.rpartition("/")[2], "proposal": "p1"}
    start = StartProject(area=AREA, project="h1", title="Keinu", budget_cents=100_000, by=system("ideas"), **of)
    await send(site.nc, start, new_id())
    one = f"{A}/projects/h1"
    await round_.coordinator.made(f"{one}/milestones", {"title": "Perustukset", "due": "2020-06-01"})
    await round_.coordinator.made(f"{one}/work-days", {"on": "2030-06-02", "place": "Ranta", "places": 5})
    position = await round_.coordinator.did("PUT", f"{one}/responsible-unit", {"unit": "Puistot"})
    await round_.coordinator.get(f"{one}?wait_for={position}")
    return one
