"""A survey: fixed once it is open, answered once a person, counted so that nobody can be told."""

from datetime import date, timedelta

from msgspec.structs import replace

from services.areas.domain.survey import Survey, survey
from services.areas.domain.survey_answer import SurveyKey, survey_answer
from services.areas.domain.survey_count import count, wide_enough
from shared.contracts.participants import AgeBand, Channel, Group
from shared.contracts.survey_answers import (
    ENTERED_CHANNEL,
    NO_SUCH_OPTION,
    NOTHING_ANSWERED,
    Answer,
    AnswerSurvey,
    EnterSurveyAnswer,
    SurveyAnswered,
)
from shared.contracts.survey_results import SurveyResults
from shared.contracts.surveys import (
    QUESTION_CHOICES,
    QUESTION_TWICE,
    SURVEY_FIXED,
    SURVEY_NOT_OPEN,
    SURVEY_OPEN,
    SURVEY_TIMES,
    UNKNOWN_SURVEY,
    CloseSurvey,
    CountSurvey,
    EndSurvey,
    PublishQuote,
    Question,
    QuestionKind,
    QuotePublished,
    QuoteShown,
    SurveyClosed,
    SurveyCounted,
)
from shared.decider import Given
from shared.testing import given
from tests.areas.surveys import CLOSES, OPENS, PLANNED, QUESTIONS, answer, plan

EARLIER, LATER = OPENS - timedelta(days=1), OPENS + timedelta(days=1)
CLOSE = CloseSurvey(area="petonen", survey="s1", reason="Puisto suljettiin", at=LATER)
RESULTS = SurveyResults(3)
COUNT = Given(CountSurvey(area="petonen", survey="s1"), RESULTS)
QUOTE = QuoteShown(quote="x", question="q4", text="Penkkejä")
PUBLISHED = QuotePublished(quote="x", question="q4")
PUBLISH = Given(PublishQuote(area="petonen", survey="s1", answer="a", question="q4"), QUOTE)
SAID = SurveyAnswered(survey="s1", answers=(Answer("q1", "4"), Answer("q4", "Penkkejä")), group=Group())


def end(at: timedelta) -> EndSurvey:
    return EndSurvey(area="petonen", survey="s1", at=CLOSES + at)


def asked(command: AnswerSurvey | EnterSurveyAnswer, *, closed: bool = False) -> Given[AnswerSurvey, Survey]:
    return Given(command, Survey(PLANNED, closed))  # type: ignore[arg-type]


def test_a_survey_is_planned_and_before_it_opens_planned_anew() -> None:
    anew = replace(PLANNED, title="Puisto ja ranta")
    given(survey).when(plan(at=EARLIER)).then(PLANNED).when(plan(at=EARLIER, title="Puisto ja ranta")).then(anew)


def test_a_survey_that_has_opened_stays_as_it_is() -> None:
    given(survey, PLANNED).when(plan(at=OPENS, title="Toinen")).then_refused(SURVEY_FIXED)
    given(survey, PLANNED).when(plan(at=LATER)).then()


def test_a_survey_closes_after_it_opens_and_not_in_the_past() -> None:
    given(survey).when(plan(closes_at=OPENS)).then_refused(SURVEY_TIMES)
    given(survey).when(plan(at=CLOSES)).then_refused(SURVEY_TIMES)


def test_its_questions_differ_and_only_choices_have_choices() -> None:
    choice = Question("q9", QuestionKind.CHOICE, "Kumpi?", ("Tämä",))
    given(survey).when(plan(questions=(QUESTIONS[0], QUESTIONS[0]))).then_refused(QUESTION_TWICE)
    given(survey).when(plan(questions=(choice,))).then_refused(QUESTION_CHOICES, question=1)
    given(survey).when(plan(questions=(Question("q9", QuestionKind.TEXT, "Miksi?", ("A", "B")),))).then_refused(
        QUESTION_CHOICES, question=1
    )


def test_it_is_closed_early_with_a_reason_and_once() -> None:
    closed = SurveyClosed(reason="Puisto suljettiin")
    given(survey, PLANNED).when(CLOSE).then(closed).when(CLOSE).then()
    given(survey, PLANNED).when(replace(CLOSE, at=EARLIER)).then_refused(SURVEY_NOT_OPEN)
    given(survey).when(CLOSE).then_refused(UNKNOWN_SURVEY)


def test_its_time_ends_it() -> None:
    given(survey, PLANNED).when(end(timedelta(0))).then(SurveyClosed()).when(end(timedelta(1))).then()
    given(survey, PLANNED).when(end(-timedelta(days=1))).then()


def test_it_is_counted_once_and_not_before_it_has_closed() -> None:
    given(survey, PLANNED).when(COUNT).then_refused(SURVEY_OPEN)
    given(survey, PLANNED, SurveyClosed()).when(COUNT).then(SurveyCounted(results=RESULTS)).when(COUNT).then()


def test_what_was_said_is_published_once_and_not_before_the_survey_has_closed() -> None:
    given(survey, PLANNED).when(PUBLISH).then_refused(SURVEY_OPEN)
    given(survey, PLANNED, SurveyClosed()).when(PUBLISH).then(PUBLISHED, QUOTE).when(PUBLISH).then()


def test_a_person_answers_and_can_answer_anew() -> None:
    first = given(survey_answer).when(asked(answer(q1="4", q4=" Penkkejä "))).then(SAID)
    first.when(asked(answer(q1="4", q4="Penkkejä"))).then()
    first.when(asked(answer(q1="2"))).then(replace(SAID, answers=(Answer("q1", "2"),)))


def test_answers_count_only_while_the_survey_is_open() -> None:
    given(survey_answer).when(asked(answer(at=EARLIER, q1="4"))).then_refused(SURVEY_NOT_OPEN)
    given(survey_answer).when(asked(answer(at=CLOSES, q1="4"))).then_refused(SURVEY_NOT_OPEN)
    given(survey_answer).when(asked(answer(q1="4"), closed=True)).then_refused(SURVEY_NOT_OPEN)


def test_only_what_is_asked_can_be_answered() -> None:
    rating, choice, yes_no, _ = QUESTIONS
    given(survey_answer).when(asked(answer(q1="6"))).then_refused(NO_SUCH_OPTION, question=rating.text)
    given(survey_answer).when(asked(answer(q2="4"))).then_refused(NO_SUCH_OPTION, question=choice.text)
    given(survey_answer).when(asked(answer(q3="ehkä"))).then_refused(NO_SUCH_OPTION, question=yes_no.text)
    given(survey_answer).when(asked(answer(q9="1"))).then_refused(NO_SUCH_OPTION, question="q9")
    given(survey_answer).when(asked(answer(q1="", q4=" "))).then_refused(NOTHING_ANSWERED)


def test_of_a_person_the_age_band_is_known_and_a_home_no_finer_than_the_area() -> None:
    here = replace(answer(q1="4").by, born=date(2010, 1, 1), home="petonen")
    told = [
        survey_answer.decide(asked(replace(answer(q1="4"), by=by)), None)[0].group  # type: ignore[attr-defined]
        for by in (here, replace(here, home="petosentie"))
    ]
    assert told == [Group(AgeBand.UNDER_18, "petonen"), Group(AgeBand.UNDER_18, "")]


def test_answers_from_paper_and_the_street_are_entered_as_such() -> None:
    entered = EnterSurveyAnswer(
        area="petonen",
        survey="s1",
        answer="a1",
        answers=SAID.answers,
        age=AgeBand.FROM_65,
        channel=Channel.PAPER,
        at=OPENS,
    )
    given(survey_answer).when(asked(entered)).then(replace(SAID, group=Group(AgeBand.FROM_65, "", Channel.PAPER))).when(
        asked(entered)
    ).then()
    given(survey_answer).when(asked(replace(entered, channel=Channel.ONLINE))).then_refused(ENTERED_CHANNEL)


def test_a_key_ties_answers_to_people_and_another_key_does_not() -> None:
    key, other = SurveyKey(b"k" * 32), SurveyKey(b"o" * 32)
    entered = EnterSurveyAnswer(area="petonen", survey="s1", answer="aino", answers=SAID.answers)
    assert key.answer_id(answer(q1="4")) == key.answer_id(answer(q1="5")) == key.id_of("aino")
    assert len({key.id_of("aino"), key.id_of("veikko"), other.id_of("aino"), key.answer_id(entered)}) == 4
    assert "k" * 32 not in repr(key)


def said(age: AgeBand, **values: str) -> SurveyAnswered:
    return SurveyAnswered(survey="s1", answers=tuple(Answer(*one) for one in values.items()), group=Group(age))


def test_a_count_tells_numbers_and_the_exact_mean() -> None:
    answered = [said(AgeBand.FROM_18, q1=value) for value in "44445"] + [said(AgeBand.FROM_18, q3="yes")]
    rating, choice, yes_no = count(QUESTIONS, answered).questions
    assert [one.answers for one in rating.counts] == [0, 0, 0, 4, 1]
    assert (rating.mean, rating.unanswered) == ("4.20", 1)
    assert (choice.mean, choice.unanswered, yes_no.unanswered) == (None, 6, 5)
    assert rating.by_age is None


def test_of_fewer_than_five_answers_only_their_number_is_told() -> None:
    assert count(QUESTIONS, [said(AgeBand.FROM_18, q1="4")] * 4) == SurveyResults(4)


def test_small_counts_by_age_are_hidden_and_cannot_be_computed() -> None:
    young = [said(AgeBand.UNDER_18, q1="5")] * 9 + [said(AgeBand.UNDER_18, q1="1")] * 2
    old = [said(AgeBand.FROM_65, q1="5")] * 8 + [said(AgeBand.FROM_65, q1="1")] * 6
    by_age = count(QUESTIONS, [*young, *old]).questions[0].by_age
    assert by_age is not None
    assert by_age.ages == ((AgeBand.UNDER_18,), (AgeBand.FROM_65,))
    assert by_age.cells == ((None, None), (0, 0), (0, 0), (0, 0), (None, None), (0, 0))
    assert by_age.totals == (11, 14)


def test_age_bands_with_few_people_are_put_together_with_their_neighbours() -> None:
    people = {AgeBand.UNDER_18: 2, AgeBand.FROM_18: 7, AgeBand.FROM_45: 3, AgeBand.FROM_65: 8}
    assert wide_enough(people) == (
        (AgeBand.UNDER_18, AgeBand.FROM_18),
        (AgeBand.FROM_45, AgeBand.FROM_65),
    )
