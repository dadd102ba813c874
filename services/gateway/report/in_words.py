"""The report as people read it: the same headings and tables on the page and on paper."""

from collections.abc import Iterable
from functools import partial

from services.gateway.pages.meeting.survey_results import ToldResults, told_results
from services.gateway.report import ProgrammeReport
from services.gateway.report.figures import change_in_words, figure_in_words, indicator_name, with_unit
from services.gateway.report.groups_in_words import tables_of_groups
from services.gateway.report.tables import Cell, Table, cells
from services.gateway.texts import turnout
from shared.contracts.analytics import Participation
from shared.contracts.evaluations import EvaluatedGoal, EvaluatedRound
from shared.contracts.known_figures import FigureChange
from shared.contracts.need import Criterion
from shared.contracts.projects import ProjectView
from shared.contracts.surveys import SurveyView
from shared.texts import Language, euros, text, word


def title_of(language: Language, report: ProgrammeReport) -> str:
    values = {"area": report.name, "name": report.evaluation.findings.name}
    return text(language, "Report on a programme: {name}, {area}", values)


def tables_of(language: Language, report: ProgrammeReport) -> tuple[Table, ...]:
    """Those that have something to tell."""
    tables = (
        _figures(language, report),
        _goals(language, report),
        *_participation(language, report),
        *tables_of_groups(language, report),
        _projects(language, report),
        *(_survey(language, one) for one in report.surveys),
        _choice(language, report),
        _pictures(language, report),
    )
    return tuple(table for table in tables if table.rows)


def _figures(language: Language, report: ProgrammeReport) -> Table:
    _ = partial(text, language)
    return Table(
        _("Figures then and now"),
        (
            _("Indicator"),
            _("Baseline {year}", {"year": str(report.evaluation.baseline_year)}),
            _("Follow-up {year}", {"year": str(report.evaluation.follow_up_year)}),
            _("Change"),
            _("Source"),
        ),
        tuple(cells(_figure(language, one)) for one in report.evaluation.findings.figures),
        (26, 21, 21, 16, 16),
    )


def _figure(language: Language, change: FigureChange) -> Iterable[str]:
    sources = dict.fromkeys(one.source.name for one in (change.before, change.after) if one.source)
    return (
        indicator_name(language, change.after.indicator),
        figure_in_words(language, change.before),
        figure_in_words(language, change.after),
        change_in_words(language, change),
        ", ".join(sources),
    )


def _goals(language: Language, report: ProgrammeReport) -> Table:
    _ = partial(text, language)
    return Table(
        _("Goals that were set together"),
        (_("Goal"), _("Outcome"), _("How we know"), _("Figures")),
        tuple(cells(_goal(language, one)) for one in report.evaluation.findings.goals),
        (26, 14, 36, 24),
    )


def _goal(language: Language, goal: EvaluatedGoal) -> Iterable[str]:
    if goal.dropped:
        return goal.title, text(language, "given up"), goal.dropped, ""
    if goal.judgement is None:
        return goal.title, text(language, "not judged yet"), "", ""
    change = goal.judgement.figures
    figures = _then_and_now(language, change, goal.target) if change else ""
    return goal.title, word(language, goal.judgement.outcome), goal.judgement.evidence, figures


def _then_and_now(language: Language, change: FigureChange, target: str) -> str:
    before, after = figure_in_words(language, change.before), figure_in_words(language, change.after)
    told = f"{before} → {after}: {change_in_words(language, change)}"
    aim = with_unit(language, target, change.after.indicator) if target else ""
    return "\n".join((told, text(language, "Target: {value}", {"value": aim}))) if aim else told


def _participation(language: Language, report: ProgrammeReport) -> Iterable[Table]:
    _ = partial(text, language)
    rounds = {one.round: one for one in report.evaluation.findings.rounds}
    for one in report.participation:
        round_ = rounds[one.round]
        title = _("Who took part: {round}", {"round": round_.name})
        headings = (_("What was counted"), _("How many"))
        yield Table(title, headings, tuple(cells(row) for row in _counted(language, one, round_)), (60, 40))


def _counted(language: Language, counted: Participation, round_: EvaluatedRound) -> Iterable[tuple[str, str]]:
    _, say = partial(text, language), partial(word, language)
    return (
        (_("Ideas"), say(counted.ideas)),
        (_("People who gave ideas"), say(counted.people)),
        (_("Proposals"), say(counted.proposals)),
        (_("Ballots"), say(counted.ballots)),
        (_("Turnout"), turnout(language, counted)),
        (_("Money of the round"), euros(language, round_.budget_cents)),
        (_("Money given to proposals"), euros(language, counted.funded_cents)),
        (_("Proposals funded"), say(counted.funded)),
        (_("Projects finished"), say(counted.implemented)),
    )


def _projects(language: Language, report: ProgrammeReport) -> Table:
    _ = partial(text, language)
    return Table(
        _("What was built"),
        (_("Project"), _("Money set aside"), _("Used"), _("State"), _("From idea to thing")),
        tuple(
            (*cells(_project(language, one.project)), Cell(_("How it came about"), one.lineage))
            for one in report.projects
        ),
        (32, 17, 15, 18, 18),
        bars=tuple(_used(language, one.project) for one in report.projects if one.project.budget_cents),
    )


def _used(language: Language, project: ProjectView) -> tuple[str, str, str]:
    """Of the money set aside; a bar that is full may stand for more."""
    values = {"spent": euros(language, project.spent_cents), "budget": euros(language, project.budget_cents)}
    share = min(100 * project.spent_cents / project.budget_cents, 100)
    return project.title, text(language, "{spent} of {budget}", values), f"{share:.3f}"


def _project(language: Language, project: ProjectView) -> Iterable[str]:
    state = text(language, "ready") if project.implemented else text(language, "under way")
    return project.title, euros(language, project.budget_cents), euros(language, project.spent_cents), state


def _survey(language: Language, survey: SurveyView) -> Table:
    _ = partial(text, language)
    return Table(
        _("What residents say: {survey}", {"survey": survey.title}),
        (_("Question"), _("Answer"), _("How many")),
        tuple(cells(row) for told in told_results(language, survey) for row in _answers(language, told)),
        (50, 32, 18),
        bars=tuple(
            (f"{told.text} {bar.name}", word(language, bar.answers), bar.width)
            for told in told_results(language, survey)
            for bar in told.bars
        ),
    )


def _answers(language: Language, told: ToldResults) -> Iterable[tuple[str, str, str]]:
    if told.mean:
        yield told.text, text(language, "Average"), told.mean
    for bar in told.bars:
        yield told.text, bar.name, word(language, bar.answers)
    for quote in told.quotes:
        yield told.text, quote, ""


def _choice(language: Language, report: ProgrammeReport) -> Table:
    _ = partial(text, language)
    choice, names = report.evaluation.findings.choice, {one.id: one for one in report.indicators}
    return Table(
        _("Why this area was chosen"),
        (_("Criterion"), _("Weight"), _("More need where the figure is")),
        tuple(
            cells((indicator_name(language, names[one.indicator]), str(one.weight), _more_need(language, one)))
            for one in (choice.method.criteria if choice else ())
            if one.indicator in names
        ),
        (50, 20, 30),
    )


def _more_need(language: Language, criterion: Criterion) -> str:
    return word(language, criterion.direction)


def _pictures(language: Language, report: ProgrammeReport) -> Table:
    _ = partial(text, language)
    return Table(
        _("Situation pictures"),
        (_("Drawn for"), _("Year"), _("Version")),
        tuple(
            cells((word(language, one.occasion), str(one.year), str(one.version)))
            for one in report.evaluation.findings.pictures
        ),
        (50, 25, 25),
    )
