"""A contest of the certified vote as a Pabulib file, which `lahio count` and others' programs recount."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from services.voting.domain.bundle import Certified
from services.voting.domain.counting import Item as Counted
from services.voting.domain.counting.ties import in_tie_order
from services.voting.domain.sealing import WITH_POINTS, Marks
from services.voting.domain.tallying import within
from shared.contracts.contests import Contest, TieOrder
from shared.contracts.results import ContestResult
from shared.contracts.voting import Item, VoteOpened
from shared.pabulib import Ballot, Project, write
from shared.pabulib_export import Occasion, publication


def elections(vote: Certified, said: Mapping[str, Marks]) -> dict[str, str]:
    """By contest; `said` by receipt."""
    found = zip(vote.opened.contests, vote.counted.contests, strict=True)
    return {contest.id: _election(vote, contest, result, said) for contest, result in found}


def _election(vote: Certified, contest: Contest, result: ContestResult, said: Mapping[str, Marks]) -> str:
    """Where a draw decided among equals, the projects are listed as they were drawn."""
    opened = vote.opened
    rule, listed = contest.rule, opened.within(contest.id)
    if rule.tie_order is TieOrder.DRAW:
        rule, listed = replace(rule, tie_order=TieOrder.PUBLISHED), drawn(listed, vote.counted.seed)
    ids = [item.proposal for item in opened.items]
    with_points = contest.limits.style in WITH_POINTS
    proposals = {item.proposal for item in listed}
    occasion = Occasion(
        description=vote.name,
        unit=vote.place,
        subunit=contest.name if len(opened.contests) > 1 else "",
        instance=str(vote.ends.year),
        begins=vote.begins,
        ends=vote.ends,
        edition=str(opened.edition),
        language="fi",
        comments=(f"Terms {opened.terms_hash}, receipts {vote.counted.receipts_root}.",),
    )
    return write(
        publication(
            occasion,
            contest.limits,
            rule,
            budget_cents=contest.budget_cents,
            projects=[
                Project(item.proposal, item.cost_cents, item.title, int(item.proposal in result.selected))
                for item in listed
            ],
            ballots=[
                Ballot(
                    receipt,
                    tuple(ids[number] for number, _ in marks),
                    tuple(points for _, points in marks) if with_points else None,
                )
                for receipt, marks in _within(opened, contest, said)
            ],
            tied=bool(result.ties),
            rivals=[group for group in opened.rivals if group[0] in proposals],
        )
    )


def _within(opened: VoteOpened, contest: Contest, said: Mapping[str, Marks]) -> Iterator[tuple[str, Marks]]:
    for receipt, marks in said.items():
        if mine := within(opened, contest, marks):
            yield receipt, mine


def drawn(listed: Sequence[Item], seed: str) -> tuple[Item, ...]:
    ids = in_tie_order([Counted(item.proposal, item.cost_cents) for item in listed], TieOrder.DRAW, seed)
    by_id = {item.proposal: item for item in listed}
    return tuple(by_id[one.id] for one in ids)
