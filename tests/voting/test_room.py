import asyncio
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from secrets import token_hex

import msgspec
import nats.js.errors
import pytest
from nats.aio.client import Client

from services.voting import service as voting
from services.voting.domain.bundle import unpack
from shared.ages import FINLAND
from shared.clock import utc_now
from shared.contracts.ballots import BALLOT, BallotView, CastVote, GetMyBallot, VoteCast
from shared.contracts.certification import AnnulVote, CertifyVote, PublishVote, ReopenVote, ReviewVote
from shared.contracts.contests import BallotLimits, CountingRule
from shared.contracts.results import VoteResult
from shared.contracts.rounds import ROUND as ROUNDS
from shared.contracts.rounds import Phase, PhaseTime, RoundPlanned, Timetable
from shared.contracts.voting import (
    AddItem,
    AnnounceVote,
    CountVote,
    ExtendVote,
    GetVote,
    MoveClosing,
    OpenVote,
    VoteStatus,
    VoteView,
)
from shared.event_store import EventStore
from shared.events import decode_commit
from shared.log import BUNDLES, KEYS, follow
from shared.messages import NOBODY, Actor, Command, Refused, Role, system
from shared.requests import ask, new_id, send
from shared.settings import Settings
from shared.telemetry import span
from tests.running import running, until
from tests.voting.sample import AREA, ITEMS, ROUND, choices, resident

CLOCK = system("test")
SEEN = tuple(item.proposal for item in ITEMS)


async def cast(nc: Client, person: str, *proposals: str) -> int:
    command = CastVote(area=AREA, round=ROUND, choices=choices(*proposals), by=resident(person))
    return (await send(nc, command, new_id())).position


async def code(nc: Client, person: str, *proposals: str) -> str:
    try:
        await cast(nc, person, *proposals)
    except Refused as refused:
        return refused.refusal.reason.code
    return "cast"


async def plan(nc: Client, days: Sequence[int] = (-3, -2, -1, 1, 2)) -> None:
    """The fact of another room that this one goes by: in how many days each phase starts."""
    now = utc_now()
    phases = tuple(PhaseTime(phase, now + timedelta(days=day)) for phase, day in zip(Phase, days, strict=True))
    planned = RoundPlanned(
        name="2027",
        programme="p",
        budget_cents=50_000_00,
        timetable=Timetable(phases),
        limits=BallotLimits(max_choices=2),
        rule=CountingRule(threshold=1),
        trial=True,
    )
    await EventStore(nc).append(ROUNDS.subject(AREA, ROUND), [planned], expected=0, command_id="plan", at=now)


async def open_vote(nc: Client, *, planned: bool = False) -> None:
    if not planned:
        await plan(nc)
    await add_items(nc)
    await open_(nc)


async def add_items(nc: Client) -> None:
    for item in ITEMS:
        await send(nc, AddItem(area=AREA, round=ROUND, item=item, by=CLOCK), new_id())


async def open_(nc: Client) -> None:
    await send(nc, OpenVote(area=AREA, round=ROUND, by=CLOCK), new_id())


async def close(nc: Client) -> None:
    await send(nc, MoveClosing(area=AREA, round=ROUND, closes_at=utc_now(), by=CLOCK), new_id())


async def counted(nc: Client) -> VoteResult:
    async def result() -> VoteResult | None:
        try:
            view = await vote_view(nc)
        except Refused:  # the view is a moment behind
            return None
        return view.result if view.status is VoteStatus.COUNTED else None

    found = await until(result, bool)
    assert found
    return found


async def test_the_newest_ballot_of_each_person_is_counted(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        for person in ("anna", "bo", "cecilia"):
            await cast(nc, person, "rink")
        await cast(nc, "anna", "lights")
        await close(nc)
        result = await counted(nc)
        assert (result.ballots, result.contests[0].selected) == (3, ("rink", "lights"))
        assert {item.proposal: item.votes for item in result.contests[0].items} == {
            "rink": 2,
            "lights": 1,
            "benches": 0,
        }


async def test_a_closed_vote_takes_no_ballot_and_each_confirmed_one_is_counted(nc: Client, settings: Settings) -> None:
    async with running(settings, voting), running(settings, voting):  # two copies, each with an own memory
        await open_vote(nc)
        cast_by_queue = [asyncio.create_task(cast_until_closed(nc, queue)) for queue in range(64)]
        await asyncio.sleep(0.1)
        await close(nc)
        confirmed = sum(await asyncio.gather(*cast_by_queue))
        assert (await counted(nc)).ballots == confirmed


async def cast_until_closed(nc: Client, queue: int) -> int:
    """One person after the other; how many were told that their ballot is cast."""
    cast = 0
    while (told := await code(nc, f"queue-{queue}-{cast}", "rink")) == "cast":
        cast += 1
    assert told == "vote_closed"
    return cast


async def test_a_vote_opens_as_it_was_announced(nc: Client, settings: Settings) -> None:
    async with running(settings, voting), running(settings, voting):
        await plan(nc, days=(-3, -2, 1, 2, 3))
        await add_items(nc)
        announce = AnnounceVote(area=AREA, round=ROUND, proposals=SEEN, by=coordinator("kaisa"))
        assert await refusal(nc, msgspec.structs.replace(announce, by=resident("anna"))) == "not_your_role"
        done = await send(nc, announce, new_id())
        told = await vote_view(nc, NOBODY, done.position)
        assert (told.status, told.items) == (VoteStatus.ANNOUNCED, ITEMS)
        assert await code(nc, "anna", "rink") == "vote_not_open"
        done = await send(nc, OpenVote(area=AREA, round=ROUND, by=CLOCK), new_id())
        opened = await vote_view(nc, NOBODY, done.position)
        assert (opened.status, opened.terms_hash, opened.seed_hash) == ("open", told.terms_hash, told.seed_hash)
        assert await code(nc, "anna", "rink") == "cast"


async def test_an_announcement_that_is_annulled_leaves_no_keys(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await plan(nc, days=(-3, -2, 1, 2, 3))
        await add_items(nc)
        await send(nc, AnnounceVote(area=AREA, round=ROUND, proposals=SEEN, by=coordinator("kaisa")), new_id())
        await send(nc, AnnulVote(area=AREA, round=ROUND, reason="Väärä hinta", by=coordinator("kaisa")), new_id())
        await keys_gone(nc)
        again = AnnounceVote(area=AREA, round=ROUND, proposals=SEEN, by=coordinator("kaisa"))
        assert await refusal(nc, again) == "vote_annulled"
        assert await refusal(nc, OpenVote(area=AREA, round=ROUND, by=CLOCK)) == "vote_annulled"
        await keys_gone(nc)


async def test_a_vote_held_anew_is_extended_in_public(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        await send(nc, AnnulVote(area=AREA, round=ROUND, reason="Väärä hinta", by=coordinator("kaisa")), new_id())
        first = utc_now() + timedelta(seconds=1)
        later = first + timedelta(hours=1)
        await send(nc, ReopenVote(area=AREA, round=ROUND, closes_at=first, by=coordinator("kaisa")), new_id())
        extend = ExtendVote(area=AREA, round=ROUND, closes_at=later, by=coordinator("kaisa"))
        done = await send(nc, extend, new_id())
        told = msgspec.json.decode(
            await ask(nc, GetVote(area=AREA, round=ROUND, wait_for=done.position)), type=VoteView
        )
        assert (told.closes_at, told.was_to_close_at) == (later, first)
        await asyncio.sleep(1.2)
        assert await code(nc, "anna", "rink") == "cast"


async def test_a_rehearsal_that_closes_earlier_by_a_new_timetable_closes_then(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        await cast(nc, "anna", "rink")
        await send(nc, MoveClosing(area=AREA, round=ROUND, closes_at=utc_now(), by=CLOCK), new_id())
        assert await code(nc, "bo", "rink") == "vote_closed"


async def test_twelve_racing_ballots_of_one_person_are_one_and_never_above_the_limit(
    nc: Client, settings: Settings
) -> None:
    async with running(settings, voting), running(settings, voting):
        await open_vote(nc)
        wishes = [("rink",), ("rink", "lights"), ("rink", "benches", "lights")] * 4
        await asyncio.gather(*(code(nc, f"p{person}", *wish) for person in range(50) for wish in wishes))
        await close(nc)
        result = await counted(nc)
        assert result.ballots == 50
        assert sum(item.votes for item in result.contests[0].items) <= 2 * 50
        ballots = await stored_ballots(nc)
        assert len(ballots) == 50
        for cast in ballots.values():
            assert [one.revision for one in cast] == list(range(1, len(cast) + 1))


async def stored_ballots(nc: Client) -> dict[str, list[VoteCast]]:
    """All ballots of the log by their subjects, each with all its revisions."""
    found: dict[str, list[VoteCast]] = {}
    async for batch, _ in follow(nc, [BALLOT.everywhere], 0, to_end=True):
        for one in batch:
            commit = decode_commit(one.subject, one.position, one.headers, one.data)
            found.setdefault(one.subject, []).extend(
                recorded.event for recorded in commit.events if isinstance(recorded.event, VoteCast)
            )
    return found


async def test_a_ballot_refused_as_too_late_is_not_shown_as_mine(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        await cast(nc, "anna", "rink")
        await close(nc)
        await counted(nc)
        ((subject, (first,)),) = (await stored_ballots(nc)).items()
        late = msgspec.structs.replace(first, receipt="late", revision=2)  # of another copy, behind the closing
        store = EventStore(nc)
        (before,) = await store.read(subject)
        await store.append(subject, [late], expected=before.position, command_id="late", at=utc_now())
        mine = msgspec.json.decode(
            await ask(nc, GetMyBallot(area=AREA, round=ROUND, by=resident("anna"))), type=BallotView
        )
        assert (mine.choices, mine.receipt) == (choices("rink"), first.receipt)


async def test_counting_again_changes_nothing(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        await cast(nc, "anna", "rink")
        await close(nc)
        first = await counted(nc)
        await send(nc, CountVote(area=AREA, round=ROUND, by=CLOCK), new_id())
        assert await counted(nc) == first


async def test_everybody_reads_their_own_ballot_alone(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        await cast(nc, "anna", "rink", "benches")
        mine = await ask(nc, GetMyBallot(area=AREA, round=ROUND, by=resident("anna")))
        assert [choice["proposal"] for choice in msgspec.json.decode(mine)["choices"]] == ["rink", "benches"]
        with pytest.raises(Refused, match="no_ballot"):
            await ask(nc, GetMyBallot(area=AREA, round=ROUND, by=resident("bo")))


async def test_nobody_reads_from_the_log_who_voted_or_for_what(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        await cast(nc, "anna", "rink", "lights")
        await cast(nc, "bo", "benches")
        ballots = await stored_ballots(nc)
    written = repr(ballots)
    assert [word for word in ("anna", "bo'", "rink", "lights", "benches") if word in written] == []
    lengths = {len(one.sealed) for cast in ballots.values() for one in cast}
    assert len(lengths) == 1  # nor how many


async def test_no_trace_leads_from_a_request_to_its_ballot(nc: Client, settings: Settings) -> None:
    trace_id = token_hex(16)
    async with running(settings, voting):
        await open_vote(nc)
        with span("browser", f"00-{trace_id}-{token_hex(8)}-00"):
            await cast(nc, "anna", "rink")
        async for batch, _ in follow(nc, [BALLOT.everywhere], 0, to_end=True):
            assert [trace_id in repr(stored) for stored in batch] == [False]


async def test_two_people_sign_the_count_and_the_keys_are_gone(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        await cast(nc, "anna", "rink")
        await close(nc)
        before = await counted(nc)
        assert await refusal(nc, CertifyVote(area=AREA, round=ROUND, by=coordinator("kaisa"))) == "not_reviewed"
        await send(nc, ReviewVote(area=AREA, round=ROUND, by=coordinator("kaisa")), new_id())
        assert await refusal(nc, CertifyVote(area=AREA, round=ROUND, by=coordinator("kaisa"))) == "same_person"
        await send(nc, CertifyVote(area=AREA, round=ROUND, by=coordinator("kalle")), new_id())
        await keys_gone(nc)
        assert (await vote_view(nc)).result == before
        with pytest.raises(Refused, match="ballot_secret"):
            await ask(nc, GetMyBallot(area=AREA, round=ROUND, by=resident("anna")))


async def test_only_coordinators_see_a_result_that_is_not_published(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        await cast(nc, "anna", "rink")
        await close(nc)
        before = await counted(nc)
        await told_nobody(nc)
        await send(nc, ReviewVote(area=AREA, round=ROUND, by=coordinator("kaisa")), new_id())
        await send(nc, CertifyVote(area=AREA, round=ROUND, by=coordinator("kalle")), new_id())
        await told_nobody(nc)
        done = await send(nc, PublishVote(area=AREA, round=ROUND, by=coordinator("kalle")), new_id())
        told = await vote_view(nc, NOBODY, done.position)
        assert (told.status, told.result) == (VoteStatus.PUBLISHED, before)


async def told_nobody(nc: Client) -> None:
    elsewhere = Actor("kerttu", {Role.COORDINATOR: ("another-area",)})
    for other in (NOBODY, resident("anna"), elsewhere):
        told = await vote_view(nc, other)
        assert (told.status, told.result) == (VoteStatus.CLOSED, None)


async def test_an_annulled_vote_is_held_anew_without_the_old_ballots(nc: Client, settings: Settings) -> None:
    async with running(settings, voting), running(settings, voting):
        await open_vote(nc)
        await cast(nc, "anna", "rink")
        await cast(nc, "bo", "rink")
        await send(nc, AnnulVote(area=AREA, round=ROUND, reason="Väärä hinta", by=coordinator("kaisa")), new_id())
        assert await code(nc, "cecilia", "rink") == "vote_annulled"
        await keys_gone(nc)
        again = ReopenVote(
            area=AREA,
            round=ROUND,
            closes_at=utc_now() + timedelta(seconds=1.5),
            without=("benches",),
            by=coordinator("kaisa"),
        )
        first = await send(nc, again, "again")
        assert await send(nc, again, "again") == first  # sent twice, held anew once
        assert await code(nc, "anna", "benches") == "not_an_item"
        await cast(nc, "anna", "lights")
        result = await counted(nc)  # closed by its own timer
        assert (result.ballots, {item.proposal: item.votes for item in result.contests[0].items}) == (
            1,
            {"rink": 0, "lights": 1},
        )
        assert (await vote_view(nc)).edition == 2


async def test_what_is_published_of_a_vote_held_anew_begins_when_it_reopened(nc: Client, settings: Settings) -> None:
    today = utc_now().astimezone(FINLAND).date()
    async with running(settings, voting):
        await open_vote(nc)  # its phase began yesterday
        kaisa = coordinator("kaisa")
        await send(nc, AnnulVote(area=AREA, round=ROUND, reason="Väärä hinta", by=kaisa), new_id())
        soon = utc_now() + timedelta(seconds=1)
        await send(nc, ReopenVote(area=AREA, round=ROUND, closes_at=soon, by=kaisa), new_id())
        await counted(nc)
        await send(nc, ReviewVote(area=AREA, round=ROUND, by=kaisa), new_id())
        await send(nc, CertifyVote(area=AREA, round=ROUND, by=coordinator("kalle")), new_id())
        await send(nc, PublishVote(area=AREA, round=ROUND, by=kaisa), new_id())
        assert unpack(await until(partial(laid_out, nc), bool)).vote.begins >= today


async def laid_out(nc: Client) -> bytes:
    try:
        return (await (await nc.jetstream().object_store(BUNDLES)).get(f"{AREA}/{ROUND}")).data or b""
    except nats.js.errors.NotFoundError:
        return b""


def coordinator(name: str) -> Actor:
    return Actor(name, {Role.COORDINATOR: (AREA,)})


async def refusal(nc: Client, command: Command) -> str:
    with pytest.raises(Refused) as refused:
        await send(nc, command, new_id())
    return refused.value.refusal.reason.code


async def vote_view(nc: Client, by: Actor | None = None, wait_for: int = 0) -> VoteView:
    asked = GetVote(area=AREA, round=ROUND, by=by or coordinator("kaisa"), wait_for=wait_for)
    return msgspec.json.decode(await ask(nc, asked), type=VoteView)


async def keys_gone(nc: Client, but: int = 0) -> None:
    """`but` those of other rounds."""

    async def left() -> int:
        return (await nc.jetstream().stream_info(KEYS)).state.messages

    await until(left, lambda number: number == but)
