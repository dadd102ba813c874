"""The log of a city after years: areas, rounds, ideas, what is said at gatherings, projects, and mostly ballots."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain, count, islice

from cli.bench.ballots import sealed_ballot
from cli.bench.history import TEXT, planned
from shared.contracts.areas import AREA, PROGRAMME, AreaRegistered, ProgrammeStarted
from shared.contracts.ballots import BALLOT
from shared.contracts.comments import COMMENT, CommentGiven
from shared.contracts.contributions import CONTRIBUTION, ContributionRecorded
from shared.contracts.gateway_visits import SIGN_IN, PersonSignedIn
from shared.contracts.gatherings import GATHERING, GatheringKind, GatheringPlanned
from shared.contracts.ideas import IDEA, ContentShown, IdeaPublished, IdeaSubmitted
from shared.contracts.participants import AgeBand, Channel, Group
from shared.contracts.projects import PROJECT, MilestoneReached, ProjectImplemented, ProjectStarted
from shared.contracts.proposals import (
    PROPOSAL,
    ProposalCosted,
    ProposalDrafted,
    ProposalFunded,
    ProposalPlacedOnBallot,
)
from shared.contracts.rounds import ROUND
from shared.contracts.supports import SUPPORT, IdeaSupported
from shared.events import encode_commit
from shared.messages import Event

ROUNDS = 40
AREAS = 20
PROPOSALS, PROJECTS = 60, 20  # of a round
IDEAS_OF_A_PROPOSAL = 5
IDEAS, PUBLISHED, SAID, COMMENTS, SUPPORTS, SIGN_INS = 0.04, 0.03, 0.03, 0.05, 0.2, 0.15
"""Of a round's events; most of the rest are ballots."""
COST = 25_000_00
BEGINNING = datetime(2026, 1, 12, 6, tzinfo=UTC)

GROUPS = tuple(Group(age, f"area{home}", channel) for age in AgeBand for home in range(3) for channel in Channel)

Happening = tuple[str, Event]
Message = tuple[str, bytes]


def years(events: int) -> Iterator[Message]:
    """As many events, as the rooms would have written them: subject and commit of each."""
    happenings = chain.from_iterable(_round(f"area{n % AREAS}", f"round{n}", events // ROUNDS) for n in count())
    for number, (subject, event) in enumerate(islice(happenings, events)):
        yield subject, encode_commit(subject, f"c{number}", BEGINNING + timedelta(seconds=number), [event])


def _round(area: str, round_: str, events: int) -> Iterator[Happening]:
    yield AREA.subject(area, area), AreaRegistered(name=area, eligible_voters=20_000)
    yield PROGRAMME.subject(area, f"p-{round_}"), ProgrammeStarted(name=area, theme="")
    yield ROUND.subject(area, round_), planned(f"p-{round_}")
    yield from _gathering(area, round_, int(events * SAID))
    yield from _ideas(area, round_, int(events * IDEAS), int(events * PUBLISHED))
    for number in range(PROPOSALS):
        yield from _proposal(area, round_, number)
    yield from _talked_about(area, round_, events)
    for number in range(int(events * (1 - IDEAS - PUBLISHED - SAID - COMMENTS - SUPPORTS - SIGN_INS))):
        yield BALLOT.subject(area, f"b-{round_}-{number}"), sealed_ballot(round_)
    for number in range(PROJECTS):
        yield from _project(area, round_, number)


def _gathering(area: str, round_: str, said: int) -> Iterator[Happening]:
    yield (
        GATHERING.subject(area, f"g-{round_}"),
        GatheringPlanned(
            programme=f"p-{round_}",
            kind=GatheringKind.OUTREACH,
            title="Tori",
            place="Tori",
            starts_at=BEGINNING,
            ends_at=BEGINNING,
            places=None,
            description="",
        ),
    )
    group = Group(channel=Channel.STREET)
    for number in range(said):
        recorded = ContributionRecorded(gathering=f"g-{round_}", text=TEXT, said_at=BEGINNING, group=group)
        yield CONTRIBUTION.subject(area, f"s-{round_}-{number}"), recorded


def _ideas(area: str, round_: str, given: int, published: int) -> Iterator[Happening]:
    for number in range(given):
        subject, title = IDEA.subject(area, f"i-{round_}-{number}"), f"Idea {number}"
        yield subject, IdeaSubmitted(round=round_, author=f"a-{number // 2}", title=title, text=TEXT, group=GROUPS[0])
        if number < published:
            yield subject, IdeaPublished(round=round_)
            yield subject, ContentShown(round=round_, title=title, text=TEXT)


def _talked_about(area: str, round_: str, events: int) -> Iterator[Happening]:
    ideas = max(int(events * IDEAS), 1)
    for number in range(int(events * SIGN_INS)):
        yield SIGN_IN.subject(area, f"n-{round_}-{number}"), PersonSignedIn(group=GROUPS[number % len(GROUPS)])
    for number in range(int(events * SUPPORTS)):
        supported = IdeaSupported(round=round_, idea=f"i-{round_}-{number % ideas}", group=GROUPS[number % len(GROUPS)])
        yield SUPPORT.subject(area, f"u-{round_}-{number}"), supported
    for number in range(int(events * COMMENTS)):
        idea = f"i-{round_}-{number % ideas}"
        given = CommentGiven(
            round=round_, author=f"a-{number}", text=TEXT, idea=idea, group=GROUPS[number % len(GROUPS)]
        )
        yield COMMENT.subject(area, f"c-{round_}-{number}"), given


def _proposal(area: str, round_: str, number: int) -> Iterator[Happening]:
    subject, title = PROPOSAL.subject(area, f"h-{round_}-{number}"), f"Proposal {number}"
    first = number * IDEAS_OF_A_PROPOSAL
    ideas = tuple(f"i-{round_}-{idea}" for idea in range(first, first + IDEAS_OF_A_PROPOSAL))
    yield subject, ProposalDrafted(round=round_, ideas=ideas, title=title, text=TEXT)
    yield subject, ProposalCosted(cost_cents=COST, feasible=True, reason="")
    yield subject, ProposalPlacedOnBallot(round=round_, title=title, cost_cents=COST)


def _project(area: str, round_: str, number: int) -> Iterator[Happening]:
    proposal, title = f"h-{round_}-{number}", f"Proposal {number}"
    yield PROPOSAL.subject(area, proposal), ProposalFunded(round=round_, title=title, cost_cents=COST)
    subject = PROJECT.subject(area, f"w-{round_}-{number}")
    yield subject, ProjectStarted(proposal=proposal, round=round_, title=title, budget_cents=COST)
    yield subject, MilestoneReached(milestone="m", reached_on=BEGINNING.date(), spent_cents=COST)
    yield subject, ProjectImplemented(cost_cents=COST)
