"""What the ideas room can be asked to do."""

from services.ideas import carry_out, cost_proposals
from services.ideas.cost_proposals import terms_of
from services.ideas.domain.idea import idea
from services.ideas.domain.proposal import Sources, proposal
from shared.contracts.ideas import UNKNOWN_IDEA, EditIdea, HideIdea, PublishIdea, SubmitIdea, TakeUpIdea
from shared.contracts.proposals import CostProposal, DecideFunding, DraftProposal, WithdrawPrice
from shared.decider import Given
from shared.messages import Done, Refused
from shared.room import Room, on
from shared.service import Commands


async def submit_idea(command: SubmitIdea, command_id: str, room: Room) -> Done:
    terms = await terms_of(room, command.area, command.round)
    return await room.handle(idea, command.idea, Given(command, terms), command_id)


async def edit_idea(command: EditIdea, command_id: str, room: Room) -> Done:
    known = (await room.known(idea, command.area, command.idea)).state
    if known is None:
        raise Refused(UNKNOWN_IDEA)
    terms = await terms_of(room, command.area, known.submitted.round)
    return await room.handle(idea, command.idea, Given(command, terms), command_id)


async def draft_proposal(command: DraftProposal, command_id: str, room: Room) -> Done:
    terms = await terms_of(room, command.area, command.round)
    ideas = [(await room.newest(idea, command.area, one)).state for one in command.ideas]
    return await room.handle(proposal, command.proposal, Given(command, Sources(terms, tuple(ideas))), command_id)


COMMANDS: Commands = {
    SubmitIdea: submit_idea,
    EditIdea: edit_idea,
    PublishIdea: on(idea, "idea"),
    HideIdea: on(idea, "idea"),
    TakeUpIdea: on(idea, "idea"),
    DraftProposal: draft_proposal,
    **cost_proposals.COMMANDS,
    CostProposal: on(proposal, "proposal"),
    WithdrawPrice: on(proposal, "proposal"),
    DecideFunding: on(proposal, "proposal"),
    **carry_out.COMMANDS,
}
