"""A survey's key while the survey is open; destroyed when it closes (docs/adr/0018-surveys-point-at-nobody.md)."""

import secrets

from services.areas.domain.survey_answer import SurveyKey
from shared.contracts.surveys import SURVEY_NOT_OPEN
from shared.keys import Keys
from shared.room import Room
from shared.sealing import KEY_BYTES

SURVEY_KEYS = Keys(b"lahio survey keys", lambda settings: settings.survey_secret, gone=SURVEY_NOT_OPEN)


async def make_key(room: Room, area: str, survey: str) -> None:
    """Unless there is one."""
    await SURVEY_KEYS.make(room, _subject(area, survey), secrets.token_bytes(KEY_BYTES))


async def key_of(room: Room, area: str, survey: str) -> SurveyKey:
    """Raises `Refused` once it is destroyed."""
    return SurveyKey(await SURVEY_KEYS.read(room, _subject(area, survey)))


async def destroy_key(room: Room, area: str, survey: str) -> None:
    await SURVEY_KEYS.destroy(room, _subject(area, survey))


def _subject(area: str, survey: str) -> str:
    return f"keys.areas.surveys.{area}.{survey}"
