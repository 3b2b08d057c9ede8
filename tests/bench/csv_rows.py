"""Read rows from a table, cell by cell, as a spec's data of type csv defines them."""

import csv
from functools import cache
from pathlib import Path

import numpy as np

from .autodiff import Array
from .records import Normals, Options, Rows

POINTS = Path(__file__).parent / "data" / "points.csv"
MORE = POINTS.with_name("more.csv")  # fewer rows, other columns
SIDES = POINTS.with_name("sides.csv")  # two classes
SEMICOLONS = POINTS.with_name("semicolons.csv")
SPECS = Path(__file__).parents[2] / "specs"  # a path is relative to its spec's folder

Table = tuple[list[str], list[list[str]]]


def csv_rows(options: Options, normals: Normals) -> Rows:
    """Return features and labels, or numbers in their place; nothing is drawn."""
    header, lines = _table(options)
    places = [header.index(name) for name in features(options)]
    x = np.array([[float(line[place]) for place in places] for line in lines])
    if options["targets"] == "values":
        return x, np.array([[float(cell)] for cell in _targets(options)])
    order = csv_labels(options)
    return x, np.array([order.index(label) for label in _targets(options)])


def features(options: Options) -> list[str]:
    """Return the columns of features: the chosen ones, or all but the target."""
    header, _ = _table(options)
    others = [name for name in header if name != options["target"]]
    return list(options.get("features", others))


def csv_labels(options: Options) -> list[str]:
    """Return the raw labels in the order of their indices.

    They are those that a class_map names, those of the training data if these rows
    are held back, or all there are; numbers have none.
    """
    if options["targets"] == "values":
        return []
    if "all_labels" in options:
        return list(options["all_labels"])
    return in_order(set(options.get("class_map", _targets(options))))


def in_order(labels: set[str]) -> list[str]:
    """Return labels by number if each is one, else alphabetically."""
    try:
        return sorted(labels, key=lambda label: (float(label), label))
    except ValueError:
        return sorted(labels)


def assert_table(options: Options, x: Array, y: Array) -> None:
    """Assert that there is a row for each line, and that each class has one.

    Numbers are as many, and close to the cells as text.
    """
    assert x.shape == (len(_targets(options)), len(features(options))), x.shape
    if options["targets"] == "values":
        cells = [f"{value:.3f}" for value in y[:, 0]]
        assert cells == [f"{float(cell):.3f}" for cell in _targets(options)], cells
        return
    assert set(y) == set(range(len(csv_labels(options)))), f"classes {set(y)}"


def _targets(options: Options) -> list[str]:
    """Return the label of each line."""
    header, lines = _table(options)
    return [line[header.index(options["target"])] for line in lines]


def _table(options: Options) -> Table:
    """Return the header and the lines below it."""
    return _cells(SPECS / options["path"], options.get("delimiter", ","))


@cache
def _cells(path: Path, delimiter: str) -> Table:
    """Return stripped cells; a line without any is left out."""
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.reader(file, delimiter=delimiter)
        lines = [[cell.strip() for cell in line] for line in reader]
    header, *rest = [line for line in lines if any(line)]
    return header, rest
