"""Giving ideas and changing them."""

from services.ideas.domain.giving import Frame
from services.ideas.domain.idea import idea
from services.ideas.drafts import forget_draft
from services.ideas.facts import boundary_of, said, terms_of
from shared.contracts.ideas import (
    UNKNOWN_IDEA,
    AppealIdeaHiding,
    DecideIdeaAppeal,
    EditIdea,
    HideIdea,
    PublishIdea,
    ReportIdea,
    SubmitIdea,
    TakeUpIdea,
)
from shared.decider import Given
from shared.messages import Done, Refused
from shared.pictures import require_stored
from shared.room import Room, on
from shared.service import Commands


async def submit_idea(command: SubmitIdea, command_id: str, room: Room) -> Done:
    await require_stored(room, command.pictures)
    terms = await terms_of(room, command.area, command.round)
    boundary = await boundary_of(room, command.area)
    frame = Frame(terms, boundary, await said(room, command.area, command.contribution))
    done = await room.handle(idea, command.idea, Given(command, frame), command_id)
    await forget_draft(room, command.area, command.round, command.by.id)
    return done


async def edit_idea(command: EditIdea, command_id: str, room: Room) -> Done:
    known = (await room.known(idea, command.area, command.idea)).state
    if known is None:
        raise Refused(UNKNOWN_IDEA)
    await require_stored(room, command.pictures)
    terms = await terms_of(room, command.area, known.submitted.round)
    frame = Frame(terms, await boundary_of(room, command.area))
    return await room.handle(idea, command.idea, Given(command, frame), command_id)


COMMANDS: Commands = {
    SubmitIdea: submit_idea,
    EditIdea: edit_idea,
    PublishIdea: on(idea, "idea"),
    HideIdea: on(idea, "idea"),
    ReportIdea: on(idea, "idea"),
    AppealIdeaHiding: on(idea, "idea"),
    DecideIdeaAppeal: on(idea, "idea"),
    TakeUpIdea: on(idea, "idea"),
}
