"""A ballot looked over before it is cast: published language of the voting room."""

from typing import Annotated, ClassVar

import msgspec

from shared.contracts.ballots import VOTERS, Choice
from shared.messages import Id, Query, Refusal, Role


class ContestCheck(msgspec.Struct, frozen=True):
    """What is chosen in a contest, counted, and what breaks the limits there. `over_cents`: what the choices cost too
    much; taking out any one of `enough` would do."""

    contest: str
    chosen: int
    points: int
    cents: int
    broken: tuple[Refusal, ...] = ()
    over_cents: int = 0
    enough: tuple[str, ...] = ()


class BallotCheck(msgspec.Struct, frozen=True):
    """`broken`: what is wrong with the ballot as a whole."""

    contests: tuple[ContestCheck, ...]
    broken: tuple[Refusal, ...] = ()

    @property
    def is_complete(self) -> bool:
        return not self.broken and not any(one.broken for one in self.contests)


class CheckBallot(Query[BallotCheck], frozen=True, kw_only=True):
    """Would these choices do? Nothing is kept. Refused to those who may not vote, and where the choices name what is
    not on the ballot."""

    service: ClassVar[str] = "voting"
    allowed: ClassVar[frozenset[Role] | None] = VOTERS
    area: Id
    round: Id
    choices: Annotated[tuple[Choice, ...], msgspec.Meta(max_length=1000)]
