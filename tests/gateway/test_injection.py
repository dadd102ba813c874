"""Words of people and of the city stay words: in tables, documents, pages and headers."""

import csv
import re
from io import BytesIO, StringIO

import msgspec
import pytest
from pypdf import PdfReader
from yarl import URL

from services.gateway.app import OPERATIONS, PAGES
from services.gateway.report.as_csv import safe
from shared.contracts.words import Name, Sentence, Text, Words
from tests.gateway.front_door import AREA, Site
from tests.gateway.test_report import loaded
from tests.gateway.test_situation_pictures import Programme, started

MARKUP = '"><script>alert(1)</script><img src="file:///etc/passwd"/>&{{7*7}}{title}%s'
FORMULA = "=cmd|' /C calc'!A0"
FORMULAS = (
    FORMULA,
    f" {FORMULA}",
    f"\t{FORMULA}",
    f"Penkki;{FORMULA}",
    f"Penkki; {FORMULA}",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
)
BEGINS = re.compile(r"[\s\ufeff\u200b]*[=+\-@＝＋－＠]")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
LINE_END = "%0d%0aSet-Cookie:%20stolen=1%0d%0a%0d%0a"


async def told(site: Site, *words: str) -> tuple[Programme, int]:
    """An evaluated programme that has goals in these words."""
    programme = await started(site)
    years = {"baseline_year": 2024, "follow_up_year": 2028}
    evaluation = await programme.planner.made(
        f"{programme.path}/evaluations", {**years, "indicators": ["unemployment"]}
    )
    for one in words:
        await programme.planner.made(f"{programme.path}/goals", {"title": one.strip("\t")})
    said = {"summary": "\n".join(words), "next_steps": words[0]}
    return programme, await programme.planner.did("POST", f"/areas/{AREA}/evaluations/{evaluation}/publish", said)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
async def test_no_program_that_splits_the_table_in_its_way_finds_a_formula(site: Site, delimiter: str) -> None:
    programme, position = await told(site, *FORMULAS)
    table = (await loaded(site, f"{programme.path}/report.csv", position)).decode("utf-8-sig")
    cells = [cell for line in csv.reader(StringIO(table), delimiter=delimiter) for cell in line]
    assert [cell for cell in cells if BEGINS.match(cell) and not NUMBER.fullmatch(cell)] == []
    assert FORMULA in table


@pytest.mark.parametrize("field", ["Penkki; valot", "a - b", "Linja-auto, 5 €; -", "-2.5", "Ei\nmuuta"])
def test_words_that_are_no_formula_stay_as_they_are(field: str) -> None:
    assert safe(field).replace("'", "") == field


@pytest.mark.parametrize("kind", [Name, Sentence, Text, Words])
def test_words_turn_around_nothing_of_the_page_behind_them(kind: type[str]) -> None:
    for turn in ("\N{RIGHT-TO-LEFT OVERRIDE}", "\N{LEFT-TO-RIGHT OVERRIDE}"):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(f"Penkki {turn}rantaan", kind)
    for harmless in ("مقعد", "סַפסָל", "👩\N{ZERO WIDTH JOINER}🌾", "Penkki\N{LEFT-TO-RIGHT MARK}"):
        assert msgspec.convert(harmless, kind) == harmless


async def test_markup_in_words_is_shown_as_it_was_written(site: Site) -> None:
    programme, position = await told(site, MARKUP)
    pdf = PdfReader(BytesIO(await loaded(site, f"{programme.path}/report.pdf", position)))
    assert "<script>alert(1)</script>" in "".join(page.extract_text() for page in pdf.pages)
    async with site.http.get(f"{programme.path}/report") as response:
        shown = await response.text()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>" not in shown
    assert "{{7*7}}{title}%s" in shown


@pytest.mark.parametrize("hostile", [LINE_END, "%22%3E%3Cscript%3Ealert(1)%3C%2fscript%3E", "..%2f..%2fetc"])
async def test_no_address_is_taken_for_markup_or_a_header(site: Site, hostile: str) -> None:
    coordinator = await site.browsing(await site.sign_in("coordinator"))
    assert len(addresses()) > 200
    for method, path in addresses():
        where = URL(re.sub(r"\{[^}]+\}", hostile, path) + f"?lang=en&position={hostile}&after={hostile}", encoded=True)
        for headers in ({}, coordinator):
            async with site.http.request(method, where, headers=headers, allow_redirects=False) as response:
                body = await response.text(errors="replace")
                assert response.status < 500, (method, path, body)
                assert "stolen" not in str(response.cookies), (method, path)
                assert "<script>" not in body, (method, path)


def addresses() -> list[tuple[str, str]]:
    """All that name something of the city, by the methods they take; those that never end are left out."""
    pages = {
        (method, path)
        for page in PAGES
        for method in getattr(page, "http_methods", ())
        for path in getattr(page, "paths", ())
    }
    api = {(str(one.method), f"/api/v1{one.path}") for one in OPERATIONS if one.path != "/events"}
    return sorted(one for one in pages | api if "{" in one[1])
