"""Who took part in each round, and what came of it.

One view, so that all figures of an answer are of one moment of the log. Its documents, by their ids:
  area                       how many may vote
  area.round                 the counters
  area.round.person|idea.…   a person who gave ideas, an idea that was published: to count each once
  area.project.…             a project and its round, which only its first event names
What a ballot says is never looked at, and of a person only a digest is kept.
"""

from collections.abc import Iterable
from typing import Any, assert_never

import msgspec

from shared.contracts.analytics import GetParticipation, ListParticipation, Participation
from shared.contracts.areas import AREA, AreaRegistered
from shared.contracts.ballots import BALLOT, PaperHandedIn, PaperTakenBack, VoteCast
from shared.contracts.certification import VotePublished
from shared.contracts.ideas import IDEA, IdeaPublished, IdeaSubmitted
from shared.contracts.projects import PROJECT, ProjectImplemented, ProjectStarted
from shared.contracts.proposals import PROPOSAL, ProposalDrafted, ProposalFunded
from shared.contracts.rounds import ROUND, UNKNOWN_ROUND, RoundPlanned
from shared.contracts.voting import VOTE, VoteOpened
from shared.events import Recorded
from shared.ids import derived_id
from shared.messages import Refused
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Document, Increment, Index, Put, PutOnce, Update, ViewSchema, ViewStore

ALL = 1000  # the rounds of an area are few


def project(recorded: Recorded) -> Iterable[Change]:
    area = recorded.area
    match recorded.event:
        case VoteCast() | PaperHandedIn() | PaperTakenBack() | VoteOpened() | VotePublished() as event:
            yield from _vote(recorded, event)
        case IdeaSubmitted() | IdeaPublished() as event:
            yield from _idea(recorded, event)
        case ProposalDrafted(round=round_):
            yield Increment(f"{area}.{round_}", {"proposals": 1})
        case ProposalFunded(round=round_, cost_cents=cents):
            yield Increment(f"{area}.{round_}", {"funded": 1, "funded_cents": cents})
        case ProjectStarted() | ProjectImplemented() as event:
            yield _project(recorded, event)
        case AreaRegistered(eligible_voters=eligible):
            yield Put(area, {"eligible_voters": eligible})
        case RoundPlanned():
            round_ = recorded.aggregate_id
            yield PutOnce(f"{area}.{round_}", {})  # figures may be there already, when this one was parked
            yield Update(f"{area}.{round_}", {"area": area, "round": round_})
        case _:
            return


def _vote(
    recorded: Recorded, event: VoteCast | PaperHandedIn | PaperTakenBack | VoteOpened | VotePublished
) -> Iterable[Change]:
    match event:
        case VoteOpened(edition=edition):
            if edition > 1:  # the box is empty again
                yield Update(f"{recorded.area}.{recorded.aggregate_id}", {"ballots": 0})
        case VoteCast(round=round_):
            if event.revision == 1:
                yield Increment(f"{recorded.area}.{round_}", {"ballots": 1})
        case PaperHandedIn(round=round_):
            yield Increment(f"{recorded.area}.{round_}", {"ballots": 1})
        case PaperTakenBack(round=round_):
            yield Increment(f"{recorded.area}.{round_}", {"ballots": -1})
        case VotePublished(result=result):  # without those that came too late; nobody is told before
            yield Update(f"{recorded.area}.{recorded.aggregate_id}", {"ballots": result.ballots})
        case _:
            assert_never(event)


def _idea(recorded: Recorded, event: IdeaSubmitted | IdeaPublished) -> Iterable[Change]:
    id_ = f"{recorded.area}.{event.round}"
    match event:
        case IdeaSubmitted(author=author):
            yield Increment(id_, {"ideas": 1})
            if author:  # of those without an account nobody knows who gave several
                yield PutOnce(f"{id_}.person.{derived_id(id_, author)}", {}, (Increment(id_, {"people": 1}),))
        case IdeaPublished():  # again after each change of its words
            yield PutOnce(f"{id_}.idea.{recorded.aggregate_id}", {}, (Increment(id_, {"published_ideas": 1}),))
        case _:
            assert_never(event)


def _project(recorded: Recorded, event: ProjectStarted | ProjectImplemented) -> Change:
    id_ = f"{recorded.area}.project.{recorded.aggregate_id}"
    match event:
        case ProjectStarted(round=round_):
            return Put(id_, {"of": f"{recorded.area}.{round_}", "implemented": False})
        case ProjectImplemented():
            return Update(id_, {"implemented": True})
        case _:
            assert_never(event)


VIEW = View(
    ViewSchema("participation", (Index(("area", "round")), Index(("of", "implemented")))),
    (AREA, ROUND, IDEA, PROPOSAL, PROJECT, VOTE, BALLOT),
    project,
)


async def get_participation(query: GetParticipation, room: Room) -> Participation:
    views = await room.reached(VIEW, query.wait_for)
    found = await views.get(VIEW.name, f"{query.area}.{query.round}")
    if found is None:
        raise Refused(UNKNOWN_ROUND)
    return await _complete(found, await _eligible(views, query.area), views)


async def list_participation(query: ListParticipation, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    page = await views.page(VIEW.name, where={"area": query.area}, order="round", limit=ALL)
    eligible = await _eligible(views, query.area)
    return {"items": [await _complete(found, eligible, views) for found in page.items]}


async def _eligible(views: ViewStore, area: str) -> int:
    electorate = await views.get(VIEW.name, area)
    return electorate["eligible_voters"] if electorate else 0


async def _complete(found: Document, eligible: int, views: ViewStore) -> Participation:
    """With what no single event tells: the share of the area's voters, and the finished among the round's projects."""
    counted = msgspec.convert(found, Participation)
    return msgspec.structs.replace(
        counted,
        eligible_voters=eligible,
        turnout_per_mille=counted.ballots * 1000 // eligible if eligible else 0,
        implemented=await views.count(VIEW.name, {"of": found["id"], "implemented": True}),
    )


QUERIES: Queries = {GetParticipation: get_participation, ListParticipation: list_participation}
