"""What every page of a script needs, whatever the engine."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path

from nngen.graph.graph import Graph
from nngen.script.code import Code, SpecText, fold_call
from nngen.script.data import make_data
from nngen.script.data_records import Data, Setting
from nngen.script.draws import Draw, plan_draws
from nngen.script.loop import make_loop, make_stopping
from nngen.script.loop_records import Loop, Stopping
from nngen.script.names import Names, name_values
from nngen.script.numbers import name_numbers, number_settings
from nngen.script.output import Output, make_output
from nngen.script.parameters import View, in_order, lay_out
from nngen.script.penalty import Penalty, make_penalty
from nngen.script.plot import Plot, make_plot, plot_imports
from nngen.script.program import Program, imports, make_outputs, make_program
from nngen.script.self_test import SelfTest, make_self_test
from nngen.script.update import make_update
from nngen.script.update_records import Update

WIDEST_SUMMARY = 50  # characters


@dataclass(frozen=True, kw_only=True)
class Script:
    """What every page of a script needs, whatever the engine."""

    origin: Code
    description: SpecText
    digest: Code
    summary: Code
    key: Code
    """What letters in the equations of some operations mean."""
    is_nnfs: bool
    """Whether the arithmetic is that of the book and its nnfs package."""
    rng: str
    dtype: Code
    discard: int
    imports: tuple[Code, ...]
    settings: tuple[Setting, ...]
    data: Data
    names: Names
    size: int
    """How many numbers theta holds."""
    starts_at_zero: bool
    """Whether all of them start at zero, as before initialize."""
    layout: tuple[tuple[View, ...], ...]
    """By node: the parts of theta."""
    draws: tuple[Draw, ...]
    output: Output
    has_averages: bool
    """Whether forward collects running averages in training."""
    twofold: bool
    """Whether forward does something else in training than afterwards."""
    penalty: Penalty | None
    update: Update
    loop: Loop
    stopping: Stopping | None
    program: Program
    plot: Plot | None
    self_test: SelfTest | None

    @property
    def training(self) -> Code:
        """The arguments of forward after x in training."""
        return Code(", training=True" if self.twofold else "")

    @property
    def vectors(self) -> tuple[Code, ...]:
        """What starts at zero beside theta: running averages, the optimizer's own."""
        averages = [Code("running")] if self.has_averages else []
        return (*averages, *self.update.vectors)

    @property
    def refusal(self) -> Code:
        """What refuses rows of another shape, or with numbers that are not finite."""
        rows = f"finite (N, {self.data.dims})"
        text = f'f"x is {{x.shape}}, must be {rows}; for a row write [x]"'
        return fold_call("raise ValueError(", text, ")", indent=8)

    @property
    def random(self) -> bool:
        """Whether any parameter is drawn."""
        return any(draw.options.draws for draw in self.draws)


def make_script(graph: Graph, folder: Path) -> Script:
    """Return what every page says of a graph, in the folder where its script stands."""
    names = name_values(graph)
    layout = lay_out(graph, names)
    data, penalty = make_data(graph, folder), make_penalty(graph, names)
    update, output = make_update(graph, in_order(layout)), make_output(graph)
    stopping = make_stopping(graph)
    program = make_program(graph, data, output, update, stopping)
    parameters = [p for node in graph.nodes for p in node.parameters]
    modules = {*imports(program), *data.imports, *update.imports, *plot_imports(graph)}
    return Script(
        origin=Code(name_origin(graph.name)),
        description=SpecText(text=graph.description),
        digest=Code(graph.digest),
        summary=Code(summarize(graph)),
        key=Code("\n".join(keys_of(graph))),
        is_nnfs=graph.numerics.arithmetic == "nnfs",
        rng=f"random/{graph.numerics.rng}.py.jinja",
        dtype=Code(f"np.{graph.numerics.dtype}"),
        discard=graph.numerics.discard,
        imports=sort_imports(modules),
        settings=tuple(make_settings(graph, data, penalty, update)),
        data=data,
        names=names,
        size=sum(prod(parameter.shape) for parameter in parameters),
        starts_at_zero=all(p.initializer.level == 0 for p in parameters),
        layout=layout,
        draws=plan_draws(graph, names),
        output=output,
        has_averages=any(node.running for node in graph.nodes),
        twofold=graph.differs_in_training,
        penalty=penalty,
        update=update,
        loop=make_loop(graph, data, output),
        stopping=stopping,
        program=program,
        plot=make_plot(graph, data, output),
        self_test=make_self_test(graph, data, in_order(layout), update),
    )


def name_origin(name: str) -> str:
    """Return where a script comes from, in lines of a docstring."""
    text = f'Generated by nngen from the spec "{name}": edit the spec, then rebuild.'
    return textwrap.fill(text, 88, break_on_hyphens=False)


def keys_of(graph: Graph) -> Iterator[str]:
    """Return what letters in the equations of some operations mean, each once."""
    keys = dict.fromkeys(node.operation.key for node in graph.nodes)
    return filter(None, keys)


def summarize(graph: Graph) -> str:
    """Return the network in a few words: its widths, or how many layers it has."""
    trained = [node for node in graph.nodes if node.parameters]
    numbered = [node for node in trained if node.operation.has_own_number]
    widths = [node.y for node in numbered or trained]
    shapes = [graph.shapes[value] for value in (0, *widths)]
    texts = ["x".join(map(str, shape)) for shape in shapes]
    text = " -> ".join(texts)
    branches = any(len(nodes) > 1 for nodes in graph.readers)
    if len(text) <= WIDEST_SUMMARY and not branches:
        return f"network {text}"
    what = "branching network" if branches else "network"
    return f"{what} of {len(widths)} layers, {texts[0]} -> ... -> {texts[-1]},"


def sort_imports(lines: set[Code]) -> tuple[Code, ...]:
    """Return imports as ruff orders them: whole modules first."""
    return tuple(sorted(lines, key=lambda line: (line.startswith("from"), line)))


def make_settings(
    graph: Graph,
    data: Data,
    penalty: Penalty | None,
    update: Update,
) -> Iterator[Setting]:
    """Return the constants of a script, in the order a reader meets them."""
    yield Setting(name=Code("SEED"), value=graph.seed)
    yield from data.settings
    if graph.training.batch_size:
        note = Code("rows in a step")
        yield Setting(name=Code("BATCH"), value=graph.training.batch_size, note=note)
    yield Setting(name=Code("EPOCHS"), value=graph.training.epochs)
    yield from patience_settings(graph)
    if graph.training.log_every > 1:
        yield Setting(name=Code("LOG_EVERY"), value=graph.training.log_every)
    yield from make_outputs(graph)
    yield from number_settings(name_numbers(graph))
    named = graph.loss.constants()
    for metric in graph.metrics:
        named |= metric.constants()
    for name, value in named.items():
        yield Setting(name=Code(name.upper()), value=value)
    yield from penalty.constants if penalty else ()
    yield from update.constants


def patience_settings(graph: Graph) -> Iterator[Setting]:
    """Return the constants of early stopping."""
    if stopping := graph.training.early_stopping:
        note = Code("epochs without a better one after which training stops")
        yield Setting(name=Code("PATIENCE"), value=stopping.patience, note=note)
        if stopping.min_delta:
            yield Setting(name=Code("MIN_DELTA"), value=stopping.min_delta)
