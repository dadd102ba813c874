import asyncio
import os
import signal
import sys
import time
from pathlib import Path

import pytest
from nats.aio.client import Client

from deploy import nats_server
from deploy.nats_server import NatsServer
from shared.settings import Unusable
from tests.deploy.connection import connected, eventually

START_AND_WAIT = """
import asyncio, sys
from pathlib import Path
from deploy import nats_server

async def main():
    async with nats_server.start(Path(sys.argv[1])) as server:
        print(server.pid, flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


def is_running(pid: int) -> bool:
    """A process that has ended and only waits for its parent to notice no longer counts."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


async def store(url: str, subject: str) -> None:
    async with connected(url) as client:
        stream = client.jetstream()
        await stream.add_stream(name="ES", subjects=["es.>"])
        await stream.publish(subject, b"fact")


async def messages(url: str) -> int:
    async with connected(url) as client:
        return (await client.jetstream().stream_info("ES")).state.messages


async def kill_and_see_it_back(server: NatsServer, client: Client) -> None:
    killed = server.pid
    os.kill(killed, signal.SIGKILL)
    await eventually(lambda: server.pid != killed and client.is_connected)


async def test_the_server_is_ready_within_a_second_and_gone_afterwards(tmp_path: Path) -> None:
    begun = time.monotonic()
    async with nats_server.start(tmp_path) as server:
        assert time.monotonic() - begun < 1
        await store(server.url, "es.a")
    assert not is_running(server.pid)


async def test_it_listens_on_the_loopback_alone(server: NatsServer) -> None:
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.2", server.port)


async def test_nobody_enters_without_a_password(server: NatsServer) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(b"CONNECT {}\r\n")
    assert (await reader.read()).endswith(b"-ERR 'Authorization Violation'\r\n")
    writer.close()
    await writer.wait_closed()


@pytest.mark.parametrize("sync", ["always", "default"])
async def test_the_store_and_the_passwords_outlast_a_restart(tmp_path: Path, sync: nats_server.Sync) -> None:
    async with nats_server.start(tmp_path, sync=sync) as first:
        await store(first.url, "es.a")
    async with nats_server.start(tmp_path, sync=sync, port=first.port) as second:
        assert second.url == first.url
        assert await messages(second.url) == 1


async def test_a_killed_server_is_back_at_once_on_its_port_with_its_store(server: NatsServer) -> None:
    async with connected(server.url) as client:
        stream = client.jetstream()
        await stream.add_stream(name="ES", subjects=["es.>"])
        for number in range(3):
            url = server.url
            await stream.publish("es.a", b"%d" % number)
            await kill_and_see_it_back(server, client)
            assert server.url == url
        assert (await stream.stream_info("ES")).state.messages == 3


async def test_an_orphan_of_a_killed_instance_is_ended_before_the_next_start(tmp_path: Path) -> None:
    arguments = ["-c", START_AND_WAIT, str(tmp_path)]
    instance = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE)
    assert instance.stdout is not None
    orphan = int(await instance.stdout.readline())
    instance.kill()
    await instance.wait()
    assert is_running(orphan)
    async with nats_server.start(tmp_path) as server:
        assert not is_running(orphan)
        await store(server.url, "es.a")


async def test_a_stranger_that_has_got_the_old_process_number_is_left_alone(tmp_path: Path) -> None:
    stranger = await asyncio.create_subprocess_exec("sleep", "60")
    (tmp_path / "nats").mkdir()
    (tmp_path / "nats" / "nats.pid").write_text(str(stranger.pid))
    async with nats_server.start(tmp_path):
        assert stranger.returncode is None
    stranger.kill()
    await stranger.wait()


async def test_a_taken_port_is_said_in_one_sentence(tmp_path: Path, server: NatsServer) -> None:
    with pytest.raises(Unusable, match=r"The NATS server did not start: .*address already in use"):
        async with nats_server.start(tmp_path / "other", port=server.port):
            pass
