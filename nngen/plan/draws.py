"""How parameters start: those of one initializer together, in the stream's order."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from nngen.graph.graph import Graph
from nngen.language.initializers import Initializer
from nngen.plan.names import Names
from nngen.plan.plan import Draw
from nngen.plan.records import Code, bracket, listed

WIDEST_LOOP = 84  # characters, in a function's body


@dataclass(frozen=True, kw_only=True)
class Start:
    """One array and its initializer."""

    role: str
    name: Code
    fans: dict[str, int]
    initializer: Initializer


def plan_draws(graph: Graph, names: Names) -> tuple[Draw, ...]:
    """Return how all arrays start that do not start at zero.

    Only what draws has an order to keep; what does not comes first.
    """
    starts = list(all_starts(graph, names))
    fixed = [start for start in starts if not start.initializer.draws]
    fixed.sort(key=lambda start: repr(start.initializer))
    drawn = [start for start in starts if start.initializer.draws]
    groups = groupby(fixed + drawn, lambda start: start.initializer)
    return tuple(join(initializer, list(group)) for initializer, group in groups)


def all_starts(graph: Graph, names: Names) -> Iterator[Start]:
    """Return the arrays in the order of layers, less those that start at zero."""
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
    """Return how arrays of one initializer start: directly, or in a loop."""
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
