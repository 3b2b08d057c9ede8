"""What every script keeps to: its form, its names, and how much it explains."""

import ast
import builtins
import inspect
import io
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from .bench.scripts import load_script
from .bench.specs import Case
from .helpers import (
    EVERY,
    EXAMPLES,
    ROOT,
    a_share_of_every_script,
    case_id,
    script_of,
)

pytestmark = pytest.mark.no_cover  # others execute the same lines

LINES = {"plain": 222, "fast": 257}  # of two layers, by style
MEASURING = 30  # more, to measure rows held back
SEVERAL = 20  # more, for metrics beside accuracy
SCHEDULED = 22  # more, for a rate that changes
ADAPTING = 20  # more, for an optimizer that keeps more than a velocity
LONGEST = 40  # lines of a function
AS_LONG_AS_THE_NETWORK = {"forward", "backward", "allocate"}
# Batches, validation, early stopping, checkpoints; every option
AS_LONG_AS_ITS_RULES = {"train": 90, "main": 90}
COMMENTS = {"plain": (50, 100), "fast": (40, 95)}  # per 100 lines of code
WIDTH = 88

# The same in every script, and what each is called with
CALLS = {
    "load_data": (),
    "initialize": (),
    "forward": ("x",),
    "loss": ("y",),
    "backward": ("x", "y"),
    "update": ("step",),
    "predict": ("x",),
    "train": (),
    "save": ("path",),
    "load": ("path",),
}
VECTORS = {"theta", "grad"}
OWN = {"allocate", "matmul"}  # not for callers
OWN |= {"find", "in_order", "read_csv", "read_npz", "read_idx", "read_array"}
OWN |= {"make_spiral", "make_vertical"}
OWN |= {"draw_regions", "draw_matrix", "draw_curve", "draw_answers"}
OWN |= {"check", "deviation_of", "line"}
OWN |= {"draw_mask", "normalize", "normalize_columns"}  # of fast scripts
OWN |= {"dot", "dropout", "softmax", "soften", "normalize_rows"}  # of plain scripts
OWN |= {"softmax_backward", "normalize_backward", "normalize_rows_backward"}
ASKED = {"prepare", "evaluate", "rate_at", "plot"}  # where the spec asks for it
ASKED |= {"main", "write_predictions", "read_rows", "show", "show_progress"}
ASKED |= {"write_history", "write", "read", "interrupt", "environment"}
ASKED |= {"checkpoint", "restore", "redraw"}
ASKED |= {"self_test", "check_gradient", "cost_at", "first_step"}
ASKED |= {"data_loss", "penalty", "accuracy", "top_1", "top_2", "mae", "r2", "within"}
READERS = {"read_csv", "in_order", "read_npz", "read_array"}  # files may be wrong
READERS |= {"save", "load", "write", "read", "checkpoint", "restore"}
READERS |= {"write_history", "read_rows", "write_predictions", "redraw"}
READERS |= {"plot"}  # matplotlib may be missing
READERS |= {"self_test", "main"}  # a gradient may be wrong, too
# What parts of a script need of Python's library
NEEDED = {"def read_": {"csv", "pathlib", "gzip"}, "def rate_at": {"math", "bisect"}}
NEEDED |= {"def plot": {"io"}, "def main": {"argparse", "csv"}, "json.": {"json"}}
NEEDED |= {"def interrupt": {"signal"}, "shutil.": {"shutil"}, "time.": {"time"}}

every_example = pytest.mark.parametrize("case", EXAMPLES, ids=case_id)


@cache
def tree_of(name: str) -> ast.Module:
    """Return the syntax of a case's script."""
    return ast.parse(script_of(name))


def functions(tree: ast.Module) -> list[ast.FunctionDef]:
    """Return the functions of a script."""
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


@a_share_of_every_script
def test_text_is_ascii_in_lines_of_unix(case: Case) -> None:
    text = script_of(case.id)
    assert text.isascii()
    assert not set(text) - set(map(chr, range(32, 127))) - {"\n"}
    assert text.endswith("\n") and not text.endswith("\n\n")
    assert not [line for line in text.split("\n") if line != line.rstrip()]
    assert not [line for line in text.split("\n") if len(line) > WIDTH]


def style_of(case: Case) -> str:
    """Return the style of a case's script."""
    style: str = case.spec.get("script", {}).get("style", "plain")
    return style


@every_example
def test_scripts_of_two_layers_are_short(case: Case) -> None:
    text = script_of(case.id)
    if sum(layer["type"] == "dense" for layer in case.spec["layers"]) > 2:
        return
    start, stop = (text.index(f"# ---- {title}") for title in ("Data ", "Parameters"))
    data = text[start:stop] if "def read_" in text else ""  # what a table takes
    allowed = LINES[style_of(case)] + MEASURING * ("def evaluate" in text)
    allowed += SEVERAL * any(f"def {name}" in text for name in ("r2", "top_"))
    allowed += SCHEDULED * ("def rate_at" in text)
    allowed += ADAPTING * ("spare = np.empty_like" in text)
    assert len(text.splitlines()) - len(data.splitlines()) <= allowed


@a_share_of_every_script
def test_functions_are_short(case: Case) -> None:
    for function in functions(tree_of(case.id)):
        length = (function.end_lineno or 0) - function.lineno + 1
        allowed = AS_LONG_AS_ITS_RULES.get(function.name, LONGEST)
        is_short = function.name in AS_LONG_AS_THE_NETWORK or length <= allowed
        assert is_short, f"{function.name} has {length} lines"


@every_example
def test_the_mathematics_is_explained(case: Case) -> None:
    low, high = COMMENTS[style_of(case)]
    comments, code = explained(script_of(case.id))
    assert low <= 100 * comments / code <= high, f"{comments} comments, {code} of code"


def explained(text: str) -> tuple[int, int]:
    """Return lines with a comment and lines of code, from Forward to Update.

    A docstring and a ruler are neither; a line may be both.
    """
    start, stop = (
        text.index(f"# ---- {title} ") for title in ("Forward", "Evaluation")
    )
    part = text[start:stop]
    tokens = list(tokenize.generate_tokens(io.StringIO(part).readline))
    comments = {t.start[0] for t in tokens if t.type == tokenize.COMMENT}
    comments -= {t.start[0] for t in tokens if t.string.startswith("# ----")}
    empty = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    empty |= {tokenize.COMMENT, tokenize.ENDMARKER}
    code = {t.start[0] for t in tokens if t.type not in empty}
    code -= {t.start[0] for t in tokens if t.string.startswith('"""')}
    return len(comments), len(code)


@a_share_of_every_script
def test_there_is_nothing_to_learn_but_numpy(case: Case) -> None:
    top = tree_of(case.id).body
    *library, own = (
        n
        for part in top
        for n in (part.body if isinstance(part, ast.Try) else [part])
        if isinstance(n, ast.Import | ast.ImportFrom)
    )
    assert ast.unparse(own) == "import numpy as np"
    modules = [getattr(n, "module", n.names[0].name) for n in library]
    needed = {"os", "sys"}
    for part, own_modules in NEEDED.items():
        needed |= own_modules if part in script_of(case.id) else set()
    assert set(modules) <= needed
    *rest, last = (
        n
        for n in top
        if getattr(n, "name", "") not in READERS and not isinstance(n, ast.Try)
    )
    assert isinstance(last, ast.If), "what runs only as a program ends a script"
    nodes = [node for each in rest for node in ast.walk(each)]
    never = ast.ClassDef | ast.AsyncFunctionDef | ast.Lambda | ast.Try | ast.With
    assert not [node for node in nodes if isinstance(node, never)]
    outside = {"open", "exec", "eval", "input", "compile", "__import__"}
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    assert outside <= set(dir(builtins)) and not names & outside


@a_share_of_every_script
def test_importing_draws_nothing(case: Case) -> None:
    body = [n for n in tree_of(case.id).body if not isinstance(n, ast.FunctionDef)]
    words = {n.attr for top in body for n in ast.walk(top) if hasattr(n, "attr")}
    assert not words & {"random", "default_rng", "RandomState", "load", "loadtxt"}


def rebound(tree: ast.Module) -> Iterator[str]:
    """Return where += and its like would bind a name of the module anew."""
    module = {n.id for top in tree.body for n in stored(top)}
    for function in functions(tree):
        for node in ast.walk(function):
            if isinstance(node, ast.Global):
                module |= set(node.names)
    for node in ast.walk(tree):
        target = node.target if isinstance(node, ast.AugAssign) else None
        if isinstance(target, ast.Name) and target.id in module:
            yield ast.unparse(node)


def stored(top: ast.stmt) -> list[ast.Name]:
    """Return the names that a statement outside functions binds."""
    if isinstance(top, ast.FunctionDef):
        return []
    names = (node for node in ast.walk(top) if isinstance(node, ast.Name))
    return [name for name in names if isinstance(name.ctx, ast.Store)]


@a_share_of_every_script
def test_module_arrays_are_written_in_place(case: Case) -> None:
    assert not list(rebound(tree_of(case.id)))


@a_share_of_every_script
def test_public_names_are_the_same_everywhere(case: Case) -> None:
    script = load_script(script_of(case.id))
    assert vars(script).keys() >= VECTORS
    defined = {function.name for function in functions(tree_of(case.id))}
    made = {name for name in defined if name.startswith("make_")}
    assert defined - made - OWN - ASKED == set(CALLS)
    for name, arguments in CALLS.items():
        inspect.signature(getattr(script, name)).bind(*arguments)


def test_ruff_finds_nothing(tmp_path: Path) -> None:
    (tmp_path / "generated").mkdir()
    for i, name in enumerate(EVERY):
        (tmp_path / "generated" / f"script_{i}.py").write_text(script_of(name))
    ruff = [sys.executable, "-m", "ruff", "check", "--no-cache"]
    for options in (["--isolated"], ["--config", str(ROOT / "pyproject.toml")]):
        command = [*ruff, *options, "generated"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
