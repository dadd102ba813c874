"""What rests outside the log, over a real NATS server: found by its subject alone, and erased from the disk."""

from pathlib import Path

from nats.aio.client import Client

from shared.erasable import drop_all, erase, find, put, put_first
from shared.log import DRAFTS, KEYS, declare_streams


async def test_what_is_put_instead_of_another_is_found(nc: Client) -> None:
    await declare_streams(nc)
    assert await find(nc, DRAFTS, "drafts.a") is None
    for content in (b"first", b"second"):
        await put(nc, DRAFTS, "drafts.a", content)
    await put(nc, DRAFTS, "drafts.b", b"")
    assert await find(nc, DRAFTS, "drafts.a") == b"second"
    assert await find(nc, DRAFTS, "drafts.b") == b""


async def test_who_puts_first_stays(nc: Client) -> None:
    await declare_streams(nc)
    assert await put_first(nc, KEYS, "keys.a", b"first")
    assert not await put_first(nc, KEYS, "keys.a", b"second")
    assert await find(nc, KEYS, "keys.a") == b"first"


async def test_what_is_erased_lies_in_no_file(nc: Client, tmp_path: Path) -> None:
    await declare_streams(nc)
    await put_first(nc, KEYS, "keys.a", b"to be erased")
    await put_first(nc, KEYS, "keys.b", b"to stay")
    assert lies_in(tmp_path, b"to be erased")
    for _ in range(2):
        await erase(nc, KEYS, "keys.a")
    assert await find(nc, KEYS, "keys.a") is None
    assert not lies_in(tmp_path, b"to be erased")
    assert lies_in(tmp_path, b"to stay")


async def test_all_of_a_kind_are_dropped_at_once(nc: Client) -> None:
    await declare_streams(nc)
    for subject in ("drafts.a.1", "drafts.a.2", "drafts.b.1"):
        await put(nc, DRAFTS, subject, b"words")
    await drop_all(nc, DRAFTS, "drafts.a.*")
    found = [await find(nc, DRAFTS, subject) for subject in ("drafts.a.1", "drafts.a.2", "drafts.b.1")]
    assert found == [None, None, b"words"]


def lies_in(folder: Path, content: bytes) -> bool:
    return any(content in path.read_bytes() for path in folder.rglob("*") if path.is_file())
