"""A round in which much is said: ideas, proposals and comments, as the rooms would have written them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random

from cli.bench.ballots import Publish
from shared.contracts.categories import Category
from shared.contracts.comments import COMMENT, CommentGiven
from shared.contracts.ideas import IDEA, ContentShown, IdeaPublished, IdeaSubmitted
from shared.contracts.moderation import ContentReported
from shared.contracts.proposals import PROPOSAL, ProposalDrafted
from shared.event_store import COMMAND_ID, EXPECTED
from shared.events import encode_commit
from shared.messages import Event
from shared.requests import new_id

PLACE, ROUND = "bench", "bench-round"
BUSIEST = "idea0"  # a tenth of the comments are on it
SYLLABLES = ("pu", "lam", "ka", "ru", "ti", "sel", "mo", "ne", "vai", "ko", "li", "tar", "has", "jo", "kki", "ra")
VOCABULARY = 5_000  # words, of which few are common and most are rare
COMMONEST = 50  # by Zipf and Mandelbrot, less the words that every text has: the first one is in a fifth of texts
ONE_IN = 10  # proposals by ideas, reports by comments


class Speech:
    """Words as seldom and as often as in a language. The same ones in every run."""

    def __init__(self) -> None:
        self._random = Random(2026)  # noqa: S311 - nobody is to guess them
        self._words = ["".join(self._random.choices(SYLLABLES, k=4)) for _ in range(VOCABULARY)]
        self._weights = list(accumulate(1 / (COMMONEST + rank) for rank in range(VOCABULARY)))

    def words(self, count: int) -> str:
        return " ".join(self._random.choices(self._words, cum_weights=self._weights, k=count))


def talk(ideas: int, comments: int, area: str = PLACE, round_: str = ROUND) -> Iterator[Publish]:
    speech, at = Speech(), datetime.now(UTC) - timedelta(days=30)
    moments = (at + timedelta(seconds=second) for second in range(ideas + ideas + comments))
    for number in range(ideas):
        yield _said(IDEA.subject(area, f"idea{number}"), next(moments), *_idea(speech, number, round_))
    for number in range(0, ideas, ONE_IN):
        drafted = ProposalDrafted(round=round_, ideas=(f"idea{number}",), title=speech.words(3), text=speech.words(40))
        yield _said(PROPOSAL.subject(area, new_id()), next(moments), drafted)
    for number in range(comments):
        idea = BUSIEST if number % ONE_IN == 0 else f"idea{number % ideas}"
        given = CommentGiven(round=round_, author=new_id(), text=speech.words(25), idea=idea)
        reported = [ContentReported(reporter=new_id(), reason="Ilkeä")] if number % ONE_IN == 1 else []
        yield _said(COMMENT.subject(area, new_id()), next(moments), given, *reported)


def _idea(speech: Speech, number: int, round_: str) -> tuple[Event, ...]:
    title, text = speech.words(4), speech.words(40)
    category = list(Category)[number % len(Category)]
    submitted = IdeaSubmitted(round=round_, author=new_id(), title=title, text=text, category=category)
    shown = ContentShown(round=round_, title=title, text=text)
    return submitted, IdeaPublished(round=round_, category=category), shown


def _said(subject: str, at: datetime, *events: Event) -> Publish:
    command_id = new_id()
    return Publish(subject, {EXPECTED: "0", COMMAND_ID: command_id}, encode_commit(subject, command_id, at, events))
