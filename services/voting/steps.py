"""How far a vote has come, read from the log: whoever has just done a step sees it done."""

from collections import Counter
from collections.abc import Iterable

from services.voting.domain.paper import paper
from services.voting.domain.vote import vote
from shared.contracts.certification import VoteAnnulled, VoteCertified, VotePublished, VoteReviewed
from shared.contracts.paper import Agreement
from shared.contracts.vote_steps import GetVoteSteps, PaperStep, StepTaken, VoteStep, VoteSteps
from shared.contracts.voting import VOTE, VoteAnnounced, VoteClosed, VoteCounted, VoteOpened
from shared.events import Recorded
from shared.messages import Event
from shared.room import Room

STEPS: dict[type[Event], VoteStep] = {
    VoteAnnounced: VoteStep.ANNOUNCED,
    VoteOpened: VoteStep.OPENED,
    VoteClosed: VoteStep.CLOSED,
    VoteCounted: VoteStep.COUNTED,
    VoteReviewed: VoteStep.REVIEWED,
    VoteCertified: VoteStep.CERTIFIED,
    VotePublished: VoteStep.PUBLISHED,
    VoteAnnulled: VoteStep.ANNULLED,
}


async def get_vote_steps(query: GetVoteSteps, room: Room) -> VoteSteps:
    commits = await room.store.read(VOTE.subject(query.area, query.round))
    recorded = [one for commit in commits for one in commit.events]
    state = vote.over([one.event for one in recorded], vote.initial)
    return VoteSteps(
        round=query.round,
        position=commits[-1].position if commits else 0,
        edition=state.edition,
        items=state.terms.items if state.terms else state.items,
        rivals=state.terms.rivals if state.terms else state.rivals,
        taken=_taken(recorded),
        papers=tuple([await _papers(query.area, id_, one.place, room) for id_, one in state.batches.items()]),
    )


async def _papers(area: str, batch: str, place: str, room: Room) -> PaperStep:
    entered = (await room.newest(paper, area, batch)).state
    how = Counter(entered.agreements.values())
    return PaperStep(batch, place, entered.settled is not None, how[Agreement.ONCE], how[Agreement.DIFFERS])


def _taken(recorded: Iterable[Recorded]) -> tuple[StepTaken, ...]:
    taken: list[StepTaken] = []
    for one in recorded:
        if isinstance(one.event, VoteOpened) and one.event.edition > 1:
            taken.clear()
        if step := STEPS.get(type(one.event)):
            taken.append(StepTaken(step, one.at, getattr(one.event, "by", "")))
    return tuple(taken)
