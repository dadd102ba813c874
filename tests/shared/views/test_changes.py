"""What each change does to a document, on every database."""

import pytest

from shared.views import Append, Change, Delete, Document, Increment, Put, PutOnce, Update, ViewSchema, ViewStore

IDEA: Document = {
    "id": "i1",
    "title": "Pöytä äidin puistoon 🌳",
    "votes": 1,
    "tags": ["puisto"],
    "by_age": {"12-17": 1},
}


@pytest.fixture
async def ideas(store: ViewStore) -> ViewStore:
    await store.create(ViewSchema("ideas"))
    await apply(store, 1, Put("i1", IDEA))
    return store


async def apply(store: ViewStore, position: int, *changes: Change) -> None:
    await store.apply("ideas", [(position, changes)], after=position - 1, position=position)


async def test_a_document_put_comes_back_as_it_was(ideas: ViewStore) -> None:
    assert await ideas.get("ideas", "i1") == IDEA
    assert await ideas.get("ideas", "unknown") is None


async def test_putting_again_replaces_the_whole_document(ideas: ViewStore) -> None:
    await apply(ideas, 2, Put("i1", {"title": "Uusi"}))
    assert await ideas.get("ideas", "i1") == {"id": "i1", "title": "Uusi"}


async def test_an_update_sets_its_fields_and_leaves_the_others(ideas: ViewStore) -> None:
    await apply(ideas, 2, Update("i1", {"title": "Uusi", "hidden": True}))
    assert await ideas.get("ideas", "i1") == {**IDEA, "title": "Uusi", "hidden": True}


async def test_an_update_sets_keys_inside_its_fields_too(ideas: ViewStore) -> None:
    await apply(ideas, 2, Update("i1", {"by_age.12-17": 7, "by_age.18-29": 5, "words.a.b": "uusi"}))
    assert await ideas.get("ideas", "i1") == {**IDEA, "by_age": {"12-17": 7, "18-29": 5}, "words": {"a.b": "uusi"}}


async def test_updating_or_appending_to_an_absent_document_creates_nothing(ideas: ViewStore) -> None:
    await apply(ideas, 2, Update("i2", {"title": "Uusi"}), Append("i2", "tags", "piha"), Delete("i3"))
    assert await ideas.get("ideas", "i2") is None
    assert await ideas.count("ideas", {}) == 1


async def test_an_increment_adds_to_fields_and_to_keys_inside_them(ideas: ViewStore) -> None:
    await apply(ideas, 2, Increment("i1", {"votes": 2, "by_age.12-17": -1, "by_age.18-29": 5, "by_area.a.b": 1}))
    assert await ideas.get("ideas", "i1") == {
        **IDEA,
        "votes": 3,
        "by_age": {"12-17": 0, "18-29": 5},
        "by_area": {"a.b": 1},
    }


async def test_an_increment_of_an_absent_document_counts_from_nought(ideas: ViewStore) -> None:
    await apply(ideas, 2, Increment("total", {"people": 1}), Increment("total", {"people": 1}))
    assert await ideas.get("ideas", "total") == {"id": "total", "people": 2}


async def test_appending_adds_to_the_end_of_a_list_old_or_new(ideas: ViewStore) -> None:
    await apply(ideas, 2, Append("i1", "tags", "penkki"), Append("i1", "log", {"by": "u1"}), Append("i1", "log", 2))
    assert await ideas.get("ideas", "i1") == {**IDEA, "tags": ["puisto", "penkki"], "log": [{"by": "u1"}, 2]}


async def test_a_document_put_once_counts_only_the_first_time(ideas: ViewStore) -> None:
    count = Increment("total", {"people": 1})
    await apply(ideas, 2, PutOnce("u1", {"from": "web"}, (count,)), PutOnce("u2", {}, (count,)))
    await apply(ideas, 3, PutOnce("u1", {"from": "desk"}, (count,)))
    assert await ideas.get("ideas", "u1") == {"id": "u1", "from": "web"}
    assert await ideas.get("ideas", "total") == {"id": "total", "people": 2}


async def test_a_deleted_document_is_gone_and_may_be_put_once_again(ideas: ViewStore) -> None:
    await apply(ideas, 2, Delete("i1"))
    assert await ideas.get("ideas", "i1") is None
    assert await ideas.count("ideas", {}) == await ideas.count("ideas", {"id": "i1"}) == 0
    assert (await ideas.page("ideas", where={}, order="id", limit=9)).items == []
    await apply(ideas, 3, PutOnce("i1", {"title": "Uusi"}))
    assert await ideas.get("ideas", "i1") == {"id": "i1", "title": "Uusi"}


async def test_the_changes_given_are_left_as_they_were(ideas: ViewStore) -> None:
    document = {"tags": ["puisto"], "by_age": {"12-17": 1}}
    await apply(ideas, 2, Put("i2", document), Append("i2", "tags", "piha"), Increment("i2", {"by_age.12-17": 1}))
    assert document == {"tags": ["puisto"], "by_age": {"12-17": 1}}


async def test_many_documents_are_read_at_once_and_the_absent_left_out(ideas: ViewStore) -> None:
    await apply(ideas, 2, Put("b", {"n": 2}), Put("a", {"n": 1}), Put("c", {"n": 3}), Put("gone", {}))
    await apply(ideas, 3, Delete("gone"))
    found = await ideas.many("ideas", ["b", "a", "a", "gone", "never"])
    assert found == [{"id": "a", "n": 1}, {"id": "b", "n": 2}]
    assert await ideas.many("ideas", []) == []
    assert await ideas.many("nobody_created", ["a"]) == []
