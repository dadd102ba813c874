"""What the coordinators' page shows of a vote."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from services.gateway.pages.rounds import participation
from services.gateway.pages.voting.polling import or_none
from services.gateway.visit import Visit, told
from shared.contracts.analytics import Participation
from shared.contracts.codes import CodeBatch, ListCodes
from shared.contracts.contests import Contest
from shared.contracts.rounds import GetRound, Phase, RoundView
from shared.contracts.vote_steps import GetVoteSteps, StepTaken, VoteStep, VoteSteps
from shared.contracts.voting import GetVote, VoteView
from shared.messages import UNAVAILABLE, require

MOST_BATCHES = 100
WAY = tuple(step for step in VoteStep if step is not VoteStep.ANNULLED)


@dataclass(frozen=True)
class VotePicture:
    """`names` are of those who signed."""

    round: RoundView
    vote: VoteView | None
    steps: VoteSteps
    figures: Participation | None
    batches: tuple[CodeBatch, ...]
    names: dict[str, str]

    @property
    def taken(self) -> dict[VoteStep, StepTaken]:
        return {one.step: one for one in self.steps.taken}

    @property
    def is_fixed(self) -> bool:
        return bool(self.taken)

    @property
    def is_open(self) -> bool:
        return self.now is VoteStep.CLOSED

    @property
    def takes_codes(self) -> bool:
        return not self.taken.keys() & {VoteStep.CLOSED, VoteStep.ANNULLED}

    @property
    def takes_papers(self) -> bool:
        return VoteStep.OPENED in self.taken and not self.taken.keys() & {VoteStep.COUNTED, VoteStep.ANNULLED}

    @property
    def awaits_papers(self) -> bool:
        return not all(batch.sealed for batch in self.steps.papers)

    @property
    def is_annulled(self) -> bool:
        return VoteStep.ANNULLED in self.taken

    @property
    def may_be_annulled(self) -> bool:
        return self.is_fixed and not self.taken.keys() & {VoteStep.CERTIFIED, VoteStep.ANNULLED}

    @property
    def now(self) -> VoteStep | None:
        """What comes next; nothing once it is published or annulled."""
        if not self.taken:
            return VoteStep.ANNOUNCED
        following = WAY.index(self.steps.taken[-1].step) + 1 if not self.is_annulled else len(WAY)
        return WAY[following] if following < len(WAY) else None

    @property
    def way(self) -> list[VoteStep]:
        """What is done, what can be done now, and what comes later; without an announcement that was left out."""
        if self.is_annulled:
            return list(self.taken)
        ahead = WAY[WAY.index(self.now) :] if self.now else ()
        return [*self.taken, *ahead]

    @property
    def contests(self) -> tuple[Contest, ...]:
        return self.vote.contests if self.vote else self.round.contests

    @property
    def opens_at(self) -> datetime:
        return self.round.timetable.start_of(Phase.VOTING)

    @property
    def titles(self) -> dict[str, str]:
        return {item.proposal: item.title for item in self.steps.items}


async def picture(visit: Visit, position: int) -> VotePicture:
    """As it is at `position` of the log, or later. Raises `Refused`, for all but coordinators."""
    area, id_, by = visit.path_params["area"], visit.path_params["round"], visit.signed_in()
    steps = await told(visit, GetVoteSteps(area=area, round=id_, by=by))
    voting = or_none(visit, GetVote(area=area, round=id_, by=by, wait_for=steps.position))
    round_, vote, figures, codes, names = await asyncio.gather(
        told(visit, GetRound(area=area, round=id_, by=by)),
        voting,
        participation(visit, area),
        told(visit, ListCodes(area=area, round=id_, by=by, limit=MOST_BATCHES, wait_for=position)),
        _names(visit, steps),
    )
    require(vote is not None or not steps.taken, UNAVAILABLE)  # the view is far behind
    return VotePicture(round_, vote, steps, figures.get(id_), codes.items, names)


async def _names(visit: Visit, steps: VoteSteps) -> dict[str, str]:
    signed = [await visit.instance.directory.get(one.by) for one in steps.taken if one.by]
    return {person.id: person.name for person in signed if person}
