"""A survey of what was built, as the tests of surveys know it."""

from datetime import UTC, datetime, timedelta

from shared.contracts.survey_answers import Answer, AnswerSurvey
from shared.contracts.surveys import PlanSurvey, Question, QuestionKind, SurveyPlanned
from shared.messages import Actor, Role

OPENS = datetime(2027, 9, 1, 6, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=14)
QUESTIONS = (
    Question("q1", QuestionKind.RATING, "Miten viihtyisä uusi puisto on?"),
    Question("q2", QuestionKind.CHOICE, "Missä käyt useimmin?", ("Puistossa", "Rannalla", "En kummassakaan")),
    Question("q3", QuestionKind.YES_NO, "Olisitko mukana uudelleen?"),
    Question("q4", QuestionKind.TEXT, "Mitä vielä puuttuu?"),
)
PLANNED = SurveyPlanned(
    programme="p1", about=None, title="Uusi puisto", questions=QUESTIONS, opens_at=OPENS, closes_at=CLOSES
)


def plan(
    opens_at: datetime = OPENS, closes_at: datetime = CLOSES, *, at: datetime = OPENS, **terms: object
) -> PlanSurvey:
    said = {"programme": "p1", "title": "Uusi puisto", "questions": QUESTIONS, **terms}
    return PlanSurvey(area="petonen", survey="s1", opens_at=opens_at, closes_at=closes_at, at=at, **said)  # type: ignore[arg-type]


def answer(person: str = "aino", /, at: datetime = OPENS, **values: str) -> AnswerSurvey:
    by = Actor(person, {Role.RESIDENT: ("petonen",)})
    answers = tuple(Answer(question, value) for question, value in values.items())
    return AnswerSurvey(area="petonen", survey="s1", answers=answers, by=by, at=at)
