"""Supports and comments."""

from services.ideas.domain.comment import Comment, Talk, comment
from services.ideas.domain.idea_state import Idea, content_of
from services.ideas.domain.support import support
from shared.contracts.comments import UNKNOWN_COMMENT, CommentGiven, CommentOnIdea
from shared.contracts.contributions import ContributionRecorded
from shared.contracts.ideas import ID_TAKEN, UNKNOWN_IDEA, IdeaStatus, IdeaSubmitted
from shared.contracts.moderation import NOT_SHOWN
from shared.contracts.participants import AgeBand, Channel, Group
from shared.contracts.supports import IdeaSupported, SupportIdea, SupportWithdrawn, WithdrawSupport
from shared.decider import Given
from shared.messages import NOT_YOUR_ROLE, Actor, Role
from shared.testing import given
from tests.ideas.terms import IN_IDEAS

AREA = "saarijarvi"
AINO, VEIKKO = [Actor(person, {Role.RESIDENT: (AREA,)}, home=AREA) for person in ("aino", "veikko")]
EXPERT = Actor("eero", {Role.EXPERT: (AREA,)})
AT_HOME = Group(home=AREA)
SUBMITTED = IdeaSubmitted(round="r1", author="aino", title="Penkki", text="")
UNREAD = Idea(SUBMITTED, content_of(SUBMITTED))
READ = Idea(SUBMITTED, content_of(SUBMITTED), IdeaStatus.PUBLISHED)

SUPPORTED = IdeaSupported(round="r1", idea="i1", person="veikko", group=AT_HOME)
WITHDRAWN = SupportWithdrawn(round="r1", idea="i1")
SUPPORT = SupportIdea(area=AREA, idea="i1", by=VEIKKO, at=IN_IDEAS)
WITHDRAW = WithdrawSupport(area=AREA, idea="i1", by=VEIKKO)

GIVEN = CommentGiven(round="r1", author="aino", text="Hyvä!", idea="i1", group=AT_HOME)
TALK = Talk("r1", "i1")


def comment_by(
    person: Actor, talk: Talk = TALK, reply_to: str | None = None, contribution: str | None = None
) -> Given[CommentOnIdea, Talk]:
    command = CommentOnIdea(
        area=AREA,
        comment="c1",
        text="Hyvä!",
        idea="i1",
        reply_to=reply_to,
        contribution=contribution,
        by=person,
        at=IN_IDEAS,
    )
    return Given(command, talk)


def test_a_person_supports_an_idea_once_and_can_withdraw() -> None:
    supported = given(support).when(Given(SUPPORT, READ)).then(SUPPORTED).when(Given(SUPPORT, READ)).then()
    withdrawn = supported.when(WITHDRAW).then(WITHDRAWN).when(WITHDRAW).then()
    withdrawn.when(Given(SUPPORT, READ)).then(SUPPORTED)


def test_only_ideas_that_everybody_sees_are_supported() -> None:
    given(support).when(Given(SUPPORT, UNREAD)).then_refused(NOT_SHOWN)
    given(support).when(Given(SUPPORT, None)).then_refused(UNKNOWN_IDEA)


def test_a_resident_comments_once() -> None:
    given(comment).when(comment_by(AINO)).then(GIVEN).when(comment_by(AINO)).then()


def test_another_person_cannot_take_the_id_of_a_comment() -> None:
    given(comment, GIVEN).when(comment_by(VEIKKO)).then_refused(ID_TAKEN)


def test_nobody_comments_what_is_not_shown() -> None:
    given(comment).when(comment_by(AINO, Talk("r1", "i1", shown=False))).then_refused(NOT_SHOWN)


def test_a_reply_answers_a_comment_on_the_same_thing() -> None:
    reply = CommentGiven(round="r1", author="veikko", text="Hyvä!", idea="i1", reply_to="c0", group=AT_HOME)
    given(comment).when(comment_by(VEIKKO, Talk("r1", "i1", answered=Comment(GIVEN)), "c0")).then(reply)
    elsewhere = CommentGiven(round="r1", author="aino", text="Hyvä!", idea="i2")
    for answered in (None, Comment(elsewhere)):
        given(comment).when(comment_by(VEIKKO, Talk("r1", "i1", answered=answered), "c0")).then_refused(UNKNOWN_COMMENT)


def test_what_staff_say_is_the_city_speaking() -> None:
    said = CommentGiven(round="r1", author="eero", text="Hyvä!", idea="i1", official=True)
    given(comment).when(comment_by(EXPERT)).then(said)


def test_staff_bring_here_what_was_said_at_a_gathering() -> None:
    group = Group(AgeBand.UNDER_18, AREA, Channel.STREET)
    talk = Talk("r1", "i1", said=ContributionRecorded(gathering="g1", text="Hyvä!", said_at=IN_IDEAS, group=group))
    brought = CommentGiven(round="r1", author="", text="Hyvä!", idea="i1", contribution="k1", group=group)
    given(comment).when(comment_by(EXPERT, talk, contribution="k1")).then(brought)
    given(comment).when(comment_by(AINO, talk, contribution="k1")).then_refused(NOT_YOUR_ROLE)
