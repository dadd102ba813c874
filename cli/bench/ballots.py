"""The same ballots twice: as requests of signed-in residents, and as the commits that the log stores for them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_bytes

import aiohttp
import msgspec
from nats.aio.client import Client

from cli.bench.election import invented
from cli.client import Json, Person, front_door
from cli.replay import ballots as replayed
from cli.replay.round import plan
from cli.replay.terms import choices, terms
from shared.contracts.ballots import BALLOT, VoteCast
from shared.event_store import COMMAND_ID, EXPECTED
from shared.events import encode_commit
from shared.messages import Event
from shared.requests import new_id

OK = 200
SEALED_BYTES = 64  # of five choices
GROUP_BYTES = 108


@dataclass(frozen=True)
class HttpRequest:
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Publish:
    subject: str
    headers: dict[str, str]
    data: bytes


@dataclass(frozen=True)
class Ballots:
    """Made before the clock runs. `path` is where a ballot of the round is put."""

    path: str
    requests: list[HttpRequest]
    commits: list[Publish]


async def prepare(url: str, people: int) -> Ballots:
    """Open a vote, and sign the residents in."""
    election = invented(people)
    async with front_door(url) as door:
        round_ = await plan(door, election, terms(election), "Bench")
        await round_.put_on_ballot(election.projects, advance=_silent)
        voters = await replayed.sign_in(round_, election.ballots, advance=_silent)
        await round_.open_vote()
    cast = [choices(ballot, round_.proposals) for ballot in election.ballots]
    requests = [_request(voter, body) for voter, body in zip(voters, cast, strict=True)]
    id_ = round_.path.rpartition("/")[2]
    commits = [commit(BALLOT.subject(round_.area, new_id()), sealed_ballot(id_)) for _ in cast]
    return Ballots(f"/api/v1{round_.path}/ballot", requests, commits)


def _silent() -> None:
    """No progress bar: the preparation takes seconds."""


def _request(voter: Person, body: Json) -> HttpRequest:
    headers = {
        "Authorization": f"Bearer {voter.token}",
        "Idempotency-Key": new_id(),
        "Content-Type": "application/json",
    }
    return HttpRequest(headers, msgspec.json.encode(body))


def sealed_ballot(round_: str) -> VoteCast:
    """As long as one of the room's; nobody opens it."""
    sealed, group = token_bytes(SEALED_BYTES), token_bytes(GROUP_BYTES)
    return VoteCast(round=round_, edition=1, sealed=sealed, receipt="a" * 32, revision=1, group=group)


def commit(subject: str, event: Event) -> Publish:
    """What a room publishes for the first event of an aggregate."""
    command_id = new_id()
    data = encode_commit(subject, command_id, datetime.now(UTC), [event])
    return Publish(subject, {EXPECTED: "0", COMMAND_ID: command_id}, data)


def over_http(session: aiohttp.ClientSession, ballots: Ballots) -> Callable[[HttpRequest], Awaitable[None]]:
    async def put(request: HttpRequest) -> None:
        async with session.put(ballots.path, data=request.body, headers=request.headers) as response:
            answer = await response.read()
        if response.status != OK:
            raise RuntimeError(f"a ballot was refused: {answer.decode()}")

    return put


def guarded_publish(nc: Client) -> Callable[[Publish], Awaitable[None]]:
    async def publish(commit: Publish) -> None:
        ack = await nc.request(commit.subject, commit.data, timeout=30, headers=commit.headers)
        if b'"error"' in ack.data:
            raise RuntimeError(f"a publish was refused: {ack.data.decode()}")

    return publish
