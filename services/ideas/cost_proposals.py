"""Commands about what a proposal costs, and placing it on the ballot at a price that two people stand by."""

import asyncio
from collections.abc import Iterable

import msgspec

from services.ideas.domain.costing import ByAuthor, ProposalsCommand, costing
from services.ideas.domain.costing_state import Origin
from services.ideas.domain.idea import idea
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
from shared.contracts.gateway import Experts, ListExperts
from shared.contracts.proposals import NO_IDEA_LEFT, UNKNOWN_PROPOSAL, PlaceOnBallot
from shared.decider import Given
from shared.messages import Done, Refused, require, system
from shared.requests import ask
from shared.room import Room
from shared.service import Commands


async def cost(command: ProposalsCommand, command_id: str, room: Room) -> Done:
    known = await _proposal(room, command.area, command.proposal)
    require(bool(known.ideas) or isinstance(command, ByAuthor), NO_IDEA_LEFT)  # who has left hears that of the costing
    terms, authors, experts = await asyncio.gather(
        terms_of(room, command.area, known.drafted.round),
        _authors(room, command.area, known.ideas),
        _experts(room, command),
    )
    return await room.handle(costing, command.proposal, Given(command, Origin(terms, authors, experts)), command_id)


async def place(command: PlaceOnBallot, command_id: str, room: Room) -> Done:
    """First the price is closed, then placed: an appeal comes before both or after both."""
    area, id_ = command.area, command.proposal
    known = await _proposal(room, area, id_)
    terms = await terms_of(room, area, known.drafted.round)
    costed = (await room.newest(costing, area, id_)).state
    signed = costed.placeable if costed else None
    given = Given(command, Placing(terms, signed))
    proposal.decide(given, known)  # closed only for what can be placed
    if signed:
        close = CloseCosting(area=area, proposal=id_, version=signed.version, at=command.at)
        await room.handle(costing, id_, close, f"{command_id}.close")
    return await room.handle(proposal, id_, given, command_id)


async def _proposal(room: Room, area: str, id: str) -> Proposal:
    known = (await room.newest(proposal, area, id)).state
    if known is None:
        raise Refused(UNKNOWN_PROPOSAL)
    return known


async def _authors(room: Room, area: str, ideas: Iterable[str]) -> frozenset[str]:
    """An idea that was written down for somebody has none."""
    loaded = await asyncio.gather(*(room.known(idea, area, one) for one in ideas))
    return frozenset(one.state.submitted.author for one in loaded if one.state and one.state.submitted.author)


async def _experts(room: Room, command: ProposalsCommand) -> frozenset[str]:
    """Those of the area, where the command names one: the directory alone knows who they are."""
    if not isinstance(command, AssignCosting) or command.expert is None:
        return frozenset()
    asked = ListExperts(area=command.area, by=system("ideas"))
    listed = msgspec.json.decode(await ask(room.nc, asked), type=Experts)
    return frozenset(one.id for one in listed.items)


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
