"""Elementwise functions: their formulas as lines of forward and backward.

Parts of a formula are computed where nothing is lost: in forward in the gradient's
array, which is free until backward; in backward in values that are not read again. Only
if that is not enough there are scratch arrays, shared by all functions of a width.
"""

from collections.abc import Iterator, Sequence

from nngen.engines.numpy.fast.arrays import Arrays, name_form
from nngen.engines.numpy.fast.calls import Stage, stages
from nngen.engines.numpy.fast.effects import effects_of
from nngen.engines.numpy.fast.memory import form_of
from nngen.engines.numpy.fast.operations import Formulas
from nngen.graph.graph import Node
from nngen.language.functions import Elementwise
from nngen.script.code import Array, Code, Lines
from nngen.script.formula import Symbol, write

MOST = 3  # scratch arrays that a formula may take
GRADIENT = "gradient"  # the memory of a gradient, which no value shares


def make_formulas(arrays: Arrays, node: Node) -> Formulas:
    """Return the lines of an operation, none where it is no elementwise function."""
    function = node.operation
    if not isinstance(function, Elementwise):
        return Formulas()
    value, backward = function.formulas()
    symbols, scratch = name_symbols(arrays, node, function), spare(arrays, node)
    known = symbols | {array.name: on_its_own(array) for array in scratch}
    names = [array.name for array in scratch]
    dz = symbols.get("dz")
    free = ["dz"] if dz else []
    forth = list(stages(value, "a", known, [*free, *names]))
    back: list[Stage] = []
    if dz:
        rooms = [["a"], ["a", "z"]] if is_read_no_more(arrays, node.xs[0]) else [["a"]]
        tried = [list(stages(backward, "dz", known, [*r, *names])) for r in rooms]
        back = min(tried, key=lambda found: len(taken(scratch, found)))
    overflows = function.overflows if dz else function.overflows & {"value"}
    return Formulas(
        forward=forward_lines(forth, symbols),
        backward=backward_lines(back, symbols, arrays, node) if back else (),
        scratch=taken(scratch, forth + back),
        overflows=overflows,
    )


def name_symbols(
    arrays: Arrays, node: Node, function: Elementwise
) -> dict[str, Symbol]:
    """Return what the names of the formulas stand for; no gradients, no dz and da."""
    options = {k: v for k, v in function.model_dump().items() if k != "type"}
    symbols = {name: Symbol(code=repr(v), math=repr(v)) for name, v in options.items()}
    for name, number in function.constants.items():
        symbols[name] = Symbol(code=repr(number), math=f"{number:.6g}")
    x, homes = node.xs[0], arrays.memory.homes
    z, a = arrays.value(x), arrays.value(node.y)
    symbols |= {
        "pi": Symbol(code="np.pi", math="pi"),
        "z": Symbol(code=z.name, math=z.math, memory=f"value {homes[x]}"),
        "a": Symbol(code=a.name, math=a.math, memory=f"value {homes[node.y]}"),
    }
    dz, da = arrays.share(node, x), arrays.gradient(node.y)
    if dz is not None and da is not None:
        # a function's own gradient and its share of another lie where da does
        symbols["dz"] = Symbol(code=dz.name, math=dz.math, memory=GRADIENT)
        symbols["da"] = Symbol(code=da.name, math=da.math, memory=GRADIENT)
    return symbols


def is_read_no_more(arrays: Arrays, value: int) -> bool:
    """Return whether a value is not read after its only reader's backward step."""
    if value == 0 or len(arrays.graph.readers[value]) > 1:
        return False
    if value in arrays.memory.signs.values():  # its maker reads the signs in backward
        return False
    maker = arrays.graph.nodes[value - 1].operation
    return "y" not in effects_of(maker).reads and not maker.concatenates


def spare(arrays: Arrays, node: Node) -> tuple[Array, ...]:
    """Return the scratch arrays that a function may take."""
    dims, form = arrays.dims(node.y), name_form(form_of(arrays.graph.shapes[node.y]))
    ends = ("", *(f"_{i}" for i in range(2, MOST + 1)))
    names = [Code(f"scratch_{form}{end}") for end in ends]
    return tuple(Array(name=name, math=name, dims=dims) for name in names)


def on_its_own(array: Array) -> Symbol:
    """Return an array that shares memory with no other."""
    return Symbol(code=array.name, math=array.math, memory=array.name)


def taken(scratch: Sequence[Array], found: Sequence[Stage]) -> tuple[Array, ...]:
    """Return the scratch arrays that stages write to."""
    return tuple(s for s in scratch if any(stage.writes(s.name) for stage in found))


def forward_lines(
    found: Sequence[Stage], symbols: dict[str, Symbol]
) -> tuple[Lines, ...]:
    """Return the lines of forward."""
    dz = symbols.get("dz")
    uses_gradient = dz is not None and any(stage.writes(dz.code) for stage in found)
    note = f", {dz.code} being free until backward" if dz and uses_gradient else ""
    *named, last = found
    text = f"{symbols['a'].math} = {write(last.tree, last.symbols, 0)}{note}"
    return *map(name_lines, named), Lines(equation=Code(text), calls=last.code)


def backward_lines(
    found: Sequence[Stage], symbols: dict[str, Symbol], arrays: Arrays, node: Node
) -> tuple[Lines, ...]:
    """Return the lines of backward."""
    dz = arrays.share(node, node.xs[0])
    assert dz is not None  # its stages have been made
    *named, last = found
    held = {stage.target.code for stage in named}
    text = f"{dz.math} {dz.gets} {write(last.tree, last.symbols, 0)}"
    overwritten = [
        symbol.math
        for symbol in (symbols["a"], symbols["z"])
        if last.writes(symbol.code) and symbol.code not in held
    ]
    lost = f", overwriting {' and '.join(overwritten)}" if overwritten else ""
    whole = Lines(
        equation=Code(f"{text}{lost}{dz.note}"),
        calls=last.code,
        more=tuple(reasons(arrays, node)),
    )
    return *map(name_lines, named), whole


def reasons(arrays: Arrays, node: Node) -> Iterator[Code]:
    """Return why a value may be asked for its signs when another is in its memory."""
    if node.y in arrays.memory.signs:
        a, d = arrays.value(node.y), arrays.value(arrays.memory.signs[node.y])
        da = arrays.gradient(node.y)
        assert da is not None  # as backward has lines for it
        yield Code(
            f"{a.name} holds {d.math} by now: where that alone is 0, {da.math} is 0 too"
        )


def name_lines(stage: Stage) -> Lines:
    """Return the lines of a part of a formula that has a name."""
    text = f"{stage.name.upper()} = {write(stage.tree, stage.symbols, 0)}"
    return Lines(
        equation=Code(f"{text}, held in {stage.target.code}"), calls=stage.code
    )
