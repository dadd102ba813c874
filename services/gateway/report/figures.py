"""Figures as people read them: with their unit, year and level, and never a zero for what is unknown."""

from decimal import Decimal

from babel.numbers import format_decimal

from shared.contracts.indicators import IndicatorView
from shared.contracts.known_figures import FigureChange, KnownFigure
from shared.texts import Language, text, word

PERCENT = "%"
UNSIGNED = "#,##0.######"
SIGNED = f"+{UNSIGNED};-{UNSIGNED}"


def indicator_name(language: Language, indicator: IndicatorView) -> str:
    return str(getattr(indicator.names, language.locale))


def value_in_words(language: Language, figure: KnownFigure) -> str:
    if figure.value is None:
        return text(language, "unknown")
    return with_unit(language, figure.value, figure.indicator)


def with_unit(language: Language, value: str, indicator: IndicatorView) -> str:
    return _with_unit(str(format_decimal(value, UNSIGNED, locale=language.locale)), indicator.unit)


def place_in_words(language: Language, figure: KnownFigure) -> str:
    """Its year and level; nothing of an unknown one."""
    return f"{figure.year}, {word(language, figure.level)}" if figure.level else ""


def figure_in_words(language: Language, figure: KnownFigure) -> str:
    place = place_in_words(language, figure)
    return f"{value_in_words(language, figure)} ({place})" if place else value_in_words(language, figure)


def change_in_words(language: Language, change: FigureChange) -> str:
    if change.change is None:
        return word(language, change.trend)
    pattern = SIGNED if Decimal(change.change) else UNSIGNED
    signed = str(format_decimal(change.change, pattern, locale=language.locale))
    return f"{_with_unit(signed, change_unit(language, change))}, {word(language, change.trend)}"


def change_unit(language: Language, change: FigureChange) -> str:
    """From 20 % to 19 % is a change of one percentage point, and of five percent."""
    unit = change.after.indicator.unit
    return text(language, "percentage points") if unit == PERCENT else unit


def _with_unit(number: str, unit: str) -> str:
    if unit[:1].isdigit():  # a scale, such as 1–5
        return f"{number}\N{NO-BREAK SPACE}({unit})"
    return f"{number}\N{NO-BREAK SPACE}{unit}" if unit else number
