"""What a vote decides: contests with their money, who may vote, what a ballot may hold and how it is counted."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec

from shared.contracts.areas import Count
from shared.contracts.words import Name
from shared.messages import Cents, Id, Kind, Reason


class BallotStyle(StrEnum):
    """The values are Pabulib's `vote_type`."""

    APPROVAL = "approval"  # each choice counts 1
    CHOOSE_ONE = "choose-1"
    CUMULATIVE = "cumulative"  # points, in all within max points
    SCORING = "scoring"  # points to each
    ORDINAL = "ordinal"  # choices in the voter's order, the best first


class BallotLimits(msgspec.Struct, frozen=True):
    """What a ballot may hold. `max_cost`: the choices together may not cost more (knapsack)."""

    style: BallotStyle = BallotStyle.APPROVAL
    min_choices: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 1
    max_choices: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 5
    max_points: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] | None = None
    max_cost_cents: Cents | None = None

    @property
    def most(self) -> int:
        """How many can be chosen."""
        return 1 if self.style is BallotStyle.CHOOSE_ONE else self.max_choices


class RuleName(StrEnum):
    """The values are Pabulib's `rule`, where it has one."""

    GREEDY = "greedy"  # most votes first; what does not fit is left out
    GREEDY_NO_SKIP = "greedy-no-skip"  # most votes first; ends at the first that does not fit
    GREEDY_THRESHOLD = "greedy-threshold"  # greedy among those with enough votes
    GREEDY_PER_COST = "greedy-per-cost"  # most votes for the money first
    EQUAL_SHARES = "equal-shares"  # every voter gets the same share, and supporters pay together
    PHRAGMEN = "phragmen"  # money trickles to all alike; whoever can pay together first, buys


class Utility(StrEnum):
    """What one gains from an item that one's ballot gives a score to, as Equal Shares weighs it."""

    COST = "cost"  # the score times the cost
    CARDINALITY = "cardinality"  # 1, whatever the score
    POINTS = "points"  # the score
    BORDA = "borda"  # the score of a ranking: the last gets 1, the one before it 2


class Completion(StrEnum):
    """How Equal Shares goes on with the money that is left."""

    NONE = "none"
    ADD1 = "add1"  # from whole shares, a unit more for each as long as the outcome is within the budget
    ADD1U = "add1u"  # add1, then utilitarian
    UTILITARIAN = "utilitarian"  # most votes first
    EXHAUSTIVE = "exhaustive"  # a unit more for each until nothing more fits, at last utilitarian


class TieOrder(StrEnum):
    """Who goes first among equals."""

    PUBLISHED = "published_order"  # as the ballot lists them
    CHEAPER_FIRST = "cheaper_first"
    DEARER_FIRST = "dearer_first"
    DRAW = "draw"  # by the SHA-256 of a seed that nobody knew during the vote, a line break and the item's id


class CountingRule(msgspec.Struct, frozen=True):
    """How the vote is counted, fixed before it opens. An item whose score is under `threshold`, or that fewer than
    `min_votes` ballots name, is never funded.

    `utility`, `completion` and `comparison` belong to Equal Shares. Without a utility it is that of the ballots' style.
    `comparison`: if more voters gain more from the outcome of the greedy rule, that one stands.
    """

    name: RuleName = RuleName.GREEDY
    threshold: Count = 0
    tie_order: TieOrder = TieOrder.PUBLISHED
    utility: Utility | None = None
    completion: Completion = Completion.NONE
    min_votes: Count = 0
    comparison: bool = False


class RollCriteria(msgspec.Struct, frozen=True):
    """Who may vote: those at least `min_age` years old on the day `on` (None: the last day of the vote, Finnish time)
    and, where homes or schools are named, living in one of the homes or going to one of the schools."""

    min_age: Annotated[int, msgspec.Meta(ge=0, le=120)] = 12
    on: date | None = None
    homes: tuple[Id, ...] = ()
    schools: tuple[Id, ...] = ()


class Contest(msgspec.Struct, frozen=True):
    """One decision on a ballot (my district, the whole city), with money and rules of its own. Where homes or schools
    are named, only those choose in it who live in one of the homes or go to one of the schools."""

    id: Id
    name: Name
    budget_cents: Cents
    limits: BallotLimits = BallotLimits()
    rule: CountingRule = CountingRule()
    homes: tuple[Id, ...] = ()
    schools: tuple[Id, ...] = ()

    def admits(self, home: str, school: str) -> bool:
        return not (self.homes or self.schools) or home in self.homes or school in self.schools


WHOLE = "whole"
"""The contest of a round that names none: the whole money, by the round's own limits and rule."""


POINTS_MISSING = Reason("points_missing", Kind.INVALID, "Say how many points a ballot may give in all.")
CONTEST_TWICE = Reason("contest_twice", Kind.INVALID, "Two contests have the same id.")
LIMITS_IMPOSSIBLE = Reason("limits_impossible", Kind.INVALID, "A ballot cannot ask for more choices than it allows.")
