"""`lahio verify` on what a running voting room has published."""

import asyncio
from argparse import ArgumentParser
from pathlib import Path

import pytest
from nats.aio.client import Client
from nats.js.errors import NotFoundError

from cli import verify
from services.voting import service as voting
from services.voting.domain.bundle import pack, unpack
from shared.contracts.certification import CertifyVote, PublishVote, ReviewVote
from shared.log import BUNDLES
from shared.requests import new_id, send
from shared.settings import Settings
from tests.running import running, until
from tests.voting.sample import AREA, ROUND
from tests.voting.test_bundle import bundle
from tests.voting.test_room import cast, close, coordinator, counted, open_vote


async def checked(*arguments: str) -> int:
    parser = ArgumentParser()
    verify.add_arguments(parser)
    return await asyncio.to_thread(verify.run, parser.parse_args(arguments))


async def published(nc: Client, path: Path) -> Path:
    async def fetch() -> bytes:
        store = await nc.jetstream().object_store(BUNDLES)
        try:
            return (await store.get(f"{AREA}/{ROUND}")).data or b""
        except NotFoundError:
            return b""

    path.write_bytes(await until(fetch, bool))
    return path


async def test_a_published_vote_is_checked_alone_and_against_the_log(
    nc: Client, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        for person in ("anna", "bo", "cecilia"):
            await cast(nc, person, "rink")
        await cast(nc, "anna", "lights", "rink")
        await close(nc)
        await counted(nc)
        kaisa, kalle = coordinator("kaisa"), coordinator("kalle")
        await send(nc, ReviewVote(area=AREA, round=ROUND, by=kaisa), new_id())
        await send(nc, CertifyVote(area=AREA, round=ROUND, by=kalle), new_id())
        await send(nc, PublishVote(area=AREA, round=ROUND, by=kaisa), new_id())
        path = await published(nc, tmp_path / "vote.zip")
        assert await checked(str(path)) == 0
        assert await checked(str(path), "--log", "--nats", settings.nats_url) == 0
        assert "no:" not in capsys.readouterr().out
        honest = unpack(path.read_bytes())
        assert [len(honest.ballots), len(honest.receipts)] == [3, 3]
        assert not {"anna", "bo", "cecilia"} & set(str(honest).split("'"))


async def test_a_forged_vote_is_not_the_one_of_the_log(
    nc: Client, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forged = tmp_path / "forged.zip"
    forged.write_bytes(pack(bundle()))
    async with running(settings, voting):
        await open_vote(nc)
        await cast(nc, "anna", "rink")
        await close(nc)
        await counted(nc)
        assert await checked(str(forged)) == 0  # consistent in itself
        assert await checked(str(forged), "--log", "--nats", settings.nats_url) == 1
        assert "no: the log holds these ballots, and no others: 4 differ" in capsys.readouterr().out


async def test_without_a_bundle_there_is_nothing_to_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("no archive")
    for path in (tmp_path / "notes.txt", tmp_path / "nowhere.zip"):
        assert await checked(str(path)) == 2
        assert str(path) in capsys.readouterr().err
