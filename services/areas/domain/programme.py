"""A programme (Lähiöohjelma): one development cycle of one area."""

from collections.abc import Sequence

from shared.contracts.areas import PROGRAMME, PROGRAMME_KNOWN, ProgrammeStarted, StartProgramme
from shared.decider import Decider
from shared.messages import require


def decide(command: StartProgramme, state: ProgrammeStarted | None) -> Sequence[ProgrammeStarted]:
    started = ProgrammeStarted(name=command.name, theme=command.theme, selection=command.selection or "")
    require(state in {None, started}, PROGRAMME_KNOWN)
    return [] if state else [started]


def evolve(_: ProgrammeStarted | None, event: ProgrammeStarted) -> ProgrammeStarted:
    return event


programme = Decider[ProgrammeStarted | None](PROGRAMME, None, evolve, decide)
