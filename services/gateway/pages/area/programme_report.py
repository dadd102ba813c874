"""The report on a programme as a page that prints well."""

from litestar import get
from litestar.types import ASGIApp

from services.gateway.api.report import report_of
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.report.albums import albums_of
from services.gateway.report.in_words import tables_of, title_of
from services.gateway.visit import Visit, told
from shared.contracts.evaluations import ListEvaluated


@get("/areas/{area:str}/programmes/{programme:str}/report")
async def show(request: Visit) -> ASGIApp:
    report = await report_of(request)
    evaluated = await told(request, ListEvaluated(area=report.area))
    return page(
        request,
        "area/report.html",
        here=f"/areas/{report.area}/programmes/{report.evaluation.programme}/report",
        report=report,
        evaluated=evaluated.items,
        title=title_of(request.language, report),
        tables=tables_of(request.language, report),
        albums=albums_of(report),
        person=await who(request),
    )


HANDLERS = (show,)
