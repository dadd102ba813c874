"""What residents do in `lahio bench residents`, and what they were told was done."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from random import Random
from time import perf_counter
from typing import Any

import aiohttp

from cli.client import Person
from cli.replay.round import Round

PAGES_EACH = 8
TICKS = 5
OK = 200


@dataclass(frozen=True)
class Deed:
    """At so many seconds from the beginning."""

    at: float
    act: Callable[[], Coroutine[Any, Any, None]]


@dataclass
class Crowd:
    """`said`: what each voter was confirmed last. `took`: seconds of each page."""

    session: aiohttp.ClientSession
    round: Round
    voters: list[Person]
    givers: list[Person]
    ideas_round: str
    said: dict[int, set[str]] = field(default_factory=dict)
    cast_at: list[float] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    errors: int = 0
    ideas: int = 0
    _unread: list[str] = field(default_factory=list)

    async def look(self, voter: int, path: str) -> None:
        headers = {"Authorization": f"Bearer {self.voters[voter].token}", "Accept-Encoding": "gzip"}
        begun = perf_counter()
        async with self.session.get(path, headers=headers) as response:
            await response.read()
        self.took.append(perf_counter() - begun)
        self.errors += response.status != OK

    async def vote(self, voter: int, first: int) -> None:
        """For five of the ballot's proposals."""
        ids = list(self.round.proposals.values())
        chosen = {ids[(first + 3 * tick) % len(ids)] for tick in range(TICKS)}
        body = {"choices": [{"proposal": id_} for id_ in sorted(chosen)]}
        await self.voters[voter].put(f"{self.round.path}/ballot", body)
        self.said[voter] = chosen
        self.cast_at.append(perf_counter())

    async def give(self, giver: int) -> None:
        idea = {"title": f"Penkki numero {giver}", "text": "Levähtäisi matkalla."}
        given = await self.givers[giver].post(f"{self.ideas_round}/ideas", idea)
        self.ideas += 1
        self._unread.append(given["id"])

    def unread(self) -> list[str]:
        """Ideas that nobody has moderated yet."""
        unread, self._unread = self._unread, []
        return unread


def deeds(crowd: Crowd, seconds: float, peak: int) -> list[Deed]:
    """In the order of their moments, the same in every run."""
    random = Random(2026)  # noqa: S311 - nobody is to guess them
    looks = [
        Deed(random.uniform(0, seconds), partial(crowd.look, voter, random.choice(_paths(crowd))))
        for voter in range(len(crowd.voters))
        for _ in range(PAGES_EACH)
    ]
    ideas = [Deed(random.uniform(0, seconds), partial(crowd.give, giver)) for giver in range(len(crowd.givers))]
    return sorted([*looks, *ideas, *_ballots(crowd, seconds, peak, random)], key=lambda deed: deed.at)


def _paths(crowd: Crowd) -> list[str]:
    area = f"/areas/{crowd.round.area}"
    return ["/", area, f"{area}/proposals", f"{area}/ideas", f"{crowd.round.path}/ballot", f"{area}/figures"]


def _ballots(crowd: Crowd, seconds: float, peak: int, random: Random) -> list[Deed]:
    """Half of them at the peak in the middle, the others any time; one in five votes once more at the end."""
    number = len(crowd.voters)
    rush = seconds / 2
    first = [rush + voter / 2 / peak if voter % 2 else random.uniform(0, seconds) for voter in range(number)]
    again = [max(first) + 1 + voter / peak for voter in range(0, number, 5)]
    return [Deed(at, partial(crowd.vote, voter, voter)) for voter, at in enumerate(first)] + [
        Deed(at, partial(crowd.vote, 5 * turn, 5 * turn + 1)) for turn, at in enumerate(again)
    ]
