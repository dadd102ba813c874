"""However a log is cut into batches, and whichever of them come twice, a view ends as a plain dictionary would."""

import itertools
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.views import Append, Change, Delete, Document, Increment, Put, PutOnce, Update, ViewSchema, ViewStore

EVERY_ID = ["a", "ä", "🌳", "total", "other"]
IDS, TARGETS = st.sampled_from(EVERY_ID[:3]), st.sampled_from(EVERY_ID[3:])
AMOUNTS = st.dictionaries(st.sampled_from(["n", "by.x", "by.y"]), st.integers(-5, 5), min_size=1)
COUNTS = st.builds(Increment, TARGETS, AMOUNTS)
CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.builds(Put, IDS, st.builds(dict, title=st.text(max_size=3))),
    st.builds(Update, IDS, st.dictionaries(st.sampled_from(["title", "by.x", "by.y"]), st.text(max_size=3))),
    st.builds(Append, IDS, st.just("log"), st.integers(0, 9)),
    st.builds(PutOnce, IDS, st.just({"once": True}), st.tuples(COUNTS)),
    st.builds(Delete, IDS),
    COUNTS,
)
LOGS = st.lists(st.lists(CHANGES, max_size=3), min_size=1, max_size=12)
_views = (f"view{number}" for number in itertools.count())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(log=LOGS, cuts=st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12)), max_size=4))
async def test_a_view_ends_as_a_dictionary_would(
    store: ViewStore, log: list[list[Change]], cuts: list[tuple[int, int]]
) -> None:
    view, events = next(_views), list(enumerate(log, 1))
    await store.create(ViewSchema(view))
    for start, length in [*cuts, (0, len(log))]:
        first = min(start, await store.position(view))
        batch = events[first : first + length]
        await store.apply(view, batch, after=first, position=first + len(batch))

    model: dict[str, Any] = {}
    for change in itertools.chain.from_iterable(log):
        happen(model, change)
    assert [await store.get(view, each) for each in EVERY_ID] == [model.get(each) for each in EVERY_ID]
    assert await store.count(view, {}) == len(model)


def happen(model: dict[str, Document], change: Change) -> None:
    match change:
        case Put(id, document):
            model[id] = {**document, "id": id}
        case Update(id, fields) if id in model:
            update(model[id], fields)
        case Append(id, field, value) if id in model:
            model[id].setdefault(field, []).append(value)
        case PutOnce(id, document, then) if id not in model:
            model[id] = {**document, "id": id}
            for consequence in then:
                happen(model, consequence)
        case Increment(id, amounts):
            count(model.setdefault(id, {"id": id}), amounts)
        case Delete(id):
            model.pop(id, None)


def update(document: Document, fields: Document) -> None:
    for path, value in fields.items():
        inside, field = place(document, path)
        inside[field] = value


def count(document: Document, amounts: Any) -> None:
    for path, amount in amounts.items():
        inside, field = place(document, path)
        inside[field] = inside.get(field, 0) + amount


def place(document: Document, path: str) -> tuple[Document, str]:
    *outer, field = path.split(".")
    return document.setdefault(outer[0], {}) if outer else document, field
