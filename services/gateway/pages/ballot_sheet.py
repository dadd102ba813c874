"""A ballot in the hands of its voter: each contest with its proposals in this voter's order, counted by the room."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from services.gateway.operations import read_strings
from services.gateway.pages.ballot_fields import carried, fields_of, said
from services.gateway.pages.filled import Filled, first
from services.gateway.pages.meter import Meter, meter
from services.gateway.pages.people import may_vote
from services.gateway.pages.polling import Polling
from services.gateway.pages.shuffle import shuffled
from services.gateway.visit import Visit, told
from shared.contracts.ballot_check import BallotCheck, CheckBallot, ContestCheck
from shared.contracts.contests import BallotStyle, Contest
from shared.contracts.voting import Item, VoteView
from shared.messages import Kind, Refusal, Refused
from shared.texts import text


@dataclass(frozen=True)
class Part:
    """A contest of the ballot. `rivals`: the titles of each group of which one at most is chosen."""

    contest: Contest
    items: Sequence[Item]
    rivals: Sequence[str]
    meter: Meter


@dataclass(frozen=True)
class Sheet:
    """`refusal`: why these choices cannot be read or sent at all."""

    parts: Sequence[Part]
    filled: Filled
    refusal: Refusal | None
    is_complete: bool
    nothing: str

    @property
    def is_barred(self) -> bool:
        """Whoever looks may not vote, whatever they choose."""
        return self.refusal is not None and self.refusal.reason.kind is Kind.FORBIDDEN

    @property
    def ticked(self) -> set[str]:
        return {id_ for name, given in self.filled.items() if name.partition(".")[0] == "choice" for id_ in given}

    @property
    def carried(self) -> list[tuple[str, str]]:
        return carried(self.filled)

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """What to mend, each with the place of the page where that is done."""
        several = len(self.parts) > 1
        told = [(part, part.meter.wrong) for part in self.parts if part.meter.wrong]
        told += [(part, self.nothing) for part in self.parts[:1] if self.nothing]
        return [
            (f"contest-{part.contest.id}", f"{part.contest.name}: {words}" if several else words)
            for part, words in told
        ]

    def typed(self, name: str) -> str:
        return first(self.filled, name)

    def chosen(self, part: Part) -> list[tuple[Item, int]]:
        """With the points or the place of each; a ranking from the best."""
        numbers = {item.proposal: self._number(item) for item in part.items}
        mine = [(item, numbers[item.proposal]) for item in part.items if item.proposal in self.ticked | self._marked]
        return sorted(mine, key=lambda one: one[1]) if part.contest.limits.style is BallotStyle.ORDINAL else mine

    @property
    def _marked(self) -> set[str]:
        given = (name.partition(".") for name, typed in self.filled.items() if typed[0].strip() not in ("", "0"))
        return {id_ for kind, _, id_ in given if kind in ("points", "place")}

    def _number(self, item: Item) -> int:
        return int(self.typed(f"points.{item.proposal}") or self.typed(f"place.{item.proposal}") or 0)


async def sheet_of(visit: Visit, seen: Polling, filled: Filled | None) -> Sheet | None:
    """None where there is nothing to fill in for whoever looks."""
    vote, round_ = seen.vote, seen.round
    if not vote or not seen.is_voting or not seen.contests or seen.is_cast_for_good:
        return None
    if not may_vote(visit, round_.area, round_.id):
        return None
    given = fields_of(vote, seen.choices) if filled is None else filled
    counted, refusal = await _checked(visit, vote, given)
    by_contest = {one.contest: one for one in counted.contests}
    parts = [_part(visit, vote, one, by_contest.get(one.id)) for one in seen.contests]
    nothing = _nothing(visit, counted)
    return Sheet(parts, given, refusal, refusal is None and counted.is_complete, nothing)


async def _checked(visit: Visit, vote: VoteView, given: Filled) -> tuple[BallotCheck, Refusal | None]:
    """What cannot be read counts as nothing."""
    place = {"area": vote.area, "round": vote.id}
    try:
        asked = read_strings({**place, **said(vote, given)}, CheckBallot)
        return await told(visit, replace(asked, by=visit.actor)), None
    except Refused as refused:
        return BallotCheck(()), refused.refusal


def _part(visit: Visit, vote: VoteView, contest: Contest, counted: ContestCheck | None) -> Part:
    items = shuffled((item for item in vote.items if item.contest == contest.id), visit.actor.id, vote.id)
    titles = {item.proposal: item.title for item in items}
    rivals = [", ".join(titles[id_] for id_ in group) for group in vote.rivals if group[0] in titles]
    count = counted or ContestCheck(contest.id, 0, 0, 0)
    return Part(contest, items, rivals, meter(visit.language, contest, items, count))


def _nothing(visit: Visit, counted: BallotCheck) -> str:
    return " ".join(text(visit.language, one.reason.text, one.values) for one in counted.broken)
