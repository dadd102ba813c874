"""Surveys of what was built: planned, answered, counted, and the words chosen to be shown."""

from litestar import HttpMethod

from services.gateway.operations import command, query
from shared.contracts.survey_answers import AnswerSurvey, EnterSurveyAnswer, GetMyAnswers, ListGivenTexts
from shared.contracts.surveys import CloseSurvey, GetSurvey, ListSurveys, PlanSurvey, PublishQuote

SURVEYS = "/areas/{area}/surveys"
SURVEY = f"{SURVEYS}/{{survey}}"

OPERATIONS = (
    query(SURVEYS, ListSurveys, "The surveys of an area, the newest first"),
    query(SURVEY, GetSurvey, "A survey, and once it is counted its results"),
    command(HttpMethod.PUT, SURVEY, PlanSurvey, "Plan a survey, or plan it anew before it opens"),
    command(HttpMethod.POST, f"{SURVEY}/close", CloseSurvey, "Close a survey before its time"),
    query(f"{SURVEY}/answers/mine", GetMyAnswers, "What one has answered, while the survey is open"),
    command(HttpMethod.PUT, f"{SURVEY}/answers/mine", AnswerSurvey, "Answer a survey, or answer it anew"),
    command(
        HttpMethod.PUT, f"{SURVEY}/entered/{{answer}}", EnterSurveyAnswer, "Enter answers from paper or the street"
    ),
    query(f"{SURVEY}/texts", ListGivenTexts, "What people wrote in their own words, for moderators"),
    command(
        HttpMethod.POST, f"{SURVEY}/texts/{{answer}}/publish", PublishQuote, "Show what somebody wrote to everybody"
    ),
)
