"""Who voted, by group: sealed beside the ballot, told in groups that point at nobody."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given as for_all
from hypothesis import strategies as some
from nats.aio.client import Client

from services.voting import service as voting
from services.voting.domain.ballot import Ballot, ballot
from services.voting.domain.round_keys import RoundKeys
from services.voting.domain.turnout import LENGTH, GroupSeal, in_groups, told
from shared.clock import utc_now
from shared.contracts.ballots import CastVote, VoteCast
from shared.contracts.certification import AnnulVote, CertifyVote, PublishVote, ReopenVote, ReviewVote
from shared.contracts.participants import AgeBand, Group
from shared.contracts.turnout import AgeCount, HomeCount, Turnout
from shared.messages import NOBODY, Actor, Refusal
from shared.requests import new_id, send
from shared.settings import Settings
from shared.suppression import SMALLEST_SHOWN
from shared.testing import Outcome, given
from tests.running import running, until
from tests.voting.sample import AREA, BALLOT, GROUPS, ROUND, cast, choices, resident
from tests.voting.test_room import cast as cast_vote
from tests.voting.test_room import close, coordinator, counted, open_vote, vote_view

YOUNG, OLD = Group(AgeBand.UNDER_18, AREA), Group(AgeBand.FROM_65, "puijo")


def cast_in(outcome: Outcome[Ballot]) -> VoteCast:
    """The ballot that a command leads to."""
    assert not isinstance(outcome.told, Refusal)
    (event,) = outcome.told
    assert isinstance(event, VoteCast)
    return event


def cast_event(*proposals: str, by: Actor | None = None) -> VoteCast:
    return cast_in(given(ballot).when(cast(*proposals, by=by)))


def test_a_ballot_carries_its_voters_group_at_that_time_sealed() -> None:
    event = cast_event("rink", by=resident(born=date(2012, 1, 1)))
    assert GROUPS.open(BALLOT, event.group) == (AgeBand.UNDER_18, AREA)


def test_a_ballot_changed_carries_the_group_anew() -> None:
    first = cast_event("rink")
    second = cast_in(given(ballot, first).when(cast("lights", by=resident(home="puijo"))))
    assert GROUPS.open(BALLOT, second.group) == (AgeBand.FROM_18, "puijo")


def test_all_sealed_groups_are_as_long_and_none_looks_like_another() -> None:
    longest = Group(AgeBand.UNDER_18, "x" * 64)
    sealed = {GROUPS.seal(id_, n, one) for id_ in "ab" for n in (1, 2) for one in (Group(), YOUNG, OLD, longest)}
    assert (len(sealed), {len(one) for one in sealed}) == (16, {LENGTH + 28})


def test_a_group_is_opened_beside_its_own_ballot_and_by_its_own_key_alone() -> None:
    sealed = GROUPS.seal("a", 1, YOUNG)
    for seal, ballot_ in ((GROUPS, "b"), (GroupSeal(b"x" * 32), "a")):
        with pytest.raises(InvalidTag):
            seal.open(ballot_, sealed)


def test_the_box_key_which_is_published_opens_no_group() -> None:
    keys = RoundKeys(b"l" * 32, b"b" * 32, "5eed")
    with pytest.raises(InvalidTag):
        GroupSeal(keys.box_key).open("a", keys.groups.seal("a", 1, YOUNG))


def test_groups_are_told_from_five_voters_on() -> None:
    voters = [(AgeBand.UNDER_18, AREA)] * 7 + [(AgeBand.FROM_30, AREA)] * 5 + [(AgeBand.FROM_65, "puijo")] * 6
    assert in_groups(voters) == Turnout(
        18,
        (AgeCount(AgeBand.UNDER_18, 7), AgeCount(AgeBand.FROM_30, 5), AgeCount(AgeBand.FROM_65, 6)),
        (HomeCount(AREA, 12), HomeCount("puijo", 6)),
    )


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ({"a": 9, "b": 5, "c": 4}, {"a": 9}),  # or 18 - 9 - 5 would tell c
        ({"a": 9, "b": 8, "c": 3, "d": 2}, {"a": 9, "b": 8}),
        ({"a": 9, "b": 1, "c": 2}, {}),
        ({"a": 4}, {}),
        ({"a": 5}, {"a": 5}),
        ({}, {}),
    ],
)
def test_a_group_too_small_takes_others_along_until_nobody_can_compute_it(
    found: dict[str, int], shown: dict[str, int]
) -> None:
    assert told([home for home, voters in found.items() for _ in range(voters)]) == shown


@for_all(some.lists(some.sampled_from("abcdefg"), max_size=60))
def test_neither_a_group_that_is_told_nor_what_is_left_is_small(homes: Sequence[str]) -> None:
    shown = told(homes)
    left = len(homes) - sum(shown.values())
    assert all(voters >= SMALLEST_SHOWN for voters in shown.values())
    assert left == 0 or left >= SMALLEST_SHOWN or not shown


async def cast_as(nc: Client, born: date, home: str, count: int) -> None:
    for number in range(count):
        voter = resident(f"{home}-{born.year}-{number}", born, home)
        await send(nc, CastVote(area=AREA, round=ROUND, choices=choices("rink"), by=voter), new_id())


async def certify_and_publish(nc: Client) -> None:
    kaisa, kalle = coordinator("kaisa"), coordinator("kalle")
    await send(nc, ReviewVote(area=AREA, round=ROUND, by=kaisa), new_id())
    await send(nc, CertifyVote(area=AREA, round=ROUND, by=kalle), new_id())
    await send(nc, PublishVote(area=AREA, round=ROUND, by=kaisa), new_id())


ADULTS, PUPILS = date(1990, 1, 1), date.today() - timedelta(days=14 * 366)  # noqa: DTZ011 years from now, too
WHO_VOTED = Turnout(
    12,
    (AgeCount(AgeBand.UNDER_18, 5), AgeCount(AgeBand.FROM_30, 7)),
    (HomeCount(AREA, 12),),
)


async def test_who_voted_is_told_with_the_result_and_not_before(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        await cast_as(nc, PUPILS, AREA, 5)
        await cast_as(nc, ADULTS, AREA, 7)
        await close(nc)
        await counted(nc)
        assert (await vote_view(nc)).turnout == WHO_VOTED
        assert (await vote_view(nc, NOBODY)).turnout is None
        await certify_and_publish(nc)

        async def published() -> Turnout | None:
            return (await vote_view(nc, NOBODY)).turnout

        assert await until(published, bool) == WHO_VOTED


async def test_a_vote_held_anew_counts_its_own_voters(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        await cast_as(nc, PUPILS, AREA, 6)
        kaisa, soon = coordinator("kaisa"), utc_now() + timedelta(seconds=1.5)
        await send(nc, AnnulVote(area=AREA, round=ROUND, reason="Väärä hinta", by=kaisa), new_id())
        await send(nc, ReopenVote(area=AREA, round=ROUND, closes_at=soon, by=kaisa), new_id())
        await cast_vote(nc, "anna", "rink")
        await counted(nc)  # closed by its own timer
        assert (await vote_view(nc)).turnout == Turnout(1)
