"""The words of published ideas, so that an idea that is being written meets those it resembles.

Documents, by their ids, all within one round:
  area.round               how many ideas there are
  area.round.idea.…        one of them, to count it once
  area.round.stem.…        the ideas in which a stem occurs, also those since edited or hidden: asking tells them apart
  area.round.known.…       a stem that has occurred, to note its slips once
  area.round.slip.…        the stems that a slip can have come from
"""

from collections.abc import Collection, Iterable
from typing import Any

from services.ideas.domain.alike import Asked, asked, scores
from services.ideas.domain.words import slips, stems, words
from services.ideas.views import ideas
from shared.contracts.ideas import IDEA, OPEN_TO_ALL, IdeaPublished
from shared.contracts.similar import SimilarIdeas
from shared.events import Recorded
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Document, Increment, PutOnce, ViewSchema, ViewStore

MOST = 5
CANDIDATES = 20  # some of them may be hidden by now


def project(recorded: Recorded) -> Iterable[Change]:
    match recorded.event:
        case IdeaPublished() as event:
            place, idea = f"{recorded.area}.{event.round}", recorded.aggregate_id
            yield PutOnce(f"{place}.idea.{idea}", {}, (Increment(place, {"ideas": 1}),))
            for stem in {stem for word in words(f"{event.title} {event.text}") for stem in stems(word)}:
                yield Increment(f"{place}.stem.{stem}", {f"ideas.{idea}": 1})
                yield PutOnce(f"{place}.known.{stem}", {}, tuple(_slips(place, stem)))
        case _:
            return


def _slips(place: str, stem: str) -> Iterable[Change]:
    for slip in slips(stem):
        yield Increment(f"{place}.slip.{slip}", {f"stems.{stem}": 1})


VIEW = View(ViewSchema("idea_words"), (IDEA,), project)


async def similar_ideas(query: SimilarIdeas, room: Room) -> Any:
    """Four reads, however many ideas there are."""
    views, place = await room.reached(VIEW, query.wait_for), f"{query.area}.{query.round}"
    words_asked = asked(query.title, query.text)
    near = await _near(words_asked, place, views)
    count, found = await _found(words_asked, near, place, views)
    best = dict(scores(words_asked, near, found, count)[:CANDIDATES])
    open_ideas = [one for one in await views.many(ideas.VIEW.name, best) if one.get("status") in OPEN_TO_ALL]
    closest = sorted(open_ideas, key=lambda one: (-best[one["id"]], one["id"]))[:MOST]
    told = await ideas.shown(closest, query.by, views)
    return {"items": [{"idea": one, "score_per_mille": round(best[one["id"]] * 1000)} for one in told]}


async def _near(asked: Iterable[Asked], place: str, views: ViewStore) -> dict[str, set[str]]:
    """Of each stem, those one slip away."""
    each = {stem: slips(stem) for word in asked for stem in word.stems}
    documents = await _by_id(views, {f"{place}.slip.{slip}" for found in each.values() for slip in found})
    return {
        stem: {one for slip in found for one in documents.get(f"{place}.slip.{slip}", {}).get("stems", ())} - {stem}
        for stem, found in each.items()
    }


async def _found(
    asked: Iterable[Asked], near: dict[str, set[str]], place: str, views: ViewStore
) -> tuple[int, dict[str, Collection[str]]]:
    """How many ideas there are, and in which of them each stem occurs."""
    alike = {one for word in asked for stem in word.stems for one in (stem, *near[stem])}
    documents = await _by_id(views, {place, *(f"{place}.stem.{stem}" for stem in alike)})
    found = {stem: documents.get(f"{place}.stem.{stem}", {}).get("ideas", ()) for stem in alike}
    return documents.get(place, {}).get("ideas", 0), found


async def _by_id(views: ViewStore, ids: Collection[str]) -> dict[str, Document]:
    return {document["id"]: document for document in await views.many(VIEW.name, ids)}


QUERIES: Queries = {SimilarIdeas: similar_ideas}
