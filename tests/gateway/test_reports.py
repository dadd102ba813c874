"""Reports as web data."""

from tests.gateway.front_door import Answer, Site


async def sent(site: Site, report: str, content: bytes) -> Answer:
    headers = {"Content-Type": "text/csv", "Accept-Language": "fi"}
    async with site.http.post(f"/api/v1/reports/{report}", data=content, headers=headers) as response:
        return Answer(response.status, dict(response.headers), await response.json(content_type=None))


async def test_anybody_may_send_a_table_and_gets_the_report(site: Site) -> None:
    told = await sent(site, "education", b"level,share_percent,activity_percent\nbasic,34.3,34.1\n")
    assert (told.status, told.body["active_percent"]) == (200, "11.7")
    told = await sent(site, "turnout", b"municipality;turnout_percent;entitled\nKuopio;49,70;98 909\n")
    assert told.body["rows"] == [{"rank": 1, "municipality": "Kuopio", "turnout_percent": "49.70", "entitled": 98909}]


async def test_what_is_wrong_is_told_by_row_and_column(site: Site) -> None:
    told = await sent(site, "turnout", b"municipality,turnout_percent,entitled\nKuopio,paljon,1\n")
    assert told.outcome == (422, "no_percentage")
    assert told.body["title"] == "Rivi 2, sarake turnout_percent: tämä ei ole prosenttiluku väliltä 0–100: paljon."
