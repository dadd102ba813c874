"""What a closed survey was answered, read from the log itself: each person's newest answers before its closing."""

from collections.abc import Sequence

from shared.bulk import read_range
from shared.contracts.survey_answers import SURVEY_ANSWER, SurveyAnswered
from shared.contracts.surveys import SURVEY, SURVEY_OPEN, SurveyClosed
from shared.events import Commit, decode_commit
from shared.messages import require
from shared.room import Room


async def answered_before_closing(room: Room, area: str, survey: str) -> tuple[SurveyAnswered, ...]:
    """Raises `Refused` while the survey is open."""
    commits = await room.store.read(SURVEY.subject(area, survey))
    closed_at = _closed_at(commits)
    require(bool(closed_at), SURVEY_OPEN)
    subjects = [SURVEY_ANSWER.subject(area, "*")]
    newest: dict[str, SurveyAnswered] = {}
    async for entries in read_range(room.settings.nats_url, subjects, commits[0].position, closed_at):
        for entry in entries:
            for recorded in decode_commit(entry.subject, entry.position, {}, entry.data).events:
                if isinstance(recorded.event, SurveyAnswered) and recorded.event.survey == survey:
                    newest[recorded.aggregate_id] = recorded.event
    return tuple(newest.values())


def _closed_at(commits: Sequence[Commit]) -> int:
    """0 while it is open."""
    return next(
        (one.position for one in commits for recorded in one.events if isinstance(recorded.event, SurveyClosed)), 0
    )
