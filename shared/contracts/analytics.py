"""Participation figures: the published language of the analytics room. It decides nothing; it only counts."""

from typing import ClassVar

import msgspec

from shared.messages import Id, Query


class Participation(msgspec.Struct, frozen=True):
    """Who took part in a round, and what came of it.

    `published_ideas` have been shown to all at some time. `people` gave ideas; each is counted once, as is each
    ballot, however often it is changed. `turnout_per_mille` is of the area's `eligible_voters`.
    """

    area: str
    round: str
    ideas: int = 0
    published_ideas: int = 0
    people: int = 0
    proposals: int = 0
    ballots: int = 0
    eligible_voters: int = 0
    turnout_per_mille: int = 0
    funded: int = 0
    funded_cents: int = 0
    implemented: int = 0


class Participations(msgspec.Struct, frozen=True):
    items: tuple[Participation, ...]


class GetParticipation(Query[Participation], frozen=True, kw_only=True):
    service: ClassVar[str] = "analytics"
    area: Id
    round: Id


class ListParticipation(Query[Participations], frozen=True, kw_only=True):
    """All rounds of an area."""

    service: ClassVar[str] = "analytics"
    area: Id
