"""Load from one process, always so many requests in flight, and what it cost."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from time import perf_counter, process_time
from typing import TypeVar

from cli.client import each

T = TypeVar("T")


@dataclass(frozen=True)
class Slice:
    """`latencies` in seconds, one a request; `cpu` is the load generator's own share of one core."""

    latencies: list[float]
    seconds: float
    cpu: float

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds


async def load(requests: Sequence[T], send: Callable[[T], Awaitable[None]], in_flight: int) -> Slice:
    latencies: list[float] = []

    async def one(request: T) -> None:
        begun = perf_counter()
        await send(request)
        latencies.append(perf_counter() - begun)

    begun, cpu_begun = perf_counter(), process_time()
    await each(requests, one, in_flight)
    seconds = perf_counter() - begun
    return Slice(latencies, seconds, (process_time() - cpu_begun) / seconds)
