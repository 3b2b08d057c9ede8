"""From a graph to the plan of its script."""

import ast
import textwrap
from collections.abc import Iterator

from nngen.graph import Graph
from nngen.plan.arrays import Arrays
from nngen.plan.draws import plan_draws
from nngen.plan.memory import plan_memory
from nngen.plan.names import name_values
from nngen.plan.parameters import lay_out
from nngen.plan.plan import Data, Log, Metric, Plan, Setting
from nngen.plan.records import Buffer, Code, Group, Head, SpecText
from nngen.plan.steps import (
    head_buffers,
    lodgers,
    make_head,
    make_step,
    make_update,
)

WIDEST_SUMMARY = 50  # characters
WIDEST_COPY = 32  # features; copying 64 was measured to cost more


def make_plan(graph: Graph) -> Plan:
    """Return all that the script of a graph says."""
    spec = graph.spec
    columns = spec.numerics.arithmetic == "native"
    names = name_values(graph)
    stacked = stack_nodes(graph) if columns else frozenset[int]()
    memory = plan_memory(graph, stacked)
    arrays = Arrays(graph, names, memory, columns)
    layout = lay_out(graph, names, stacked)
    body = range(len(graph.nodes) - 1)
    steps = tuple(make_step(arrays, layout, i, i in stacked) for i in body)
    head = make_head(arrays)
    draws = plan_draws(graph, names)
    return Plan(
        name=Code(spec.name),
        description=SpecText(spec.description),
        digest=Code(spec.digest()),
        summary=Code(summarize(graph)),
        arithmetic=spec.numerics.arithmetic,
        rng=f"random/{spec.numerics.rng}.py.jinja",
        dtype=Code(f"np.{spec.numerics.dtype}"),
        columns=columns,
        class_axis=0 if columns else 1,
        discard=spec.numerics.discard,
        settings=tuple(make_settings(graph)),
        data=make_data(graph),
        size=layout.size,
        views=layout.views,
        vectors=tuple(map(Code, remembered(graph))),
        draws=draws,
        random=any(draw.options.draws for draw in draws),
        buffers=group_buffers(arrays, head),
        entry=arrays.with_ones(0) if 0 in memory.ones else None,
        steps=steps,
        head=head,
        noun=Code(spec.loss.fuses.noun),
        backward=tuple(step for step in reversed(steps) if step.dy is not None),
        update=make_update(graph),
        log=make_log(graph),
    )


def stack_nodes(graph: Graph) -> frozenset[int]:
    """Return the nodes that read x over a row of ones, kernel and bias joined.

    Below a hidden value the row costs nothing. The data must be copied to get one: only
    narrow rows cost less than adding biases and summing their gradients.
    """
    return frozenset(
        i
        for i, node in enumerate(graph.nodes)
        if tuple(p.role for p in node.parameters) == node.operation.stacked != ()
        and (node.x != 0 or graph.facts.features <= WIDEST_COPY)
    )


def remembered(graph: Graph) -> list[str]:
    """Return the names of the vectors that the optimizer's rules write."""
    optimizer = graph.spec.optimizer
    targets = {rule.target for rule in optimizer.rules()}
    return [name for letter, name in optimizer.vectors.items() if letter in targets]


def summarize(graph: Graph) -> str:
    """Return the network in a few words: its widths, or how many layers it has."""
    widths = [node.y for node in graph.nodes if node.parameters]
    texts = [str(graph.shapes[value][0]) for value in (0, *widths)]
    text = " -> ".join(texts)
    if len(text) <= WIDEST_SUMMARY:
        return f"network {text}"
    return f"network of {len(widths)} layers, {texts[0]} -> ... -> {texts[-1]},"


def make_settings(graph: Graph) -> Iterator[Setting]:
    """Return the constants of a script, in the order a reader meets them."""
    spec = graph.spec
    yield Setting(Code("SEED"), spec.seed)
    yield Setting(Code("EPOCHS"), spec.training.epochs)
    if spec.training.log_every > 1:
        yield Setting(Code("LOG_EVERY"), spec.training.log_every)
    fields = type(spec.optimizer).model_fields
    formulas = [spec.optimizer.schedule(), *(r.value for r in spec.optimizer.rules())]
    trees = [ast.walk(ast.parse(formula)) for formula in formulas]
    used = {n.id for tree in trees for n in tree if isinstance(n, ast.Name)}
    for name in fields:
        if name in used:
            yield Setting(Code(name.upper()), getattr(spec.optimizer, name))


def make_data(graph: Graph) -> Data:
    """Return the rows that load_data makes."""
    spec, facts = graph.spec, graph.facts
    dtype = spec.numerics.dtype
    # the frozen stream gives the arrays of the nnfs package, which are float32
    made = "float32" if spec.numerics.rng == "mt19937" else dtype
    return Data(
        f"data/{spec.data.type}.py.jinja",
        Code(spec.data.type),
        spec.data,
        Code(f"np.{made}"),
        Code("x" if made == dtype else f"x.astype(np.{dtype})"),
        facts.rows,
        facts.features,
        spec.data.normals(),
    )


def group_buffers(arrays: Arrays, head: Head) -> tuple[Group, ...]:
    """Return the buffers: those of a layer together, or all, if one line names them."""
    groups = [
        layer_buffers(arrays, n, head) for n in range(arrays.names.numbers[-1] + 1)
    ]
    together = [buffer for group in groups for buffer in group]
    if len(name_lines(together, ["N", "rows"])) == 1:
        groups = [together]
    firsts = [["N", "rows"]] + [[]] * len(groups)
    filled = zip([group for group in groups if group], firsts, strict=False)
    return tuple(Group(name_lines(g, first), tuple(g)) for g, first in filled)


def layer_buffers(arrays: Arrays, number: int, head: Head) -> list[Buffer]:
    """Return the buffers of the values of one number: the layer's, then gradients."""
    memory, numbers = arrays.memory, arrays.names.numbers
    values = [v for v in range(1, len(memory.homes)) if numbers[v] == number]
    buffers = arrays.entry() if number == 1 else []
    for value in values:
        if memory.homes[value] == value:
            buffers += arrays.value_buffers(value, lodgers(arrays, head, value))
    for value in values:
        if memory.gradients[value] == value:
            buffers += arrays.gradient_buffers(value)
    if number == numbers[-1]:
        buffers += head_buffers(arrays, head)
    return buffers


def name_lines(group: list[Buffer], first: list[str]) -> tuple[Code, ...]:
    """Return the names of buffers, behind others, in lines as wide as a script's."""
    names = [*first, *(name for buffer in group for name in buffer.names)]
    lines = textwrap.wrap(", ".join(names), 77)
    return tuple(Code(line.rstrip(",")) for line in lines)


def make_log(graph: Graph) -> Log:
    """Return when and what training reports."""
    always = graph.spec.training.log_every == 1
    labels = [metric.label for metric in graph.metrics]
    return Log(
        always,
        Code("each" if always else "every LOG_EVERY"),
        tuple(
            Metric(f"metrics/{metric.type}.py.jinja", Code(metric.label))
            for metric in graph.metrics
        ),
        Code("".join(f'"{label}": {label}, ' for label in labels)),
        Code("".join(f"{label}: {{{label}:.3f}}, " for label in labels)),
    )
