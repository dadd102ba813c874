"""No hidden count can be computed from what is shown."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as some

from shared.suppression import SMALLEST_SHOWN, Shown, suppressed, suppressed_within

Table = list[list[int]]


def test_a_table_without_small_counts_is_shown_whole() -> None:
    assert suppressed([[5, 0], [7, 12]]) == Shown(((5, 0), (7, 12)), (5, 19), (12, 12), 24)


def test_a_single_small_count_hides_the_smallest_others_that_would_give_it_away() -> None:
    shown = suppressed([[3, 20, 9], [30, 40, 50], [8, 60, 7]])
    assert shown.cells == ((None, 20, None), (30, 40, 50), (None, 60, None))
    assert (shown.rows, shown.columns, shown.total) == ((32, 120, 75), (41, 120, 66), 227)


def test_a_small_total_is_hidden_and_nothing_else_gives_it_away() -> None:
    shown = suppressed([[3], [20]])
    assert shown.cells == ((None,), (None,))
    assert shown.rows == (None, None)


def test_a_nought_is_hidden_where_it_would_give_a_small_count_away() -> None:
    assert suppressed([[3, 0], [2, 9]]).cells[0] == (None, None)


def test_counts_whose_totals_are_told_elsewhere_are_kept_or_there_is_no_table() -> None:
    assert suppressed_within([[3], [20]]) is None
    assert suppressed_within([[3, 6], [20, 9]]) == Shown(((None, None), (None, None)), (9, 29), (23, 15), 38)
    assert suppressed_within([[1, 0], [0, 9]]) is not None  # (0, 1), (1, 8) would have the same totals


tables = some.tuples(some.integers(1, 3), some.integers(1, 3)).flatmap(
    lambda size: some.lists(
        some.lists(some.integers(0, 9), min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


@given(tables)
def test_each_hidden_count_could_be_another(table: Table) -> None:
    shown = suppressed(table)
    small = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) if 0 < count < SMALLEST_SHOWN]
    assert all(shown.cells[i][j] is None for i, j in small)
    assert_kept(table, shown)


@given(tables)
def test_each_hidden_count_could_be_another_where_all_totals_are_told(table: Table) -> None:
    shown = suppressed_within(table)
    if shown is not None:
        assert None not in (*shown.rows, *shown.columns, shown.total)
        assert_kept(table, shown)


def assert_kept(table: Table, shown: Shown) -> None:
    """For each hidden count, and each hidden total, there is another table that shows the same."""
    hidden = [(i, j) for i, row in enumerate(shown.cells) for j, count in enumerate(row) if count is None]
    told = flat(shown)
    varied: set[int] = set()
    for steps in product((-1, 0, 1), repeat=len(hidden)):
        other = [list(row) for row in table]
        for (i, j), step in zip(hidden, steps, strict=True):
            other[i][j] += step
        counts = whole(other)
        if min(counts) >= 0 and all(one in {None, count} for one, count in zip(told, counts, strict=True)):
            varied |= {n for n, (now, then) in enumerate(zip(whole(table), counts, strict=True)) if now != then}
    assert {n for n, count in enumerate(told) if count is None} <= varied


def whole(table: Table) -> list[int]:
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    return [*(count for row in table for count in row), *rows, *columns, sum(rows)]


def flat(shown: Shown) -> list[int | None]:
    return [*(count for row in shown.cells for count in row), *shown.rows, *shown.columns, shown.total]
