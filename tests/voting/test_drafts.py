"""Drafts over real servers: kept for their voter alone, and gone when the ballot is cast or the keys are destroyed."""

import msgspec
from nats.aio.client import Client

from services.voting import service as voting
from shared.contracts.ballots import Choice, DraftView, GetMyDraft, KeepDraft
from shared.contracts.certification import AnnulVote
from shared.event_store import STREAM
from shared.log import DRAFTS, follow
from shared.messages import Kind, Refused
from shared.requests import ask, new_id, send
from shared.settings import Settings
from tests.running import running, until
from tests.voting.sample import AREA, ROUND, choices, resident
from tests.voting.test_room import cast, close, coordinator, counted, open_vote, refusal


async def keep(nc: Client, person: str, *proposals: str) -> None:
    await send(nc, KeepDraft(area=AREA, round=ROUND, choices=choices(*proposals), by=resident(person)), new_id())


async def draft(nc: Client, person: str) -> tuple[Choice, ...] | None:
    try:
        answer = await ask(nc, GetMyDraft(area=AREA, round=ROUND, by=resident(person)))
    except Refused as refused:
        if refused.refusal.reason.kind is Kind.UNKNOWN:
            return None
        raise
    return msgspec.json.decode(answer, type=DraftView).choices


async def kept(nc: Client) -> int:
    return (await nc.jetstream().stream_info(DRAFTS)).state.messages


async def test_a_draft_is_kept_for_its_voter_alone_and_may_break_the_limits(nc: Client, settings: Settings) -> None:
    async with running(settings, voting), running(settings, voting):
        await open_vote(nc)
        assert await draft(nc, "anna") is None
        await keep(nc, "anna", "rink")
        await keep(nc, "anna", "rink", "benches", "lights")
        assert await draft(nc, "anna") == choices("rink", "benches", "lights")
        assert await draft(nc, "bo") is None
        assert await kept(nc) == 1


async def test_a_draft_names_only_what_is_on_the_ballot(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        for wrong, reason in ((choices("palace"), "not_an_item"), (choices("rink", "rink"), "chosen_twice")):
            assert await refusal(nc, KeepDraft(area=AREA, round=ROUND, choices=wrong, by=resident())) == reason
        stranger = KeepDraft(area=AREA, round=ROUND, choices=choices("rink"), by=resident(born=None))
        assert await refusal(nc, stranger) == "birth_date_unknown"


async def test_an_empty_draft_is_forgotten(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        await keep(nc, "anna", "rink")
        await keep(nc, "anna")
        assert await draft(nc, "anna") is None
        assert await kept(nc) == 0
        await keep(nc, "anna")


async def test_a_draft_is_done_with_when_the_ballot_is_cast(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        await keep(nc, "anna", "rink")
        await cast(nc, "anna", "lights")
        assert await draft(nc, "anna") is None
        assert await kept(nc) == 0
        await keep(nc, "anna", "benches")  # how another ballot might look
        assert await draft(nc, "anna") == choices("benches")


async def test_neither_the_log_nor_the_drafts_tell_who_considers_what(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        before = await _stored(nc, STREAM)
        await keep(nc, "anna", "rink")
        assert await _stored(nc, STREAM) == before
        written = str(await _stored(nc, DRAFTS))
        assert [word for word in ("anna", "rink") if word in written] == []


async def _stored(nc: Client, stream: str) -> list[tuple[str, bytes]]:
    batches = follow(nc, [">"], 0, stream=stream, to_end=True)
    return [(one.subject, one.data) async for batch, _ in batches for one in batch]


async def test_a_closed_vote_keeps_no_draft(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        await close(nc)
        await counted(nc)
        late = KeepDraft(area=AREA, round=ROUND, choices=choices("rink"), by=resident())
        assert await refusal(nc, late) == "vote_closed"


async def test_with_the_keys_all_drafts_are_gone(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        await keep(nc, "anna", "rink")
        await keep(nc, "bo", "lights")
        await send(nc, AnnulVote(area=AREA, round=ROUND, reason="Väärä hinta", by=coordinator("kaisa")), new_id())
        await until(lambda: kept(nc), lambda number: number == 0)
        assert await draft(nc, "anna") is None
