"""Formulas to write and to work out, and what they mean."""

import ast
import re
from typing import Any

import numpy as np
from hypothesis import strategies as st

from nngen.language.base import kinds_in
from nngen.language.functions import AnyFunction, Elementwise, Elu, LeakyRelu, Softmax
from nngen.script.formula import Symbol

Arrays = dict[str, Any]


def where(condition: Any, value: Any, other: Any) -> Any:
    """Return the one or the other, and no number where not both are finite."""
    finite = np.isfinite(value) & np.isfinite(other)
    return np.where(finite, np.where(condition, value, other), np.nan)


NAMES = ("z", "a", "da", "dz")
MEANING: Arrays = {
    "max": np.maximum,
    "min": np.minimum,
    "abs": np.abs,
    "exp": np.exp,
    "expm1": np.expm1,
    "log": np.log,
    "log1p": np.log1p,
    "sqrt": np.sqrt,
    "tanh": np.tanh,
    "where": where,
    "pi": np.pi,
    "np": np,
}
FUNCTIONS: dict[str, Elementwise] = {
    **{kind.__name__: kind() for kind in kinds_in(AnyFunction) if kind is not Softmax},
    "Elu of 0.5": Elu(alpha=0.5),
    "Elu of 2": Elu(alpha=2.0),
    "LeakyRelu of 0.3": LeakyRelu(negative_slope=0.3),
    "LeakyRelu of 1": LeakyRelu(negative_slope=1.0),
}


def symbols_of(homes: dict[str, str]) -> dict[str, Symbol]:
    """Return the symbols of z, a, da and dz, each in a memory, and of a number."""
    symbols = {
        name: Symbol(code=f"{name}1", math=name.upper(), memory=homes[name])
        for name in homes
    }
    return symbols | {
        "c": Symbol(code="RATE", math="c"),
        "pi": Symbol(code="np.pi", math="pi"),
    }


def apart() -> dict[str, str]:
    """Return a memory for each."""
    return {name: name for name in NAMES}


def numbers(function: Elementwise) -> dict[str, float]:
    """Return the numbers that a function's formulas name."""
    fields = {k: v for k, v in function.model_dump().items() if k != "type"}
    return fields | function.constants


def evaluate(formula: str, values: Arrays) -> Any:
    """Return what a formula gives, its stages one after the other."""
    *named, last = ast.parse(formula).body
    known = MEANING | values
    exec("\n".join(map(ast.unparse, named)), known)
    return eval(ast.unparse(last), known)


def terms(leaves: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return sums, products, quotients, squares and functions of formulas."""
    pairs = st.tuples(leaves, st.sampled_from("+-*/"), leaves)
    functions = st.sampled_from(["exp", "tanh", "expm1"])
    return st.one_of(
        pairs.filter(lambda p: p[1:] != ("/", "0")).map(
            "({0[0]} {0[1]} {0[2]})".format
        ),
        st.tuples(functions, leaves).map("{0[0]}({0[1]})".format),
        leaves.map("max(0, {})".format),
        leaves.map("min({}, 1)".format),
        leaves.map("exp(-{})**2".format),
        leaves.map("-expm1({})".format),
    )


def choices(leaves: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return terms, sizes, and choices between two formulas."""
    signs = st.sampled_from(["<", "<=", ">", ">="])
    parts = st.tuples(st.sampled_from(NAMES[:3]), signs, leaves, leaves)
    found = parts.map("where({0[0]} {0[1]} 0.5, {0[2]}, {0[3]})".format)
    return terms(leaves) | leaves.map("abs({})".format) | found


def reads_an_array(text: str) -> bool:
    """Tell whether a formula reads z, a or da."""
    return bool(re.search(r"\b(z|a|da)\b", text))


LEAF = st.sampled_from(["z", "a", "da", "c", "1", "2", "0.5", "0"])
TERMS = terms(st.recursive(LEAF, terms, max_leaves=6)).filter(reads_an_array)
CHOICES = choices(st.recursive(LEAF, choices, max_leaves=6)).filter(reads_an_array)
