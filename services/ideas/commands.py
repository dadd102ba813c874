"""What the ideas room can be asked to do."""

from services.ideas import carry_out, cost_proposals, drafts, give_ideas, leaving, talk
from services.ideas.domain.idea import idea
from services.ideas.domain.proposal import Sources, proposal
from services.ideas.facts import terms_of
from shared.contracts.proposals import CostProposal, DecideFunding, DraftProposal, WithdrawPrice
from shared.decider import Given
from shared.messages import Done
from shared.room import Room, on
from shared.service import Commands


async def draft_proposal(command: DraftProposal, command_id: str, room: Room) -> Done:
    terms = await terms_of(room, command.area, command.round)
    ideas = [(await room.newest(idea, command.area, one)).state for one in command.ideas]
    return await room.handle(proposal, command.proposal, Given(command, Sources(terms, tuple(ideas))), command_id)


COMMANDS: Commands = {
    **give_ideas.COMMANDS,
    **drafts.COMMANDS,
    **talk.COMMANDS,
    **leaving.COMMANDS,
    DraftProposal: draft_proposal,
    **cost_proposals.COMMANDS,
    CostProposal: on(proposal, "proposal"),
    WithdrawPrice: on(proposal, "proposal"),
    DecideFunding: on(proposal, "proposal"),
    **carry_out.COMMANDS,
}
