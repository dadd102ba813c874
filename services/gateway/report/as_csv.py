"""The report as a long table: a line for each measure. Sections and measures keep one name in every language."""

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from typing import NamedTuple

import msgspec

from services.gateway.pages.meeting.survey_results import told_results
from services.gateway.report import ProgrammeReport, ReportedProject
from services.gateway.report.figures import change_unit, indicator_name
from shared.contracts.analytics import Participation
from shared.contracts.evaluations import EvaluatedGoal, Findings
from shared.contracts.funnel import Funnel
from shared.contracts.known_figures import FigureChange, KnownFigure
from shared.contracts.surveys import SurveyView
from shared.texts import Language

PLAIN = re.compile(r"-?\d+(\.\d+)?")
CELL = re.compile(r"(^|[;\t\r\n])(?=[\s\ufeff\u200b]*[=+\-@＝＋－＠])")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # tells spreadsheet programs that it is UTF-8
EUROS = "EUR"


class Line(NamedTuple):
    section: str
    item: str
    measure: str
    value: str
    unit: str = ""
    source: str = ""


def as_csv(language: Language, report: ProgrammeReport) -> bytes:
    written = StringIO()
    lines = csv.writer(written)
    lines.writerow(Line._fields)
    lines.writerows([safe(field) for field in line] for line in _lines(language, report))
    return (BOM + written.getvalue()).encode()


def safe(field: str) -> str:
    """What a spreadsheet program would take for a formula becomes text; a number stays one. In Finland these programs
    split at semicolons: then cells begin inside the field, too."""
    return field if PLAIN.fullmatch(field) else CELL.sub(r"\1'", field)


def _lines(language: Language, report: ProgrammeReport) -> Iterator[Line]:
    evaluation = report.evaluation
    yield Line("programme", evaluation.findings.name, "theme", evaluation.findings.theme)
    for year in ("baseline_year", "follow_up_year"):
        yield Line("programme", evaluation.findings.name, year, str(getattr(evaluation, year)))
    yield Line("programme", evaluation.findings.name, "summary", evaluation.summary)
    yield Line("programme", evaluation.findings.name, "next_steps", evaluation.next_steps)
    for change in evaluation.findings.figures:
        yield from _change("figures", indicator_name(language, change.after.indicator), change)
    for goal in evaluation.findings.goals:
        yield from _goal(goal)
    rounds = {one.round: one.name for one in evaluation.findings.rounds}
    for counted in report.participation:
        yield from _participation(rounds[counted.round], counted)
    for one in report.funnels:
        yield from _groups(rounds[one.round], one.funnel)
    for project in report.projects:
        yield from _project(project)
    for survey in report.surveys:
        yield from _survey(language, survey)
    yield from _background(language, report, evaluation.findings)


def _change(section: str, item: str, change: FigureChange) -> Iterator[Line]:
    yield from _figure(section, item, "baseline", change.before)
    yield from _figure(section, item, "follow_up", change.after)
    yield Line(section, item, "change", change.change or "", change_unit(Language.ENGLISH, change))
    yield Line(section, item, "trend", change.trend)


def _figure(section: str, item: str, measure: str, figure: KnownFigure) -> Iterator[Line]:
    """An unknown figure has an empty value."""
    source = figure.source.name if figure.source else ""
    yield Line(section, item, measure, figure.value or "", figure.indicator.unit, source)
    yield Line(section, item, f"{measure}_figure_year", str(figure.year or ""))
    yield Line(section, item, f"{measure}_level", figure.level or "")


def _goal(goal: EvaluatedGoal) -> Iterator[Line]:
    judgement = goal.judgement
    yield Line("goals", goal.title, "outcome", judgement.outcome if judgement else "")
    yield Line("goals", goal.title, "evidence", judgement.evidence if judgement else "")
    if goal.target:
        yield Line("goals", goal.title, "target", goal.target)
    if goal.dropped:
        yield Line("goals", goal.title, "dropped", goal.dropped)
    if judgement and judgement.figures:
        yield from _change("goals", goal.title, judgement.figures)


def _participation(round_: str, counted: Participation) -> Iterator[Line]:
    for measure, value in msgspec.structs.asdict(counted).items():
        if measure == "funded_cents":
            yield Line("participation", round_, "funded_money", _euros(value), EUROS)
        elif isinstance(value, int):
            yield Line("participation", round_, measure, str(value))


def _groups(round_: str, funnel: Funnel) -> Iterator[Line]:
    """A group too small to be told has an empty value."""
    for step in funnel.steps:
        for field in ("ages", "homes", "channels"):
            for group in getattr(step, field):
                people = "" if group.people is None else str(group.people)
                yield Line("groups", round_, f"{step.step}: {field}: {group.of}", people)


def _project(reported: ReportedProject) -> Iterator[Line]:
    project = reported.project
    yield Line("projects", project.title, "budget", _euros(project.budget_cents), EUROS, reported.lineage)
    yield Line("projects", project.title, "spent", _euros(project.spent_cents), EUROS, reported.lineage)
    yield Line("projects", project.title, "implemented", "yes" if project.implemented else "no")


def _survey(language: Language, survey: SurveyView) -> Iterator[Line]:
    yield Line("surveys", survey.title, "answers", str(survey.results.answers) if survey.results else "")
    for told in told_results(language, survey):
        for bar in told.bars:
            yield Line("surveys", survey.title, f"{told.text}: {bar.name}", str(bar.answers))
    yield from _means(survey)


def _means(survey: SurveyView) -> Iterator[Line]:
    texts = {one.id: one.text for one in survey.questions}
    for one in survey.results.questions if survey.results else ():
        if one.mean:
            yield Line("surveys", survey.title, f"{texts[one.question]}: mean", one.mean)


def _background(language: Language, report: ProgrammeReport, findings: Findings) -> Iterator[Line]:
    names = {one.id: indicator_name(language, one) for one in report.indicators}
    for criterion in findings.choice.method.criteria if findings.choice else ():
        yield Line("choice", names.get(criterion.indicator, criterion.indicator), "weight", str(criterion.weight))
    for picture in findings.pictures:
        yield Line("situation_pictures", picture.occasion, "version", str(picture.version))


def _euros(cents: int) -> str:
    return f"{Decimal(cents) / 100:.2f}"
