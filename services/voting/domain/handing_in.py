"""The register: who handed in a ballot on paper has used up the one ballot. Which paper it was, nothing tells."""

from collections.abc import Sequence

from services.voting.domain.roll import require_admitted, require_on_roll
from services.voting.domain.state import Vote
from shared.contracts.ballots import PaperHandedIn, PaperTakenBack, VoteCast
from shared.contracts.paper import HAS_VOTED, NOT_HANDED_IN, UNKNOWN_PAPER_BATCH, HandInPaper, TakeBackPaper
from shared.contracts.voting import VoteOpened
from shared.messages import Refused, require


def hand_in(
    command: HandInPaper, opened: VoteOpened, vote: Vote, group: bytes, state: VoteCast | PaperHandedIn | None
) -> Sequence[PaperHandedIn]:
    require(command.batch in vote.batches, UNKNOWN_PAPER_BATCH)
    require_on_roll(opened.roll, command.voter)
    for contest in opened.contests:
        if contest.admits(vote.batches[command.batch].home, ""):  # then the paper may choose in it
            require_admitted(contest, command.voter)
    require(state is None, HAS_VOTED)
    return [PaperHandedIn(round=command.round, edition=opened.edition, batch=command.batch, group=group)]


def take_back(
    command: TakeBackPaper, opened: VoteOpened, state: VoteCast | PaperHandedIn | None
) -> Sequence[PaperTakenBack]:
    if not isinstance(state, PaperHandedIn) or state.batch != command.batch:
        raise Refused(NOT_HANDED_IN)
    return [PaperTakenBack(round=command.round, edition=opened.edition, batch=command.batch)]
