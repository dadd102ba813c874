"""On the disks of the servers, byte for byte, lies nothing that ties a ballot to a person once the keys are gone."""

from base64 import b64encode
from contextlib import suppress
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from nats.aio.client import Client

from services.voting import service as voting
from services.voting.domain.round_keys import RoundKeys
from services.voting.domain.turnout import GroupSeal
from services.voting.keys import keys_of, make_keys
from shared.contracts.certification import CertifyVote, ReviewVote
from shared.contracts.participants import AgeBand
from shared.log import KEYS
from shared.messages import Command
from shared.requests import new_id, send
from shared.room import Room
from shared.settings import Settings
from shared.views.opening import open_views
from tests.running import running
from tests.voting.sample import AREA, ROUND
from tests.voting.test_drafts import keep
from tests.voting.test_room import cast, close, coordinator, counted, keys_gone, open_vote, stored_ballots

VOTERS = ("voter-6f1c4e", "voter-b20a9d")
SUBJECT = f"keys.{AREA}.{ROUND}.1"


def lies_in(folder: Path, secret: bytes) -> bool:
    """As it is, or in a form that JSON could hold."""
    forms = (secret, secret.hex().encode(), b64encode(secret).rstrip(b"="))
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return any(form in data for form in forms for data in files)


async def keys_in_use(nc: Client, settings: Settings) -> RoundKeys:
    """Other rounds' keys lie around them, so that they do not go with a whole file."""
    views = open_views(settings.views_url, "test")
    room = Room(voting, nc, views, settings)
    try:
        await make_keys(room, AREA, "after", 1)
        return await keys_of(room, AREA, ROUND, 1)
    finally:
        await views.close()


async def groups_in_log(nc: Client) -> list[tuple[str, bytes]]:
    """Each sealed group and its ballot's id, as whoever reads the log has them."""
    ballots = await stored_ballots(nc)
    return [(subject.rpartition(".")[2], cast.group) for subject, revisions in ballots.items() for cast in revisions]


def opens(key: bytes, ballot: str, group: bytes) -> bool:
    """Also a seal that is made of the key as the round's keys make theirs."""
    for seal in (GroupSeal(key), RoundKeys(key, key, "").groups):
        with suppress(InvalidTag):
            seal.open(ballot, group)
            return True
    return False


async def certify(nc: Client) -> None:
    signatures: list[Command] = [
        ReviewVote(area=AREA, round=ROUND, by=coordinator("kaisa")),
        CertifyVote(area=AREA, round=ROUND, by=coordinator("kalle")),
    ]
    for signature in signatures:
        await send(nc, signature, new_id())


async def test_no_file_holds_a_plain_key_ever_nor_the_wrapped_one_after_certification(
    nc: Client, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        for voter, choice in zip(VOTERS, ("rink", "lights"), strict=True):
            await cast(nc, voter, choice)
        await keep(nc, VOTERS[0], "lights")
        keys = await keys_in_use(nc, settings)
        wrapped = (await nc.jetstream().get_last_msg(KEYS, SUBJECT)).data or b""
        assert lies_in(tmp_path, wrapped)  # so it would be found
        assert not any(lies_in(tmp_path, key) for key in (keys.link_key, keys.box_key))
        await close(nc)
        await counted(nc)
        groups = await groups_in_log(nc)
        assert all(opens(keys.link_key, *group) for group in groups)  # so the test could open one
        await certify(nc)
        await keys_gone(nc, but=1)
        assert not any(opens(keys.box_key, *group) for group in groups)
        assert lies_in(tmp_path, keys.box_key)  # it is published, to open the ballots
        assert not lies_in(tmp_path, keys.link_key)
        assert not any(lies_in(tmp_path, wrapped[start : start + 16]) for start in range(0, len(wrapped) - 16, 16))
    assert not any(lies_in(tmp_path, voter.encode()) for voter in VOTERS)
    assert not lies_in(tmp_path, AgeBand.FROM_18.encode())  # two are too few to be told
    said = capsys.readouterr()
    assert not any(voter in said.out + said.err for voter in VOTERS)
