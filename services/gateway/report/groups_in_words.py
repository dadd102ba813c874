"""Who took part in a round, in groups, as people read it."""

from collections.abc import Iterable, Sequence
from functools import partial

from services.gateway.report import ProgrammeReport
from services.gateway.report.tables import Table, cells
from shared.contracts.funnel import Funnel, GroupCount
from shared.texts import Language, text, word


def tables_of_groups(language: Language, report: ProgrammeReport) -> Iterable[Table]:
    _ = partial(text, language)
    names = {one.round: one.name for one in report.evaluation.findings.rounds}
    for one in report.funnels:
        round_ = {"round": names[one.round]}
        yield _table(
            language, _("Who took part, by age: {round}", round_), one.funnel, [s.ages for s in one.funnel.steps]
        )
        yield _table(
            language, _("Who took part, by way: {round}", round_), one.funnel, [s.channels for s in one.funnel.steps]
        )


def _table(language: Language, title: str, funnel: Funnel, steps: Sequence[tuple[GroupCount, ...]]) -> Table:
    """A row for each group that took a step."""
    counted = [{one.of: one.people for one in groups} for groups in steps]
    present = dict.fromkeys(of for groups in counted for of, people in groups.items() if people != 0)
    return Table(
        title,
        (text(language, "Group"), *(word(language, one.step).capitalize() for one in funnel.steps)),
        tuple(
            cells((word(language, of), *(_people(language, groups.get(of, 0)) for groups in counted))) for of in present
        ),
        (40, *(60 // len(counted) for _ in counted)),
    )


def _people(language: Language, people: int | None) -> str:
    return text(language, "too few to tell") if people is None else word(language, people)
