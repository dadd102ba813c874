"""A result is explained in plain words, for every rule and reason in every language."""

from datetime import UTC, datetime
from itertools import product

import pytest
from msgspec.structs import replace

from services.gateway.explanations import explain, rule_in_words, tie_in_words
from services.gateway.results import explained
from shared.contracts.contests import (
    WHOLE,
    BallotLimits,
    BallotStyle,
    Completion,
    Contest,
    CountingRule,
    RollCriteria,
    RuleName,
    TieOrder,
    Utility,
)
from shared.contracts.results import Compared, ContestResult, ItemResult, VoteResult
from shared.contracts.voting import Item, VoteStatus, VoteView
from shared.texts import Language

REASONS = [
    "funded",
    "too_expensive",
    "below_threshold",
    "stopped",
    "below_min_votes",
    "rival_funded",
    "underfunded",
    "left_out",
    "something_new",
]
SWING = Item("swing", "Swing", 300_000)
SHARES, ENGLISH = RuleName.EQUAL_SHARES, Language.ENGLISH


def contest(rule: CountingRule | None = None, style: BallotStyle = BallotStyle.APPROVAL) -> Contest:
    return Contest(WHOLE, "Kevät", 1_000_000, BallotLimits(style=style), rule or CountingRule())


def vote(rule: CountingRule | None = None, style: BallotStyle = BallotStyle.APPROVAL) -> VoteView:
    return VoteView(
        id="r",
        area="a",
        status=VoteStatus.COUNTED,
        items=(SWING, Item("bench", "Bench", 100_000)),
        contests=(contest(rule, style),),
        rivals=(),
        roll=RollCriteria(),
        closes_at=datetime(2027, 6, 1, tzinfo=UTC),
        was_to_close_at=datetime(2027, 6, 1, tzinfo=UTC),
        edition=1,
        terms_hash="",
        seed_hash="",
    )


def result(
    reason: str, price: str | None = None, lacking_cents: int | None = None, needed: int | None = None
) -> ItemResult:
    return ItemResult("swing", 12, 40, 3, reason == "funded", reason, 250_000, price, lacking_cents, needed)


@pytest.mark.parametrize(("language", "rule", "reason"), list(product(Language, RuleName, REASONS)))
def test_every_reason_has_its_sentences_under_every_rule(language: Language, rule: RuleName, reason: str) -> None:
    told = explain(
        language, SWING, contest(CountingRule(rule)), result(reason, needed=None if reason == "funded" else 7)
    )
    chosen = {"fi": "Valittu", "sv": "Valt", "en": "Chosen"}[language.locale]
    assert "{" not in told
    assert (chosen in told) == (reason == "funded")
    assert ("7" in told) == (reason != "funded")


@pytest.mark.parametrize(
    ("rule", "style", "item", "expected"),
    [
        (CountingRule(), "approval", result("funded"), "at its turn €2,500 was left, and it costs €3,000."),
        (CountingRule(), "approval", result("too_expensive", needed=5), "more votes would have sufficed: 5."),
        (CountingRule(), "scoring", result("too_expensive", needed=5), "more points would have sufficed: 5."),
        (CountingRule(), "ordinal", result("stopped"), "Points for places: 40, from this many voters: 12. Rank: 3."),
        (CountingRule(threshold=50), "approval", result("below_threshold"), "at least 50 was needed."),
        (CountingRule(SHARES), "approval", result("funded", "2000/3"), "together, each at most €6.67."),
        (CountingRule(SHARES), "approval", result("funded", "1000/3"), "together, each at most €3.34."),
        (CountingRule(SHARES), "cumulative", result("funded", "2000/3"), "at most €6.67 for each point."),
        (
            CountingRule(SHARES, utility=Utility.CARDINALITY),
            "cumulative",
            result("funded", "2000/3"),
            "each at most €6.67.",
        ),
        (CountingRule(SHARES), "approval", result("funded"), "Chosen with the money left over"),
        (CountingRule(SHARES), "approval", result("underfunded", lacking_cents=1234), "had €12.34 too little."),
        (CountingRule(RuleName.PHRAGMEN), "approval", result("funded", "500"), "had been given €5."),
    ],
)
def test_the_figures_are_told(rule: CountingRule, style: str, item: ItemResult, expected: str) -> None:
    assert expected in explain(ENGLISH, SWING, contest(rule, BallotStyle(style)), item)


@pytest.mark.parametrize(("language", "rule", "completion"), list(product(Language, RuleName, Completion)))
def test_every_rule_is_told_with_what_goes_first_among_equals(
    language: Language, rule: RuleName, completion: Completion
) -> None:
    told = rule_in_words(language, contest(CountingRule(rule, threshold=5, completion=completion)))
    among = {"fi": "Tasatilanteessa", "sv": "Bland lika", "en": "Among equals"}
    assert among[language.locale] in told
    assert "5" in told


def test_a_tie_names_the_projects_in_the_order_they_went() -> None:
    assert tie_in_words(ENGLISH, vote(), ("bench", "swing")) == (
        "These were equal, and went in this order: Bench, Swing."
    )


@pytest.mark.parametrize("language", list(Language))
def test_every_order_of_equals_and_every_further_condition_is_told(language: Language) -> None:
    plain = [rule_in_words(language, contest(CountingRule(tie_order=order))) for order in TieOrder]
    assert len(set(plain)) == len(TieOrder)
    conditions = rule_in_words(language, contest(CountingRule(SHARES, threshold=31, min_votes=47, comparison=True)))
    compared = rule_in_words(language, contest(CountingRule(SHARES, threshold=31, min_votes=47)))
    assert "31" in conditions
    assert "47" in conditions
    assert len(conditions) > len(compared)


def test_a_rule_that_can_fund_what_nobody_wants_says_so() -> None:
    wanted = [
        CountingRule(min_votes=1),
        CountingRule(threshold=1),
        CountingRule(SHARES),
        CountingRule(RuleName.PHRAGMEN),
    ]
    unwanted = [CountingRule(), CountingRule(SHARES, completion=Completion.UTILITARIAN)]
    said = ["nobody votes for" in rule_in_words(ENGLISH, contest(rule)) for rule in (*wanted, *unwanted)]
    assert said == [False] * len(wanted) + [True] * len(unwanted)


def test_where_the_greedy_outcome_stands_nothing_is_told_to_be_chosen_with_money_left_over() -> None:
    compared = contest(CountingRule(SHARES, comparison=True))
    counted = ContestResult(WHOLE, 3, ("swing",), 300_000, (result("funded"),), (), comparison=Compared(1, 2))
    outcome = VoteResult(3, (counted,), "", "")
    told = explained(ENGLISH, replace(vote(), contests=(compared,), result=outcome)).contests[0].items[0].text
    assert "Chosen: at its turn €2,500 was left" in told
