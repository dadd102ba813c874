"""Who voted, by group, as it may be told: published language of the voting room."""

import msgspec

from shared.contracts.participants import AgeBand


class AgeCount(msgspec.Struct, frozen=True):
    age: AgeBand
    voters: int


class HomeCount(msgspec.Struct, frozen=True):
    """`home` is an area; empty: where they live is not known."""

    home: str
    voters: int


class Turnout(msgspec.Struct, frozen=True):
    """How many voted, and who they are by age and by home; never by both. Groups too small to be told are not listed,
    nor the next larger one where it would give them away: they are what is missing to `voters`. A paper counts for who
    handed it in, whether it turned out valid or not."""

    voters: int = 0
    ages: tuple[AgeCount, ...] = ()
    homes: tuple[HomeCount, ...] = ()
