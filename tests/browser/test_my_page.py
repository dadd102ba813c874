"""My page when much waits on it, on a phone, with an instance of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser

from shared.contracts.rounds import Phase
from shared.texts import Language
from tests.browser.conftest import SEEN, wait_until_open
from tests.browser.visitor import DESK, PHONE, Visitor
from tests.gateway.conftest import free_port

AREA, ROUND = "/areas/petonen", "/areas/petonen/rounds/petonen-2027"
NAMES = {"coordinator": "Kaisa Malli", "expert": "Erkki Malli", "resident": "Aino Esimerkki"}
Json = dict[str, Any]


@pytest.fixture
def own_demo(browser: Browser, tmp_path: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "services", "up", "--demo", "--sync", "default"]
    command += ["--data", str(tmp_path / "data"), "--port", str(port := free_port())]
    with (tmp_path / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as running:
        try:
            wait_until_open(tmp_path / "log", running)
            yield f"http://localhost:{port}"
        finally:
            running.terminate()


class Speaker:
    """Speaks JSON with the API."""

    def __init__(self, site: str, role: str) -> None:
        self.site, self.token = site, ""
        said = {"name": NAMES[role], "role": role, "area": "petonen"}
        self.token = self.asks("POST", "/demo/sign-in", said)["token"]

    def asks(self, method: str, path: str, body: Json | None = None) -> Json:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        sent = json.dumps(body).encode() if body is not None else None
        asked = Request(f"{self.site}/api/v1{path}", sent, headers, method=method)  # noqa: S310 - our own
        with urlopen(asked, timeout=10) as answer:  # noqa: S310
            found: Json = json.loads(answer.read())
            return found


def _much_waits(site: str) -> None:
    """Two of Aino's ideas become a proposal with another's; an expert asks; Aino follows, supports and registers."""
    aino, coordinator, expert = (Speaker(site, role) for role in ("resident", "coordinator", "expert"))
    ideas = [one["id"] for one in aino.asks("GET", f"{ROUND}/ideas")["items"]]
    for idea in ideas:
        aino.asks("PUT", f"{AREA}/follows/idea/{idea}")
        aino.asks("PUT", f"{AREA}/ideas/{idea}/support")
    aino.asks("POST", f"{AREA}/ideas/{ideas[0]}/comments", {"text": "Hyvä idea!"})
    aino.asks("PUT", f"{ROUND}/ideas/draft", {"title": "Laituri"})
    workshop = aino.asks("GET", f"{AREA}/gatherings")["items"][0]["id"]
    aino.asks("PUT", f"{AREA}/gatherings/{workshop}/registration")
    survey = aino.asks("GET", f"{AREA}/surveys")["items"][0]["id"]
    aino.asks("PUT", f"{AREA}/surveys/{survey}/answers/mine", {"answers": [{"question": "light", "value": "2"}]})
    _plan_proposals(coordinator)
    proposal = coordinator.asks(
        "POST", f"{ROUND}/proposals", {"ideas": ideas, "title": "Turvallinen reitti", "text": ""}
    )["id"]
    costing = f"{AREA}/proposals/{proposal}/costing"
    coordinator.asks("PUT", f"{costing}/assignment", {"department": "Kadut ja puistot"})
    position = expert.asks("POST", f"{costing}/questions", {"text": "Mihin penkit tulisivat?"})["position"]
    aino.asks("GET", f"{AREA}/parts/mine?wait_for={position}")


def _plan_proposals(coordinator: Speaker) -> None:
    """The phase of planning begins now."""
    phases = coordinator.asks("GET", ROUND)["timetable"]["phases"]
    starts = datetime.now(UTC)
    moved = [{"phase": phases[0]["phase"], "starts_at": phases[0]["starts_at"]}] + [
        {"phase": one["phase"], "starts_at": (starts + timedelta(days=number * 14)).isoformat()}
        for number, one in enumerate(phases[1:])
    ]
    assert moved[1]["phase"] == Phase.PLANNING
    coordinator.asks("PUT", f"{ROUND}/timetable", {"timetable": {"phases": moved}})


def test_my_page_is_right_when_much_waits_on_it(own_demo: str, browser: Browser) -> None:
    _much_waits(own_demo)
    visitor = Visitor.of(browser, own_demo, "resident", "petonen")
    found: dict[str, list[str]] = {}
    for language, (kind, size) in zip(Language, (("phone", PHONE), ("desk", DESK)) * 2, strict=True):
        visitor.looks_at("/me", size, language)
        found[f"{language} axe"] = visitor.axe()
        found[f"{language} beyond the edge"] = visitor.beyond_the_edge()
        visitor.keeps_a_picture(SEEN / f"me-much-{kind}.jpeg")
        found[f"{language} twice as large"] = visitor.cut_off_when_twice_as_large()
    assert {where: what for where, what in found.items() if what} == {}
    visitor.looks_at("/me", PHONE, "en")
    page = visitor.page
    assert page.get_by_role("heading", name="Waits for your answer").is_visible()
    page.get_by_role("link", name="Answer: Mihin penkit tulisivat?").click()
    assert page.get_by_label("Your answer").is_visible()
    page.goto(f"{own_demo}/me?lang=en")
    page.get_by_role("button", name="Delete my data").click()
    assert page.get_by_role("alert").is_visible()
    assert visitor.axe() == []
    page.get_by_label("I am sure. This cannot be undone.").check()
    page.get_by_role("button", name="Delete my data").click()
    assert page.get_by_role("heading", name="You are forgotten here").is_visible()
    visitor.leave()
