"""Errors as problem documents (RFC 9457) with a stable code and a sentence in the person's language."""

import re

import msgspec

from services.gateway.reasons import BAD_REQUEST, FILL_IN
from shared.messages import BROKEN, MALFORMED, Kind, Reason, Refusal
from shared.texts import Language, text

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = "1"  # seconds
UNAVAILABLE = 503

_STATUS = {Kind.UNKNOWN: 404, Kind.FORBIDDEN: 403, Kind.CONFLICT: 409, Kind.INVALID: 422, Kind.UNAVAILABLE: UNAVAILABLE}
_FIELD = re.compile(r"`\$\.?([^`]*)`$")
_NAME = re.compile(r"[A-Za-z_-]+")
_MISSING = re.compile(r"required field `(\w+)`")


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """`code` is stable; `title` is the sentence for people; `detail` is for developers; `values` fill the sentence."""

    type: str
    title: str
    status: int
    code: str
    detail: str = ""
    values: dict[str, str | int] = {}


def problem(language: Language, refusal: Refusal) -> Problem:
    if refusal.reason.code == MALFORMED.code:
        return _malformed(language, str(refusal.values["problem"]))
    return _problem(refusal.reason, text(language, refusal.reason.text, refusal.values), "", refusal.values)


def _malformed(language: Language, detail: str) -> Problem:
    """The sentence says which field it is about; what is wrong with it is told in English, to developers."""
    field = field_of(detail)
    names = _NAME.findall(field)
    sentence = text(language, FILL_IN.text, {"field": names[-1]}) if names else text(language, BAD_REQUEST.text)
    return _problem(FILL_IN, sentence, detail, {"field": field})


def _problem(reason: Reason, sentence: str, detail: str, values: dict[str, str | int]) -> Problem:
    return Problem(f"urn:lahio:problem:{reason.code}", sentence, status_of(reason), reason.code, detail, values)


def status_of(reason: Reason) -> int:
    own: int | None = getattr(reason, "status", None)
    if own is not None:
        return own
    return 500 if reason.code == BROKEN.code else _STATUS[reason.kind]


def headers_of(problem: Problem) -> dict[str, str]:
    headers = {"Vary": "Accept-Language"}
    if problem.status == UNAVAILABLE:
        headers["Retry-After"] = RETRY_AFTER
    if "seconds" in problem.values:
        headers["Retry-After"] = str(problem.values["seconds"])
    return headers


def field_of(message: str) -> str:
    """The field that one of msgspec's validation messages is about: `choices[0].points`."""
    path, missing = _FIELD.search(message), _MISSING.search(message)
    return ".".join(match.group(1) for match in (path, missing) if match and match.group(1))
