"""What the ideas room can be asked to do."""

from services.ideas import give_ideas, talk
from services.ideas.domain.idea import idea
from services.ideas.domain.project import project
from services.ideas.domain.proposal import Sources, proposal
from services.ideas.facts import terms_of
from shared.contracts.projects import ImplementProject, PlanMilestone, ReachMilestone, StartProject
from shared.contracts.proposals import UNKNOWN_PROPOSAL, CostProposal, DecideFunding, DraftProposal, PlaceOnBallot
from shared.decider import Given
from shared.messages import Done, Refused
from shared.room import Room, on
from shared.service import Commands


async def draft_proposal(command: DraftProposal, command_id: str, room: Room) -> Done:
    terms = await terms_of(room, command.area, command.round)
    ideas = [(await room.newest(idea, command.area, one)).state for one in command.ideas]
    return await room.handle(proposal, command.proposal, Given(command, Sources(terms, tuple(ideas))), command_id)


async def cost_or_place(command: CostProposal | PlaceOnBallot, command_id: str, room: Room) -> Done:
    known = (await room.known(proposal, command.area, command.proposal)).state
    if known is None:
        raise Refused(UNKNOWN_PROPOSAL)
    terms = await terms_of(room, command.area, known.drafted.round)
    return await room.handle(proposal, command.proposal, Given(command, terms), command_id)


COMMANDS: Commands = {
    **give_ideas.COMMANDS,
    **talk.COMMANDS,
    DraftProposal: draft_proposal,
    CostProposal: cost_or_place,
    PlaceOnBallot: cost_or_place,
    DecideFunding: on(proposal, "proposal"),
    StartProject: on(project, "project"),
    PlanMilestone: on(project, "project"),
    ReachMilestone: on(project, "project"),
    ImplementProject: on(project, "project"),
}
