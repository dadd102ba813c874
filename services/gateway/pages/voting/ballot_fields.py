"""A ballot as the fields of its form, and back."""

from collections.abc import Iterator, Mapping

from services.gateway.pages.filled import Filled, Given, choices, first
from services.gateway.pages.voting.meter import WITH_POINTS
from services.gateway.reasons import SAME_PLACE
from shared.contracts.ballots import Choice
from shared.contracts.contests import BallotStyle, Contest
from shared.contracts.voting import VoteView
from shared.messages import require

KINDS = frozenset({"choice", "points", "place"})


def fields_of(vote: VoteView, chosen: tuple[Choice, ...]) -> Filled:
    """The form filled in as a ballot or a draft says."""
    filled: Filled = {}
    points = {choice.proposal: choice.points for choice in chosen}
    for contest in vote.contests:
        listed = {item.proposal for item in vote.items if item.contest == contest.id}
        mine = {id_: number for id_, number in points.items() if id_ in listed}
        for name, value in _fields(contest, mine):
            filled.setdefault(name, []).append(value)
    return filled


def _fields(contest: Contest, mine: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    style = contest.limits.style
    for place, (id_, points) in enumerate(mine.items(), 1):
        if style in WITH_POINTS:
            yield f"points.{id_}", str(points)
        elif style is BallotStyle.ORDINAL:
            yield f"place.{id_}", str(place)
        else:
            yield (f"choice.{contest.id}" if style is BallotStyle.CHOOSE_ONE else "choice"), id_


def carried(filled: Filled) -> list[tuple[str, str]]:
    """What the form of the last step sends again."""
    return [(name, value) for name, given in filled.items() if name.partition(".")[0] in KINDS for value in given]


def said(vote: VoteView, filled: Filled) -> Given:
    """Raises `Refused` where a number is none, or stands twice in a contest that asks for an order."""
    given = choices(filled)
    for contest in vote.contests:
        ids = (item.proposal for item in vote.items if item.contest == contest.id)
        places = [int(place) for id_ in ids if (place := first(filled, f"place.{id_}").strip())]
        require(len(set(places)) == len(places), SAME_PLACE)
    return given
