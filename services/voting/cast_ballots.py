"""What people cast, read from the log: sealed ballots, and in the register who handed in a paper."""

from collections import Counter
from contextlib import aclosing
from dataclasses import dataclass, field

import msgspec

from shared.bulk import read_range
from shared.contracts.ballots import BALLOT, PaperHandedIn, PaperTakenBack, VoteCast
from shared.contracts.participants import Channel
from shared.events import UnknownEvent


@dataclass(frozen=True)
class Polls:
    """One edition of a round's vote, from the log position `first` to `last`."""

    round: str
    edition: int
    first: int
    last: int


@dataclass(frozen=True)
class Cast:
    """By the ballots' ids: the newest sealed content, how it came, with which batch a paper was handed in, and the
    sealed group of who voted either way."""

    ballots: dict[str, bytes] = field(default_factory=dict)
    by: dict[str, Channel] = field(default_factory=dict)
    handed_in: dict[str, str] = field(default_factory=dict)
    groups: dict[str, bytes] = field(default_factory=dict)

    @property
    def channels(self) -> Counter[Channel]:
        return Counter(self.by.values())

    @property
    def batches(self) -> Counter[str]:
        return Counter(self.handed_in.values())

    def take(self, id_: str, fact: "_Fact") -> None:
        match fact.type:
            case _Type.CAST:
                self.ballots[id_], self.by[id_] = fact.data.sealed, fact.data.channel
                self.groups[id_] = fact.data.group
            case _Type.HANDED_IN:
                self.handed_in[id_], self.groups[id_] = fact.data.batch, fact.data.group
            case _Type.TAKEN_BACK:
                self.handed_in.pop(id_, None)
                self.groups.pop(id_, None)
            case _:
                raise UnknownEvent(fact.type)


class _Type:
    CAST = BALLOT.type_of(VoteCast)
    HANDED_IN = BALLOT.type_of(PaperHandedIn)
    TAKEN_BACK = BALLOT.type_of(PaperTakenBack)


class _Data(msgspec.Struct):
    """Of a ballot's events, what the count needs of any of them: they are decoded as fast as if there were one kind."""

    round: str
    edition: int
    sealed: bytes = b""
    channel: Channel = Channel.ONLINE
    batch: str = ""
    group: bytes = b""


class _Fact(msgspec.Struct):
    type: str
    data: _Data


_decode = msgspec.json.Decoder(list[_Fact]).decode


async def read_cast(nats_url: str, area: str, polls: Polls) -> Cast:
    cast = Cast()
    async with aclosing(read_range(nats_url, [BALLOT.subject(area, "*")], polls.first, polls.last)) as batches:
        async for batch in batches:
            for commit in batch:
                for fact in _decode(commit.data):
                    if fact.data.round == polls.round and fact.data.edition == polls.edition:
                        cast.take(commit.subject.rpartition(".")[2], fact)
    return cast
