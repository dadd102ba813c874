"""What keeps a vote secret: ids that only the round's keys tie to a person, and the key of the box.

The link key makes a ballot's id out of a person's: without it, nobody can tell whose ballot it is. The box key opens
the choices. (docs/adr/0012-ballots-are-sealed.md)
"""

import hmac
from functools import cached_property

import msgspec

from services.voting.domain.code_book import CodeBook
from services.voting.domain.paper_book import PaperBook
from services.voting.domain.sealing import Box
from services.voting.domain.turnout import GroupSeal
from shared.messages import Actor


class RoundKeys(msgspec.Struct, frozen=True, dict=True):
    """The secrets of one edition of a vote. `seed` draws lots among equals; its hash is published at the opening."""

    link_key: bytes
    box_key: bytes
    seed: str

    def __repr__(self) -> str:
        return "RoundKeys(…)"

    @cached_property
    def box(self) -> Box:
        return Box(self.box_key)

    @cached_property
    def codes(self) -> CodeBook:
        return CodeBook(hmac.digest(self.link_key, b"key of the codes", "sha256"))  # no person's id has a space

    @cached_property
    def papers(self) -> PaperBook:
        return PaperBook(hmac.digest(self.link_key, b"key of the papers", "sha256"))

    @cached_property
    def groups(self) -> GroupSeal:
        """Not of the box key, which is published: after certification nobody opens a group."""
        return GroupSeal(hmac.digest(self.link_key, b"key of the groups", "sha256"))

    def command_id(self, command: str) -> str:
        """As the log keeps it: a command's id may follow from who asked what. In another edition it is another one."""
        return hmac.digest(self.link_key, f"command {command}".encode(), "sha256").hex()[:32]

    def ballot_id(self, person: str) -> str:
        """One person has one ballot in a round, whatever the channel."""
        return hmac.digest(self.link_key, person.encode(), "sha256").hex()[:32]

    def session(self, voter: Actor) -> str:
        """In which a ballot is cast by code; empty for who signed in."""
        if voter.admission is None:
            return ""
        return hmac.digest(self.link_key, b"session\n" + voter.admission.session.encode(), "sha256").hex()[:32]

    def draft_id(self, person: str) -> str:
        """Another one than the ballot's, so that nothing ties the two."""
        return hmac.digest(self.link_key, b"draft\n" + person.encode(), "sha256").hex()[:32]
