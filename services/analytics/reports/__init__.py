"""Reports out of tables that somebody else counted: pure, from the bytes of a file to the figures of a report."""

from services.analytics.reports.education import education
from services.analytics.reports.turnout import turnout
from shared.contracts.reports import EducationReport, ReportEducation, ReportTurnout, TurnoutReport
from shared.room import Room
from shared.service import Queries


async def report_turnout(query: ReportTurnout, _: Room) -> TurnoutReport:
    return turnout(query.content)


async def report_education(query: ReportEducation, _: Room) -> EducationReport:
    return education(query.content)


QUERIES: Queries = {ReportTurnout: report_turnout, ReportEducation: report_education}
