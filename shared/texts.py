"""Sentences in the reader's language (gettext catalogues in `locales/`; English is the source), money and times."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time, get_timezone
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal

LOCALES = Path(__file__).parents[1] / "locales"
FINLAND = "Europe/Helsinki"
WORD = "word"  # the gettext context of single words that stand as values inside sentences
SAID_OFTEN = 8192  # sentences, amounts and times kept as they were said last: looking one up takes longer than a query


class Language(StrEnum):
    FINNISH = "fi"
    PLAIN_FINNISH = "fi-simple"  # selkosuomi
    SWEDISH = "sv"
    ENGLISH = "en"

    @property
    def locale(self) -> str:
        """Whose dates, numbers and names of things it uses; what `lang` says in a page."""
        return self.partition("-")[0]

    @property
    def own_name(self) -> str:
        return OWN_NAMES[self]


OWN_NAMES = {
    Language.FINNISH: "Suomi",
    Language.PLAIN_FINNISH: "Selkosuomi",
    Language.SWEDISH: "Svenska",
    Language.ENGLISH: "English",
}
FOLDERS = {Language.PLAIN_FINNISH: "fi_SIMPLE"}


@cache
def catalogue(language: Language) -> Catalog:
    """All of a language's files together; a room may keep its sentences in a file of its own."""
    together = Catalog(language.locale)
    for path in sorted((LOCALES / FOLDERS.get(language, language) / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language.locale):
                if message.id:  # the one without is the file's header
                    together[message.id] = message
    return together


def text(language: Language, sentence: str, values: Mapping[str, str | int] | None = None) -> str:
    """The sentence in `language`, with `values` in the places it names."""
    translated = _translated(language, sentence)
    if not values:
        return translated
    return translated.format_map({name: word(language, value) for name, value in values.items()})


@lru_cache(SAID_OFTEN, typed=True)
def word(language: Language, value: str | int) -> str:
    """A value inside a sentence: a phase or status by its name in `language`, anything else as it is."""
    return (
        _translated(language, value, WORD) if isinstance(value, str) else format_decimal(value, locale=language.locale)
    )


@lru_cache(SAID_OFTEN)
def _translated(language: Language, sentence: str, context: str | None = None) -> str:
    """Plain Finnish says in ordinary Finnish what is plain enough already."""
    message = catalogue(language).get(sentence, context)
    if message and message.string:
        return str(message.string)
    return _translated(Language.FINNISH, sentence, context) if language is Language.PLAIN_FINNISH else sentence


@lru_cache(SAID_OFTEN)
def euros(language: Language, cents: int) -> str:
    """Cents as euros; the decimals only where there are any."""
    pattern = Locale.parse(language.locale).currency_formats["standard"].pattern
    shown = pattern.replace(".00", "") if cents % 100 == 0 else pattern
    return format_currency(Decimal(cents) / 100, "EUR", shown, locale=language.locale, currency_digits=False)


@lru_cache(SAID_OFTEN)
def day(language: Language, date: date) -> str:
    return format_date(date, "long", locale=language.locale)


@lru_cache(SAID_OFTEN)
def moment(language: Language, time: datetime) -> str:
    """A time as people in Finland read it."""
    zone = get_timezone(FINLAND)
    clock = format_time(time, "short", tzinfo=zone, locale=language.locale)
    return text(language, "{day}, {clock}", {"day": day(language, time.astimezone(zone).date()), "clock": clock})


def until(language: Language, start: datetime, end: datetime) -> str:
    """The end of what began at `start`: without its day where that is the same."""
    zone = get_timezone(FINLAND)
    if start.astimezone(zone).date() != end.astimezone(zone).date():
        return moment(language, end)
    return str(format_time(end, "short", tzinfo=zone, locale=language.locale))
