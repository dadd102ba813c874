from datetime import datetime

import pytest

from services.ideas.domain.idea import idea
from shared.contracts.areas import Phase
from shared.contracts.ideas import (
    ID_TAKEN,
    IDEA_IN_USE,
    IDEA_NOT_PUBLISHED,
    NOT_YOUR_IDEA,
    UNKNOWN_IDEA,
    WRONG_PHASE,
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
from shared.contracts.round_terms import RoundTerms
from shared.decider import Given
from shared.messages import Actor
from shared.testing import Asked, given
from tests.areas.rounds import FIRST_OF_MARCH, SECOND
from tests.ideas.terms import IN_IDEAS, IN_PLANNING, TERMS

AINO, VEIKKO = Actor("aino"), Actor("veikko")
SUBMITTED = IdeaSubmitted(round="r1", author="aino", title="Penkki", text="Puistoon")
EDITED = IdeaEdited(title="Kaksi penkkiä", text="Puistoon")
PUBLISHED = IdeaPublished(round="r1", title="Penkki", text="Puistoon")
HIDDEN = IdeaHidden(reason="Sama idea on jo annettu.")
TAKEN_UP = IdeaTakenUp(proposal="p1")

PUBLISH = PublishIdea(area="saarijarvi", idea="i1")
HIDE = HideIdea(area="saarijarvi", idea="i1", reason="Sama idea on jo annettu.")
TAKE_UP = TakeUpIdea(area="saarijarvi", idea="i1", proposal="p1")


def submit(at: datetime = IN_IDEAS, by: Actor = AINO) -> Given[SubmitIdea, RoundTerms]:
    command = SubmitIdea(area="saarijarvi", idea="i1", round="r1", title="Penkki", text="Puistoon", by=by, at=at)
    return Given(command, TERMS)


def edit(
    title: str = EDITED.title, text: str = EDITED.text, by: Actor = AINO, at: datetime = IN_IDEAS
) -> Given[EditIdea, RoundTerms]:
    return Given(EditIdea(area="saarijarvi", idea="i1", title=title, text=text, by=by, at=at), TERMS)


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
    given(idea, SUBMITTED).when(PUBLISH).then(PUBLISHED)


def test_publishing_twice_changes_nothing() -> None:
    given(idea, SUBMITTED, PUBLISHED).when(PUBLISH).then()


def test_edited_words_are_published_anew() -> None:
    again = IdeaPublished(round="r1", title="Kaksi penkkiä", text="Puistoon")
    given(idea, SUBMITTED, PUBLISHED, EDITED).when(PUBLISH).then(again)


def test_a_moderator_hides_an_idea_and_says_why() -> None:
    given(idea, SUBMITTED, PUBLISHED).when(HIDE).then(HIDDEN).when(HIDE).then()


def test_a_hidden_idea_can_be_published_after_all() -> None:
    given(idea, SUBMITTED, HIDDEN).when(PUBLISH).then(PUBLISHED)


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
