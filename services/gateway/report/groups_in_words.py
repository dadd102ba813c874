"""Who took part in a round, in groups, as people read it."""

from collections.abc import Iterable, Sequence
from functools import partial

from services.gateway.report import ProgrammeReport
from services.gateway.report.tables import Table, cells
from shared.contracts.funnel import GroupCount, StepCount
from shared.texts import Language, text, word

Groups = Sequence[tuple[GroupCount, ...]]
"""Of each step."""


def tables_of_groups(language: Language, report: ProgrammeReport) -> Iterable[Table]:
    _ = partial(text, language)
    names = {one.round: one.name for one in report.evaluation.findings.rounds}
    for one in report.funnels:
        round_, steps = {"round": names[one.round]}, one.funnel.steps
        yield _table(language, _("Who took part, by age: {round}", round_), steps, [step.ages for step in steps])
        yield _table(language, _("Who took part, by way: {round}", round_), steps, [step.channels for step in steps])


def _table(language: Language, title: str, steps: Sequence[StepCount], groups: Groups) -> Table:
    """A row for each group that took a step."""
    counted = [{one.of: one.people for one in of_step} for of_step in groups]
    present = dict.fromkeys(of for each in counted for of, people in each.items() if people != 0)
    return Table(
        title,
        (text(language, "Group"), *(word(language, one.step).capitalize() for one in steps)),
        tuple(cells((word(language, of), *(_people(language, one.get(of, 0)) for one in counted))) for of in present),
        (40, *(60 // len(counted) for _ in counted)),
    )


def _people(language: Language, people: int | None) -> str:
    return text(language, "too few to tell") if people is None else word(language, people)
