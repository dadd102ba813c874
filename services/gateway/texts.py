"""What a page or problem needs beyond `shared.texts`: the reader's language, and percentages."""

from functools import lru_cache

from babel.numbers import format_percent

from shared.texts import Language


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
    return format_percent(
        share, "#,##0.0 %" if language is not Language.ENGLISH else "#,##0.0%", locale=language.locale
    )
