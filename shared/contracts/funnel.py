"""How far people came in a round, step by step and in groups: published language of the analytics room."""

from enum import StrEnum
from typing import ClassVar

import msgspec

from shared.messages import Id, Query


class Step(StrEnum):
    """In their order."""

    VISITED = "visited"  # pages looked at: nobody knows by how many
    SIGNED_IN = "signed_in"  # each day anew
    GAVE = "gave"  # an idea
    COMMENTED = "commented"
    SUPPORTED = "supported"  # each idea anew: nothing tells who stands behind two of them
    VOTED = "voted"
    FOLLOWED = "followed"


class GroupCount(msgspec.Struct, frozen=True):
    """`of` is an age band, an area where people live or a channel, or `unknown`. None: too few to be told, or not
    known before the result of the vote is published."""

    of: str
    people: int | None


class StepCount(msgspec.Struct, frozen=True):
    """Each person once a step, in the group they belonged to when they first took it. Of what is done in no round,
    what was done since the round began.

    Groups of 1 to 4 people are not told, nor as many others as would give them away.
    """

    step: Step
    people: int | None
    ages: tuple[GroupCount, ...]
    homes: tuple[GroupCount, ...]
    channels: tuple[GroupCount, ...]


class Funnel(msgspec.Struct, frozen=True):
    """`population`: how many live in the area by age band, where such figures (`population_18_29` …) are known.
    `grouped`: whether whoever asks is told of groups by now."""

    steps: tuple[StepCount, ...]
    population: tuple[GroupCount, ...]
    grouped: bool = True


class GetFunnel(Query[Funnel], frozen=True, kw_only=True):
    """Until the result of the vote is published, groups are told to coordinators alone."""

    service: ClassVar[str] = "analytics"
    area: Id
    round: Id
