"""Requests about a ballot as no client would send them, and some as they should be."""

import json
from dataclasses import dataclass
from random import Random
from typing import Any

from hypothesis import strategies as st

Strategy = st.SearchStrategy


@dataclass(frozen=True)
class Envelope:
    """All of a request but its body. `token` is empty for the voter's own one."""

    method: str
    place: str
    headers: dict[str, str]
    token: str


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, -1, 1, 2, 1_000_000, 1_000_001, 2**31, 2**63, 2**64, -(2**63), 10**400]),
    st.floats(allow_nan=True),
    st.text(max_size=8),
)
JUNK: Strategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
UNKNOWN = st.sampled_from(["unheard-of", "", "a" * 64, "a" * 65, "a b", "*", ">", "a.b"])
MANY = st.sampled_from([10, 999, 1000, 1001, 2000])
KNOWN_TROUBLE = [
    b"",
    b"\x00",
    b"null",
    b"[]",
    b'"choices"',
    b"\xff\xfe",
    b"\xef\xbb\xbf{}",
    b'{"choices": [{"proposal": "\xc3\x28"}]}',
    b'{"choices": [{"proposal": "\\ud800"}]}',
    b'{"choices": [{"proposal": "a\\u0000b"}]}',
    b'{"choices": ' + b"[" * 30_000,
    b'{"more": ' + b"[" * 30_000,
    b'{"choices": [{"proposal": "p", "more": ' + b"[" * 30_000,
    b'{"choices":' * 5_000,
    b'{"choices": ' + b"[" * 500 + b"]" * 500 + b"}",
    b'{"choices": [{"proposal": "p", "points": ' + b"9" * 5_000 + b"}]}",
    b'{"choices": [{"proposal": "p", "points": 1e999999}]}',
    b'{"choices": [{"proposal": "p", "points": NaN}]}',
    b'{"choices": [], "choices": []}',
    b"choices=p&choices=q",
    b"x" * 70_000,
]
UNREADABLE = st.sampled_from(KNOWN_TROUBLE) | st.binary(max_size=60)


def bodies(proposals: list[str]) -> Strategy[bytes]:
    """About every third is a ballot that can be read, within the limits or not."""
    known = st.sampled_from(proposals)
    ids = known | UNKNOWN | JUNK
    choice = st.fixed_dictionaries({"proposal": known}, optional={"points": st.just(1)})
    odd_choice = st.fixed_dictionaries({}, optional={"proposal": ids, "points": JUNK, "by": JUNK, "at": JUNK})
    ballot = st.lists(choice, min_size=1, max_size=5, unique_by=lambda choice: choice["proposal"])
    strange = st.fixed_dictionaries({"proposal": UNKNOWN | known})
    odd_ballot = st.lists(choice | odd_choice, max_size=4) | st.lists(strange, max_size=4) | JUNK
    odd = st.fixed_dictionaries({}, optional={"choices": odd_ballot, "by": JUNK, "area": JUNK, "round": JUNK})
    crowd = st.builds(lambda id_, times: [{"proposal": id_}] * times, known, MANY)
    document = st.one_of(ballot.map(_ballot), ballot.map(_ballot), odd, crowd.map(_ballot), JUNK)
    written = document.map(lambda said: json.dumps(said).encode())
    return st.one_of(written, written, written, st.builds(_damaged, written, st.binary(max_size=4)), UNREADABLE)


def _ballot(choices: Any) -> dict[str, Any]:
    return {"choices": choices}


def _damaged(data: bytes, by: bytes) -> bytes:
    """In the middle, where it hurts."""
    return data[: len(data) // 2] + by + data[len(data) // 2 + len(by) :]


def mutated(data: bytes, drawn: Random) -> bytes:
    """A few bytes lost, said twice, or put in the place of others; one in five stays as it is."""
    first, last = sorted(drawn.randrange(len(data) + 1) for _ in range(2))
    part = data[first : min(last, first + 8)]
    others = [b"", part + part, drawn.randbytes(2), data[:20], b'"', b"{", b"0", b"-", b"9" * 30, part, part]
    other = drawn.choice(others)
    return data[:first] + other + data[first + len(part) :]


PRINTABLE = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_characters="\x7f"), max_size=20)
MEDIA = [
    "application/json",
    "application/json; charset=utf-16",
    "text/plain",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded",
    "application/msgpack",
    "nonsense",
    "",
]
HEADERS: dict[str, Strategy[str]] = {
    "Authorization": st.sampled_from(["", "", "Bearer", "Basic eDp4"]),
    "Content-Type": st.sampled_from(MEDIA) | PRINTABLE,
    "Idempotency-Key": st.sampled_from(["", "again", "x" * 200, "x" * 201, "*", "a.b.>", "😀"]) | PRINTABLE,
    "Accept": st.sampled_from(["text/html", "application/xml", "*/*;q=0"]) | PRINTABLE,
    "Accept-Language": st.sampled_from(["fi", "sv;q=x", "en;q=1e999", ",;,;", "*"]) | PRINTABLE,
    "Cookie": st.sampled_from(["lahio=x", "a=b; lahio", '=";']) | PRINTABLE,
    "Origin": st.sampled_from(["https://elsewhere.example", "null", "http://[", "//"]) | PRINTABLE,
    "Sec-Fetch-Site": st.sampled_from(["cross-site", "same-origin"]),
    "X-HTTP-Method-Override": st.sampled_from(["DELETE", "GET"]),
    "Content-Encoding": st.sampled_from(["gzip", "br", "nonsense"]),
    "traceparent": st.sampled_from(["00-0-0-0", "00-" + "f" * 32 + "-" + "f" * 16 + "-01"]) | PRINTABLE,
}
ODD_HEADERS = st.lists(st.sampled_from(sorted(HEADERS)), max_size=2, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: HEADERS[name] for name in names})
)
TOKENS = st.sampled_from(["not.a.token", "x", "..", "eyJhbGciOiJub25lIn0.e30.", "\xe4" * 20, "a" * 5_000]) | PRINTABLE

ITS_OWN = "{round}/ballot"
PLACES = [
    "/areas/{area}/rounds/unheard-of/ballot",
    "/areas/unheard-of/rounds/unheard-of/ballot",
    "/areas/*/rounds/*/ballot",
    "/areas/%00/rounds/%ff/ballot",
    "/areas/a.b/rounds/" + "r" * 500 + "/ballot",
    ITS_OWN + "/",
    ITS_OWN + "?choices=x&wait_for=-1&by=%00",
]


def _often(usual: Any, odd: Strategy[Any]) -> Strategy[Any]:
    """In most requests the usual thing, or one oddity would hide the others."""
    return st.integers(0, 7).flatmap(lambda drawn: odd if drawn == 5 else st.just(usual))


ENVELOPES = st.builds(
    Envelope,
    method=_often("PUT", st.sampled_from(["POST", "PATCH", "DELETE", "GET", "TRACE"])),
    place=_often(ITS_OWN, st.sampled_from(PLACES)),
    headers=ODD_HEADERS,
    token=_often("", TOKENS),
)
