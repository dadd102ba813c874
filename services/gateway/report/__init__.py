"""The report on a programme, for the participation group and the local democracy board: composed from all rooms."""

import msgspec

from services.gateway.visit import Visit, told
from shared.contracts.analytics import ListParticipation, Participation
from shared.contracts.areas import ListAreas
from shared.contracts.evaluations import EvaluationView, GetEvaluation
from shared.contracts.indicators import IndicatorView, ListIndicators
from shared.contracts.projects import ListProjects, ProjectView

MOST = 100  # projects a page


class ReportedProject(msgspec.Struct, frozen=True):
    """`lineage` is the address at which its way from idea to thing is told."""

    project: ProjectView
    lineage: str


class SurveyFinding(msgspec.Struct, frozen=True):
    """One figure of a survey's results, in words."""

    survey: str
    measure: str
    value: str
    unit: str = ""


class ProgrammeReport(msgspec.Struct, frozen=True):
    area: str
    name: str
    evaluation: EvaluationView
    indicators: tuple[IndicatorView, ...]
    participation: tuple[Participation, ...]
    projects: tuple[ReportedProject, ...]
    surveys: tuple[SurveyFinding, ...] = ()


async def composed(visit: Visit, evaluated: GetEvaluation) -> ProgrammeReport:
    """Raises `Refused` while no evaluation is published."""
    evaluation = await told(visit, evaluated)
    rounds = [one.round for one in evaluation.findings.rounds]
    names = {area.id: area.name for area in (await told(visit, ListAreas())).items}
    return ProgrammeReport(
        area=evaluation.area,
        name=names.get(evaluation.area, evaluation.area),
        evaluation=evaluation,
        indicators=(await told(visit, ListIndicators())).items,
        participation=await _participation(visit, evaluation.area, rounds),
        projects=tuple([one for round_ in rounds for one in await _projects(visit, evaluation.area, round_)]),
        surveys=await surveys_of(visit, evaluation.area, evaluation.programme),
    )


async def surveys_of(_visit: Visit, _area: str, _programme: str) -> tuple[SurveyFinding, ...]:
    """What residents answered after implementation."""
    return ()


async def _participation(visit: Visit, area: str, rounds: list[str]) -> tuple[Participation, ...]:
    counted = {one.round: one for one in (await told(visit, ListParticipation(area=area))).items}
    return tuple(counted[round_] for round_ in rounds if round_ in counted)


async def _projects(visit: Visit, area: str, round_: str) -> list[ReportedProject]:
    found: list[ReportedProject] = []
    after: str | None = None
    while True:
        page = await told(visit, ListProjects(area=area, round=round_, after=after, limit=MOST))
        found += [ReportedProject(one, _lineage(visit, one)) for one in page.items]
        after = page.next
        if after is None:
            return found


def _lineage(visit: Visit, project: ProjectView) -> str:
    address = visit.instance.settings.public_url.rstrip("/")
    return f"{address}/api/v1/areas/{project.area}/projects/{project.id}/lineage"
