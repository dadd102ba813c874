from datetime import datetime
from typing import Any

import pytest

from services.ideas.domain.giving import Frame
from services.ideas.domain.idea import idea
from shared.contracts.categories import Category
from shared.contracts.contributions import ContributionRecorded
from shared.contracts.ideas import (
    ID_TAKEN,
    IDEA_IN_USE,
    IDEA_NOT_PUBLISHED,
    NOT_ON_BEHALF,
    NOT_YOUR_IDEA,
    OUTSIDE_AREA,
    UNKNOWN_IDEA,
    WRONG_PHASE,
    ContentShown,
    ContentWithheld,
    EditIdea,
    HideIdea,
    IdeaEdited,
    IdeaHidden,
    IdeaPublished,
    IdeaSubmitted,
    IdeaTakenUp,
    PublishIdea,
    SubmitIdea,
    TakeUpIdea,
)
from shared.contracts.moderation import Deed, Moderated
from shared.contracts.participants import AgeBand, Channel, Group
from shared.contracts.pictures import Picture
from shared.contracts.places import Point
from shared.contracts.rounds import Phase
from shared.decider import Given
from shared.messages import NOT_YOUR_ROLE, Actor, Refusal, Role
from shared.testing import Asked, given
from tests.areas.rounds import FIRST_OF_MARCH, SECOND
from tests.ideas.terms import IN_IDEAS, IN_PLANNING, TERMS

AREA = "saarijarvi"
AINO, VEIKKO = [Actor(person, {Role.RESIDENT: (AREA,)}, home=AREA) for person in ("aino", "veikko")]
MARI = Actor("mari", {Role.MODERATOR: (AREA,)})
JUHANI = Actor("juhani", {Role.OUTREACH: (AREA,)})
SUBMITTED = IdeaSubmitted(round="r1", author="aino", title="Penkki", text="Puistoon", group=Group(home=AREA))
EDITED = IdeaEdited(title="Kaksi penkkiä", text="Puistoon")
PUBLISHED = IdeaPublished(round="r1")
SHOWN = ContentShown(round="r1", title="Penkki", text="Puistoon")
WITHHELD = ContentWithheld(round="r1", title="Penkki", text="Puistoon")
HIDDEN = IdeaHidden(reason="Sama idea on jo annettu.")
TAKEN_UP = IdeaTakenUp(proposal="p1")

WAS_PUBLISHED = Moderated(deed=Deed.PUBLISHED, by="mari", role=Role.MODERATOR)
WAS_HIDDEN = Moderated(deed=Deed.HIDDEN, by="mari", role=Role.MODERATOR, reason="Sama idea on jo annettu.")

PUBLISH = PublishIdea(area="saarijarvi", idea="i1", by=MARI)
HIDE = HideIdea(area="saarijarvi", idea="i1", reason="Sama idea on jo annettu.", by=MARI)
TAKE_UP = TakeUpIdea(area="saarijarvi", idea="i1", proposal="p1")


FRAME = Frame(TERMS)


def submit(at: datetime = IN_IDEAS, by: Actor = AINO, frame: Frame = FRAME, **more: Any) -> Given[SubmitIdea, Frame]:
    command = SubmitIdea(area=AREA, idea="i1", round="r1", title="Penkki", text="Puistoon", by=by, at=at, **more)
    return Given(command, frame)


def edit(
    title: str = EDITED.title, text: str = EDITED.text, by: Actor = AINO, at: datetime = IN_IDEAS
) -> Given[EditIdea, Frame]:
    return Given(EditIdea(area=AREA, idea="i1", title=title, text=text, by=by, at=at), FRAME)


def test_a_resident_gives_an_idea() -> None:
    given(idea).when(submit()).then(SUBMITTED)


def test_giving_the_same_idea_twice_changes_nothing() -> None:
    given(idea, SUBMITTED).when(submit()).then()


def test_an_idea_given_again_after_the_ideas_phase_is_the_one_that_was_given() -> None:
    given(idea, SUBMITTED).when(submit(at=IN_PLANNING)).then()


def test_another_person_cannot_take_the_id_of_an_idea() -> None:
    given(idea, SUBMITTED).when(submit(by=VEIKKO)).then_refused(ID_TAKEN)


@pytest.mark.parametrize("at", [FIRST_OF_MARCH - SECOND, IN_PLANNING], ids=["before", "after"])
def test_ideas_are_taken_in_their_phase_alone(at: datetime) -> None:
    given(idea).when(submit(at)).then_refused(WRONG_PHASE, needed=Phase.IDEAS)
    given(idea, SUBMITTED).when(edit(at=at)).then_refused(WRONG_PHASE, needed=Phase.IDEAS)


def test_its_author_edits_an_idea() -> None:
    given(idea, SUBMITTED).when(edit()).then(EDITED)


def test_editing_to_the_same_words_changes_nothing() -> None:
    given(idea, SUBMITTED, EDITED).when(edit()).then()


def test_nobody_else_edits_an_idea() -> None:
    given(idea, SUBMITTED).when(edit(by=VEIKKO)).then_refused(NOT_YOUR_IDEA)


def test_a_moderator_publishes_an_idea() -> None:
    given(idea, SUBMITTED).when(PUBLISH).then(PUBLISHED, SHOWN, WAS_PUBLISHED)


def test_publishing_twice_changes_nothing() -> None:
    given(idea, SUBMITTED, PUBLISHED).when(PUBLISH).then()


def test_edited_words_are_published_anew() -> None:
    again = ContentShown(round="r1", title="Kaksi penkkiä", text="Puistoon")
    given(idea, SUBMITTED, PUBLISHED, EDITED).when(PUBLISH).then(PUBLISHED, again, WAS_PUBLISHED)


def test_a_moderator_hides_an_idea_and_says_why() -> None:
    given(idea, SUBMITTED, PUBLISHED).when(HIDE).then(HIDDEN, WITHHELD, WAS_HIDDEN).when(HIDE).then()


def test_a_hidden_idea_can_be_published_after_all() -> None:
    given(idea, SUBMITTED, HIDDEN).when(PUBLISH).then(PUBLISHED, SHOWN, WAS_PUBLISHED)


def test_a_published_idea_is_taken_up_into_a_proposal_once() -> None:
    given(idea, SUBMITTED, PUBLISHED).when(TAKE_UP).then(TAKEN_UP).when(TAKE_UP).then()


def test_an_idea_can_live_on_in_two_proposals() -> None:
    second = TakeUpIdea(area="saarijarvi", idea="i1", proposal="p2")
    given(idea, SUBMITTED, PUBLISHED, TAKEN_UP).when(second).then(IdeaTakenUp(proposal="p2"))


def test_an_idea_nobody_has_read_is_not_taken_up() -> None:
    given(idea, SUBMITTED).when(TAKE_UP).then_refused(IDEA_NOT_PUBLISHED)


@pytest.mark.parametrize("command", [edit(), HIDE])
def test_an_idea_in_a_proposal_is_neither_edited_nor_hidden(command: Asked) -> None:
    given(idea, SUBMITTED, PUBLISHED, TAKEN_UP).when(command).then_refused(IDEA_IN_USE)


@pytest.mark.parametrize("command", [edit(), PUBLISH, HIDE, TAKE_UP])
def test_nothing_can_be_done_to_an_idea_nobody_gave(command: Asked) -> None:
    given(idea).when(command).then_refused(UNKNOWN_IDEA)


SAID_AT = Group(AgeBand.FROM_65, AREA, Channel.STREET)
SAID = ContributionRecorded(gathering="g1", text="Penkki puistoon", said_at=IN_IDEAS, group=SAID_AT)
SQUARE = (Point(62.0, 27.0), Point(62.0, 28.0), Point(63.0, 28.0), Point(63.0, 27.0))


def test_an_outreach_worker_writes_down_the_idea_of_somebody_without_an_account() -> None:
    written = IdeaSubmitted(
        round="r1",
        author="",
        written_by="juhani",
        title="Penkki",
        text="Puistoon",
        group=Group(channel=Channel.STREET),
    )
    history = given(idea).when(submit(by=JUHANI, on_behalf=True)).then(written)
    history.when(submit(by=JUHANI, on_behalf=True)).then()
    history.when(edit(by=JUHANI)).then(EDITED)
    history.when(edit(by=Actor(""))).then_refused(NOT_YOUR_IDEA)


def test_an_idea_on_behalf_of_another_tells_how_it_came() -> None:
    (written,) = decided(submit(by=JUHANI, on_behalf=True, channel=Channel.PAPER))
    assert written.group == Group(channel=Channel.PAPER)
    given(idea).when(submit(by=JUHANI, on_behalf=True, channel=Channel.ONLINE)).then_refused(NOT_ON_BEHALF)


def test_an_idea_out_of_a_gathering_belongs_to_who_said_it() -> None:
    (written,) = decided(submit(by=JUHANI, frame=Frame(TERMS, said=SAID), contribution="c1"))
    assert (written.author, written.contribution, written.group) == ("", "c1", SAID_AT)


def test_residents_do_not_write_for_others_nor_staff_for_themselves() -> None:
    given(idea).when(submit(on_behalf=True)).then_refused(NOT_YOUR_ROLE)
    given(idea).when(submit(by=JUHANI)).then_refused(NOT_YOUR_ROLE)
    given(idea).when(submit(frame=Frame(TERMS, said=SAID), contribution="c1")).then_refused(NOT_YOUR_ROLE)


def test_an_idea_lies_inside_its_area() -> None:
    frame = Frame(TERMS, SQUARE)
    (inside,) = decided(submit(frame=frame, place=Point(62.5, 27.5)))
    assert inside.place == Point(62.5, 27.5)
    given(idea).when(submit(frame=frame, place=Point(62.5, 28.5))).then_refused(OUTSIDE_AREA)
    assert decided(submit(place=Point(62.5, 28.5)))


def test_what_an_idea_shows_is_published_with_it() -> None:
    picture, place = Picture("p1", "Penkki"), Point(62.5, 27.5)
    asked = submit(category=Category.NATURE, place=place, pictures=(picture,))
    (submitted,) = decided(asked)
    published = IdeaPublished(round="r1", category=Category.NATURE)
    shown = ContentShown(round="r1", title="Penkki", text="Puistoon", pictures=(picture,))
    given(idea, submitted).when(PUBLISH).then(published, shown, WAS_PUBLISHED)


def decided(asked: Given[SubmitIdea, Frame]) -> tuple[IdeaSubmitted, ...]:
    told = given(idea).when(asked).told
    assert not isinstance(told, Refusal)
    return tuple(one for one in told if isinstance(one, IdeaSubmitted))
