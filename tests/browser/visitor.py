"""Somebody in front of a browser, and what is wrong with the pages they see."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Response

AXE = (Path(__file__).parent / "vendor/axe-core/axe.min.js").read_text()
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
NOBODY = ""
NAMES = {
    "resident": "Aino Esimerkki",
    "coordinator": "Kaisa Malli",
    "area_coordinator": "Alli Malli",
    "clerk": "Kimmo Malli",
    "expert": "Erkki Malli",
    "moderator": "Maija Malli",
    "outreach": "Jaana Malli",
}
"""Whom the demo offers to be, by role."""
MOST_REQUESTS = 10
MOST_BYTES = 150_000
SAID_BEFORE = [".docs > details:nth-of-type(n+4)", ".docs > section:nth-of-type(n+4)"]
"""The description of the API says hundreds of times the same; looking at all of it would take a minute."""
RUN_AXE = """async ([repeated, colours]) => {
    repeated.flatMap(one => [...document.querySelectorAll(one)]).forEach(one => one.remove())
    return (await axe.run({resultTypes: ["violations"], rules: {"color-contrast": {enabled: colours}}})).violations
        .map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ")).join(", "))
    }"""
BEYOND = """() => document.documentElement.scrollWidth > document.documentElement.clientWidth
    ? [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1
        && !e.closest(".wide")).slice(0, 3).map(e => e.outerHTML.slice(0, 120)) : []"""
SHIFTED = """() => { const shifts = new PerformanceObserver(() => {})
    shifts.observe({type: "layout-shift", buffered: true})
    return shifts.takeRecords().filter(shift => !shift.hadRecentInput).slice(0, 3)
        .map(shift => shift.value + ": " + shift.sources.map(one => one.node?.outerHTML?.slice(0, 100)).join(", ")) }"""
CUT_OFF = """() => [...document.querySelectorAll("main *, header *, footer *")].filter(e => {
    const style = getComputedStyle(e)
    return (style.overflowX == "hidden" || style.overflowY == "hidden") && e.tagName != "svg"
        && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
    }).slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""


@dataclass
class Visitor:
    """`wrong` gathers what the browser complains of, and what was asked of other hosts, since the last look."""

    page: Page
    site: str
    wrong: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    script: bool = True

    @classmethod
    def of(cls, browser: Browser, site: str, role: str, area: str, *, name: str = "", script: bool = True) -> "Visitor":
        context = browser.new_context(reduced_motion="reduce", bypass_csp=False, java_script_enabled=script)
        visitor = cls(context.new_page(), site, script=script)
        visitor.page.on("console", visitor._said)
        visitor.page.on("pageerror", lambda error: visitor.wrong.append(str(error)))
        visitor.page.on("response", visitor._came)
        if role != NOBODY:
            visitor._sign_in(role, area, name or NAMES[role])
        return visitor

    def _sign_in(self, role: str, area: str, name: str) -> None:
        """By the form that the demo offers."""
        form: dict[str, str | float | bool] = {"name": name, "role": role, "area": area}
        headers = {"Origin": self.site, "Sec-Fetch-Site": "same-origin"}
        answer = self.page.request.post(f"{self.site}/demo/sign-in", form=form, headers=headers)
        assert answer.ok, answer.text()

    def looks_at(self, path: str, size: Any, language: str) -> None:
        self.wrong.clear()
        self.sizes.clear()
        self.turns_to(size)
        mark = "&" if "?" in path else "?"
        answer = self.page.goto(f"{self.site}{path}{mark}lang={language}")
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"

    def turns_to(self, size: Any) -> None:
        self.page.set_viewport_size(size)

    def axe(self, *, colours: bool = True) -> list[str]:
        """Zero violations are the bar. It is a script itself, and waits for ever where there may be none.
        `colours` are the same in each language."""
        assert self.script
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found: list[str] = self.page.evaluate(RUN_AXE, [SAID_BEFORE, colours])
        return found

    def beyond_the_edge(self) -> list[str]:
        found: list[str] = self.page.evaluate(BEYOND)
        return found

    def shifted(self) -> list[str]:
        """What moved by itself after it was first seen."""
        found: list[str] = self.page.evaluate(SHIFTED)
        return found

    def cut_off_when_twice_as_large(self) -> list[str]:
        self.page.evaluate("document.documentElement.style.fontSize = '200%'")
        found: list[str] = self.page.evaluate(CUT_OFF)
        found += self.beyond_the_edge()
        self.page.evaluate("document.documentElement.style.fontSize = ''")
        return found

    def keeps_a_picture(self, path: Path) -> None:
        """With its caret: Playwright hides that by a style, which is forbidden here."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path, full_page=True, type="jpeg", quality=80, caret="initial")

    def leave(self) -> None:
        self.page.context.close()

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.wrong.append(message.text)

    def _came(self, response: Response) -> None:
        if urlsplit(response.url).netloc != urlsplit(self.site).netloc:
            self.wrong.append(f"asked of another host: {response.url}")
        self.sizes.append(int(response.headers.get("content-length", "0")))
