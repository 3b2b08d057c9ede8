"""How parameters start; neighbours with one initializer share a loop."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from nngen.graph.graph import Graph
from nngen.language.initializers import Initializer
from nngen.script.code import Code, bracket, listed
from nngen.script.names import Names

WIDEST_LOOP = 84  # characters, in a function's body


@dataclass(frozen=True, kw_only=True)
class Draw:
    """The start of one array, or of several with one initializer in a loop."""

    template: str
    loop: Code
    name: Code
    fan_in: int | Code
    fan_out: int | Code
    options: Initializer


@dataclass(frozen=True, kw_only=True)
class Start:
    """One array and its initializer."""

    role: str
    name: Code
    fans: dict[str, int]
    initializer: Initializer


def plan_draws(graph: Graph, names: Names) -> tuple[Draw, ...]:
    """Return the starts of all arrays that do not start at zero.

    Those that are not drawn come first. The others keep the order of the layers, since
    each draws on from where the stream is.
    """
    starts = list(all_starts(graph, names))
    fixed = [start for start in starts if not start.initializer.draws]
    fixed.sort(key=lambda start: repr(start.initializer))
    drawn = [start for start in starts if start.initializer.draws]
    groups = groupby(fixed + drawn, lambda start: start.initializer)
    return tuple(join(initializer, list(group)) for initializer, group in groups)


def all_starts(graph: Graph, names: Names) -> Iterator[Start]:
    """Yield the arrays that do not start at zero, in the order of the layers."""
    for node in graph.nodes:
        for parameter in (*node.parameters, *node.running):
            if not parameter.initializer.blank:
                name = Code(f"{parameter.role}{names.tags[node.y]}")
                fans = dict(zip(("fan_in", "fan_out"), parameter.fans, strict=True))
                yield Start(
                    role=parameter.role,
                    name=name,
                    fans=fans,
                    initializer=parameter.initializer,
                )


def join(initializer: Initializer, starts: list[Start]) -> Draw:
    """Return the start of arrays with one initializer: one line, or a loop."""
    template = f"initializers/{initializer.type}.py.jinja"
    first = starts[0]
    if not starts[1:]:
        return Draw(
            template=template,
            loop=Code(""),
            name=first.name,
            **first.fans,
            options=initializer,
        )
    same = all(start.role == first.role for start in starts)
    name = Code(first.role if same else "each")
    items: list[tuple[int | Code, ...]] = [
        (s.name, *(s.fans[fan] for fan in initializer.fans)) for s in starts
    ]
    targets = listed((name, *map(Code, initializer.fans)))
    values = bracket(tuple(bracket(i) if i[1:] else i[0] for i in items))
    loop = Code(f"for {targets} in {values}:")
    if len(loop) > WIDEST_LOOP:
        each = "".join(f"    {bracket(i) if i[1:] else i[0]},\n" for i in items)
        loop = Code(f"for {targets} in (\n{each}):")
    return Draw(
        template=template,
        loop=loop,
        name=name,
        fan_in=Code("fan_in"),
        fan_out=Code("fan_out"),
        options=initializer,
    )
