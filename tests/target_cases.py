"""Targets that do not fit data or loss, and what is said of them."""

from .bench.specs import Spec

CROSS = {"type": "categorical_crossentropy"}
SQUARED = {"type": "mean_squared_error"}
BINARY = {"type": "binary_crossentropy"}
SINE = {"type": "sine", "samples": 30}
ARMS = {"type": "spiral", "samples": 20, "classes": 2}
LABELS = {"type": "csv", "path": "labels.csv", "target": "kind"}
NUMBERS = {"type": "csv", "path": "numbers.csv", "target": "kind"}

TO_SQUARED = '`type = "mean_squared_error"` in `[loss]`'
TO_CROSS = '`type = "categorical_crossentropy"` in `[loss]`'
ROWS = "the targets are numbers, which have no classes; leave it out"
FRACTIONS = "data.target: 30 numbers with fractions are no classes; "
FRACTIONS += "write the column of the classes, or "
TEXT = (
    'data.target: labels.csv:2: column "kind": "x" is not a number, and 29 more in it; '
)
TEXT += "write a column of numbers, or "
THREE = 'binary targets are of two classes, not 3: "x", "y", "z"; write '

CASES: list[tuple[Spec, Spec, list[str]]] = [
    (
        SINE,
        CROSS,
        [
            "NN036] data.type: the targets of sine are numbers, "
            f'which cannot be "classes"; write {TO_SQUARED}'
        ],
    ),
    (
        {**SINE, "targets": "classes"},
        CROSS,
        [
            "NN036] data.targets: the targets of sine are numbers, which cannot be "
            f'"classes"; write `targets = "values"`, and {TO_SQUARED}'
        ],
    ),
    (
        {**SINE, "targets": "one_hot"},
        SQUARED,
        [
            "NN036] data.targets: the targets of sine are numbers, "
            'which cannot be "one_hot"; write `targets = "values"`'
        ],
    ),
    (
        SINE,
        BINARY,
        [
            "NN036] data.type: the targets of sine are numbers, "
            f'which cannot be "binary"; write {TO_SQUARED}'
        ],
    ),
    (
        {**SINE, "class_map": {"0": "low"}},
        SQUARED,
        [f"NN036] data.class_map: {ROWS}"],
    ),
    (
        ARMS,
        SQUARED,
        [
            "NN036] data.type: the targets of spiral are classes, which cannot be "
            f'"values"; write `targets = "one_hot"`, or {TO_CROSS}'
        ],
    ),
    (
        {**ARMS, "type": "vertical", "targets": "values"},
        CROSS,
        [
            "NN036] data.targets: the targets of vertical are classes, which cannot be "
            '"values"; write `targets = "classes"`, or `targets = "one_hot"`'
        ],
    ),
    (
        {**ARMS, "targets": "classes"},
        BINARY,
        [
            "NN036] data.targets: binary_crossentropy does not take targets that are "
            '"classes"; write `targets = "binary"`, or `targets = "one_hot"`, '
            f"or {TO_CROSS}"
        ],
    ),
    (
        {**NUMBERS, "targets": "values"},
        CROSS,
        [
            "NN036] data.targets: categorical_crossentropy does not take targets that "
            'are "values"; write `targets = "classes"`, or `targets = "one_hot"`, '
            f"or {TO_SQUARED}"
        ],
    ),
    (
        {**ARMS, "classes": 3},
        BINARY,
        [
            "NN036] data.classes: binary targets are of two classes, not 3; "
            f'write `classes = 2`, or `targets = "one_hot"`, or {TO_CROSS}'
        ],
    ),
    (
        {**LABELS, "targets": "binary"},
        BINARY,
        [f'NN036] data.target: {THREE}`targets = "one_hot"`'],
    ),
    (
        {**LABELS, "classes": 3},
        BINARY,
        [
            f"NN036] data.classes: {THREE}`classes = 2`, "
            f'or `targets = "one_hot"`, or {TO_CROSS}'
        ],
    ),
    (
        {**LABELS, "path": "one.csv"},
        BINARY,
        [
            'NN032] data.target: every row is of the class "x"; write the column of '
            "the classes, or add rows of another class"
        ],
    ),
    (LABELS, SQUARED, [f'NN032] {TEXT}`targets = "one_hot"`, or {TO_CROSS}']),
    ({**LABELS, "targets": "values"}, SQUARED, [f'NN032] {TEXT}`targets = "one_hot"`']),
    (NUMBERS, CROSS, [f"NN032] {FRACTIONS}{TO_SQUARED}"]),
    (
        {**NUMBERS, "targets": "classes"},
        CROSS,
        [f'NN032] {FRACTIONS}`targets = "values"`, and {TO_SQUARED}'],
    ),
    (
        {**NUMBERS, "targets": "one_hot"},
        SQUARED,
        [f'NN032] {FRACTIONS}`targets = "values"`'],
    ),
    (
        {**NUMBERS, "classes": 2, "class_map": {"a": "b"}},
        SQUARED,
        [
            f"NN036] data.{key}: {ROWS}, or write in `[data]` "
            f'`targets = "one_hot"`, or {TO_CROSS}'
            for key in ("classes", "class_map")
        ],
    ),
    (
        {**NUMBERS, "inputs": 3},
        SQUARED,
        ["NN032] data.inputs: the file has 2 features, not 3; write `inputs = 2`"],
    ),
]

VALIDATION: list[tuple[Spec, Spec, Spec, list[str]]] = [
    (SINE, SINE, SQUARED, []),
    ({**NUMBERS, "features": ["a"]}, SINE, SQUARED, []),
    (SINE, {**NUMBERS, "features": ["b"], "targets": "values"}, SQUARED, []),
    (
        NUMBERS,
        ARMS,
        SQUARED,
        [
            "NN035] validation_data.type: the targets of spiral are classes, unlike "
            'those of the data; write `type = "csv"`, as in `[data]`'
        ],
    ),
    (
        ARMS,
        SINE,
        BINARY,
        [
            "NN035] validation_data.type: the targets of sine are numbers, unlike "
            'those of the data; write `type = "spiral"`, as in `[data]`'
        ],
    ),
    (
        NUMBERS,
        {**NUMBERS, "classes": 3, "targets": "one_hot"},
        SQUARED,
        [
            f"NN036] validation_data.classes: {ROWS}, or write in `[data]` "
            f'`targets = "one_hot"`, or {TO_CROSS}',
            "NN035] validation_data.targets: its targets would not be as the data's; "
            'write `targets = "values"`',
        ],
    ),
    (
        NUMBERS,
        {**LABELS, "features": ["a", "b"]},
        SQUARED,
        [
            'NN032] validation_data.target: labels.csv:2: column "kind": "x" is not a '
            "number, and 29 more in it; write a column of numbers, "
            f'or `targets = "one_hot"`, or {TO_CROSS}'
        ],
    ),
]
