"""The table of a sweep: means over seeds, and the order of its lines."""

from math import nan

from nngen.sweep.grid import make_grid
from nngen.sweep.table import make_table
from nngen.sweep.worker import Outcome

GRID = make_grid(("o.rate=1e-1,2,3", "seed=0,1"))
FLAT = make_grid(("o.rate=1e-1,2,3",))
BAD = Outcome(seconds=1)


def row(loss: float, acc: float = 0.5) -> Outcome:
    """Return the outcome of a run."""
    return Outcome(row={"loss": loss, "acc": acc})


def lines(table: str) -> list[list[str]]:
    """Return the words of a table, without the line under its header."""
    rows = [line.split() for line in table.splitlines()]
    return [rows[0], *rows[2:]]


def test_means_over_seeds() -> None:
    results = [
        (("1e-1", "0"), row(3, 0.1)),
        (("1e-1", "1"), row(5, 0.3)),
        (("2", "0"), row(1)),
        (("2", "1"), row(1.00002)),
    ]
    table = make_table(GRID, results, "loss", {"acc": True, "loss": False})
    assert table == (
        "rate      seeds    loss        std    acc     std\n"
        "------  -------  ------  ---------  -----  ------\n"
        "2             2       1  1.414e-05    0.5       0\n"
        "1e-1          2       4      1.414    0.2  0.1414"
    )


def test_a_metric_that_rises_is_sorted_down() -> None:
    results = [(("1e-1",), row(1, 0.2)), (("2",), row(2, 0.9)), (("3",), row(3, nan))]
    measured = {"loss": False, "acc": True}
    table = lines(make_table(FLAT, results, "acc", measured))
    assert table == [
        ["rate", "acc", "loss"],
        ["2", "0.9", "2"],
        ["1e-1", "0.2", "1"],
        ["3", "nan", "3"],
    ]


def test_what_diverges_comes_last() -> None:
    results = [
        (("1e-1", "0"), BAD),
        (("1e-1", "1"), BAD),
        (("2", "0"), row(1)),
        (("2", "1"), BAD),
        (("3", "0"), row(9)),
    ]
    table = lines(make_table(GRID, results, "loss", {"loss": False}))
    assert table == [
        ["rate", "seeds", "loss", "std", "diverged"],
        ["3", "1", "9"],
        ["2", "2", "1", "1", "of", "2"],
        ["1e-1", "2", "2", "of", "2"],
    ]
    flat = [(("2",), BAD), (("3",), row(9))]
    table = lines(make_table(FLAT, flat, "loss", {"loss": False}))
    assert table[1:] == [["3", "9"], ["2", "diverged"]]


def test_a_metric_that_some_do_not_have() -> None:
    results = [(("2",), Outcome(row={"loss": 1.0})), (("3",), row(9))]
    table = lines(make_table(FLAT, results, "acc", {"loss": False, "acc": True}))
    assert table == [["rate", "acc", "loss"], ["3", "0.5", "9"], ["2", "1"]]


def test_seeds_alone_and_nothing_swept() -> None:
    seeds = make_grid(("seed=0,1",))
    results = [(("0",), row(1)), (("1",), row(3))]
    table = lines(make_table(seeds, results, "loss", {"loss": False}))
    assert table == [["seeds", "loss", "std"], ["2", "2", "1.414"]]
    one = make_table(make_grid(("seed=0",)), [((), row(1))], "loss", {"loss": False})
    assert lines(one) == [["loss"], ["1"]]


def test_values_are_shown_as_they_were_written() -> None:
    grid = make_grid(("a=\u4e2d,x\x1b",))
    results = [(("x\x1b",), row(1)), (("\u4e2d",), row(2))]
    table = make_table(grid, results, "loss", {"loss": False})
    assert lines(table)[1:] == [[r"x\x1b", "1"], ["\u4e2d", "2"]]
