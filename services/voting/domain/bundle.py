"""What is published of a certified vote, so that anyone can check it: one ZIP archive, the same bytes every time.

vote.json      the terms as frozen at the opening, the count, and the box key that opens the ballots
ballots.json   every counted ballot, still sealed as the log has it, by its id; nothing of who cast it, or when
receipts.txt   the receipts, in sorted order, under the Merkle root that the count names
election-….pb  the same ballots in the open, each under its receipt, as a Pabulib file for each contest
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date

import msgspec

from shared.contracts.results import VoteResult
from shared.contracts.voting import VoteOpened

VOTE, BALLOTS, RECEIPTS = "vote.json", "ballots.json", "receipts.txt"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP archive can name
MOST_BYTES = 1 << 30  # of a file inside; an archive can be made to swell


UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # another way of packing
    RuntimeError,  # a password
    KeyError,
    msgspec.DecodeError,
    ValueError,
)


class Certified(msgspec.Struct, frozen=True, kw_only=True):
    area: str
    round: str
    name: str
    place: str
    begins: date
    ends: date
    opened: VoteOpened
    counted: VoteResult
    box_key: str


class Bundle(msgspec.Struct, frozen=True):
    vote: Certified
    ballots: Mapping[str, bytes]
    receipts: tuple[str, ...]
    elections: Mapping[str, str]


class MalformedBundle(ValueError):  # noqa: N818 the name says what is wrong with what
    """The archive is not a published vote."""


def pack(bundle: Bundle) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
        _add(files, VOTE, msgspec.json.format(msgspec.json.encode(bundle.vote), indent=1))
        _add(files, BALLOTS, msgspec.json.encode(dict(sorted(bundle.ballots.items()))))
        _add(files, RECEIPTS, "".join(f"{receipt}\n" for receipt in sorted(bundle.receipts)).encode())
        for contest, election in bundle.elections.items():
            _add(files, election_file(contest), election.encode())
    return archive.getvalue()


def election_file(contest: str) -> str:
    return f"election-{contest}.pb"


def _add(files: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    files.writestr(entry, data)


def unpack(data: bytes) -> Bundle:
    """Raises `MalformedBundle`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as files:
            vote = msgspec.json.decode(_read(files, VOTE), type=Certified)
            ballots = msgspec.json.decode(_read(files, BALLOTS), type=dict[str, bytes])
            receipts = tuple(_read(files, RECEIPTS).decode().split())
            ids = [contest.id for contest in vote.opened.contests]
            elections = {id_: _read(files, election_file(id_)).decode() for id_ in ids}
    except UNREADABLE as error:
        raise MalformedBundle(str(error)) from error
    if [contest.contest for contest in vote.counted.contests] != ids:
        raise MalformedBundle("the count is one of other contests")
    return Bundle(vote, ballots, receipts, elections)


def _read(files: zipfile.ZipFile, name: str) -> bytes:
    if files.getinfo(name).file_size > MOST_BYTES:
        raise MalformedBundle(f"{name} is too large")
    return files.read(name)
