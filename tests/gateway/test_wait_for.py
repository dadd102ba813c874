"""A position that never comes is waited for a moment, and then what there is is told."""

import asyncio
import re

import pytest
from litestar import HttpMethod

from services.gateway.app import OPERATIONS
from tests.gateway.front_door import AREA, Person, Site
from tests.gateway.test_other_areas import secrets

NEVER = 10**12


async def test_whatever_waits_for_what_never_comes_answers_all_the_same(site: Site) -> None:
    ids = await secrets(site)
    people = [await site.sign_in(role) for role in ("coordinator", "resident")]
    paths = [one.path for one in OPERATIONS if one.method is HttpMethod.GET and _waits(one.parameters)]
    named = [re.sub(r"\{(\w+)\}", lambda found: {**ids, "area": AREA}.get(found[1], "a" * 32), path) for path in paths]
    for person in people:
        asked = await asyncio.gather(*(status(site, person, path) for path in named))
        assert [path for path, status in zip(named, asked, strict=True) if status >= 500] == []
    assert len(named) > 40


def _waits(parameters: object) -> bool:
    return any(field.name == "wait_for" for field in parameters)  # type: ignore[attr-defined]


async def status(site: Site, person: Person, path: str) -> int:
    asked = {"Authorization": f"Bearer {person.token}"}
    async with site.http.get(f"/api/v1{path}?wait_for={NEVER}", headers=asked) as response:
        return response.status


@pytest.mark.parametrize(
    "nonsense", ["-1", "0x10", "1e9", "1.5", "", "null", "9" * 20, "9" * 400, "%00", "-" + "9" * 30]
)
async def test_nonsense_is_refused_or_passed_over(site: Site, nonsense: str) -> None:
    person = await site.sign_in("coordinator")
    for path in ("/areas", "/areas/{area}/rounds", "/pictures/x"):
        answer = await person.get(f"{path.format(area=AREA)}?wait_for={nonsense}")
        assert answer.status in {200, 404, 422}, (path, answer.body)
