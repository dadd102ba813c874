from datetime import UTC, date, datetime

from services.notifications.domain.follow import follow
from shared.contracts.follows import FollowEnded, FollowStarted, FollowThing, UnfollowThing
from shared.contracts.notifications import Thing
from shared.contracts.participants import AgeBand, Group
from shared.messages import Actor
from shared.testing import given

AINO = Actor("aino", born=date(2000, 1, 1), home="a")
STARTED = FollowStarted(person="aino", thing=Thing.IDEA, about="i", group=Group(AgeBand.FROM_18, "a"))
ENDED = FollowEnded(person="aino", thing=Thing.IDEA, about="i")
FOLLOW = FollowThing(area="a", thing=Thing.IDEA, about="i", by=AINO, at=datetime(2027, 5, 1, tzinfo=UTC))
UNFOLLOW = UnfollowThing(area="a", thing=Thing.IDEA, about="i", by=AINO)


def test_a_person_follows_a_thing_once_until_they_stop() -> None:
    following = given(follow).when(FOLLOW).then(STARTED).when(FOLLOW).then()
    following.when(UNFOLLOW).then(ENDED).when(UNFOLLOW).then().when(FOLLOW).then(STARTED)


def test_who_does_not_follow_has_nothing_to_stop() -> None:
    given(follow).when(UNFOLLOW).then()
