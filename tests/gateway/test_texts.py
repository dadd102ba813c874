"""Every sentence a person can meet exists in Finnish and Swedish."""

import string
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from services.gateway.texts import preferred
from shared.contracts.categories import Category
from shared.contracts.funnel import Step
from shared.contracts.gatherings import GatheringKind
from shared.contracts.goals import Outcome
from shared.contracts.ideas import IdeaStatus
from shared.contracts.imports import WebSource
from shared.contracts.indicators import Direction, Level
from shared.contracts.known_figures import Trend
from shared.contracts.need import Change, MissingRule, Normalisation
from shared.contracts.packages import Decision
from shared.contracts.participants import AgeBand, Channel
from shared.contracts.proposals import ProposalStatus
from shared.contracts.results import InvalidReason
from shared.contracts.rounds import Phase
from shared.contracts.situation_pictures import Occasion
from shared.contracts.surveys import YES_NO_UNSURE
from shared.contracts.waiting import Awaited, Wait
from shared.messages import Role
from shared.texts import WORD, Language, catalogue, moment, text, until, word

ROOT = Path(__file__).parents[2]
WRITTEN = {"_": None, "Reason": (3,), "HttpReason": (3,)}
FIELDS = ["title", "text", "choices", "points", "place", "proposal", "round", "area", "name"]  # of the pages' forms
FIELDS += ["serial", "reason", "note", "person", "closes_at", "label", "count", "home", "batch"]
FIELDS += ["born", "school"]
FIELDS += ["year", "value", "indicator", "level"]
FIELDS += ["budget", "starts_on", "ends_on", "theme", "measures", "evidence", "summary", "next_steps", "starts_at"]
FIELDS += ["ends_at", "min_choices", "max_choices", "max_points", "min_age", "threshold", "min_votes", "on", "plan"]
FIELDS += ["baseline_year", "follow_up_year", "target", "heading", "alt", "description", "places", "indicators"]
FIELDS += ["said_at", "file"]
FIELDS += ["questions", "answers", "question", "age", "channel", "opens_at"]
WHY_NOT = ["too_expensive", "below_threshold", "below_min_votes", "rival_funded", "underfunded", "stopped"]
WORDS = [*Phase, *IdeaStatus, *ProposalStatus, *Role, *WHY_NOT, *FIELDS, *InvalidReason]
WORDS += [*Trend, *Outcome, *Level, *Occasion, *Direction, *Step]
WORDS += [*AgeBand, *Category, *Channel]
WORDS += [*GatheringKind, *Decision]
WORDS += [*YES_NO_UNSURE, "unanswered", "in_all"]
WORDS += [*WebSource, *Normalisation, *MissingRule, *Change]
WORDS += [*Wait, *Awaited]


@cache
def sentences() -> set[str]:
    """Those of all reasons and all templates, as a translator's tools find them."""
    methods = [("**.py", "python"), ("**/templates/**.html", "jinja2.ext.babel_extract")]
    options: dict[str, dict[str, str]] = {pattern: {} for pattern, _ in methods}
    found = [
        extract_from_dir(str(ROOT / folder), methods, options, WRITTEN) for folder in ("services/gateway", "shared")
    ]
    return {str(message) for messages in found for _, _, message, _, _ in messages}


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", [Language.FINNISH, Language.SWEDISH])
def test_no_translation_is_missing(language: Language) -> None:
    known = catalogue(language)
    assert [it for it in sorted(sentences()) if not (message := known.get(it)) or not message.string] == []


@pytest.mark.parametrize("language", [Language.FINNISH, Language.PLAIN_FINNISH, Language.SWEDISH])
def test_a_translation_has_the_places_of_its_sentence(language: Language) -> None:
    assert [it for it in sorted(sentences()) if places(text(language, it)) != places(it)] == []


@pytest.mark.parametrize("language", [Language.FINNISH, Language.SWEDISH, Language.ENGLISH])
def test_phases_statuses_and_roles_have_names(language: Language) -> None:
    known = catalogue(language)
    assert [value for value in WORDS if not known.get(value, WORD)] == []


def test_values_inside_a_sentence_are_translated_too() -> None:
    sentence = "This can be done only in the phase {needed} of the round."
    assert text(Language.FINNISH, sentence, {"needed": Phase.VOTING}) == (
        "Tämän voi tehdä vain kierroksen vaiheessa äänestys."
    )
    assert word(Language.FINNISH, 12345) == "12\N{NO-BREAK SPACE}345"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("sv-FI,sv;q=0.9,en;q=0.8", Language.SWEDISH),
        ("de, en;q=0.3", Language.ENGLISH),
        ("en;q=0.2, fi;q=0.9", Language.FINNISH),
        ("fi;q=0, sv;q=0.1", Language.SWEDISH),
        ("", Language.FINNISH),
        ("*;q=nonsense", Language.FINNISH),
    ],
)
def test_the_preferred_language_is_spoken_and_finnish_otherwise(accepted: str, language: Language) -> None:
    assert preferred(accepted) is language


def test_times_are_told_as_they_are_read_in_finland() -> None:
    time = datetime(2027, 6, 1, 9, 0, tzinfo=UTC)
    assert moment(Language.FINNISH, time) == "1. kesäkuuta 2027 klo 12.00"


def test_the_end_of_what_lasts_hours_is_told_without_its_day() -> None:
    start = datetime(2027, 6, 1, 9, 0, tzinfo=UTC)
    ends = [until(Language.FINNISH, start, start.replace(day=day, hour=11)) for day in (1, 2)]
    assert ends == ["14.00", "2. kesäkuuta 2027 klo 14.00"]


def test_plain_finnish_says_what_it_has_no_plainer_words_for_in_finnish() -> None:
    plain = Language.PLAIN_FINNISH
    assert (text(plain, "Give an idea"), text(Language.FINNISH, "Give an idea")) == ("Kerro ideasi", "Anna idea")
    assert text(plain, "Sign out") == "Kirjaudu ulos"
    assert word(plain, Phase.VOTING) == "äänestys"


def test_each_plain_sentence_is_one_that_is_said() -> None:
    plain, said = catalogue(Language.PLAIN_FINNISH), sentences()
    assert [message.id for message in plain if message.id and message.id not in said] == []
