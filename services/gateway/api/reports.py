"""Reports out of a table that is sent along."""

from litestar import HttpMethod
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.asking import answer_of
from services.gateway.operations import Operation
from services.gateway.visit import Visit
from shared.contracts.reports import MOST_REPORT, ReportEducation, ReportTurnout
from shared.requests import ask


def _report(path: str, cls: type[ReportTurnout] | type[ReportEducation], summary: str) -> Operation:
    async def handle(visit: Visit) -> ASGIApp:
        asked = cls(content=await visit.body(), by=visit.actor)
        return ASGIResponse(body=await ask(visit.instance.nc, asked))

    return Operation(
        HttpMethod.POST,
        path,
        summary,
        cls.service,
        handle,
        answer_of(cls),
        body=bytes,
        body_media="text/csv",
        most_body=MOST_REPORT,
        asks=cls,
    )


OPERATIONS = (
    _report("/reports/turnout", ReportTurnout, "Municipalities by turnout, out of a CSV table"),
    _report("/reports/education", ReportEducation, "Active participants by education, out of a CSV table"),
)
