"""Training and predicting execute every line of a script but its guards.

A guard is known by its syntax: what ends training at a loss that is not finite, what
refuses rows, and what runs only as a program.
"""

import ast
import sys
from collections.abc import Callable, Iterator
from types import CodeType, FrameType
from typing import Any
from unittest.mock import patch

import pytest

from .bench.asserts import printed
from .bench.scripts import PLACE, Script
from .bench.specs import Case
from .helpers import EVERY, a_share_of_every_script, a_style_of_each, script_of
from .programs import use_program

pytestmark = pytest.mark.no_cover  # others execute the same lines

EPOCHS = 4
FILE = "<traced script>"
CALLS = ("main()", "train()", 'plot(train(), "bench.png")')  # what a program does

Tracer = Callable[[FrameType, str, Any], Any]


def is_guard(test: ast.expr) -> bool:
    """Tell whether a condition is that of a guard."""
    text = ast.unparse(test)
    return text == "__name__ == '__main__'" or text.startswith("not np.isfinite(")


def guarded(source: str) -> set[int]:
    """Return the lines that only a guard's condition leads to."""
    return {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.If) and is_guard(node.test) and not node.orelse
        for statement in node.body
        for line in range(statement.lineno, (statement.end_lineno or 0) + 1)
    }


def codes(code: CodeType) -> Iterator[CodeType]:
    """Return a code object and all within it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes(constant)


# What good files and options never need, and what is said on another machine
RARE = (
    "raise ValueError(",
    "raise OSError(",
    "raise AssertionError(",
    "parser.error(",
    'print("another NumPy',
    'print("gradient: not',
)


def refusals(source: str) -> set[int]:
    """Return the lines that only a table with something wrong in it leads to."""
    lines = set[int]()
    for node in ast.walk(ast.parse(source)):
        body = getattr(node, "body", [])
        wrong = isinstance(node, ast.ExceptHandler)
        if isinstance(node, ast.If):
            text = ast.unparse(body[0]).replace("'", '"')
            wrong = text.startswith(RARE)
        if wrong:
            end = body[-1].end_lineno or 0
            lines |= set(range(body[0].lineno, end + 1))
            lines |= {node.lineno} if isinstance(node, ast.ExceptHandler) else set()
    return lines


def executable(code: CodeType) -> set[int]:
    """Return the lines that hold code."""
    return {line for c in codes(code) for _, _, line in c.co_lines() if line}


def watch(lines: set[int]) -> Tracer:
    """Return a tracer that adds the lines of scripts that are executed."""

    def trace(frame: FrameType, event: str, argument: Any) -> Tracer | None:
        if frame.f_code.co_filename != FILE:
            return None
        lines.add(frame.f_lineno)
        return trace

    return trace


def missed(source: str, use: Callable[[Script], Any]) -> list[str]:
    """Return the lines that loading a script and using it do not execute."""
    code, lines, before = compile(source, FILE, "exec"), set[int](), sys.gettrace()
    script: Any = type(sys)("traced")
    script.__file__ = str(PLACE)
    sys.settrace(watch(lines))
    try:
        exec(code, vars(script))
        printed(lambda: use(script))
    finally:
        sys.settrace(before)
    text = source.splitlines()
    left = executable(code) - lines - guarded(source) - refusals(source)
    return [f"{line}: {text[line - 1].strip()}" for line in sorted(left)]


def use_all(script: Script) -> None:
    """Train for a few epochs, evaluate where that can be, predict on more rows.

    A warm-up may be longer than that: the rate of a late step is asked for. The loss is
    too, whose parts training adds up by itself where it tells them apart.
    """
    script.EPOCHS = EPOCHS
    log = script.train()
    if hasattr(script, "PATIENCE"):
        script.PATIENCE = 0  # stops at once
        script.train()
    if hasattr(script, "rate_at"):
        script.rate_at(10**6)
    x, y = script.load_data()[:2]
    if hasattr(script, "evaluate"):
        script.evaluate(x, y)
    script.forward(x)
    script.loss(y)
    script.predict(x[[*range(len(x)), 0]])
    with patch("matplotlib.figure.Figure.savefig"):  # slow, and no line of its own
        use_program(script)
        if hasattr(script, "plot"):
            script.plot(log, "picture.png")._repr_png_()


@a_style_of_each(EVERY.values())
def test_training_and_predicting_execute_every_line(case: Case) -> None:
    assert not missed(script_of(case.id), use_all)


@a_share_of_every_script
def test_guards_are_few(case: Case) -> None:
    source = script_of(case.id)
    lines = source.splitlines()
    found = [lines[line - 1].strip() for line in sorted(guarded(source))]
    ends = found[: found.index("raise FloatingPointError(")]
    ends = [line for line in ends if not line.startswith("signal.signal(")]
    assert ends == ["break"] * (1 + ("sums[-1]" in source))
    run = found[found.index("try:") :]
    assert run[1] in CALLS and len(run) == (12 if run[1] == "main()" else 5)


def test_a_line_that_never_runs_is_found() -> None:
    source = script_of(next(iter(EVERY)))
    end = "    return log\n"
    idle = source.replace(end, f"    if not log:\n        x = y\n{end}")
    assert idle != source
    assert [line.split(": ")[1] for line in missed(idle, use_all)] == ["x = y"]


def test_what_is_not_called_is_found() -> None:
    source = script_of(next(iter(EVERY)))
    left = missed(source, lambda script: script.load_data())
    assert any("rate = update(" in line for line in left)
