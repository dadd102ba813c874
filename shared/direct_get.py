"""JetStream direct gets: many messages of one subject for one request, on one shared inbox (ADR-31 of NATS)."""

import asyncio
import itertools
import json

from nats.aio.client import Client
from nats.aio.msg import Msg

from shared.events import Commit, decode_commit
from shared.messages import UNAVAILABLE, Refused

BATCH = 256
WAIT = 2.0  # seconds for the next message of an answer
TRIES = 4


class DirectGet:
    """Reads whole histories of exact subjects; a wildcard would scan the store."""

    def __init__(self, nc: Client, stream: str) -> None:
        self._nc = nc
        self._api = f"$JS.API.DIRECT.GET.{stream}"
        self._inbox = nc.new_inbox()
        self._answers: dict[str, asyncio.Queue[Msg]] = {}
        self._tokens = itertools.count()
        self._subscribing: asyncio.Task[object] | None = None

    async def last(self, subject: str) -> Commit | None:
        commits = await self._get({"last_by_subj": subject})
        return commits[0] if commits else None

    async def history(self, subject: str, after: int) -> list[Commit]:
        commits: list[Commit] = []
        while True:
            start = (commits[-1].position if commits else after) + 1
            more = await self._get({"seq": start, "next_by_subj": subject, "batch": BATCH})
            commits += more
            if len(more) < BATCH:
                return commits

    async def _get(self, request: dict[str, object]) -> list[Commit]:
        for attempt in range(TRIES):
            try:
                return await self._ask(request)
            except TimeoutError:
                await asyncio.sleep(0.1 * attempt)
        raise Refused(UNAVAILABLE)

    async def _ask(self, request: dict[str, object]) -> list[Commit]:
        await self._listen()
        token = str(next(self._tokens))
        answers = self._answers[token] = asyncio.Queue()
        try:
            await self._nc.publish(self._api, json.dumps(request).encode(), reply=f"{self._inbox}.{token}")
            return await self._collect(answers, single="batch" not in request)
        finally:
            del self._answers[token]

    async def _collect(self, answers: asyncio.Queue[Msg], *, single: bool) -> list[Commit]:
        commits: list[Commit] = []
        while True:
            message = await asyncio.wait_for(answers.get(), WAIT)
            headers = message.headers or {}
            if "Status" in headers:
                return _ended(headers["Status"], commits)
            commits.append(decode_commit(headers["Nats-Subject"], int(headers["Nats-Sequence"]), headers, message.data))
            if single:
                return commits

    async def _listen(self) -> None:
        if self._subscribing is None:
            self._subscribing = asyncio.create_task(self._nc.subscribe(f"{self._inbox}.*", cb=self._route))
        await asyncio.shield(self._subscribing)

    async def _route(self, message: Msg) -> None:
        answers = self._answers.get(message.subject.rpartition(".")[2])
        if answers is not None:
            answers.put_nowait(message)


def _ended(status: str, commits: list[Commit]) -> list[Commit]:
    if status in {"204", "404"}:  # end of batch, no message
        return commits
    raise TimeoutError(f"direct get answered {status}")
