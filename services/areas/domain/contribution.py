"""A contribution: what somebody said at a gathering, as they said it."""

from collections.abc import Sequence

from shared.contracts.contributions import CONTRIBUTION, NOT_SAID_YET, ContributionRecorded, RecordContribution
from shared.contracts.ideas import ID_TAKEN
from shared.contracts.participants import Channel, Group
from shared.contracts.rounds import A_MOMENT
from shared.decider import Decider
from shared.messages import require


def decide(command: RecordContribution, state: ContributionRecorded | None) -> Sequence[ContributionRecorded]:
    recorded = ContributionRecorded(
        gathering=command.gathering,
        text=command.text,
        said_at=command.said_at,
        group=Group(command.age, command.home or "", Channel.STREET),
        category=command.category,
    )
    require(state in {None, recorded}, ID_TAKEN)
    require(command.said_at <= command.at + A_MOMENT, NOT_SAID_YET)
    return [] if state else [recorded]


def evolve(_: ContributionRecorded | None, event: ContributionRecorded) -> ContributionRecorded:
    return event


contribution = Decider[ContributionRecorded | None](CONTRIBUTION, None, evolve, decide)
