"""What happened to a round's vote. Ballots are not told: they lie in subjects of their own, sealed."""

from collections.abc import Mapping

from shared.contracts import certification, paper, voting
from shared.contracts.history import GetVoteHistory, HistoryView
from shared.history import told
from shared.messages import Command, Event, Role
from shared.room import Room
from shared.service import Queries

CAUSES: Mapping[type[Event], type[Command]] = {
    voting.ItemAdded: voting.AddItem,
    voting.ItemLeftOut: voting.AddItem,
    voting.RivalsNamed: voting.NameRivals,
    voting.VoteAnnounced: voting.AnnounceVote,
    voting.VoteOpened: voting.OpenVote,
    voting.VoteClosingMoved: voting.ExtendVote,
    voting.VoteClosed: voting.CloseVote,
    voting.VoteCounted: voting.CountVote,
    voting.PaperBatchOpened: paper.OpenPaperBatch,
    voting.PaperBatchTakenIn: paper.TakeInPaperBatch,
    certification.VoteReviewed: certification.ReviewVote,
    certification.VoteCertified: certification.CertifyVote,
    certification.VotePublished: certification.PublishVote,
    certification.VoteAnnulled: certification.AnnulVote,
}


async def get_vote_history(query: GetVoteHistory, room: Room) -> HistoryView:
    steps = await told(room, (voting.VOTE,), query.area, query.round, doers)
    return HistoryView(query.round, query.area, tuple(steps))


def doers(event: Event) -> frozenset[Role]:
    return CAUSES[type(event)].allowed


QUERIES: Queries = {GetVoteHistory: get_vote_history}
