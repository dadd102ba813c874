"""A follow: one person who wants to be told of one thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from shared.contracts.follows import FOLLOW, FollowEnded, FollowEvent, FollowStarted, FollowThing, UnfollowThing
from shared.contracts.participants import group_of
from shared.decider import Decider
from shared.ids import derived_id

FollowCommand: TypeAlias = FollowThing | UnfollowThing


@dataclass(frozen=True)
class Follow:
    active: bool = False


def follow_id(person: str, thing: str, about: str) -> str:
    return derived_id("follow", person, thing, about)


def decide(command: FollowCommand, state: Follow) -> Sequence[FollowEvent]:
    match command:
        case FollowThing():
            return [] if state.active else [_started(command)]
        case UnfollowThing():
            return [_ended(command)] if state.active else []
        case _:
            assert_never(command)


def _started(command: FollowThing) -> FollowStarted:
    group = group_of(command.by, command.at)
    return FollowStarted(person=command.by.id, thing=command.thing, about=command.about, group=group)


def _ended(command: UnfollowThing) -> FollowEnded:
    return FollowEnded(person=command.by.id, thing=command.thing, about=command.about)


def evolve(_: Follow, event: FollowEvent) -> Follow:
    match event:
        case FollowStarted():
            return Follow(active=True)
        case FollowEnded():
            return Follow()
        case _:
            assert_never(event)


follow = Decider[Follow](FOLLOW, Follow(), evolve, decide)
