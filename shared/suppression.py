"""Small counts in a table are hidden, and with them as much else as would give them away.

A table is rows x columns of counts; each row, each column and the whole has a total, and whoever reads it can subtract.
With its totals a table is a flow that goes round: total → columns → rows → row totals → total. So a hidden count can be
told exactly unless another flow, the same in all that is shown, has another count there: a circle through hidden counts
along which one can be added and taken away, none falling below 0.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

SMALLEST_SHOWN = 5

Place: TypeAlias = tuple[int, int]
"""Row and column; the row behind the last holds the columns' totals, the column behind the last the rows'."""
Node: TypeAlias = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """None stands for what is hidden."""

    cells: tuple[tuple[int | None, ...], ...]
    rows: tuple[int | None, ...]
    columns: tuple[int | None, ...]
    total: int | None


def suppressed(table: Sequence[Sequence[int]]) -> Shown:
    """What may be shown of `table`: counts from 1 to 4 are hidden, also as totals, and none of them can be computed."""
    grid = _Grid(table)
    hidden = {place for place in grid.counts if 0 < grid.counts[place] < SMALLEST_SHOWN}
    grid.hide_enough(hidden, frozenset(grid.counts))
    return grid.shown(hidden)


def suppressed_within(table: Sequence[Sequence[int]]) -> Shown | None:
    """The same where all totals are told elsewhere; None if the counts cannot be kept from whoever knows them."""
    grid = _Grid(table)
    hidden = {place for place in grid.inside if 0 < grid.counts[place] < SMALLEST_SHOWN}
    return grid.shown(hidden) if grid.hide_enough(hidden, grid.inside) else None


class _Grid:
    """A table with its totals."""

    def __init__(self, table: Sequence[Sequence[int]]) -> None:
        widened = [[*row, sum(row)] for row in table]
        widened.append([sum(column) for column in zip(*widened, strict=True)])
        self.height, self.width = len(table), len(widened[-1]) - 1
        self.counts = {(i, j): count for i, row in enumerate(widened) for j, count in enumerate(row)}
        self.inside = frozenset((i, j) for i in range(self.height) for j in range(self.width))

    def hide_enough(self, hidden: set[Place], may: frozenset[Place]) -> bool:
        """Adds to `hidden` out of `may`, smallest first, until nothing in it can be computed; whether that succeeds."""
        small = frozenset(hidden)
        while exposed := self._exposed(hidden):
            candidates = may - hidden
            if not candidates:
                return False
            hidden.add(min(candidates, key=lambda one: self._reluctance(one, exposed, hidden)))
        for place in sorted(hidden - small, key=lambda one: (one in self.inside, -self.counts[one], one)):
            if not self._exposed(hidden - {place}):
                hidden.remove(place)
        return True

    def shown(self, hidden: set[Place]) -> Shown:
        def told(i: int, j: int) -> int | None:
            return None if (i, j) in hidden else self.counts[i, j]

        return Shown(
            tuple(tuple(told(i, j) for j in range(self.width)) for i in range(self.height)),
            tuple(told(i, self.width) for i in range(self.height)),
            tuple(told(self.height, j) for j in range(self.width)),
            told(self.height, self.width),
        )

    def _reluctance(self, place: Place, exposed: set[Place], hidden: set[Place]) -> tuple[bool, bool, bool, int, Place]:
        """Of what stands beside an exposed count, the smallest; totals after counts; no 0 that everybody can tell."""
        i, j = place
        beside = any(i == row or j == column for row, column in exposed)
        ends = ((i, self.width), (self.height, j))
        told = any(self.counts[end] == 0 and end not in hidden for end in ends if end != place)
        return not beside, told, place not in self.inside, self.counts[place], place

    def _exposed(self, hidden: set[Place]) -> set[Place]:
        return {place for place in hidden if not self._varies(place, hidden)}

    def _varies(self, place: Place, hidden: set[Place]) -> bool:
        start, end = self._arc(place)
        others = hidden - {place}
        return self._leads(end, start, others) or (self.counts[place] > 0 and self._leads(start, end, others))

    def _leads(self, start: Node, end: Node, along: set[Place]) -> bool:
        """Whether one can be moved from `start` to `end`: added forwards, or taken away backwards where one is."""
        steps: dict[Node, set[Node]] = defaultdict(set)
        for place in along:
            from_, to = self._arc(place)
            steps[from_].add(to)
            if self.counts[place]:
                steps[to].add(from_)
        reached, edge = {start}, [start]
        while edge and end not in reached:
            found = steps[edge.pop()] - reached
            reached |= found
            edge.extend(found)
        return end in reached

    def _arc(self, place: Place) -> tuple[Node, Node]:
        """From total to columns, from columns to rows, from rows to their totals, and round again."""
        row, column = ("row", place[0]), ("column", place[1])
        turned = (place[0] == self.height) != (place[1] == self.width)
        return (row, column) if turned else (column, row)
