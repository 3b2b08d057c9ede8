"""Arrays that are not what their specs say, and what is said of them."""

from typing import Any

import numpy as np

from .array_files import ROWS, X, Y
from .bench.specs import Spec

AS_CLASSES = "save classes as 0, 1, 2, ..., "
UNIQUE = "which np.unique(y, return_inverse=True)[1] gives"
VALUES = 'write `targets = "values"`'
DEEP = "(12, 2, 3)"

Arrays = dict[str, Any]

# what stands in the file, what the spec says of it, what is said
CLASSES: list[tuple[Arrays, Spec, list[str]]] = [
    (
        {},
        {"y": "yy"},
        ['y: t.npz has no array "yy"; did you mean "y"? it has "x", "y"'],
    ),
    (
        {"x_train": X},
        {"x": "x_trian", "y": "labels"},
        [
            'x: t.npz has no array "x_trian"; did you mean "x_train"? '
            'it has "x", "y", "x_train"',
            'y: t.npz has no array "labels"; '
            'write one that it has, "x", "y", "x_train"',
        ],
    ),
    (
        {"y": Y[1:]},
        {},
        ["y: t.npz: y has 11 rows, x 12; save as many"],
    ),
    ({"x": X[:0], "y": Y[:0]}, {}, ["x: t.npz: x has no rows; "]),
    ({"x": np.array(3.0)}, {}, ["x: t.npz: x has the shape (); "]),
    (
        {"y": np.eye(3)[Y]},
        {},
        [
            "y: t.npz: y has the shape (12, 3), and a row has one target; save class "
            "indices, as y.argmax(axis=1) where these are one-hot rows; with "
            '`targets = "one_hot"` the script makes the rows'
        ],
    ),
    (
        {"y": np.zeros((12, 1, 1), int)},
        {},
        [
            "y: t.npz: y has the shape (12, 1, 1), not (12,); "
            "save one target for each row"
        ],
    ),
    (
        {},
        {"x": "y", "y": "x"},
        [
            f"x: t.npz: y has the shape (12,), x {DEEP}: they look swapped; "
            'write `x = "x"` and `y = "y"`'
        ],
    ),
    (
        {"x": X[:, 0, 0]},
        {},
        [
            "x: t.npz: x has the shape (12,): its rows have no numbers of their own; "
            "write `inputs = 1` to take each number for a row"
        ],
    ),
    (
        {},
        {"inputs": 5},
        ["inputs: t.npz: x has 6 numbers in a row, not 5; write `inputs = 6`"],
    ),
    (
        {"y": Y - 1},
        {},
        [
            "y: t.npz: y[0] is -1, and classes are numbered 0, 1, 2, ...; "
            + AS_CLASSES
            + UNIQUE
        ],
    ),
    (
        {"y": Y + 0.5},
        {},
        [
            "y: t.npz: y[0] is 0.5, and classes are numbered 0, 1, 2, ...; write "
            '`type = "mean_squared_error"` in `[loss]`, or ' + AS_CLASSES + UNIQUE
        ],
    ),
    (
        {"y": np.where(np.arange(ROWS) == 7, np.nan, Y)},
        {},
        ["y: t.npz: y[7] is nan, and classes are numbered 0, 1, 2, ...; "],
    ),
    (
        {"y": np.where(np.arange(ROWS) == 7, np.inf, Y)},
        {},
        ["y: t.npz: y[7] is inf, and classes are numbered 0, 1, 2, ...; "],
    ),
    (
        {"y": Y + 65536 * (Y > 1)},
        {},
        ["y: t.npz: y[2] is 65538, and the largest class is 65535; "],
    ),
    (
        {"y": Y + 1},
        {},
        [
            "y: no row is of the class 0; number the classes 0, 1, 2, ..., "
            + UNIQUE
            + "; or where the gap is meant write `classes = 4`",
        ],
    ),
    (
        {"y": Y * 2},
        {},
        ["y: no row is of the class 1, nor of 1 more; number the classes 0, 1, 2, "],
    ),
    (
        {"y": Y * 2},
        {"classes": 6},
        ["classes: no row is of the class 5; write `classes = 5`"],
    ),
    (
        {},
        {"classes": 5},
        ["classes: no row is of the class 3, nor of 1 more; write `classes = 3`"],
    ),
    (
        {},
        {"classes": 2},
        [
            "classes: t.npz: y goes up to 2: the file has 3 classes, not 2; "
            "write `classes = 3`"
        ],
    ),
    (
        {"y": 0 * Y},
        {},
        [
            'y: every row is of the class "0"; '
            "write the array of the classes, or add rows of another class"
        ],
    ),
    (
        {},
        {"class_map": {"0": "a", "1": "b"}},
        ['class_map: the label "2" has no name; add `2 = "2"` to it'],
    ),
    (
        {},
        {"class_map": {"0": "a", "1": "b"}, "classes": 3},
        ["classes: class_map has 2 labels, not 3; write `classes = 2`"],
    ),
    (
        {"x": np.array(["a"] * ROWS)},
        {},
        ["x: t.npz: x holds texts, not numbers; save it as numbers"],
    ),
    (
        {"x": X + 1j, "y": np.array(["2026-01-01"] * ROWS, "datetime64[D]")},
        {},
        [
            "x: t.npz: x holds complex numbers, not real ones; save it as numbers",
            "y: t.npz: y holds dates, not numbers; save it as numbers",
        ],
    ),
    (
        {"y": np.zeros(ROWS, [("a", int)])},
        {},
        ["y: t.npz: y holds records, not numbers; save it as numbers"],
    ),
    (
        {"y": np.array([None] * ROWS)},
        {},
        ["y: t.npz: y: it holds objects of Python, whose pickles are not read; "],
    ),
    (
        {"y": Y.astype(np.longdouble)},
        {},
        [
            'y: t.npz: y holds numbers of type "<f16", not of 8 bytes or fewer; '
            "save it as numbers"
        ],
    ),
    (
        {"a b": Y + 9},
        {"y": "a b", "classes": 3},
        ['classes: t.npz: "a b" goes up to 11: the file has 12 classes, not 3; '],
    ),
]
