"""What a page or problem needs beyond `shared.texts`: the reader's language, and percentages."""

from functools import lru_cache

from babel.numbers import format_percent

from shared.contracts.analytics import Participation
from shared.texts import Language, text


@lru_cache(256)
def preferred(accept_language: str) -> Language:
    """The best of RFC 9110 `Accept-Language`; Finnish where nothing fits."""
    weighted = []
    for item in accept_language.split(","):
        tag, _, weight = item.strip().partition(";q=")
        weighted.append((_weight(weight), tag.strip().lower()[:2]))
    weighted.sort(key=lambda pair: -pair[0])
    return next((Language(tag) for weight, tag in weighted if weight and tag in set(Language)), Language.FINNISH)


def _weight(text: str) -> float:
    try:
        return float(text or "1")
    except ValueError:
        return 0.0


def percent(language: Language, share: float) -> str:
    pattern = "#,##0.0%" if language is Language.ENGLISH else "#,##0.0 %"
    return format_percent(share, pattern, locale=language.locale)


def turnout(language: Language, counted: Participation) -> str:
    """Never a zero where somebody has voted."""
    if counted.ballots and counted.eligible_voters and not counted.turnout_per_mille:
        return text(language, "under {percent}", {"percent": percent(language, 0.001)})
    return percent(language, counted.turnout_per_mille / 1000)
