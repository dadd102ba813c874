"""The choice of areas, city-wide: one aggregate, so that no race starts more pilots than the city can run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from shared.contracts.need import NOT_COMPARED, Comparison
from shared.contracts.selections import (
    NO_PILOT,
    PILOT_RUNS,
    PILOTS,
    PILOTS_FULL,
    REASONS_NEEDED,
    SELECTION,
    AreaSelected,
    EndPilot,
    PilotEnded,
    PilotLimitSet,
    SelectArea,
    SelectionEvent,
    SetPilotLimit,
)
from shared.decider import Decider, Given
from shared.messages import require

Select = Given[SelectArea, Comparison]


@dataclass(frozen=True)
class Pilots:
    """`running`: area → the decision that chose it."""

    most: int = PILOTS
    running: Mapping[str, str] = field(default_factory=dict)


def decide(command: Select | EndPilot | SetPilotLimit, state: Pilots) -> Sequence[SelectionEvent]:
    match command:
        case Given():
            return _select(command.command, command.facts, state)
        case EndPilot(ended=ended):
            require(ended in state.running, NO_PILOT)
            return [PilotEnded(selection=state.running[ended], ended=ended)]
        case SetPilotLimit(most=most):
            return [] if most == state.most else [PilotLimitSet(most=most)]
        case _:
            assert_never(command)


def _select(command: SelectArea, comparison: Comparison, state: Pilots) -> Sequence[SelectionEvent]:
    require(command.chosen not in state.running, PILOT_RUNS)
    require(len(state.running) < state.most, PILOTS_FULL, most=state.most)
    ranks = {one.area: one.rank for one in comparison.ranking if one.rank and one.area not in state.running}
    require(command.chosen in ranks, NOT_COMPARED)
    require(ranks[command.chosen] == min(ranks.values()) or bool(command.reasons.strip()), REASONS_NEEDED)
    return [
        AreaSelected(
            selection=command.selection,
            chosen=command.chosen,
            theme=command.theme,
            reasons=command.reasons,
            comparison=comparison,
        )
    ]


def evolve(state: Pilots, event: SelectionEvent) -> Pilots:
    match event:
        case AreaSelected(chosen=chosen, selection=id_):
            return replace(state, running={**state.running, chosen: id_})
        case PilotEnded(ended=ended):
            return replace(state, running={area: id_ for area, id_ in state.running.items() if area != ended})
        case PilotLimitSet(most=most):
            return replace(state, most=most)
        case _:
            assert_never(event)


selection = Decider[Pilots](SELECTION, Pilots(), evolve, decide)
