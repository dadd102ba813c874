"""What is published passes Pabulib's checker, and whoever recounts it comes to the same winners."""

from collections.abc import Sequence
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pabulib.checker import Checker  # type: ignore[import-untyped]

from cli.count import official_rule, profile
from services.voting.domain.counting import Item, Outcome, Profile, count, group, settled
from shared.contracts.contests import BallotLimits, BallotStyle, Completion, CountingRule, RuleName, TieOrder, Utility
from shared.pabulib import Ballot, Election, Project, parse, write
from shared.pabulib_export import Occasion, publication
from shared.pabulib_rules import stated_rule

OCCASION = Occasion(
    description="Osallistuva budjetointi;\nPetonen “2027”",
    unit="Kuopio",
    subunit="Petonen",
    instance="2027",
    begins=date(2027, 5, 3),
    ends=date(2027, 6, 1),
    edition="3",
    language="fi",
    comments=("Päätös vahvistettiin 8.6.2027.",),
)
WITH_POINTS = {BallotStyle.CUMULATIVE, BallotStyle.SCORING}


class Vote(msgspec.Struct, frozen=True):
    limits: BallotLimits
    rule: CountingRule
    budget_cents: int
    projects: Sequence[Project]
    ballots: Sequence[Ballot]

    @property
    def frozen(self) -> CountingRule:
        return settled(self.rule, self.limits.style)

    def counted(self) -> Outcome:
        items = tuple(Item(project.id, project.cost_cents) for project in self.projects)
        cast = ((ballot.choices, ballot.points or ()) for ballot in self.ballots)
        return count(Profile(items, self.budget_cents, group(self.limits.style, cast)), self.frozen)

    def published(self) -> Election:
        outcome = self.counted()
        return publication(
            OCCASION,
            self.limits,
            self.frozen,
            budget_cents=self.budget_cents,
            projects=[
                msgspec.structs.replace(project, selected=int(project.id in outcome.selected))
                for project in self.projects
            ],
            ballots=self.ballots,
            tied=bool(outcome.ties),
        )


PARKS = Vote(
    BallotLimits(max_choices=2),
    CountingRule(),
    100_00,
    [Project("bench", 40_00, "Penkki"), Project("lamp", 30_00, "Valo"), Project("swing", 70_00, "Keinu; uusi")],
    [
        Ballot("r3", ("lamp", "bench")),
        Ballot("r1", ("swing",)),
        Ballot("r2", ("lamp", "swing")),
        Ballot("r4", ("bench", "lamp")),
    ],
)


def found(election: Election, level: str = "errors") -> list[str]:
    """What the checker finds."""
    return list(Checker().process_files([write(election)])[1]["results"][level])


pabulib_shares = st.builds(
    CountingRule,
    name=st.just(RuleName.EQUAL_SHARES),
    tie_order=st.sampled_from([TieOrder.PUBLISHED, TieOrder.CHEAPER_FIRST]),
    completion=st.sampled_from([Completion.NONE, Completion.ADD1]),
)
rules = pabulib_shares | st.builds(
    CountingRule,
    name=st.sampled_from(RuleName),
    threshold=st.integers(0, 3),
    tie_order=st.sampled_from(sorted(set(TieOrder) - {TieOrder.DRAW})),
    min_votes=st.integers(0, 2),
    utility=st.sampled_from(Utility),
    completion=st.sampled_from(Completion),
)


@st.composite
def votes(draw: st.DrawFn) -> Vote:
    """With costs from a euro up to the whole budget, and in half of the votes also cents."""
    cents = draw(st.sampled_from([100, 1]))
    budget = draw(st.integers(100 // cents, 40_000 // cents))
    costs = draw(st.lists(st.integers(100 // cents, budget), min_size=1, max_size=6))
    projects = [Project(f"p{place}", cost * cents, f"Hanke {place}") for place, cost in enumerate(costs)]
    style = draw(st.sampled_from([BallotStyle.APPROVAL, *BallotStyle]))
    limits = BallotLimits(style, max_choices=6, max_points=30 if style in WITH_POINTS else None)
    most = 1 if style is BallotStyle.CHOOSE_ONE else len(projects)
    choices = st.lists(st.sampled_from([project.id for project in projects]), min_size=1, max_size=most, unique=True)
    cast = draw(st.lists(st.tuples(choices, st.lists(st.integers(1, 5), min_size=6, max_size=6)), max_size=9))
    ballots = [
        Ballot(f"r{place}", tuple(chosen), tuple(points[: len(chosen)]) if style in WITH_POINTS else None)
        for place, (chosen, points) in enumerate(cast)
    ]
    return Vote(limits, draw(rules), budget * cents, projects, ballots)


@settings(max_examples=300, deadline=None)
@given(votes())
def test_whatever_is_published_passes_the_checker_and_is_recounted_to_the_same_outcome(vote: Vote) -> None:
    published = vote.published()
    recounted = parse(write(published).splitlines(keepends=True))
    assert recounted == published
    assert official_rule(recounted) == vote.frozen
    assert count(profile(recounted), official_rule(recounted)) == vote.counted()
    assert found(published) == []


def test_the_file_has_the_keys_and_columns_in_pabulibs_order() -> None:
    published = PARKS.published()
    assert write(published) == (
        "META\n"
        "key;value\n"
        'description;"Osallistuva budjetointi; Petonen “2027”"\n'
        "country;Finland\n"
        "unit;Kuopio\n"
        "subunit;Petonen\n"
        "instance;2027\n"
        "num_projects;3\n"
        "num_votes;4\n"
        "budget;100\n"
        "vote_type;approval\n"
        "rule;greedy\n"
        "date_begin;03.05.2027\n"
        "date_end;01.06.2027\n"
        "min_length;1\n"
        "max_length;2\n"
        "edition;3\n"
        "language;fi\n"
        "currency;EUR\n"
        "comment;#1: The exact rule: name=greedy, threshold=0, tie_order=published_order, utility=cost, "
        "completion=none, min_votes=0, comparison=False. "
        "#2: Projects are listed in the order in which equals are taken. "
        "#3: Päätös vahvistettiin 8.6.2027.\n"
        "PROJECTS\n"
        "project_id;cost;votes;name;selected\n"
        "bench;40;2;Penkki;1\n"
        "lamp;30;3;Valo;1\n"
        'swing;70;2;"Keinu; uusi";0\n'
        "VOTES\n"
        "voter_id;vote\n"
        "r1;swing\n"
        "r2;lamp,swing\n"
        "r3;bench,lamp\n"
        "r4;bench,lamp\n"
    )
    assert found(published, "warnings") == []


def test_neither_the_order_of_casting_nor_that_of_ticking_is_published() -> None:
    turned = [msgspec.structs.replace(ballot, choices=ballot.choices[::-1]) for ballot in reversed(PARKS.ballots)]
    assert msgspec.structs.replace(PARKS, ballots=turned).published() == PARKS.published()


def test_a_ranking_is_published_as_it_is_and_points_with_the_most_first() -> None:
    ranked = msgspec.structs.replace(PARKS, limits=BallotLimits(BallotStyle.ORDINAL)).published()
    assert [ballot.choices for ballot in ranked.ballots][2:] == [("lamp", "bench"), ("bench", "lamp")]
    assert [project.score for project in ranked.projects] == [3, 5, 2]
    points = [Ballot("r1", ("swing", "bench", "lamp"), (2, 2, 5))]
    pointed = msgspec.structs.replace(PARKS, limits=BallotLimits(BallotStyle.SCORING), ballots=points).published()
    assert pointed.ballots[0] == Ballot("r1", ("lamp", "bench", "swing"), (5, 2, 2))
    assert found(pointed, "warnings") == []


@pytest.mark.parametrize(
    ("limits", "keys"),
    [
        (BallotLimits(min_choices=2, max_choices=3), {"min_length": "2", "max_length": "3"}),
        (BallotLimits(BallotStyle.CHOOSE_ONE), {"min_length": "1", "max_length": "1"}),
        (BallotLimits(max_cost_cents=50_50), {"min_length": "1", "max_length": "3", "max_sum_cost": "50.50"}),
        (
            BallotLimits(BallotStyle.CUMULATIVE, max_points=10),
            {"min_length": "1", "max_length": "3", "min_points": "1", "max_points": "10", "max_sum_points": "10"},
        ),
        (
            BallotLimits(BallotStyle.SCORING),
            {"min_length": "1", "max_length": "3", "min_points": "1", "default_score": "0"},
        ),
    ],
)
def test_the_limits_of_a_ballot_are_told(limits: BallotLimits, keys: dict[str, str]) -> None:
    meta = msgspec.structs.replace(PARKS, limits=limits, ballots=()).published().meta
    assert {key: value for key, value in meta.items() if key.startswith(("min_", "max_", "default_"))} == keys


SHARES = RuleName.EQUAL_SHARES


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (CountingRule(RuleName.GREEDY), "greedy"),
        (CountingRule(RuleName.GREEDY, threshold=2), "greedy-threshold"),
        (CountingRule(RuleName.GREEDY_THRESHOLD), "greedy-threshold"),
        (CountingRule(RuleName.GREEDY_NO_SKIP), "greedy-no-skip"),
        (CountingRule(RuleName.GREEDY_PER_COST), "greedy-custom"),
        (CountingRule(SHARES), "equalshares"),
        (CountingRule(SHARES, tie_order=TieOrder.CHEAPER_FIRST, completion=Completion.ADD1), "equalshares/add1"),
        (CountingRule(SHARES, completion=Completion.ADD1), "unknown"),
        (CountingRule(SHARES, completion=Completion.ADD1U), "unknown"),
        (CountingRule(SHARES, utility=Utility.CARDINALITY), "unknown"),
        (CountingRule(SHARES, threshold=2), "unknown"),
        (CountingRule(RuleName.PHRAGMEN), "unknown"),
    ],
)
def test_a_rule_is_told_by_pabulibs_word_where_it_means_the_same(rule: CountingRule, told: str) -> None:
    published = msgspec.structs.replace(PARKS, rule=rule).published()
    assert (published.rule, found(published)) == (told, [])


def test_the_checker_leaves_out_cents_so_that_it_is_not_asked_to_count_with_them() -> None:
    dearer = msgspec.structs.replace(PARKS, budget_cents=100_50)
    assert dearer.published().rule == "greedy-custom"
    assert msgspec.structs.replace(dearer, rule=CountingRule(SHARES)).published().rule == "unknown"


def test_it_is_told_where_the_money_was_enough_for_all() -> None:
    rich = msgspec.structs.replace(PARKS, budget_cents=140_00).published()
    assert (rich.meta["fully_funded"], found(rich)) == ("1", [])


def test_equals_stand_in_the_order_in_which_they_are_taken() -> None:
    dearer = msgspec.structs.replace(PARKS, rule=CountingRule(tie_order=TieOrder.DEARER_FIRST)).published()
    assert [project.id for project in dearer.projects] == ["swing", "bench", "lamp"]


def test_files_of_others_state_no_exact_rule() -> None:
    assert stated_rule({"rule": "greedy"}) is None
    assert stated_rule({"rule": "greedy", "comment": "#1: This is not the original data."}) is None


def test_an_exact_rule_that_is_not_known_here_is_refused() -> None:
    with pytest.raises(ValueError, match="name"):
        stated_rule({"comment": "#1: The exact rule: name=dictator."})
