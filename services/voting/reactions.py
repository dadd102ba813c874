"""The vote follows its round: proposals come on the ballot, a phase opens it, its end closes it and has it counted."""

from collections.abc import Iterable

from services.voting.domain.reminder import SHORTEST_VOTE
from shared.contracts.certification import DestroyKeys, MakeBundle, VoteAnnulled, VoteCertified, VotePublished
from shared.contracts.paper import PAPER, PapersSettled, TakeInPaperBatch
from shared.contracts.proposals import PROPOSAL, ProposalPlacedOnBallot
from shared.contracts.rounds import ROUND, Phase, RoundPhaseStarted, RoundRescheduled
from shared.contracts.voting import (
    VOTE,
    AddItem,
    CloseVote,
    CountVote,
    Item,
    MoveClosing,
    OpenVote,
    PaperBatchTakenIn,
    RemindVoters,
    SetClosingTimer,
    SetReminderTimer,
    VoteClosed,
    VoteClosingMoved,
    VoteOpened,
)
from shared.events import Recorded
from shared.messages import Command, system
from shared.service import Reaction

VOTING = system("voting")


def follow_round(event: Recorded) -> Iterable[Command]:
    area, round_ = event.area, event.aggregate_id
    match event.event:
        case RoundPhaseStarted(phase=Phase.VOTING):
            yield OpenVote(area=area, round=round_, by=VOTING)
        case RoundRescheduled(timetable=timetable):
            closes_at = timetable.end_of(Phase.VOTING)
            if closes_at:
                yield MoveClosing(area=area, round=round_, closes_at=closes_at, by=VOTING)
        case _:
            return


def follow_proposals(event: Recorded) -> Iterable[Command]:
    match event.event:
        case ProposalPlacedOnBallot() as placed:
            item = Item(event.aggregate_id, placed.title, placed.cost_cents, placed.contest)
            yield AddItem(area=event.area, round=placed.round, item=item, by=VOTING)
        case _:
            return


def set_timer(event: Recorded) -> Iterable[Command]:
    match event.event:
        case VoteOpened() | VoteClosingMoved():
            yield SetClosingTimer(area=event.area, round=event.aggregate_id, by=VOTING)
        case _:
            return


def set_reminder(event: Recorded) -> Iterable[Command]:
    match event.event:
        case VoteOpened(closes_at=closes_at) if closes_at - event.at < SHORTEST_VOTE:
            return
        case VoteOpened() | VoteClosingMoved():
            yield SetReminderTimer(area=event.area, round=event.aggregate_id, by=VOTING)
        case _:
            return


def on_time(key: tuple[str, ...]) -> Command:
    area, round_, *what = key
    if what == ["reminder"]:
        return RemindVoters(area=area, round=round_, by=VOTING)
    return CloseVote(area=area, round=round_, by=VOTING)


def destroy_keys_at_the_end(event: Recorded) -> Iterable[Command]:
    match event.event:
        case VoteCertified(edition=edition) | VoteAnnulled(edition=edition):
            yield DestroyKeys(area=event.area, round=event.aggregate_id, edition=edition, by=VOTING)
        case _:
            return


def lay_out_published(event: Recorded) -> Iterable[Command]:
    match event.event:
        case VotePublished():
            yield MakeBundle(area=event.area, round=event.aggregate_id, by=VOTING)
        case _:
            return


def count_when_closed(event: Recorded) -> Iterable[Command]:
    match event.event:
        case VoteClosed() | PaperBatchTakenIn():
            yield CountVote(area=event.area, round=event.aggregate_id, by=VOTING)
        case _:
            return


def take_in_settled_papers(event: Recorded) -> Iterable[Command]:
    match event.event:
        case PapersSettled(round=round_):
            yield TakeInPaperBatch(area=event.area, round=round_, batch=event.aggregate_id, by=VOTING)
        case _:
            return


REACTIONS = (
    Reaction((ROUND,), follow_round),
    Reaction((PROPOSAL,), follow_proposals),
    Reaction((VOTE,), set_timer),
    Reaction((VOTE,), set_reminder),
    Reaction((VOTE,), count_when_closed),
    Reaction((PAPER,), take_in_settled_papers),
    Reaction((VOTE,), lay_out_published),
    Reaction((VOTE,), destroy_keys_at_the_end),
)
