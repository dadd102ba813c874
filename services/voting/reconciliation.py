"""What the coordinator compares: who has voted by which channel, who handed in a paper, and what the papers say."""

from collections import Counter
from collections.abc import Mapping
from itertools import chain

from services.voting.ballot_box import Edition, cast_in, counts, newest_in
from services.voting.domain.paper import paper
from services.voting.domain.papers import Entry, Papers, invalid_among
from services.voting.domain.round_keys import RoundKeys
from services.voting.domain.sealing import Box, choices
from services.voting.domain.state import Batch, Vote
from services.voting.domain.vote import vote
from services.voting.keys import keys_of
from shared.contracts.paper import (
    UNKNOWN_PAPER_BATCH,
    Agreement,
    BatchReconciliation,
    BatchView,
    GetPaperBatch,
    GetReconciliation,
    PaperStatus,
    Reading,
    Reconciliation,
)
from shared.contracts.participants import Channel
from shared.contracts.results import InvalidReason
from shared.contracts.voting import UNKNOWN_VOTE, VOTE, VoteOpened
from shared.log import last_position
from shared.messages import Refused
from shared.room import Room
from shared.service import Queries


async def get_reconciliation(query: GetReconciliation, room: Room) -> Reconciliation:
    state = (await room.newest(vote, query.area, query.round)).state
    edition = newest_in(await room.store.read(VOTE.subject(query.area, query.round)))
    if edition is None:
        raise Refused(UNKNOWN_VOTE)
    until_now = Edition(edition.opened, edition.opened_at, edition.closed_at or await last_position(room.nc))
    cast = await cast_in(room.settings.nats_url, query.area, query.round, until_now)
    papers = {id_: (await room.newest(paper, query.area, id_)).state for id_ in state.batches}
    repeated = _repeated(await _keys(room, query, state), papers)
    batches = (
        _compared(id_, batch, cast.batches[id_], papers[id_], repeated[id_]) for id_, batch in state.batches.items()
    )
    channels = counts({**cast.channels, Channel.PAPER: len(cast.handed_in)})
    return Reconciliation(query.round, state.edition, state.closed, channels, tuple(batches))


async def _keys(room: Room, query: GetReconciliation | GetPaperBatch, state: Vote) -> RoundKeys | None:
    """None once they are destroyed."""
    if state.annulled or state.certified:
        return None
    return await keys_of(room, query.area, query.round, state.edition)


def _repeated(keys: RoundKeys | None, batches: Mapping[str, Papers]) -> Mapping[str, tuple[str, ...]]:
    """By batch, its serials that another batch has, too: a copied paper shows in this alone."""
    serials = {id_: _serials(keys, papers) if keys else () for id_, papers in batches.items()}
    found = Counter(chain.from_iterable(serials.values()))
    return {id_: tuple(sorted(serial for serial in mine if found[serial] > 1)) for id_, mine in serials.items()}


def _serials(keys: RoundKeys, papers: Papers) -> tuple[str, ...]:
    return tuple(keys.papers.serial(id_, papers.serials[id_]) for id_ in papers.entries)


def _compared(id_: str, batch: Batch, handed_in: int, papers: Papers, repeated: tuple[str, ...]) -> BatchReconciliation:
    how = Counter(papers.agreements.values())
    return BatchReconciliation(
        batch=id_,
        place=batch.place,
        sealed=papers.settled is not None,
        handed_in=handed_in,
        papers=len(papers.entries),
        agreed=how[Agreement.AGREED],
        once=how[Agreement.ONCE],
        differing=how[Agreement.DIFFERS],
        repeated=repeated,
        invalid=invalid_among(papers.agreed.values()),
        difference=handed_in - len(papers.entries),
        note=papers.settled.note if papers.settled else "",
    )


async def get_paper_batch(query: GetPaperBatch, room: Room) -> BatchView:
    state = (await room.newest(vote, query.area, query.round)).state
    if state.opened is None or query.batch not in state.batches:
        raise Refused(UNKNOWN_PAPER_BATCH)
    papers = (await room.newest(paper, query.area, query.batch)).state
    keys = await _keys(room, query, state)
    shown = [_status(state.opened, keys, id_, papers) for id_ in papers.entries] if keys else []
    sealed, batch = papers.settled is not None, state.batches[query.batch]
    in_order = sorted(shown, key=lambda paper: paper.serial)
    return BatchView(query.batch, batch.place, batch.home, sealed, tuple(in_order))


def _status(opened: VoteOpened, keys: RoundKeys, id_: str, papers: Papers) -> PaperStatus:
    """What two people agree on stays sealed."""
    how = papers.agreement(id_)
    read = papers.entries[id_].items() if how is Agreement.DIFFERS else ()
    readings = (_reading(opened, keys.box, id_, by, entry) for by, entry in read)
    return PaperStatus(keys.papers.serial(id_, papers.serials[id_]), how, tuple(readings))


def _reading(opened: VoteOpened, box: Box, ballot: str, by: str, entry: Entry) -> Reading:
    if isinstance(entry, InvalidReason):
        return Reading(by, (), entry)
    return Reading(by, choices(opened, box.open(ballot, entry)[1]), None)


QUERIES: Queries = {GetReconciliation: get_reconciliation, GetPaperBatch: get_paper_batch}
