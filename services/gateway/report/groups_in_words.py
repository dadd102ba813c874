"""Who took part in a round, in groups, as people read it."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from services.gateway.report import ProgrammeReport
from services.gateway.report.tables import Table, cells
from shared.contracts.funnel import GroupCount, StepCount
from shared.texts import Language, text, word

Groups = Sequence[tuple[GroupCount, ...]]
"""Of each step."""


UNTOLD = "\N{EN DASH}"


def tables_of_groups(language: Language, report: ProgrammeReport) -> Iterable[Table]:
    """Of rounds whose groups are told by now."""
    _, say, home = partial(text, language), partial(word, language), partial(_home, language, report)
    names = {one.round: one.name for one in report.evaluation.findings.rounds}
    for told in (one for one in report.funnels if one.funnel.grouped):
        round_, steps = {"round": names[told.round]}, [step for step in told.funnel.steps if step.people != 0]
        yield _table(language, _("Who took part, by age: {round}", round_), steps, [one.ages for one in steps], say)
        yield _table(language, _("Who took part, by home: {round}", round_), steps, [one.homes for one in steps], home)
        yield _table(language, _("Who took part, by way: {round}", round_), steps, [one.channels for one in steps], say)


def _home(language: Language, report: ProgrammeReport, area: str) -> str:
    """Of other areas the report knows no names."""
    return report.name if area == report.area else word(language, area)


def _table(
    language: Language, title: str, steps: Sequence[StepCount], groups: Groups, name: Callable[[str], str]
) -> Table:
    """A row for each group that took a step."""
    counted = [{one.of: one.people for one in of_step} for of_step in groups]
    present = dict.fromkeys(of for each in counted for of, people in each.items() if people != 0)
    untold = any(people is None for each in counted for people in each.values())
    return Table(
        title,
        (text(language, "Group"), *(word(language, one.step).capitalize() for one in steps)),
        tuple(cells((name(of), *(_people(language, one.get(of, 0)) for one in counted))) for of in present),
        (24, *(13 for _ in counted)),
        f"{UNTOLD} {text(language, 'too few to tell')}" if untold else "",
    )


def _people(language: Language, people: int | None) -> str:
    return UNTOLD if people is None else word(language, people)
