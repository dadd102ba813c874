"""A counted vote as people read it: every item with its explanation."""

import msgspec
from msgspec.structs import replace

from services.gateway.explanations import comparison_in_words, explain, rule_in_words, tie_in_words, ways_in_words
from services.gateway.visit import Visit, told
from shared.contracts.certification import RESULT_UNPUBLISHED, VOTE_ANNULLED
from shared.contracts.contests import Contest, RuleName
from shared.contracts.results import ContestResult, ItemResult
from shared.contracts.turnout import Turnout
from shared.contracts.voting import GetVote, Item, VoteStatus, VoteView
from shared.messages import Refused, require
from shared.texts import Language


class ExplainedItem(ItemResult, frozen=True, kw_only=True):
    """`text` says in plain words why it is `funded` or not."""

    title: str
    cost_cents: int
    text: str


class ExplainedContest(msgspec.Struct, frozen=True):
    """`rule` and `ties` in plain words; items by rank, the funded ones first."""

    id: str
    name: str
    ballots: int
    spent_cents: int
    budget_cents: int
    rule: str
    comparison: str
    items: tuple[ExplainedItem, ...]
    ties: tuple[str, ...]


class ExplainedResult(msgspec.Struct, frozen=True):
    """`ways`: how the ballots came, in plain words. `turnout`: who voted."""

    status: VoteStatus
    trial: bool
    ballots: int
    ways: str
    turnout: Turnout
    contests: tuple[ExplainedContest, ...]
    seed_hash: str
    terms_hash: str
    seed: str
    receipts_root: str


async def told_vote(visit: Visit) -> VoteView:
    area, round_ = visit.path_params["area"], visit.path_params["round"]
    return await told(visit, GetVote(area=area, round=round_, by=visit.actor))


def explained(language: Language, vote: VoteView) -> ExplainedResult:
    """Raises `Refused` while there is no result for this reader."""
    require(vote.status is not VoteStatus.ANNULLED, VOTE_ANNULLED)
    result = vote.result
    if result is None:
        raise Refused(RESULT_UNPUBLISHED)
    contests = zip(vote.contests, result.contests, strict=True)
    return ExplainedResult(
        status=vote.status,
        trial=vote.trial,
        ballots=result.ballots,
        ways=ways_in_words(language, result.channels, result.invalid),
        turnout=vote.turnout or Turnout(),
        contests=tuple(_contest(language, vote, contest, counted) for contest, counted in contests),
        seed_hash=vote.seed_hash,
        terms_hash=vote.terms_hash,
        seed=result.seed,
        receipts_root=result.receipts_root,
    )


def _contest(language: Language, vote: VoteView, contest: Contest, result: ContestResult) -> ExplainedContest:
    listed = {item.proposal: item for item in vote.items}
    ordered = sorted(result.items, key=lambda item: (not item.funded, item.rank))
    stood = _as_it_stood(contest, result)
    return ExplainedContest(
        id=contest.id,
        name=contest.name,
        ballots=result.ballots,
        spent_cents=result.spent_cents,
        budget_cents=contest.budget_cents,
        rule=rule_in_words(language, contest),
        comparison=comparison_in_words(language, result.comparison) if result.comparison else "",
        items=tuple(_explained(language, listed[item.proposal], stood, item) for item in ordered),
        ties=tuple(tie_in_words(language, vote, tie) for tie in result.ties),
    )


def _as_it_stood(contest: Contest, result: ContestResult) -> Contest:
    """By the greedy rule where more voters gain by it: nobody paid for anything then."""
    by_greedy = result.comparison is not None and result.share is None
    return replace(contest, rule=replace(contest.rule, name=RuleName.GREEDY)) if by_greedy else contest


def _explained(language: Language, listed: Item, contest: Contest, item: ItemResult) -> ExplainedItem:
    return ExplainedItem(
        title=listed.title,
        cost_cents=listed.cost_cents,
        text=explain(language, listed, contest, item),
        **msgspec.structs.asdict(item),
    )
