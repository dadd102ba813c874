"""Which events are somebody's step in a round."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from shared.ages import finnish_day
from shared.contracts.comments import COMMENT, CommentGiven
from shared.contracts.follows import FOLLOW, FollowStarted
from shared.contracts.funnel import Step
from shared.contracts.gateway_visits import SIGN_IN, VISITS, PersonSignedIn, VisitsCounted
from shared.contracts.ideas import IDEA, IdeaSubmitted
from shared.contracts.participants import Group
from shared.contracts.supports import SUPPORT, IdeaSupported
from shared.events import Aggregate, Recorded
from shared.messages import Event


class Act(NamedTuple):
    """In a `round`, or on a `day` without one. `person` is counted once; empty: nobody knows whose it is."""

    step: Step
    group: Group
    person: str = ""
    round: str = ""
    day: str = ""
    people: int = 1


def _visited(_: Recorded, event: VisitsCounted) -> Act:
    return Act(Step.VISITED, Group(), day=event.day.isoformat(), people=event.visits)


def _signed_in(recorded: Recorded, event: PersonSignedIn) -> Act:
    return Act(Step.SIGNED_IN, event.group, recorded.aggregate_id, day=_day(recorded))


def _gave(recorded: Recorded, event: IdeaSubmitted) -> Act:
    return Act(Step.GAVE, event.group, event.author or recorded.aggregate_id, event.round)


def _commented(recorded: Recorded, event: CommentGiven) -> Act | None:
    if event.official:  # the city speaks
        return None
    return Act(Step.COMMENTED, event.group, event.author or recorded.aggregate_id, event.round)


def _supported(recorded: Recorded, event: IdeaSupported) -> Act:
    return Act(Step.SUPPORTED, event.group, recorded.aggregate_id, event.round)


def _followed(recorded: Recorded, event: FollowStarted) -> Act:
    return Act(Step.FOLLOWED, event.group, event.person, day=_day(recorded))


def _day(recorded: Recorded) -> str:
    return finnish_day(recorded.at).isoformat()


ACTS: Mapping[type[Event], Callable[[Recorded, Any], Act | None]] = {
    VisitsCounted: _visited,
    PersonSignedIn: _signed_in,
    IdeaSubmitted: _gave,
    CommentGiven: _commented,
    IdeaSupported: _supported,
    FollowStarted: _followed,
}
ACTED: tuple[Aggregate, ...] = (VISITS, SIGN_IN, IDEA, COMMENT, SUPPORT, FOLLOW)
IN_NO_ROUND = (Step.VISITED, Step.SIGNED_IN, Step.FOLLOWED)


def act_of(recorded: Recorded) -> Act | None:
    act = ACTS.get(type(recorded.event))
    return act(recorded, recorded.event) if act else None
