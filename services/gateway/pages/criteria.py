"""The review list of accessibility as a page: the same document that reviewers read in the repository."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from litestar import get
from litestar.types import ASGIApp

from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.visit import Visit

DOCUMENT = Path(__file__).parents[3] / "docs/accessibility.md"
ROW = re.compile(r"\| (\d.*?) \| (A|AA|A, AA) \| (.*?) \| (.*?) \|")


@dataclass(frozen=True)
class Criterion:
    name: str
    level: str
    stands_on: str
    checked: str


@get("/accessibility/criteria")
async def show(request: Visit) -> ASGIApp:
    return page(
        request, "criteria.html", here="/accessibility/criteria", principles=_principles(), person=await who(request)
    )


@cache
def _principles() -> list[tuple[str, list[Criterion]]]:
    _, *sections = DOCUMENT.read_text().split("\n## ")
    return [(section.partition("\n")[0], list(criteria_in(section))) for section in sections]


def criteria_in(section: str) -> Iterator[Criterion]:
    for row in ROW.finditer(section.replace("`", "")):
        yield Criterion(*row.groups())


HANDLERS = (show,)
