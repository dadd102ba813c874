"""The review list of accessibility: what reviewers read in the repository is on a page as well."""

from services.gateway.pages.criteria import criteria_in
from tests.gateway.front_door import Site

MERGED = "1.2.1–1.2.5"  # in one row


async def test_the_statement_leads_to_the_list(site: Site) -> None:
    async with site.http.get("/accessibility?lang=en") as statement:
        assert "/accessibility/criteria" in await statement.text()
    async with site.http.get("/accessibility/criteria?lang=en") as response:
        page = await response.text()
    assert response.status == 200
    assert all(row in page for row in ("1.1.1 Non-text content", MERGED, "2.5.8 Target size", "4.1.3 Status messages"))


def test_a_row_of_the_document_is_a_criterion() -> None:
    (row,) = criteria_in("| 1.3.4 Orientation | AA | no `page` asks | built |\n| Criterion | Level | a | b |")
    assert (row.name, row.level, row.stands_on, row.checked) == ("1.3.4 Orientation", "AA", "no page asks", "built")
