"""Commands about what a proposal costs, and placing it on the ballot at a price that two people stand by."""

import asyncio

from services.ideas.domain.costing import ProposalsCommand, costing
from services.ideas.domain.costing_state import Origin
from services.ideas.domain.idea import idea
from services.ideas.domain.idea_state import Idea
from services.ideas.domain.proposal import Placing, Proposal, proposal
from services.ideas.facts import terms_of
from shared.contracts.costing import (
    AnswerQuestion,
    AppealCosting,
    AskAuthor,
    AssignCosting,
    CloseCosting,
    DecideAppeal,
    EstimateCost,
    SignCosting,
)
from shared.contracts.proposals import UNKNOWN_PROPOSAL, PlaceOnBallot
from shared.decider import Given
from shared.messages import Done, Refused
from shared.room import Room
from shared.service import Commands


async def cost(command: ProposalsCommand, command_id: str, room: Room) -> Done:
    known = await _proposal(room, command.area, command.proposal)
    terms, ideas = await asyncio.gather(
        terms_of(room, command.area, known.drafted.round), _still_in(room, command.area, command.proposal, known)
    )
    authors = frozenset(one.submitted.author for one in ideas if one.submitted.author)
    return await room.handle(costing, command.proposal, Given(command, Origin(terms, authors)), command_id)


async def place(command: PlaceOnBallot, command_id: str, room: Room) -> Done:
    """First the price is closed, then placed: an appeal comes before both or after both."""
    area, id_ = command.area, command.proposal
    known = await _proposal(room, area, id_)
    terms, ideas = await asyncio.gather(terms_of(room, area, known.drafted.round), _still_in(room, area, id_, known))
    costed = (await room.newest(costing, area, id_)).state
    signed = costed.placeable if costed else None
    given = Given(command, Placing(terms, signed, len(ideas)))
    proposal.decide(given, (await room.newest(proposal, area, id_)).state)  # closed only for what can be placed
    if signed:
        close = CloseCosting(area=area, proposal=id_, version=signed.version, at=command.at)
        await room.handle(costing, id_, close, f"{command_id}.close")
    return await room.handle(proposal, id_, given, command_id)


async def _proposal(room: Room, area: str, id: str) -> Proposal:
    known = (await room.known(proposal, area, id)).state
    if known is None:
        raise Refused(UNKNOWN_PROPOSAL)
    return known


async def _still_in(room: Room, area: str, id_: str, known: Proposal) -> list[Idea]:
    """Those it is drafted from without those that left. One may not have heard yet that it was taken up."""
    loaded = await asyncio.gather(*(room.newest(idea, area, one) for one in known.drafted.ideas))
    return [one.state for one in loaded if one.state and id_ not in one.state.released]


COMMANDS: Commands = {
    AssignCosting: cost,
    EstimateCost: cost,
    AskAuthor: cost,
    AnswerQuestion: cost,
    SignCosting: cost,
    AppealCosting: cost,
    DecideAppeal: cost,
    PlaceOnBallot: place,
}
