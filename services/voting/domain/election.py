"""The certified vote as a Pabulib file, which `lahio count` and others' programs recount."""

from collections.abc import Mapping

from msgspec.structs import replace

from services.voting.domain.bundle import Certified
from services.voting.domain.counting import Item
from services.voting.domain.counting.ties import in_tie_order
from services.voting.domain.sealing import WITH_POINTS, Marks
from shared.contracts.areas import TieOrder
from shared.contracts.voting import VoteOpened
from shared.pabulib import Ballot, Project, write
from shared.pabulib_export import Occasion, publication


def election(vote: Certified, said: Mapping[str, Marks]) -> str:
    """`said` by receipt. Where a draw decided among equals, the projects are listed as they were drawn."""
    opened, counted = vote.opened, vote.counted
    rule, listed = opened.rule, opened.items
    if rule.tie_order is TieOrder.DRAW:
        place = {item.id: at for at, item in enumerate(drawn(opened, counted.seed))}
        rule = replace(rule, tie_order=TieOrder.PUBLISHED)
        listed = tuple(sorted(listed, key=lambda item: place[item.proposal]))
    ids = [item.proposal for item in opened.items]
    with_points = opened.limits.style in WITH_POINTS
    occasion = Occasion(
        description=vote.name,
        unit=vote.place,
        instance=str(vote.ends.year),
        begins=vote.begins,
        ends=vote.ends,
        edition=str(opened.edition),
        language="fi",
        comments=(f"Terms {opened.terms_hash}, receipts {counted.receipts_root}.",),
    )
    return write(
        publication(
            occasion,
            opened.limits,
            rule,
            budget_cents=opened.budget_cents,
            projects=[
                Project(item.proposal, item.cost_cents, item.title, int(item.proposal in counted.selected))
                for item in listed
            ],
            ballots=[
                Ballot(
                    receipt,
                    tuple(ids[number] for number, _ in marks),
                    tuple(points for _, points in marks) if with_points else None,
                )
                for receipt, marks in said.items()
            ],
            tied=bool(counted.ties),
        )
    )


def drawn(opened: VoteOpened, seed: str) -> list[Item]:
    items = [Item(item.proposal, item.cost_cents) for item in opened.items]
    return in_tie_order(items, TieOrder.DRAW, seed)
