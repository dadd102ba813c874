"""The report on a programme: as web data, as a table, and on paper."""

from litestar import HttpMethod
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp
from msgspec.structs import fields

from services.gateway.operations import Operation, encode, read_strings
from services.gateway.report import ProgrammeReport, composed
from services.gateway.report.albums import photos_of
from services.gateway.report.as_csv import as_csv
from services.gateway.report.as_pdf import as_pdf
from services.gateway.visit import Visit
from shared.contracts.evaluations import GetEvaluation

REPORT = "/areas/{area}/programmes/{programme}/report"
CSV, PDF = "text/csv", "application/pdf"
WAIT_FOR = tuple(field for field in fields(GetEvaluation) if field.name == "wait_for")


async def report_of(visit: Visit) -> ProgrammeReport:
    """Raises `Refused` while no evaluation is published."""
    asked = {name: value for name, value in visit.asked.items() if name == "wait_for"}
    return await composed(visit, read_strings({**visit.path_params, **asked}, GetEvaluation))


async def tell(visit: Visit) -> ASGIApp:
    return ASGIResponse(body=encode(await report_of(visit)))


async def tell_in_lines(visit: Visit) -> ASGIApp:
    body = as_csv(visit.language, await report_of(visit))
    return ASGIResponse(body=body, media_type=CSV, headers=_named("csv"))


async def tell_on_paper(visit: Visit) -> ASGIApp:
    report = await report_of(visit)
    body = as_pdf(visit.language, report, await photos_of(visit.instance.nc, report))
    return ASGIResponse(body=body, media_type=PDF, headers=_named("pdf"))


def _named(ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'inline; filename="report.{ending}"', "Vary": "Accept-Language"}


OPERATIONS = (
    Operation(
        HttpMethod.GET, REPORT, "The report on a programme", "report", tell, ProgrammeReport, parameters=WAIT_FOR
    ),
    Operation(
        HttpMethod.GET,
        f"{REPORT}.csv",
        "The report as a table: a line for each measure (?lang=fi, sv or en)",
        "report",
        tell_in_lines,
        bytes,
        parameters=WAIT_FOR,
        answer_media=CSV,
    ),
    Operation(
        HttpMethod.GET,
        f"{REPORT}.pdf",
        "The report to print (?lang=fi, sv or en)",
        "report",
        tell_on_paper,
        bytes,
        parameters=WAIT_FOR,
        answer_media=PDF,
    ),
)
