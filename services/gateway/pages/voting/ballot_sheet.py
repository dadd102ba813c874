"""A ballot in the hands of its voter: each contest with its proposals in this voter's order, counted by the room."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from services.gateway.operations import read_strings
from services.gateway.pages.filled import Filled, first, ticked
from services.gateway.pages.people import may_vote
from services.gateway.pages.voting.ballot_fields import carried, fields_of, said
from services.gateway.pages.voting.meter import Meter, meter
from services.gateway.pages.voting.polling import Polling
from services.gateway.pages.voting.shuffle import shuffled
from services.gateway.visit import Visit, told
from shared.contracts.ballot_check import BallotCheck, CheckBallot, ContestCheck
from shared.contracts.ballots import Choice
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
    """`choices`: what stands in the form, none where that cannot be read; `refusal`: why it cannot be sent at all."""

    parts: Sequence[Part]
    filled: Filled
    choices: Sequence[Choice]
    refusal: Refusal | None
    is_complete: bool
    nothing: str

    @property
    def is_barred(self) -> bool:
        """Whoever looks may not vote, whatever they choose."""
        return self.refusal is not None and self.refusal.reason.kind is not Kind.INVALID

    @property
    def ticked(self) -> set[str]:
        return set(ticked(self.filled))

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
        """With the points of each; a ranking from the best."""
        points = {choice.proposal: choice.points for choice in self.choices}
        ranked = list(points) if part.contest.limits.style is BallotStyle.ORDINAL else []
        mine = [item for item in part.items if item.proposal in points]
        ordered = sorted(mine, key=lambda item: ranked.index(item.proposal)) if ranked else mine
        return [(item, points[item.proposal]) for item in ordered]


async def sheet_of(visit: Visit, seen: Polling, filled: Filled | None) -> Sheet | None:
    """None where there is nothing to fill in for whoever looks."""
    vote, round_ = seen.vote, seen.round
    if not vote or not seen.is_voting or not seen.contests or seen.is_cast_for_good:
        return None
    if not may_vote(visit, round_.area, round_.id):
        return None
    given = fields_of(vote, seen.choices) if filled is None else filled
    counted, choices, refusal = await _checked(visit, vote, given)
    by_contest = {one.contest: one for one in counted.contests}
    return Sheet(
        parts=[_part(visit, vote, one, by_contest.get(one.id)) for one in seen.contests],
        filled=given,
        choices=choices,
        refusal=refusal,
        is_complete=refusal is None and counted.is_complete,
        nothing=_nothing(visit, counted),
    )


async def _checked(visit: Visit, vote: VoteView, given: Filled) -> tuple[BallotCheck, Sequence[Choice], Refusal | None]:
    """What cannot be read counts as nothing."""
    choices: Sequence[Choice] = ()
    try:
        asked = _asked(visit, vote, given)
        choices = asked.choices
        return await told(visit, asked), choices, None
    except Refused as refused:
        return BallotCheck(()), choices, refused.refusal


def _asked(visit: Visit, vote: VoteView, given: Filled) -> CheckBallot:
    """Raises `Refused` where a field cannot be read."""
    place = {"area": vote.area, "round": vote.id}
    return replace(read_strings({**place, **said(vote, given)}, CheckBallot), by=visit.actor)


def _part(visit: Visit, vote: VoteView, contest: Contest, counted: ContestCheck | None) -> Part:
    items = shuffled((item for item in vote.items if item.contest == contest.id), visit.actor.id, vote.id)
    titles = {item.proposal: item.title for item in items}
    rivals = [", ".join(titles[id_] for id_ in group) for group in vote.rivals if group[0] in titles]
    count = counted or ContestCheck(contest.id, 0, 0, 0)
    return Part(contest, items, rivals, meter(visit.language, contest, items, count))


def _nothing(visit: Visit, counted: BallotCheck) -> str:
    return " ".join(text(visit.language, one.reason.text, one.values) for one in counted.broken)
