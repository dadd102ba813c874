"""An idea leaves a proposal, as long as that is not on the ballot."""

from services.ideas.domain.idea import idea
from services.ideas.domain.merging import Standing
from services.ideas.domain.proposal import proposal
from shared.contracts.merging import ConsentToMerge, DeclineMerge, ReleaseIdea
from shared.contracts.proposals import UNKNOWN_PROPOSAL
from shared.decider import Given
from shared.messages import Done, Refused
from shared.room import Room, on
from shared.service import Commands


async def leave_proposal(command: DeclineMerge | ReleaseIdea, command_id: str, room: Room) -> Done:
    found = (await room.newest(proposal, command.area, command.proposal)).state
    if found is None:
        raise Refused(UNKNOWN_PROPOSAL)
    return await room.handle(idea, command.idea, Given(command, Standing(found.on_ballot)), command_id)


COMMANDS: Commands = {
    ConsentToMerge: on(idea, "idea"),
    DeclineMerge: leave_proposal,
    ReleaseIdea: leave_proposal,
}
