"""A counted vote as people read it: every item with its explanation."""

import msgspec

from services.gateway.explanations import explain, rule_in_words, tie_in_words
from services.gateway.visit import Visit, told
from shared.contracts.voting import RESULT_UNPUBLISHED, GetVote, ItemResult, VoteStatus, VoteView
from shared.messages import Refused
from shared.texts import Language


class ExplainedItem(ItemResult, frozen=True, kw_only=True):
    """`text` says in plain words why it is `funded` or not."""

    title: str
    cost_cents: int
    text: str


class ExplainedResult(msgspec.Struct, frozen=True):
    """`rule` and `ties` in plain words; items by rank, the funded ones first."""

    status: VoteStatus
    ballots: int
    spent_cents: int
    budget_cents: int
    rule: str
    seed_hash: str
    terms_hash: str
    seed: str
    receipts_root: str
    items: tuple[ExplainedItem, ...]
    ties: tuple[str, ...]


async def told_vote(visit: Visit) -> VoteView:
    area, round_ = visit.path_params["area"], visit.path_params["round"]
    return await told(visit, GetVote(area=area, round=round_, by=visit.actor))


def explained(language: Language, vote: VoteView) -> ExplainedResult:
    """Raises `Refused` while there is no result for this reader."""
    result = vote.result
    if result is None:
        raise Refused(RESULT_UNPUBLISHED)
    ordered = sorted(result.items, key=lambda item: (not item.funded, item.rank))
    return ExplainedResult(
        status=vote.status,
        ballots=result.ballots,
        spent_cents=result.spent_cents,
        budget_cents=vote.budget_cents,
        rule=rule_in_words(language, vote),
        seed_hash=vote.seed_hash,
        terms_hash=vote.terms_hash,
        seed=result.seed,
        receipts_root=result.receipts_root,
        items=tuple(_explained(language, vote, item) for item in ordered),
        ties=tuple(tie_in_words(language, vote, tie) for tie in result.ties),
    )


def _explained(language: Language, vote: VoteView, item: ItemResult) -> ExplainedItem:
    listed = next(one for one in vote.items if one.proposal == item.proposal)
    return ExplainedItem(
        title=listed.title,
        cost_cents=listed.cost_cents,
        text=explain(language, vote, item),
        **msgspec.structs.asdict(item),
    )
