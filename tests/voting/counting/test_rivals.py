import msgspec
import pytest

from services.voting.domain.counting import Profile, Reason, count
from shared.contracts.contests import Completion, CountingRule, RuleName
from tests.voting.counting.written_out import approvals, equal_shares

RINK_OR_COURT = {"rink": 300, "court": 400, "bench": 300}


def with_rivals(profile: Profile, *rivals: str) -> Profile:
    return msgspec.structs.replace(profile, rivals=tuple(tuple(group.split()) for group in rivals))


def test_once_an_item_is_bought_its_rivals_are_removed_from_sale() -> None:
    profile = approvals(300, {"court": 100, "rink": 90, "bench": 100}, "court rink", "court rink", "bench")
    assert equal_shares(profile).selected == ("court", "rink", "bench")
    outcome = equal_shares(with_rivals(profile, "court rink"))
    assert {item.id: item.reason for item in outcome.items} == {
        "court": Reason.FUNDED,
        "bench": Reason.FUNDED,
        "rink": Reason.RIVAL_FUNDED,
    }


@pytest.mark.parametrize("completion", Completion)
def test_raised_shares_end_where_only_rivals_of_what_is_bought_are_left(completion: Completion) -> None:
    profile = with_rivals(approvals(500, {"court": 100, "rink": 100}, "court", "rink"), "court rink")
    outcome = equal_shares(profile, completion)
    assert (outcome.selected, outcome.ties) == (("court",), (("court", "rink"),))


def test_of_rivals_greedy_funds_the_first_and_passes_over_the_others() -> None:
    profile = with_rivals(approvals(1000, RINK_OR_COURT, "rink court bench", "rink court", "rink"), "rink court")
    outcome = count(profile, CountingRule(RuleName.GREEDY))
    assert outcome.selected == ("rink", "bench")
    assert {item.id: item.reason for item in outcome.items}["court"] is Reason.RIVAL_FUNDED


def test_a_rival_does_not_end_a_count_without_skipping() -> None:
    profile = with_rivals(approvals(600, RINK_OR_COURT, "rink court bench", "rink court", "rink"), "rink court")
    assert count(profile, CountingRule(RuleName.GREEDY_NO_SKIP)).selected == ("rink", "bench")


def test_equals_that_are_rivals_are_told_also_if_all_could_be_paid() -> None:
    profile = approvals(1000, RINK_OR_COURT, "rink court")
    assert count(profile, CountingRule(RuleName.GREEDY)).ties == ()
    assert count(with_rivals(profile, "rink court"), CountingRule(RuleName.GREEDY)).ties == (("rink", "court"),)
