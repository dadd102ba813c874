"""A table as the page and the paper show it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    words: str
    address: str = ""


@dataclass(frozen=True)
class Table:
    """`widths`: of the columns, as parts of the whole. `note`: what to know of its signs. `bars`: what the page draws
    above it, each with its name, its value in words and its share in hundredths."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    note: str = ""
    bars: tuple[tuple[str, str, str], ...] = ()


def cells(words: Iterable[str]) -> tuple[Cell, ...]:
    return tuple(Cell(one) for one in words)
