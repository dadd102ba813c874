"""From an event back to the ideas behind it, and the titles on the way: read from the log, which is never late."""

from collections.abc import AsyncIterator
from typing import Any, TypeVar

from services.notifications.domain.followed import Followed
from services.notifications.domain.letters import Told
from services.notifications.domain.message import Addressee
from services.notifications.domain.sources import COMMENT_SOURCE, IDEA_SOURCE, PROJECT_SOURCE, PROPOSAL_SOURCE
from services.notifications.follows import followers
from shared.contracts.comments import COMMENT
from shared.contracts.costing import COSTING
from shared.contracts.ideas import IDEA, IdeaTakenUp
from shared.contracts.merging import ConsentAsked, IdeaReleased
from shared.contracts.notifications import UNKNOWN_CAUSE, Cause, MessageQueued, Thing
from shared.contracts.projects import PROJECT, MilestoneDelayed, MilestoneReached
from shared.contracts.proposals import PROPOSAL
from shared.contracts.round_terms import ROUND_TERMS
from shared.decider import Fold
from shared.events import Recorded
from shared.messages import Refused
from shared.room import Room

Source = TypeVar("Source")

AGGREGATES = {
    Thing.IDEA: IDEA,
    Thing.COMMENT: COMMENT,
    Thing.PROPOSAL: PROPOSAL,
    Thing.COSTING: COSTING,
    Thing.PROJECT: PROJECT,
}
SOURCES: dict[Thing, Fold[Any]] = {
    Thing.IDEA: IDEA_SOURCE,
    Thing.PROPOSAL: PROPOSAL_SOURCE,
    Thing.PROJECT: PROJECT_SOURCE,
}


async def addressees(room: Room, area: str, cause: Cause) -> list[Addressee]:
    """Each author of an idea behind the cause, with the first of their ideas; then who follows any of it."""
    if cause.thing is Thing.COMMENT:
        return await _commentator(room, area, cause.id)
    ideas = await _ideas(room, area, cause)
    first: dict[str, Addressee] = {}
    proposal = await _proposal(room, area, cause)
    for idea in ideas:
        source = await _source(room, IDEA_SOURCE, area, idea)
        if source.author and proposal not in source.released:  # whoever has no account cannot be written to
            first.setdefault(source.author, Addressee(source.author, idea))
    if cause.thing is Thing.PROJECT:
        async for person in _followers(room, area, cause, ideas):
            first.setdefault(person, Addressee(person, ideas[0], follows=True))
    return list(first.values())


async def _commentator(room: Room, area: str, comment: str) -> list[Addressee]:
    """Who wrote the comment, told by the idea that it is on or the first one behind the proposal."""
    source = await _source(room, COMMENT_SOURCE, area, comment)
    proposal = await _source(room, PROPOSAL_SOURCE, area, source.proposal) if source.proposal else None
    idea = proposal.ideas[0] if proposal else source.idea
    return [Addressee(source.author, idea)] if source.author else []


async def _followers(room: Room, area: str, cause: Cause, ideas: tuple[str, ...]) -> AsyncIterator[str]:
    """Of a step of the project: also those who began with an idea or the proposal."""
    recorded = await _recorded(room, area, cause)
    if not isinstance(recorded.event, Followed):
        return
    proposal = await _proposal(room, area, cause)
    behind = [(Thing.PROPOSAL, proposal or ""), *((Thing.IDEA, idea) for idea in ideas)]
    for thing, about in ((cause.thing, cause.id), *behind):
        async for person in followers(room, area, thing, about, recorded.position):
            yield person


async def told(room: Room, area: str, cause: Cause) -> Told:
    """The event itself."""
    event = (await _recorded(room, area, cause)).event
    if not isinstance(event, Told):
        raise Refused(UNKNOWN_CAUSE)
    return event


async def _recorded(room: Room, area: str, cause: Cause) -> Recorded:
    for commit in await room.store.read(AGGREGATES[cause.thing].subject(area, cause.id)):
        for recorded in commit.events:
            if recorded.id == cause.event:
                return recorded
    raise Refused(UNKNOWN_CAUSE)


async def is_there(room: Room, area: str, thing: Thing, id: str) -> bool:
    return thing in SOURCES and (await room.newest(SOURCES[thing], area, id)).state is not None


async def titles(room: Room, area: str, queued: MessageQueued, event: Told) -> dict[str, str]:
    """What the letter calls things, by the places in its sentences."""
    found = {"idea": (await _source(room, IDEA_SOURCE, area, queued.idea)).title}
    proposal = (
        event.proposal
        if isinstance(event, IdeaTakenUp | ConsentAsked | IdeaReleased)
        else await _proposal(room, area, queued.cause)
    )
    if proposal:
        found["proposal"] = (await _source(room, PROPOSAL_SOURCE, area, proposal)).title
    if isinstance(event, MilestoneReached | MilestoneDelayed):
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
    return None if cause.thing in {Thing.IDEA, Thing.COMMENT} else cause.id


async def _source(room: Room, fold: Fold[Source | None], area: str, id: str) -> Source:
    newest = await room.newest(fold, area, id)
    if newest.state is None:
        raise Refused(UNKNOWN_CAUSE)
    return newest.state
