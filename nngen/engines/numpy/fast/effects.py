"""What an operation or a loss does to the arrays of a fast script.

The formulas of elementwise functions say so themselves. All else says it in the first
lines of its template, beside the calls that it is about:

    {% set effects = {"reads": ["x"], "joined": ["W", "b"]} %}
"""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from nngen.language.functions import Elementwise
from nngen.language.losses import Loss
from nngen.language.operations import Operation
from nngen.shipped import shipped

STATED = re.compile(r"\{% set effects = (\{.*?\}) %\}", re.DOTALL)
ENDS = {"z": "x", "a": "y"}  # what formulas call x and y


@dataclass(frozen=True, kw_only=True)
class Effects:
    """What the lines of an operation from x to y do to arrays, roles by their names."""

    reads: frozenset[str] = frozenset()
    """Which of "x" and "y" backward reads."""
    reads_sign: bool = False
    """Whether it reads y only to see where y is above 0."""
    keeps_sign: bool = False
    """Whether y has the sign of x wherever dL/dx need not be 0."""
    in_place: bool = False
    """Whether y may overwrite an x."""
    gradient_in_place: bool = False
    """Whether dL/dx may overwrite dL/dy."""
    adds: bool = False
    """Whether its own lines add to gradients that other readers have begun."""
    joined: tuple[str, ...] = ()
    """The kernel and the bias that are one matrix where x has a row of ones."""
    upright: frozenset[str] = frozenset()
    """The parameters and averages that are columns, to meet each column of x."""
    reuses_input: frozenset[str] = frozenset()
    """The saved arrays that may overwrite x."""
    sums_columns: bool = False
    """Whether it sums over the columns by a product with ones."""


@dataclass(frozen=True, kw_only=True)
class LossEffects:
    """What the forward lines of a loss leave for the loss itself; {} is the scores."""

    saved: Mapping[str, str] = field(default_factory=dict)
    """A name and the meaning of what has a number for each row."""
    shifted: str = ""
    """What is left in place of the scores, "" if they stay as they are."""


def template_of(kind: Operation | Loss, formulas: bool) -> str:
    """Return the template of a kind, `formulas` being whether formulas define it."""
    folder = kind.folder if isinstance(kind, Operation) else "losses"
    return f"{folder}/{'elementwise' if formulas else kind.type}.py.jinja"


def effects_of(operation: Operation) -> Effects:
    """Return the effects of an operation."""
    if not isinstance(operation, Elementwise):
        return stated_effects(template_of(operation, formulas=False))
    effects = stated_effects(template_of(operation, formulas=True))
    return replace(effects, **effects_of_formula(type(operation).backward))


def effects_of_loss(template: str) -> LossEffects:
    """Return the effects of the loss that a template prints."""
    return LossEffects(**read_stated(template))


@cache
def stated_effects(template: str) -> Effects:
    """Return the effects that the template of an operation states."""
    stated = read_stated(template)
    for name in ("reads", "upright", "reuses_input"):
        stated[name] = frozenset(stated.get(name, ()))
    return Effects(**stated | {"joined": tuple(stated.get("joined", ()))})


def read_stated(template: str) -> dict[str, Any]:
    """Return what a template states, by name; nothing if it states no effects."""
    text = (shipped("templates") / "numpy" / "fast" / template).read_text("utf-8")
    found = STATED.search(text)
    return dict(ast.literal_eval(found[1])) if found else {}


@cache
def effects_of_formula(backward: str) -> dict[str, Any]:
    """Return which values a backward formula reads, and whether only y's sign."""
    tree = ast.parse(backward)
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    signs = [ast.unparse(n) for n in ast.walk(tree) if isinstance(n, ast.Compare)]
    return {
        "reads": frozenset(ENDS[name] for name in names if name in ENDS),
        "reads_sign": 0 < names.count("a") == signs.count("a > 0"),
    }
