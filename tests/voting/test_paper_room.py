"""Ballots on paper and by phone in one count, over real servers."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from nats.aio.client import Client

from services.voting import service as voting
from services.voting.domain.bundle import pack, unpack
from shared.contracts.ballots import GetMyBallot
from shared.contracts.certification import CertifyVote, PublishVote, ReviewVote
from shared.contracts.paper import (
    PAPER,
    BatchReconciliation,
    BatchView,
    EnterPaper,
    GetPaperBatch,
    GetReconciliation,
    HandInPaper,
    OpenPaperBatch,
    PaperEntered,
    Reading,
    Reconciliation,
    RejectPaper,
    SealPaperBatch,
    TakeBackPaper,
)
from shared.contracts.participants import Channel
from shared.contracts.results import ChannelCount, InvalidCount, InvalidReason
from shared.contracts.voting import VoteStatus
from shared.event_store import EventStore
from shared.messages import Command, Refused
from shared.requests import ask, new_id, send
from shared.settings import Settings
from tests.cli.test_verify import checked, published
from tests.running import running, until
from tests.voting.sample import AREA, ROUND, choices, clerk, resident
from tests.voting.test_room import cast, close, code, coordinator, counted, open_vote, refusal, vote_view

BATCH = "library"
ONLINE, PAPER_WAY = Channel.ONLINE, Channel.PAPER


async def open_batch(nc: Client, batch: str = BATCH) -> None:
    await send(nc, OpenPaperBatch(area=AREA, round=ROUND, batch=batch, place="Kirjasto", by=clerk()), new_id())


def hand_in(person: str) -> HandInPaper:
    return HandInPaper(area=AREA, round=ROUND, batch=BATCH, voter=resident(person), by=clerk())


def take_back(person: str) -> TakeBackPaper:
    return TakeBackPaper(area=AREA, round=ROUND, batch=BATCH, voter=resident(person), by=clerk())


def enter(serial: str, *proposals: str, by: str) -> EnterPaper:
    chosen = choices(*proposals)
    return EnterPaper(area=AREA, round=ROUND, batch=BATCH, serial=serial, choices=chosen, by=clerk(by))


def reject(serial: str, by: str) -> RejectPaper:
    return RejectPaper(area=AREA, round=ROUND, batch=BATCH, serial=serial, reason=InvalidReason.BLANK, by=clerk(by))


def seal(note: str = "") -> SealPaperBatch:
    return SealPaperBatch(area=AREA, round=ROUND, batch=BATCH, note=note, by=coordinator("kaisa"))


async def each(nc: Client, commands: Iterable[Command]) -> None:
    for command in commands:
        await send(nc, command, new_id())


async def told(nc: Client, *commands: Command) -> str:
    """`done`, or why not."""
    try:
        await each(nc, commands)
    except Refused as refused:
        return refused.refusal.reason.code
    return "done"


async def entered_twice(nc: Client) -> None:
    """Two papers that count and a blank one."""
    for by in ("kirsti", "kai"):
        await each(nc, (enter("1", "rink", by=by), enter("2", "lights", by=by), reject("3", by)))


async def reconciliation(nc: Client) -> Reconciliation:
    asked = GetReconciliation(area=AREA, round=ROUND, by=clerk())
    return msgspec.json.decode(await ask(nc, asked), type=Reconciliation)


async def batch_view(nc: Client) -> BatchView:
    asked = GetPaperBatch(area=AREA, round=ROUND, batch=BATCH, by=clerk())
    return msgspec.json.decode(await ask(nc, asked), type=BatchView)


async def test_paper_and_phone_are_in_one_count_that_waits_for_the_papers_and_can_be_verified(
    nc: Client, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with running(settings, voting), running(settings, voting):
        await open_vote(nc)
        await open_batch(nc)
        await cast(nc, "anna", "rink", "benches")
        await each(nc, map(hand_in, ("bo", "cecilia", "daniel")))
        await close(nc)
        await entered_twice(nc)
        assert (await vote_view(nc)).status is VoteStatus.CLOSED
        await send(nc, seal(), new_id())
        result = await counted(nc)
        assert result.channels == (ChannelCount(ONLINE, 1), ChannelCount(PAPER_WAY, 2))
        assert result.invalid == (InvalidCount(InvalidReason.BLANK, 1),)
        assert result.ballots == 3
        await send(nc, ReviewVote(area=AREA, round=ROUND, by=coordinator("kaisa")), new_id())
        await send(nc, CertifyVote(area=AREA, round=ROUND, by=coordinator("kalle")), new_id())
        await send(nc, PublishVote(area=AREA, round=ROUND, by=coordinator("kaisa")), new_id())
        path = await published(nc, tmp_path / "vote.zip")
        assert await checked(str(path), "--log", "--nats", settings.nats_url) == 0
        assert "no:" not in capsys.readouterr().out
        assert await checked(str(with_more_left_out(path)), "--log", "--nats", settings.nats_url) == 1


def with_more_left_out(path: Path) -> Path:
    bundle = unpack(path.read_bytes())
    counted = replace(bundle.vote.counted, invalid=(InvalidCount(InvalidReason.BLANK, 90),))
    forged = path.with_name("forged.zip")
    forged.write_bytes(pack(replace(bundle, vote=replace(bundle.vote, counted=counted))))
    return forged


async def test_of_a_paper_and_a_ballot_at_once_one_counts(nc: Client, settings: Settings) -> None:
    people = [f"p{number}" for number in range(50)]

    async def both(person: str) -> set[str]:
        return set(await asyncio.gather(code(nc, person, "rink"), told(nc, hand_in(person))))

    async with running(settings, voting), running(settings, voting):
        await open_vote(nc)
        await open_batch(nc)
        answers = await asyncio.gather(*map(both, people))
        assert all(answer in ({"cast", "has_voted"}, {"already_voted", "done"}) for answer in answers)
        channels = {count.channel: count.ballots for count in (await reconciliation(nc)).channels}
        assert sum(channels.values()) == len(people)


async def test_a_paper_confirmed_as_handed_in_is_in_the_register_however_the_vote_closes(
    nc: Client, settings: Settings
) -> None:
    async def until_closed(queue: int) -> int:
        handed_in = 0
        while (answer := await told(nc, hand_in(f"queue-{queue}-{handed_in}"))) == "done":
            handed_in += 1
        assert answer == "vote_closed"
        return handed_in

    async with running(settings, voting), running(settings, voting):
        await open_vote(nc)
        await open_batch(nc)
        queues = [asyncio.create_task(until_closed(queue)) for queue in range(32)]
        await asyncio.sleep(0.1)
        await close(nc)
        confirmed = sum(await asyncio.gather(*queues))
        (batch,) = (await reconciliation(nc)).batches
        assert batch.handed_in == confirmed


async def test_entries_that_race_with_the_sealing_are_counted_or_refused(nc: Client, settings: Settings) -> None:
    async def entered(serial: int) -> str:
        return await told(nc, *(enter(str(serial), "rink", by=by) for by in ("kirsti", "kai")))

    async def sealed() -> None:
        while (answer := await told(nc, seal("Laskettu kahdesti"))) != "done":
            assert answer == "papers_not_agreed"

    async with running(settings, voting), running(settings, voting):
        await open_vote(nc)
        await open_batch(nc)
        await close(nc)
        *answers, _ = await asyncio.gather(*map(entered, range(20)), sealed())
        assert set(answers) <= {"done", "batch_sealed"}
        assert (await counted(nc)).ballots == answers.count("done")


async def test_the_coordinator_compares_the_register_with_the_papers(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        await open_batch(nc)
        await cast(nc, "anna", "rink")
        await each(nc, map(hand_in, ("bo", "cecilia", "daniel", "eva")))
        await send(nc, take_back("eva"), new_id())
        await cast(nc, "eva", "rink")
        await each(nc, (enter("1", "rink", by="kirsti"), enter("1", "lights", by="kai"), enter("2", "rink", by="kai")))
        await each(nc, (reject("3", "kirsti"), reject("3", "kai"), *(enter("4", "rink", by=by) for by in ("a", "b"))))
        found = await reconciliation(nc)
        assert found.channels == (ChannelCount(ONLINE, 2), ChannelCount(PAPER_WAY, 3))
        assert found.batches == (
            BatchReconciliation(
                batch=BATCH,
                place="Kirjasto",
                sealed=False,
                handed_in=3,
                papers=4,
                agreed=2,
                once=1,
                differing=1,
                repeated=(),
                invalid=(InvalidCount(InvalidReason.BLANK, 1),),
                difference=-1,
                note="",
            ),
        )
        shown = await batch_view(nc)
        assert {paper.serial: paper.entries for paper in shown.papers} == {
            "1": (Reading("kirsti", choices("rink"), None), Reading("kai", choices("lights"), None)),
            "2": (),
            "3": (),
            "4": (),
        }
        assert await refusal(nc, seal()) == "vote_still_open"


async def test_a_serial_in_two_batches_is_shown(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        for batch in (BATCH, "school"):
            await open_batch(nc, batch)
            for serial in ("1", batch[:3].upper()):
                await send(nc, replace(enter(serial, "rink", by="kirsti"), batch=batch), new_id())
        assert [batch.repeated for batch in (await reconciliation(nc)).batches] == [("1",), ("1",)]


async def test_who_handed_in_a_paper_is_told_so_instead_of_a_ballot(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        await open_batch(nc)
        await send(nc, hand_in("bo"), new_id())
        with pytest.raises(Refused, match="voted_on_paper"):
            await ask(nc, GetMyBallot(area=AREA, round=ROUND, by=resident("bo")))


async def test_the_log_tells_of_no_paper_what_it_says_or_whose_it_is(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        await open_batch(nc)
        await send(nc, hand_in("bo"), new_id())
        await send(nc, enter("1", "rink", "lights", by="kirsti"), "of-kirsti-and-rink")
        await send(nc, enter("2", "benches", by="kirsti"), new_id())
        commits = await EventStore(nc).read(PAPER.subject(AREA, BATCH))
    written = [event.event for commit in commits for event in commit.events]
    assert not [word for word in ("bo'", "rink", "lights", "benches") if word in repr(written)]
    assert not [commit for commit in commits if "rink" in commit.command_id]
    assert len({len(entry.sealed) for entry in written if isinstance(entry, PaperEntered)}) == 1


async def test_papers_are_the_clerks_business(nc: Client, settings: Settings) -> None:
    mine = HandInPaper(area=AREA, round=ROUND, batch=BATCH, voter=resident(), by=resident())
    async with running(settings, voting):
        await open_vote(nc)
        assert await refusal(nc, mine) == "not_your_role"
        with pytest.raises(Refused, match="not_your_role"):
            await ask(nc, GetReconciliation(area=AREA, round=ROUND, by=resident()))


async def test_a_sealed_batch_is_found_sealed(nc: Client, settings: Settings) -> None:
    async def is_sealed() -> bool:
        return (await batch_view(nc)).sealed

    async with running(settings, voting):
        await open_vote(nc)
        await open_batch(nc)
        await close(nc)
        await entered_twice(nc)
        assert await refusal(nc, seal()) == "papers_differ"
        await send(nc, seal("Rekisteri jäi kirjaamatta"), new_id())
        assert await until(is_sealed, bool)
        assert (await counted(nc)).ballots == 2
