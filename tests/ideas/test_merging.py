"""Several ideas become one proposal, if their authors agree."""

from services.ideas.domain.idea import idea
from shared.contracts.ideas import NOT_YOUR_IDEA, IdeaPublished, IdeaStatus, IdeaSubmitted, IdeaTakenUp, TakeUpIdea
from shared.contracts.merging import (
    NOT_ASKED,
    NOT_IN_PROPOSAL,
    ConsentAsked,
    ConsentGiven,
    ConsentToMerge,
    DeclineMerge,
    IdeaReleased,
    ReleaseIdea,
)
from shared.messages import Actor
from shared.testing import given

AINO, VEIKKO = Actor("aino"), Actor("veikko")
SUBMITTED = IdeaSubmitted(round="r1", author="aino", title="Penkki", text="")
PUBLISHED = IdeaPublished(round="r1")
TAKEN_UP, ASKED, AGREED = (one(proposal="h1") for one in (IdeaTakenUp, ConsentAsked, ConsentGiven))
MERGED = (SUBMITTED, PUBLISHED, TAKEN_UP, ASKED)
LEFT = IdeaReleased(proposal="h1", declined=True)

TAKE_UP = TakeUpIdea(area="a", idea="i1", proposal="h1", asks_consent=True)
AGREE = ConsentToMerge(area="a", idea="i1", proposal="h1", by=AINO)


def decline(by: Actor = AINO) -> DeclineMerge:
    return DeclineMerge(area="a", idea="i1", proposal="h1", by=by)


def release() -> ReleaseIdea:
    return ReleaseIdea(area="a", idea="i1", proposal="h1", reason="Eri asia.")


def test_the_author_of_a_merged_idea_is_asked_once() -> None:
    taken = IdeaTakenUp(proposal="h1", asks_consent=True)
    given(idea, SUBMITTED, PUBLISHED).when(TAKE_UP).then(taken, ASKED).when(TAKE_UP).then()


def test_nobody_is_asked_about_an_idea_without_an_author() -> None:
    written_down = IdeaSubmitted(round="r1", author="", written_by="juhani", title="Penkki", text="")
    given(idea, written_down, PUBLISHED).when(TAKE_UP).then(TAKEN_UP)


def test_the_author_agrees_once() -> None:
    given(idea, *MERGED).when(AGREE).then(AGREED).when(AGREE).then()
    given(idea, SUBMITTED, PUBLISHED, TAKEN_UP).when(AGREE).then_refused(NOT_ASKED)


def test_the_author_takes_the_idea_out_for_good() -> None:
    left = given(idea, *MERGED).when(decline()).then(LEFT).when(decline()).then()
    assert left.state
    assert left.state.status is IdeaStatus.PUBLISHED
    left.when(TAKE_UP).then()


def test_nobody_else_answers_for_the_author() -> None:
    given(idea, *MERGED).when(decline(by=VEIKKO)).then_refused(NOT_YOUR_IDEA)


def test_the_city_undoes_a_merge_and_says_why() -> None:
    released = IdeaReleased(proposal="h1", declined=False, reason="Eri asia.")
    given(idea, *MERGED).when(release()).then(released).when(release()).then()
    given(idea, SUBMITTED, PUBLISHED).when(release()).then_refused(NOT_IN_PROPOSAL)


def test_an_idea_that_leaves_one_proposal_stays_in_the_other() -> None:
    history = given(idea, *MERGED, IdeaTakenUp(proposal="h2")).when(decline())
    left = history.then(IdeaReleased(proposal="h1", declined=True, still_in="h2"))
    assert left.state
    assert left.state.status is IdeaStatus.TAKEN_UP
