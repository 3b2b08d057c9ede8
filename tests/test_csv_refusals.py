"""What scripts refuse in a table: one line that names row and column, exit code 2."""

from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

import pytest

from .bench.asserts import printed
from .bench.scripts import Script
from .tables import HEAD, load, put, table_spec, written

FORMS = {"known": {}, "open": {"inputs": 2, "classes": 3}}

# what stands in the file, the line and what is said of it
WRONG: list[tuple[str | bytes, str]] = [
    ("a,kind\n1,x\n", "1: column 'b' stands 0 times, not once, in ['a', 'kind']"),
    (
        "a,b,b,kind\n1,2,3,x\n",
        "1: column 'b' stands 2 times, not once, in ['a', 'b', 'b', 'kind']",
    ),
    ("", "1: column 'kind' stands 0 times, not once, in []"),
    (HEAD + "1,2,x\n3,y\n", "3: 2 cells under 3 columns"),
    (HEAD + "1,2,x\n\n3,4,y,5\n", "4: 4 cells under 3 columns"),
    (HEAD + "1,2,x\n3,,y\n", "3: column 'b': '' is not a finite number"),
    (HEAD + "1,2,x\n3,4 m,y\n", "3: column 'b': '4 m' is not a finite number"),
    (HEAD + "1,2,x\ninf,4,y\n", "3: column 'a': 'inf' is not a finite number"),
    (HEAD + "1,2,x\n3,NaN,y\n", "3: column 'b': 'NaN' is not a finite number"),
    (HEAD + '1,"\n2;\n",x\n', "4: column 'b': '\\n2;\\n' is not a finite number"),
    (HEAD + "1,2,x\n3,4,q\n", "3: column 'kind': 'q' is none of ['x', 'y', 'z']"),
    (HEAD + "1,2,x\n3,4,\n", "3: column 'kind': '' is none of ['x', 'y', 'z']"),
    (HEAD.encode() + b"1,2,x\n" * 9999 + b"1,2,\xe9\n", "10001: this is not UTF-8"),
    (b"\xe9," + HEAD.encode() + b"1,2,x\n", "1: this is not UTF-8"),
    (HEAD + '1,2,"x"x\n', "2: ',' expected after '\"'"),
    (HEAD + f"1,2,{'x' * 200_000}\n", "2: field larger than field limit (131072)"),
    (HEAD + "\n", "1: there are no rows below the header"),
]
OPEN: list[tuple[str | bytes, str]] = [
    (HEAD + "1,2,x\n3,4,y\n", "1: column 'kind' has 2 classes, not 3"),
    (HEAD + "1,2,x\n3,4,\n", "3: column 'kind' has an empty cell"),
    (
        HEAD + "".join(f"1,2,{k}\n" for k in "xyzw"),
        "5: column 'kind': 'w' is a class too many",
    ),
    ("a,kind\n1,x\n", "1: there are 1 features, not 2"),
]


@pytest.mark.parametrize(
    ("form", "text", "line"),
    [("known", *row) for row in WRONG] + [("open", *row) for row in OPEN],
)
def test_refusals(form: str, text: str | bytes, line: str, folder: Path) -> None:
    script = load(written(table_spec(FORMS[form]), folder))
    done = run_refused(script, put(folder, text))
    assert done == f"{folder / 't.csv'}:{line}\n"


def run_refused(script: Script, path: Path) -> str:
    """Return what is printed to stderr of a table that is refused."""
    with redirect_stderr(StringIO()) as text, pytest.raises(SystemExit) as stop:
        printed(lambda: script.load_data(path))
    assert stop.value.code == 2
    return text.getvalue()


def test_float32_has_a_largest_number(folder: Path) -> None:
    spec = table_spec(numerics={"dtype": "float32"})
    script = load(written(spec, folder))
    line = run_refused(script, put(folder, HEAD + "1,2,x\n1e39,2,y\n"))
    assert line.endswith(":3: column 'a': '1e39' is not a finite number\n")


def test_one_class_more_than_a_byte_holds(folder: Path) -> None:
    spec = table_spec({"inputs": 2, "classes": 256}, units=256)
    (folder / "t.csv").unlink()
    script = load(written(spec, folder))
    path = put(folder, HEAD + "".join(f"1,2,{i}\n" for i in range(257)))
    assert run_refused(script, path).endswith(
        ":258: column 'kind': '256' is a class too many\n"
    )
