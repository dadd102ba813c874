"""From an event back to the ideas behind it, and the titles on the way: read from the log, which is never late."""

from typing import TypeVar

from services.notifications.domain.letters import Told
from services.notifications.domain.message import Addressee
from services.notifications.domain.sources import IDEA_SOURCE, PROJECT_SOURCE, PROPOSAL_SOURCE
from shared.contracts.ideas import IDEA, IdeaTakenUp
from shared.contracts.notifications import UNKNOWN_CAUSE, Cause, MessageQueued, Thing
from shared.contracts.projects import PROJECT, MilestoneReached
from shared.contracts.proposals import PROPOSAL
from shared.contracts.round_terms import ROUND_TERMS
from shared.decider import Fold
from shared.messages import Refused
from shared.room import Room

Source = TypeVar("Source")

AGGREGATES = {Thing.IDEA: IDEA, Thing.PROPOSAL: PROPOSAL, Thing.PROJECT: PROJECT}


async def addressees(room: Room, area: str, cause: Cause) -> list[Addressee]:
    """Each author of an idea behind the cause, with the first of their ideas."""
    first: dict[str, str] = {}
    for idea in await _ideas(room, area, cause):
        source = await _source(room, IDEA_SOURCE, area, idea)
        if source.author:  # somebody without an account cannot be written to
            first.setdefault(source.author, idea)
    return [Addressee(person, idea) for person, idea in first.items()]


async def told(room: Room, area: str, cause: Cause) -> Told:
    """The event itself."""
    for commit in await room.store.read(AGGREGATES[cause.thing].subject(area, cause.id)):
        for recorded in commit.events:
            if recorded.id == cause.event and isinstance(recorded.event, Told):
                return recorded.event
    raise Refused(UNKNOWN_CAUSE)


async def titles(room: Room, area: str, queued: MessageQueued, event: Told) -> dict[str, str]:
    """What the letter calls things, by the places in its sentences."""
    found = {"idea": (await _source(room, IDEA_SOURCE, area, queued.idea)).title}
    proposal = event.proposal if isinstance(event, IdeaTakenUp) else await _proposal(room, area, queued.cause)
    if proposal:
        found["proposal"] = (await _source(room, PROPOSAL_SOURCE, area, proposal)).title
    if isinstance(event, MilestoneReached):
        project = await _source(room, PROJECT_SOURCE, area, queued.cause.id)
        found["milestone"] = project.milestones[event.milestone]
    return found


async def is_rehearsal(room: Room, area: str, round_: str) -> bool:
    terms = (await room.newest(ROUND_TERMS, area, round_)).state
    return terms is not None and terms.trial


async def round_of(room: Room, area: str, idea: str) -> str:
    return (await _source(room, IDEA_SOURCE, area, idea)).round


async def _ideas(room: Room, area: str, cause: Cause) -> tuple[str, ...]:
    proposal = await _proposal(room, area, cause)
    return (await _source(room, PROPOSAL_SOURCE, area, proposal)).ideas if proposal else (cause.id,)


async def _proposal(room: Room, area: str, cause: Cause) -> str | None:
    if cause.thing is Thing.PROJECT:
        return (await _source(room, PROJECT_SOURCE, area, cause.id)).proposal
    return cause.id if cause.thing is Thing.PROPOSAL else None


async def _source(room: Room, fold: Fold[Source | None], area: str, id: str) -> Source:
    newest = await room.newest(fold, area, id)
    if newest.state is None:
        raise Refused(UNKNOWN_CAUSE)
    return newest.state
