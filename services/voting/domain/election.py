"""The certified vote as a Pabulib file, which `lahio count` and others' programs recount."""

from collections.abc import Mapping

from services.voting.domain.bundle import Certified
from services.voting.domain.sealing import WITH_POINTS, Marks
from shared.pabulib import Ballot, Project, write
from shared.pabulib_export import Occasion, publication


def election(vote: Certified, said: Mapping[str, Marks]) -> str:
    """`said` by receipt."""
    opened, counted = vote.opened, vote.counted
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
            opened.rule,
            budget_cents=opened.budget_cents,
            projects=[
                Project(item.proposal, item.cost_cents, item.title, int(item.proposal in counted.selected))
                for item in opened.items
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
