"""An idea leaves a proposal, as long as that is not on the ballot."""

from services.ideas.domain.idea import idea
from services.ideas.domain.proposal import proposal
from shared.contracts.merging import ConsentToMerge, DeclineMerge, ReleaseIdea
from shared.messages import Done
from shared.room import Room, on
from shared.service import Commands


async def leave_proposal(command: DeclineMerge | ReleaseIdea, command_id: str, room: Room) -> Done:
    """First the proposal lets it go, as that alone knows whether it is on the ballot; then the idea is free."""
    leaving = idea.decide(command, (await room.newest(idea, command.area, command.idea)).state)
    if leaving:  # it may, and has not done so yet
        await room.handle(proposal, command.proposal, command, f"{command_id}.leave")
    return await room.handle(idea, command.idea, command, command_id)


COMMANDS: Commands = {
    ConsentToMerge: on(idea, "idea"),
    DeclineMerge: leave_proposal,
    ReleaseIdea: leave_proposal,
}
