"""A project package (hankekokonaisuus), cut from lead measures and planned with residents."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from msgspec.structs import asdict

from shared.contracts.goals import UNKNOWN_GOAL
from shared.contracts.ideas import ID_TAKEN
from shared.contracts.packages import (
    NOT_LEADING,
    PACKAGE,
    PACKAGE_DATES,
    PACKAGE_STOPPED,
    UNKNOWN_PACKAGE,
    CutPackage,
    DecideOnPackage,
    Decision,
    PackageCut,
    PackageDecided,
    PackageEvent,
    PackageRevised,
    RevisePackage,
)
from shared.decider import Decider, Given
from shared.messages import Refused, require


@dataclass(frozen=True)
class Grounds:
    """Of what a package names: the measures that lead its programme, and the goals that were set for it."""

    leading: frozenset[str]
    goals: frozenset[str]


OnGrounds: TypeAlias = Given[CutPackage, Grounds] | Given[RevisePackage, Grounds]
PackageCommand: TypeAlias = OnGrounds | DecideOnPackage


@dataclass(frozen=True)
class Package:
    """As it was first cut, and as it is planned now."""

    first: PackageCut
    now: PackageRevised
    decided: PackageDecided | None = None

    @property
    def is_stopped(self) -> bool:
        return self.decided is not None and self.decided.decision is Decision.STOP


def decide(command: PackageCommand, state: Package | None) -> Sequence[PackageEvent]:
    match command:
        case Given(CutPackage() as cut, Grounds() as grounds):
            return _cut(cut, grounds, state)
        case Given(RevisePackage() as revise, Grounds() as grounds):
            return _revise(revise, grounds, _known(state))
        case DecideOnPackage():
            return _decide(command, _known(state))
        case _:
            raise TypeError(command)


def _known(state: Package | None) -> Package:
    if state is None:
        raise Refused(UNKNOWN_PACKAGE)
    return state


def _cut(command: CutPackage, grounds: Grounds, state: Package | None) -> Sequence[PackageEvent]:
    planned = _planned(command)
    first = PackageCut(programme=command.programme, **asdict(planned))
    if state is not None:
        require(state.first == first, ID_TAKEN)
        return []
    _require_sound(planned, grounds)
    return [first]


def _revise(command: RevisePackage, grounds: Grounds, state: Package) -> Sequence[PackageEvent]:
    planned = _planned(command)
    if planned == state.now:
        return []
    require(not state.is_stopped, PACKAGE_STOPPED)
    _require_sound(planned, grounds)
    return [planned]


def _planned(command: CutPackage | RevisePackage) -> PackageRevised:
    return PackageRevised(
        title=command.title,
        plan=command.plan,
        measures=command.measures,
        goals=command.goals,
        budget_cents=command.budget_cents,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
    )


def _require_sound(planned: PackageRevised, grounds: Grounds) -> None:
    require(planned.starts_on <= planned.ends_on, PACKAGE_DATES)
    for measure in planned.measures:
        require(measure in grounds.leading, NOT_LEADING, measure=measure)
    require(grounds.goals.issuperset(planned.goals), UNKNOWN_GOAL)


def _decide(command: DecideOnPackage, state: Package) -> Sequence[PackageEvent]:
    decided = PackageDecided(decision=command.decision, reason=command.reason)
    return [] if state.decided == decided else [decided]


def evolve(state: Package | None, event: PackageEvent) -> Package:
    match event:
        case PackageCut():
            fields = asdict(event)
            del fields["programme"]
            return Package(event, PackageRevised(**fields))
        case PackageRevised():
            return replace(_known(state), now=event)
        case PackageDecided():
            return replace(_known(state), decided=event)
        case _:
            assert_never(event)


package = Decider[Package | None](PACKAGE, None, evolve, decide)
