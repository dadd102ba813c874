"""How ideas and comments are looked after."""

from msgspec.structs import replace

from services.ideas.domain.comment import comment
from services.ideas.domain.idea import idea
from shared.contracts.comments import (
    AppealCommentHiding,
    CommentGiven,
    CommentHidden,
    CommentPublished,
    DecideCommentAppeal,
    HideComment,
    PublishComment,
    ReportComment,
)
from shared.contracts.ideas import (
    ContentShown,
    DecideIdeaAppeal,
    IdeaHidden,
    IdeaPublished,
    IdeaSubmitted,
    PublishIdea,
    ReportIdea,
)
from shared.contracts.moderation import (
    APPEAL_DECIDED,
    NO_APPEAL,
    NOT_HIDDEN,
    NOT_SHOWN,
    NOT_YOURS,
    OWN_APPEAL,
    SAME_MODERATOR,
    ContentReported,
    Deed,
    HidingAppealed,
    Moderated,
)
from shared.messages import Actor, Role
from shared.testing import given

AREA = "saarijarvi"
AINO, VEIKKO = [Actor(person, {Role.RESIDENT: (AREA,)}) for person in ("aino", "veikko")]
MARI, SEPPO = [Actor(person, {Role.MODERATOR: (AREA,)}) for person in ("mari", "seppo")]

GIVEN = CommentGiven(round="r1", author="aino", text="Hyvä!", idea="i1")
HIDDEN = CommentHidden(reason="Loukkaava.", idea="i1")
SHOWN = CommentPublished(idea="i1")
WHY_HIDDEN = Moderated(deed=Deed.HIDDEN, by="mari", role=Role.MODERATOR, reason="Loukkaava.")
REPORTED = ContentReported(reporter="veikko", reason="Ilkeä.")
APPEALED = HidingAppealed(words="En loukannut ketään.")

HIDE = HideComment(area=AREA, comment="c1", reason="Loukkaava.", by=MARI)
PUBLISH = PublishComment(area=AREA, comment="c1", by=MARI)
REPORT = ReportComment(area=AREA, comment="c1", reason="Ilkeä.", by=VEIKKO)
APPEAL = AppealCommentHiding(area=AREA, comment="c1", words="En loukannut ketään.", by=AINO)


def decide(by: Actor, *, granted: bool) -> DecideCommentAppeal:
    return DecideCommentAppeal(area=AREA, comment="c1", granted=granted, reason="Luin sen.", by=by)


def after(deed: Deed, reason: str = "", by: str = "mari") -> Moderated:
    return Moderated(deed=deed, by=by, role=Role.MODERATOR, reason=reason)


def test_a_moderator_hides_a_comment_once_and_says_why() -> None:
    given(comment, GIVEN).when(HIDE).then(HIDDEN, WHY_HIDDEN).when(HIDE).then()


def test_a_hidden_comment_can_be_shown_again() -> None:
    given(comment, GIVEN, HIDDEN, WHY_HIDDEN).when(PUBLISH).then(SHOWN, after(Deed.PUBLISHED)).when(PUBLISH).then()


def test_a_person_reports_a_thing_once_until_a_moderator_has_looked() -> None:
    history = given(comment, GIVEN).when(REPORT).then(REPORTED).when(REPORT).then()
    history.when(PUBLISH).then(after(Deed.KEPT)).when(REPORT).then(REPORTED)


def test_what_nobody_sees_is_not_reported() -> None:
    given(comment, GIVEN, HIDDEN, WHY_HIDDEN).when(REPORT).then_refused(NOT_SHOWN)


def test_the_author_appeals_once_against_hiding() -> None:
    given(comment, GIVEN, HIDDEN, WHY_HIDDEN).when(APPEAL).then(APPEALED).when(APPEAL).then()


def test_only_the_author_appeals_and_only_against_hiding() -> None:
    given(comment, GIVEN).when(APPEAL).then_refused(NOT_HIDDEN)
    by_another = AppealCommentHiding(area=AREA, comment="c1", words="En minä.", by=VEIKKO)
    given(comment, GIVEN, HIDDEN, WHY_HIDDEN).when(by_another).then_refused(NOT_YOURS)


def test_another_moderator_than_who_hid_it_decides_about_the_appeal() -> None:
    appealed = given(comment, GIVEN, HIDDEN, WHY_HIDDEN, APPEALED)
    appealed.when(decide(MARI, granted=True)).then_refused(SAME_MODERATOR)
    appealed.when(decide(SEPPO, granted=True)).then(SHOWN, after(Deed.APPEAL_GRANTED, "Luin sen.", "seppo"))


def test_nobody_decides_about_their_own_appeal() -> None:
    herself = Actor("aino", {Role.MODERATOR: (AREA,)})
    given(comment, GIVEN, HIDDEN, WHY_HIDDEN, APPEALED).when(decide(herself, granted=True)).then_refused(OWN_APPEAL)


def test_a_rejected_appeal_is_the_last() -> None:
    appealed = given(comment, GIVEN, HIDDEN, WHY_HIDDEN, APPEALED)
    rejected = appealed.when(decide(SEPPO, granted=False)).then(after(Deed.APPEAL_REJECTED, "Luin sen.", "seppo"))
    rejected.when(APPEAL).then_refused(APPEAL_DECIDED)
    rejected.when(decide(SEPPO, granted=True)).then_refused(NO_APPEAL)


def test_ideas_are_looked_after_in_the_same_way() -> None:
    submitted = IdeaSubmitted(round="r1", author="aino", title="Penkki", text="")
    published = (IdeaPublished(round="r1"), ContentShown(round="r1", title="Penkki", text=""))
    report = ReportIdea(area=AREA, idea="i1", reason="Ilkeä.", by=VEIKKO)
    given(idea, submitted).when(report).then_refused(NOT_SHOWN)
    reported = given(idea, submitted, *published).when(report).then(REPORTED).when(report).then()
    reported.when(PublishIdea(area=AREA, idea="i1", by=MARI)).then(after(Deed.KEPT))
    hidden = given(idea, submitted, IdeaHidden(reason="Loukkaava."), WHY_HIDDEN, APPEALED)
    grant = DecideIdeaAppeal(area=AREA, idea="i1", granted=True, reason="Luin sen.", by=SEPPO)
    hidden.when(replace(grant, by=MARI)).then_refused(SAME_MODERATOR)
    hidden.when(replace(grant, by=Actor("aino", MARI.roles))).then_refused(OWN_APPEAL)
    hidden.when(grant).then(*published, after(Deed.APPEAL_GRANTED, "Luin sen.", "seppo"))
