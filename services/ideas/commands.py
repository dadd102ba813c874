"""What the ideas room can be asked to do."""

from services.ideas.domain.idea import idea
from services.ideas.domain.project import project
from services.ideas.domain.proposal import Sources, proposal
from shared.contracts.areas import UNKNOWN_ROUND
from shared.contracts.ideas import UNKNOWN_IDEA, EditIdea, HideIdea, PublishIdea, SubmitIdea, TakeUpIdea
from shared.contracts.projects import ImplementProject, PlanMilestone, ReachMilestone, StartProject
from shared.contracts.proposals import UNKNOWN_PROPOSAL, CostProposal, DecideFunding, DraftProposal, PlaceOnBallot
from shared.contracts.round_terms import ROUND_TERMS, RoundTerms
from shared.decider import Given
from shared.messages import Done, Refused
from shared.room import Room, on
from shared.service import Commands


async def submit_idea(command: SubmitIdea, command_id: str, room: Room) -> Done:
    terms = await _terms(room, command.area, command.round)
    return await room.handle(idea, command.idea, Given(command, terms), command_id)


async def edit_idea(command: EditIdea, command_id: str, room: Room) -> Done:
    known = (await room.known(idea, command.area, command.idea)).state
    if known is None:
        raise Refused(UNKNOWN_IDEA)
    terms = await _terms(room, command.area, known.submitted.round)
    return await room.handle(idea, command.idea, Given(command, terms), command_id)


async def draft_proposal(command: DraftProposal, command_id: str, room: Room) -> Done:
    terms = await _terms(room, command.area, command.round)
    ideas = [(await room.newest(idea, command.area, one)).state for one in command.ideas]
    return await room.handle(proposal, command.proposal, Given(command, Sources(terms, tuple(ideas))), command_id)


async def cost_or_place(command: CostProposal | PlaceOnBallot, command_id: str, room: Room) -> Done:
    known = (await room.known(proposal, command.area, command.proposal)).state
    if known is None:
        raise Refused(UNKNOWN_PROPOSAL)
    terms = await _terms(room, command.area, known.drafted.round)
    return await room.handle(proposal, command.proposal, Given(command, terms), command_id)


async def _terms(room: Room, area: str, round_: str) -> RoundTerms:
    terms = (await room.newest(ROUND_TERMS, area, round_)).state
    if terms is None:
        raise Refused(UNKNOWN_ROUND)
    return terms


COMMANDS: Commands = {
    SubmitIdea: submit_idea,
    EditIdea: edit_idea,
    PublishIdea: on(idea, "idea"),
    HideIdea: on(idea, "idea"),
    TakeUpIdea: on(idea, "idea"),
    DraftProposal: draft_proposal,
    CostProposal: cost_or_place,
    PlaceOnBallot: cost_or_place,
    DecideFunding: on(proposal, "proposal"),
    StartProject: on(project, "project"),
    PlanMilestone: on(project, "project"),
    ReachMilestone: on(project, "project"),
    ImplementProject: on(project, "project"),
}
