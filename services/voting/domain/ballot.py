"""A ballot (äänestyslippu): one person's choices in one round. Who signs in may replace them until the vote closes;
by code or at a desk they are cast once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias, assert_never

from services.voting.domain.handing_in import hand_in, take_back
from services.voting.domain.limits import by_contest, require_within
from services.voting.domain.roll import require_admitted, require_on_roll
from services.voting.domain.sealing import Box, marks, widest
from services.voting.domain.state import Vote
from services.voting.domain.turnout import GroupSeal
from shared.contracts.ballots import (
    ALREADY_VOTED,
    BALLOT,
    BallotEvent,
    CastVote,
    PaperHandedIn,
    PaperTakenBack,
    VoteCast,
)
from shared.contracts.certification import VOTE_ANNULLED
from shared.contracts.codes import OTHER_VOTE
from shared.contracts.paper import HandInPaper, TakeBackPaper
from shared.contracts.participants import Channel, group_of
from shared.contracts.voting import VOTE_CLOSED, VOTE_NOT_OPEN, VoteOpened
from shared.decider import Decider, Given
from shared.messages import Actor, Refused, Role, require


@dataclass(frozen=True)
class Polling:
    """Where the ballot goes: the vote as it stands, the ballot's id, the box that seals it, the seal of voters' groups,
    and the code's session."""

    vote: Vote
    ballot: str
    box: Box
    groups: GroupSeal
    session: str = ""


BallotAsked: TypeAlias = CastVote | HandInPaper | TakeBackPaper
BallotCommand: TypeAlias = Given[BallotAsked, Polling]
Ballot: TypeAlias = VoteCast | PaperHandedIn | None
"""What has become of it: cast, or handed in on paper."""


def decide(command: BallotCommand, state: Ballot) -> Sequence[BallotEvent]:
    asked, polling = command.command, command.facts
    opened = open_at(asked.at, polling.vote)
    match asked:
        case CastVote():
            return _cast(asked, opened, polling, state)
        case HandInPaper():
            group = polling.groups.seal(polling.ballot, 0, group_of(asked.voter, asked.at, Channel.PAPER))
            return hand_in(asked, opened, polling.vote, group, state)
        case TakeBackPaper():
            return take_back(asked, opened, state)
        case _:
            assert_never(asked)


def _cast(cast: CastVote, opened: VoteOpened, polling: Polling, state: Ballot) -> Sequence[VoteCast]:
    channel = channel_of(cast.by, cast.area)
    if channel is Channel.ONLINE:
        require_on_roll(opened.roll, cast.by)
    else:  # put on the roll by who let them in
        require(is_let_in(cast.by, cast.round, opened.edition), OTHER_VOTE)
    require_within(opened, cast.choices)
    for contest, _ in by_contest(opened, cast.choices):
        require_admitted(contest, cast.by)
    if isinstance(state, PaperHandedIn):
        raise Refused(ALREADY_VOTED)
    require(state is None or (state.channel, state.session) == (channel, polling.session), ALREADY_VOTED)
    said = marks(opened, cast.choices)
    if state is not None and polling.box.open(polling.ballot, state.sealed)[1] == said:
        return []
    require(state is None or channel is Channel.ONLINE, ALREADY_VOTED)
    revision = state.revision + 1 if state else 1
    sealed = polling.box.seal(polling.ballot, revision, said, widest(opened))
    return [
        VoteCast(
            round=cast.round,
            edition=opened.edition,
            sealed=sealed.content,
            receipt=sealed.receipt,
            revision=revision,
            group=polling.groups.seal(polling.ballot, revision, group_of(cast.by, cast.at, channel)),
            channel=channel,
            session=polling.session,
        )
    ]


def channel_of(voter: Actor, area: str) -> Channel:
    if voter.holds(Role.CODE_HOLDER, area):
        return Channel.CODE
    return Channel.DESK if voter.holds(Role.DESK_VOTER, area) else Channel.ONLINE


def voter_of(command: BallotAsked) -> Actor:
    return command.by if isinstance(command, CastVote) else command.voter


def is_let_in(voter: Actor, round_: str, edition: int) -> bool:
    """Whether a code lets into this vote: one of another round or edition would make a second ballot."""
    admission = voter.admission
    return admission is not None and (admission.round, admission.edition) == (round_, edition)


def open_at(now: datetime, vote: Vote) -> VoteOpened:
    """The terms of a vote that takes ballots at this time. Raises `Refused`."""
    if vote.opened is None:
        raise Refused(VOTE_NOT_OPEN)
    require(not vote.annulled, VOTE_ANNULLED)
    require(not vote.closed and now < vote.opened.closes_at, VOTE_CLOSED)
    return vote.opened


def evolve(_: Ballot, event: BallotEvent) -> Ballot:
    return None if isinstance(event, PaperTakenBack) else event


ballot = Decider[Ballot](BALLOT, None, evolve, decide)
