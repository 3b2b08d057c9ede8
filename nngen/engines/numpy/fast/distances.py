"""Losses of each number by itself, in a script's own names."""

from dataclasses import dataclass

from nngen.engines.numpy.fast.arrays import Arrays
from nngen.engines.numpy.fast.calls import calls
from nngen.language.losses import Distance
from nngen.script.code import NOTHING, Array, Code, Lines
from nngen.script.formula import Symbol, equation, inline, without
from nngen.script.formula import parse as parse_formula


@dataclass(frozen=True, kw_only=True)
class Distances:
    """A loss of each number by itself, in a script's own names."""

    value: Lines
    """Its equation, and the calls that give the mean."""
    error: Code
    """What e is in these, "" if they do without."""
    gradient: Lines


def shaped(outputs: int) -> Code:
    """Return the targets in the shape of the output; other sizes are refused."""
    return Code("y.reshape(1, N)" if outputs == 1 else f"y.reshape(N, {outputs}).T")


def make_distances(arrays: Arrays, loss: Distance, p: Array, dx: Array) -> Distances:
    """Return a loss of each number by itself, and its gradient."""
    (outputs,) = arrays.graph.shapes[arrays.scores]
    options = {name: Symbol(code=name.upper(), math=name) for name in loss.constants()}
    symbols = options | {
        "p": Symbol(code=p.name, math=p.math, memory="value"),
        "y": Symbol(code=shaped(outputs), math="Y", memory="targets"),
        "e": Symbol(code="e", math="E"),
        "dp": Symbol(code=dx.name, math=dx.math, memory="gradient"),
        "n": Symbol(code="N", math="N"),
        "k": Symbol(code=str(outputs), math=str(outputs)),
    }
    value = inline(parse_formula(loss.value), symbols)
    text = f"the mean of {equation(loss.value, symbols)}"
    error = NOTHING
    if loss.error:
        e = inline(parse_formula(loss.error), symbols)
        error = Code(f"e = {e}  # E = {equation(loss.error, symbols)}")
    gradient = without("k", loss.gradient) if outputs == 1 else loss.gradient
    back = Lines(
        equation=Code(f"{dx.math} = {equation(gradient, symbols)}"),
        calls=tuple(map(Code, calls(gradient, "dp", symbols))),
    )
    return Distances(
        value=Lines(equation=Code(text), calls=(Code(value),)),
        error=error,
        gradient=back,
    )
