"""The figures of an area: the same again changes nothing, a corrected one takes the place of the one before."""

from collections.abc import Mapping, Sequence

from shared.contracts.indicators import FIGURES, FiguresRecorded, Level, RecordFigures, Source
from shared.decider import Decider

Said = tuple[str | None, Source]
Known = Mapping[tuple[str, int, Level], Said]


def decide(command: RecordFigures, known: Known) -> Sequence[FiguresRecorded]:
    distinct = {one.place: one for one in command.figures}.values()  # the last one said counts
    new = tuple(one for one in distinct if known.get(one.place) != (one.value, command.source))
    return [FiguresRecorded(figures=new, source=command.source, retrieved_at=command.at)] if new else []


def evolve(known: Known, event: FiguresRecorded) -> Known:
    return {**known, **{one.place: (one.value, event.source) for one in event.figures}}


figures = Decider[Known](FIGURES, {}, evolve, decide)
