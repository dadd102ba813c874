"""Ideas alike are found while one is being written."""

import pytest
from nats.aio.client import Client

from services import areas, ideas
from services.ideas.domain.alike import asked, scores
from services.ideas.domain.words import skeletons, stems, words
from shared.contracts.ideas import HideIdea
from shared.contracts.similar import FoundSimilar, SimilarIdeas
from shared.settings import Settings
from tests.ideas.journey import AREA, ROUND, STAFF, Journey
from tests.running import running, until

TITLES = {
    "penkit": "Penkkejä Lammen rantaan",
    "keinut": "Keinuja leikkipuistoon",
    "valot": "Valaistus pururadalle",
    "koirat": "Koirapuisto Petoselle",
    "badplats": "Badplats vid sjön",
}


@pytest.mark.parametrize(
    ("one", "other"),
    [("penkkejä", "penkit"), ("leikkipuistoon", "leikkipuistossa"), ("bänkar", "bänkarna"), ("benches", "bench")],
)
def test_words_that_differ_in_their_endings_alone_share_a_stem(one: str, other: str) -> None:
    assert stems(one) & stems(other)


@pytest.mark.parametrize("slip", ["leikkipiusto", "leikipuisto", "lekkipuisto", "leikkipuissto"])
def test_a_slip_leaves_the_skeleton_of_a_word(slip: str) -> None:
    assert skeletons("leikkipuisto") & skeletons(slip)


def test_words_that_say_nothing_are_left_out() -> None:
    assert words("Ja sekä että PENKKI, penkki!") == ("penkki",)


def test_rare_words_tell_more_than_common_ones() -> None:
    found = {stem: {"a", "b", "c"} for stem in stems("puisto")} | {stem: {"c"} for stem in stems("tekonurmi")}
    (first, share), *_ = scores(asked("puisto tekonurmi", ""), found, 3)
    assert first == "c"
    assert share == pytest.approx(1)


async def test_ideas_alike_are_found_by_stems_and_with_slips(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service, ideas.service):
        journey = await Journey.begin(nc)
        for idea, title in TITLES.items():
            await journey.give(idea, "aino", title)
            published = await journey.publish(idea)

        async def found(title: str, position: int = published.position) -> list[str]:
            query = SimilarIdeas(area=AREA, round=ROUND, title=title, wait_for=position)
            told = await journey.told(query, FoundSimilar)
            return [item.idea.id for item in told.items] if told else []

        assert await until(lambda: found("Penkki lammelle"), bool) == ["penkit"]
        assert await found("Keinu leikkipuistossa") == ["keinut"]
        assert await found("Leikkipuisston leikkejä") == ["keinut"]
        assert await found("Badplatser") == ["badplats"]
        assert await found("Kirjasto") == await found("") == []
        hidden = await journey.do(HideIdea(area=AREA, idea="keinut", reason="Sama idea.", by=STAFF))
        await until(lambda: found("Keinu leikkipuistossa", hidden.position), lambda alike: not alike)
