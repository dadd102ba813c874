"""The report on a programme, for the participation group and the local democracy board: composed from all rooms."""

import msgspec

from services.gateway.visit import Visit, told
from shared.contracts.analytics import ListParticipation, Participation
from shared.contracts.areas import ListAreas
from shared.contracts.evaluations import EvaluationView, GetEvaluation
from shared.contracts.funnel import Funnel, GetFunnel
from shared.contracts.indicators import IndicatorView, ListIndicators
from shared.contracts.projects import ListProjects, ProjectView
from shared.contracts.surveys import ListSurveys, SurveyView

MOST = 100  # projects a page


class ReportedProject(msgspec.Struct, frozen=True):
    """`lineage` is the address at which its way from idea to thing is told."""

    project: ProjectView
    lineage: str


class RoundFunnel(msgspec.Struct, frozen=True):
    """Who took part in a round, in groups; those too small to be told are hidden."""

    round: str
    funnel: Funnel


class ProgrammeReport(msgspec.Struct, frozen=True):
    area: str
    name: str
    evaluation: EvaluationView
    indicators: tuple[IndicatorView, ...]
    participation: tuple[Participation, ...]
    funnels: tuple[RoundFunnel, ...]
    projects: tuple[ReportedProject, ...]
    surveys: tuple[SurveyView, ...]


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
        funnels=tuple([await _funnel(visit, evaluation.area, round_) for round_ in rounds]),
        projects=tuple([one for round_ in rounds for one in await _projects(visit, evaluation.area, round_)]),
        surveys=await surveys_of(visit, evaluation.area, evaluation.programme),
    )


async def surveys_of(visit: Visit, area: str, programme: str) -> tuple[SurveyView, ...]:
    """What residents answered, as far as it is counted."""
    surveys = (await told(visit, ListSurveys(area=area))).items
    return tuple(one for one in surveys if one.programme == programme and one.results)


async def _participation(visit: Visit, area: str, rounds: list[str]) -> tuple[Participation, ...]:
    counted = {one.round: one for one in (await told(visit, ListParticipation(area=area))).items}
    return tuple(counted[round_] for round_ in rounds if round_ in counted)


async def _funnel(visit: Visit, area: str, round_: str) -> RoundFunnel:
    return RoundFunnel(round_, await told(visit, GetFunnel(area=area, round=round_, by=visit.actor)))


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
