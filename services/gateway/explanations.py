"""Why a proposal won or not, and how a vote was counted, in words that everybody understands."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

import msgspec

from shared.contracts.contests import BallotStyle, Completion, Contest, CountingRule, RuleName, TieOrder, Utility
from shared.contracts.participants import Channel
from shared.contracts.results import ChannelCount, Compared, InvalidCount, ItemResult
from shared.contracts.voting import Item, VoteView
from shared.texts import Language, euros, text

_ = str  # marks the sentences for translators' tools

BY_POINTS = {BallotStyle.CUMULATIVE, BallotStyle.SCORING, BallotStyle.ORDINAL}
SUPPORT = {
    BallotStyle.CUMULATIVE: _("Points: {score}, from this many voters: {votes}. Rank: {rank}."),
    BallotStyle.SCORING: _("Points: {score}, from this many voters: {votes}. Rank: {rank}."),
    BallotStyle.ORDINAL: _("Points for places: {score}, from this many voters: {votes}. Rank: {rank}."),
}
VOTES = _("Votes: {score}. Rank: {rank}.")

FITS = _("Chosen: at its turn {left} was left, and it costs {cost}.")
COMPLETED = _("Chosen with the money left over: at its turn {left} was left, and it costs {cost}.")
PAID_EACH = _("Chosen: its supporters paid for it together, each at most {price}.")
PAID_A_POINT = _("Chosen: its supporters paid for it together, at most {price} for each point.")
PAID_IN_PART = _("So many paid all of that: {in_full}. So many paid the less that they had left: {others}.")
BOUGHT = _("Chosen: its supporters could pay for it when every voter had been given {price}.")
LACKING = _("Not chosen: it costs {cost}, and its supporters together had {lacking} too little.")
NOT_CHOSEN = {
    "too_expensive": _("Not chosen: it costs {cost}, but only {left} was left at its turn."),
    "below_threshold": _("Not chosen: at least {threshold} was needed."),
    "stopped": _("Not chosen: the count ended when a project no longer fitted into the money left."),
    "below_min_votes": _("Not chosen: too few voters supported it."),
    "rival_funded": _("Not chosen: only one of it and a rival project could be, and the rival was."),
    "underfunded": _("Not chosen: its supporters could not pay for it together."),
    "left_out": _("Not chosen: it was not on the ballot."),
}
PAID_BY_SUPPORTERS = {"too_expensive", "underfunded"}
MORE_VOTES = _("This many more votes would have sufficed: {needed}.")
MORE_POINTS = _("This many more points would have sufficed: {needed}.")

RULES = {
    RuleName.GREEDY: _("The most supported project is taken first. One that costs more than is left is passed over."),
    RuleName.GREEDY_NO_SKIP: _(
        "The most supported project is taken first. The count ends at the first that costs more than is left."
    ),
    RuleName.GREEDY_THRESHOLD: _(
        "Of the projects with enough support, the most supported is taken first. "
        "One that costs more than is left is passed over."
    ),
    RuleName.GREEDY_PER_COST: _(
        "The project with the most support for each euro is taken first. "
        "One that costs more than is left is passed over."
    ),
    RuleName.EQUAL_SHARES: _(
        "The money is divided equally among the voters. "
        "A project is chosen when its supporters can pay for it together."
    ),
    RuleName.PHRAGMEN: _(
        "All voters are given money little by little, all alike. "
        "A project is chosen as soon as its supporters can pay for it together."
    ),
}
RAISED = _("Then everybody's share is raised step by step as long as the choices stay within the budget.")
FILLED_UP = _("Money left over goes to the most supported of the others that still fit.")
COMPLETIONS = {
    Completion.NONE: (),
    Completion.ADD1: (RAISED,),
    Completion.ADD1U: (RAISED, FILLED_UP),
    Completion.UTILITARIAN: (FILLED_UP,),
    Completion.EXHAUSTIVE: (RAISED, FILLED_UP),
}
THRESHOLD = _("A project needs support of at least {threshold}.")
UNWANTED = _("A project that nobody votes for can be chosen, too, if it fits into the money left.")
MIN_VOTES = _("A project needs at least this many voters: {min_votes}.")
COMPARED = _(
    "Voters who gain more when supporters pay together: {equal_shares}. "
    "Voters who gain more when the most supported projects are taken first: {greedy}."
)
COMPARISON = _("If more voters gain more when the most supported projects are taken first, that outcome stands.")
TIES = {
    TieOrder.PUBLISHED: _("Among equals, the one that comes first in the order fixed before the vote goes first."),
    TieOrder.CHEAPER_FIRST: _("Among equals, the cheaper one goes first."),
    TieOrder.DEARER_FIRST: _("Among equals, the dearer one goes first."),
    TieOrder.DRAW: _(
        "Among equals, lots are drawn: the seed is fixed in secret before the vote, and anyone can draw again with it."
    ),
}
TIE = _("These were equal, and went in this order: {titles}.")
WAYS = {
    Channel.ONLINE: _("By phone or computer: {n}."),
    Channel.CODE: _("With a code: {n}."),
    Channel.DESK: _("At a desk: {n}."),
    Channel.PAPER: _("On paper: {n}."),
}
INVALID = _("Papers that do not count: {n}.")
CHOSEN = _("Chosen.")
REFUSED = _("Not chosen.")


def explain(language: Language, listed: Item, contest: Contest, item: ItemResult) -> str:
    """Its support, why it is funded or not, and what would have sufficed."""
    style = contest.limits.style
    sentences = [SUPPORT.get(style, VOTES), _why(contest, item)]
    others = item.votes - (item.votes if item.paid_in_full is None else item.paid_in_full)
    sentences += [PAID_IN_PART] if others else []
    if item.needed is not None and not item.funded:
        sentences.append(MORE_POINTS if style in BY_POINTS else MORE_VOTES)
    values: dict[str, str | int] = {
        "score": item.score,
        "votes": item.votes,
        "rank": item.rank,
        "cost": euros(language, listed.cost_cents),
        "left": euros(language, item.left_cents),
        "price": euros(language, ceil(Fraction(item.price or 0))),
        "lacking": euros(language, item.lacking_cents or 0),
        "threshold": contest.rule.threshold,
        "needed": item.needed or 0,
        "in_full": item.paid_in_full or 0,
        "others": others,
    }
    return " ".join(text(language, sentence, values) for sentence in sentences)


def _why(contest: Contest, item: ItemResult) -> str:
    if item.funded:
        return _paid(contest, item) if item.reason == "funded" else CHOSEN
    if item.reason in PAID_BY_SUPPORTERS and item.lacking_cents is not None:
        return LACKING
    return NOT_CHOSEN.get(item.reason, REFUSED)


def _paid(contest: Contest, item: ItemResult) -> str:
    rule = contest.rule
    if item.price is None:
        return COMPLETED if rule.name is RuleName.EQUAL_SHARES else FITS
    if rule.name is RuleName.PHRAGMEN:
        return BOUGHT
    by_points = contest.limits.style in BY_POINTS and rule.utility is not Utility.CARDINALITY
    return PAID_A_POINT if by_points else PAID_EACH


def rule_in_words(language: Language, contest: Contest) -> str:
    """How the votes were counted."""
    values = {"threshold": contest.rule.threshold, "min_votes": contest.rule.min_votes}
    return " ".join(text(language, sentence, values) for sentence in _rule(contest.rule))


def _rule(rule: CountingRule) -> list[str]:
    sentences = [RULES[rule.name]]
    if rule.name is RuleName.EQUAL_SHARES:
        sentences += [*COMPLETIONS[rule.completion], *([COMPARISON] if rule.comparison else [])]
    sentences += [THRESHOLD] if rule.threshold else []
    sentences += [MIN_VOTES] if rule.min_votes else []
    sentences += [UNWANTED] if _funds_the_unwanted(rule) else []
    return [*sentences, TIES[rule.tie_order]]


def _funds_the_unwanted(rule: CountingRule) -> bool:
    """Where supporters pay, nobody pays for what has none; all other rules go by what fits."""
    if rule.threshold or rule.min_votes or rule.name is RuleName.PHRAGMEN:
        return False
    return rule.name is not RuleName.EQUAL_SHARES or FILLED_UP in COMPLETIONS[rule.completion]


def comparison_in_words(language: Language, compared: Compared) -> str:
    return text(language, COMPARED, msgspec.structs.asdict(compared))


def tie_in_words(language: Language, vote: VoteView, tie: Sequence[str]) -> str:
    """The equals whose order made a difference."""
    titles = {item.proposal: item.title for item in vote.items}
    return text(language, TIE, {"titles": ", ".join(titles[id_] for id_ in tie)})


def ways_in_words(language: Language, channels: Sequence[ChannelCount], invalid: Sequence[InvalidCount] = ()) -> str:
    """How the ballots came, and how many papers do not count."""
    told = [text(language, WAYS[count.channel], {"n": count.ballots}) for count in channels]
    papers = sum(count.papers for count in invalid)
    return " ".join([*told, *([text(language, INVALID, {"n": papers})] if papers else [])])
