"""The words of ideas that are shown, so that an idea that is being written meets those it resembles.

Documents, by their ids, all within one round:
  area.round               how many ideas there are
  area.round.word.…        the ideas in which a word leaves this trace; 0 where it did
"""

from collections.abc import Iterable
from typing import Any

from services.ideas.domain.alike import Asked, Found, asked, scores, traces
from services.ideas.domain.words import words
from services.ideas.views import ideas
from shared.contracts.ideas import IDEA, OPEN_TO_ALL, ContentShown, ContentWithheld, IdeaContent
from shared.contracts.similar import SimilarIdeas
from shared.events import Recorded
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Document, Increment, ViewSchema, ViewStore

CANDIDATES = 4  # looked at for each that is wanted: some may be hidden just now


def project(recorded: Recorded) -> Iterable[Change]:
    match recorded.event:
        case ContentWithheld() as event:
            yield from _counted(recorded, event, -1)
        case ContentShown() as event:
            yield from _counted(recorded, event, 1)
        case _:
            return


def _counted(recorded: Recorded, event: IdeaContent, by: int) -> Iterable[Increment]:
    place, idea = f"{recorded.area}.{event.round}", recorded.aggregate_id
    yield Increment(place, {"ideas": by})
    for trace in {trace for word in words(f"{event.title} {event.text}") for trace in traces(word)}:
        yield Increment(f"{place}.word.{trace}", {f"ideas.{idea}": by})


VIEW = View(ViewSchema("idea_words"), (IDEA,), project)


async def similar_ideas(query: SimilarIdeas, room: Room) -> Any:
    """Three reads, however many ideas there are."""
    views, place = await room.reached(VIEW, query.wait_for), f"{query.area}.{query.round}"
    words_asked = asked(query.title, query.text)
    count, found = await _found(words_asked, place, views)
    best = dict(scores(words_asked, found, count)[: query.most * CANDIDATES])
    open_ideas = [one for one in await views.many(ideas.VIEW.name, best) if _is_asked_for(one, query)]
    closest = sorted(open_ideas, key=lambda one: (-best[one["id"]], one["id"]))[: query.most]
    told = await ideas.shown(closest, query.by, views)
    return {"items": [{"idea": one, "score_per_mille": round(best[one["id"]] * 1000)} for one in told]}


def _is_asked_for(idea: Document, query: SimilarIdeas) -> bool:
    return idea.get("status") in OPEN_TO_ALL and query.category in {None, idea["category"]}


async def _found(asked: Iterable[Asked], place: str, views: ViewStore) -> tuple[int, Found]:
    """How many ideas there are, and which leave the traces of these words."""
    ids = {f"{place}.word.{trace}": trace for one in asked for trace in traces(one.word)}
    documents = {one["id"]: one for one in await views.many(VIEW.name, [place, *ids])}
    found = {trace: _having(documents[id_]) for id_, trace in ids.items() if id_ in documents}
    return documents.get(place, {}).get("ideas", 0), found


def _having(document: Document) -> set[str]:
    return {idea for idea, shown in document["ideas"].items() if shown}


QUERIES: Queries = {SimilarIdeas: similar_ideas}
