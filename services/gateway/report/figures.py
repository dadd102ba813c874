"""Figures as people read them: with their unit, year and level, and never a zero for what is unknown."""

from babel.numbers import format_decimal

from shared.contracts.indicators import IndicatorView
from shared.contracts.known_figures import FigureChange, KnownFigure
from shared.texts import Language, text, word


def indicator_name(language: Language, indicator: IndicatorView) -> str:
    return str(getattr(indicator.names, language))


def value_in_words(language: Language, figure: KnownFigure) -> str:
    if figure.value is None:
        return text(language, "unknown")
    return _with_unit(str(format_decimal(figure.value, locale=language)), figure.indicator.unit)


def place_in_words(language: Language, figure: KnownFigure) -> str:
    """Its year and level; nothing of an unknown one."""
    return f"{figure.year}, {word(language, figure.level)}" if figure.level else ""


def figure_in_words(language: Language, figure: KnownFigure) -> str:
    place = place_in_words(language, figure)
    return f"{value_in_words(language, figure)} ({place})" if place else value_in_words(language, figure)


def change_in_words(language: Language, change: FigureChange) -> str:
    if change.change is None:
        return word(language, change.trend)
    signed = str(format_decimal(change.change, "+#,##0.######;-#,##0.######", locale=language))
    return f"{_with_unit(signed, change.after.indicator.unit)}, {word(language, change.trend)}"


def _with_unit(number: str, unit: str) -> str:
    return f"{number}\N{NO-BREAK SPACE}{unit}" if unit else number
