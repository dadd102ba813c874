"""A page that cannot be shown says what happened and what to do next, in the reader's language."""

import sys
from collections.abc import Iterator
from typing import NoReturn

import pytest

from services.gateway.pages.next_steps import NEXT_STEPS
from services.gateway.problems import status_of
from services.gateway.reasons import FOREIGN_PAGE
from shared.contracts import load_all
from shared.messages import MALFORMED, Reason, Refused
from shared.texts import Language, text
from tests.gateway.front_door import Site

load_all()


def reasons() -> Iterator[Reason]:
    """All that can be refused for, where the sentence stands for itself."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("shared.", "services.gateway")):
            found = (one for one in vars(module).values() if isinstance(one, Reason))
            yield from (one for one in found if one.code != MALFORMED.code and "{" not in one.text)


REASONS = {status_of(one): one for one in reasons() if one != FOREIGN_PAGE}
BUTTON = 'class="hds-button hds-button--primary"'  # on the page: the head of each leads to the sign-in, too
WITH_PLACES = {413, 422, 429}


def test_every_status_has_a_next_step() -> None:
    assert REASONS.keys() - NEXT_STEPS.keys() == set()
    assert NEXT_STEPS.keys() - REASONS.keys() <= WITH_PLACES


async def shown(site: Site, monkeypatch: pytest.MonkeyPatch, reason: Reason, language: Language) -> tuple[int, str]:
    async def refuse(_: object) -> NoReturn:
        raise Refused(reason)

    monkeypatch.setattr("services.gateway.pages.area.front.areas", refuse)
    headers = {"Accept": "text/html", "Accept-Language": language}
    async with site.http.get("/", headers=headers) as response:
        return response.status, await response.text()


@pytest.mark.parametrize("status", sorted(REASONS))
async def test_a_page_says_what_happened_and_what_to_do_next(
    site: Site, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    reason = REASONS[status]
    for language in Language:
        answered, page = await shown(site, monkeypatch, reason, language)
        assert answered == status
        for sentence in (reason.text, NEXT_STEPS[status], "To the front page"):
            assert text(language, sentence) in page
        assert f"<code>{reason.code}</code>" in page
        assert (f'{BUTTON} href="/sign-in?next=%2F"' in page) is (status in {401, 403})


async def test_signing_in_is_no_help_against_another_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    status, page = await shown(site, monkeypatch, FOREIGN_PAGE, Language.ENGLISH)
    assert status == 403
    assert "Open the page here in Lähiö" in page
    assert f'{BUTTON} href="/sign-in' not in page


async def test_a_form_sent_after_the_sign_in_ended_is_not_lost(site_without_demo: Site) -> None:
    http, own = site_without_demo.http, {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
    async with http.post("/areas/petonen/ideas/one/comment?lang=en", data={"text": "Long"}, headers=own) as response:
        page = await response.text()
    assert response.status == 401
    assert "load this page again" in page
    assert 'href="/sign-in?lang=en" target="_blank"' in page
