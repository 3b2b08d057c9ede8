"""Tables that are not what their specs say, and what is said of them."""

from .bench.specs import Spec
from .tables import GOOD, HEAD

CELL = "; mend the file"

# what stands in the file, what the spec says of it, what is said
FILES: list[tuple[str | bytes, Spec, list[str]]] = [
    (
        GOOD,
        {"target": "kinds"},
        [
            'NN032] data.target: t.csv has no column "kinds"; did you mean "kind"? '
            'it has "a", "b", "kind"'
        ],
    ),
    (
        GOOD,
        {"target": "q", "features": ["a", "zz"]},
        [
            'NN032] data.target: t.csv has no column "q"; '
            'write one that it has, "a", "b", "kind"',
            'NN032] data.features[1]: t.csv has no column "zz"; '
            'write one that it has, "a", "b", "kind"',
        ],
    ),
    (
        GOOD,
        {"features": ["a", "a", "kind"]},
        [
            'NN032] data.features[1]: "a" stands in the list already; leave it out',
            'NN032] data.features[2]: "kind" is the target; leave it out',
        ],
    ),
    (
        "1,2,x\n3,4,y\n",
        {},
        [
            "NN032] data.target: t.csv:1: the first row looks like data, not like "
            'names of columns; add a row with the columns\' names, "kind" among them'
        ],
    ),
    (
        "a,b,kind,kind\n1,2,x,x\n",
        {},
        [
            'NN032] data.target: t.csv:1: 2 columns are called "kind"; '
            "give each its own name"
        ],
    ),
    (
        "a,,kind\n1,2,x\n",
        {},
        [
            "NN032] data.features: t.csv:1: column 2 has no name; "
            'write `features = ["a"]`, or give it a name'
        ],
    ),
    (
        HEAD + "1,2,x\n3,four,y\n\n5,six,y\n",
        {},
        [
            'NN032] data.features: t.csv:3: column "b": "four" is not a number, '
            "and 1 more in it" + CELL
        ],
    ),
    (
        HEAD + "1,2,x\n3, ,y\n",
        {},
        ['NN032] data.features: t.csv:3: column "b": the cell is empty' + CELL],
    ),
    (
        HEAD + "1,2,x\n3,4,\n",
        {},
        ['NN032] data.target: t.csv:3: column "kind": the cell is empty' + CELL],
    ),
    (
        HEAD + "1,2,x\n3,nan,y\n",
        {},
        [
            'NN032] data.features: t.csv:3: column "b": "nan" is not a finite number'
            + CELL
        ],
    ),
    (
        HEAD + "1,1e39,x\n3,4,y\n",
        {},
        ['NN032] data.features: t.csv:2: column "b": "1e39" is too large' + CELL],
    ),
    (
        HEAD + '1,2,"x\nx"\n3,y\n',
        {},
        ["NN032] data.path: t.csv:4: 2 cells under 3 columns" + CELL],
    ),
    (
        HEAD + "1,2,x,4\n",
        {},
        ["NN032] data.path: t.csv:2: 4 cells under 3 columns" + CELL],
    ),
    (
        HEAD.encode() + b"1,2,x\n3,4,\xe9\n",
        {},
        ["NN032] data.path: t.csv:3: byte 0xe9 is not UTF-8; save the file as UTF-8"],
    ),
    (
        HEAD + "1,2,x\n" * 9 + "\n" * 20000 + '3,4,"x"y\n',
        {},
        ["NN032] data.path: t.csv:20011: ',' expected after '\"'"],
    ),
    (
        "",
        {},
        [
            "NN032] data.path: t.csv:1: there is no header; "
            "write the names of the columns into its first row"
        ],
    ),
    (HEAD, {}, ["NN032] data.path: t.csv:1: there are no rows below the header"]),
    (
        HEAD + "1,2,x\n3,4,x\n",
        {},
        [
            'NN032] data.target: every row is of the class "x"; '
            "write the column of the classes, or add rows of another class"
        ],
    ),
    (
        "a;b;kind\n1;2;x\n",
        {},
        [
            'NN032] data.delimiter: t.csv:1: the header is one cell, "a;b;kind"; '
            'write `delimiter = ";"`'
        ],
    ),
    (
        "a\tb\tkind\n1\t2\tx\n",
        {},
        [
            'NN032] data.delimiter: t.csv:1: the header is one cell, "a\\tb\\tkind"; '
            'write `delimiter = "\\t"`'
        ],
    ),
    (
        "kind\nx\ny\n",
        {},
        [
            "NN032] data.features: t.csv:1: there is no column but the target; "
            "add a column for each feature"
        ],
    ),
    (GOOD, {"inputs": 3}, ["NN032] data.inputs: the file has 2 features, not 3; "]),
    (
        GOOD,
        {"classes": 4},
        [
            "NN032] data.classes: the file has 3 classes, not 4; write `classes = 3`: "
            'they are "x", "y", "z"'
        ],
    ),
    (
        GOOD,
        {"class_map": {"x": "one", "yy": "two", "z": "one"}},
        [
            'NN032] data.class_map: the label "y" has no name; did you mean "yy"? '
            'else add `y = "y"` to it',
            'NN032] data.class_map.yy: the data has no label "yy"; did you mean "y"? '
            'it has "x", "y", "z"',
            'NN032] data.class_map.z: "one" is the name of "x" too; '
            "give each class its own name",
        ],
    ),
    (
        GOOD,
        {"features": ["a"], "inputs": 2, "class_map": {"x": "x"}, "classes": 3},
        [
            "NN032] data.inputs: features has 1 column, not 2; write `inputs = 1`",
            "NN032] data.classes: class_map has 1 label, not 3; write `classes = 1`",
        ],
    ),
    (
        GOOD,
        {"delimiter": '"'},
        ['NN032] data.delimiter: "\\"" cannot stand between cells; '],
    ),
]
