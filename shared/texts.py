"""Sentences in the reader's language (gettext catalogues in `locales/`; English is the source), money and times."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time, get_timezone
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal

LOCALES = Path(__file__).parents[1] / "locales"
FINLAND = "Europe/Helsinki"
WORD = "word"  # the gettext context of single words that stand as values inside sentences


class Language(StrEnum):
    FINNISH = "fi"
    SWEDISH = "sv"
    ENGLISH = "en"


@cache
def catalogue(language: Language) -> Catalog:
    """All of a language's files together; a room may keep its sentences in a file of its own."""
    together = Catalog(language)
    for path in sorted((LOCALES / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:  # the one without is the file's header
                    together[message.id] = message
    return together


def text(language: Language, sentence: str, values: Mapping[str, str | int] | None = None) -> str:
    """The sentence in `language`, with `values` in the places it names."""
    translated = _translated(language, sentence)
    if not values:
        return translated
    return translated.format_map({name: word(language, value) for name, value in values.items()})


def word(language: Language, value: str | int) -> str:
    """A value inside a sentence: a phase or status by its name in `language`, anything else as it is."""
    return _translated(language, value, WORD) if isinstance(value, str) else format_decimal(value, locale=language)


def _translated(language: Language, sentence: str, context: str | None = None) -> str:
    message = catalogue(language).get(sentence, context)
    return str(message.string) if message and message.string else sentence


def euros(language: Language, cents: int) -> str:
    """Cents as euros; the decimals only where there are any."""
    pattern = Locale.parse(language).currency_formats["standard"].pattern
    shown = pattern.replace(".00", "") if cents % 100 == 0 else pattern
    return format_currency(Decimal(cents) / 100, "EUR", shown, locale=language, currency_digits=False)


def day(language: Language, date: date) -> str:
    return format_date(date, "long", locale=language)


def moment(language: Language, time: datetime) -> str:
    """A time as people in Finland read it."""
    zone = get_timezone(FINLAND)
    return f"{day(language, time.astimezone(zone).date())} {format_time(time, 'short', tzinfo=zone, locale=language)}"
