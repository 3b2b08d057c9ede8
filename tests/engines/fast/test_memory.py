"""Fast pages: theta without gaps, and memory that nobody overwrites too early."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from nngen.data.facts import DataFacts
from nngen.engines.numpy.fast.page import Page, make_page
from nngen.engines.numpy.fast.records import Stack, View
from nngen.graph.graph import make_graph as graph_of
from tests.engines.networks import SLOW, STACKS, Spec, act, dense, spec_of
from tests.helpers import checked, make_graph

from .machine import Machine


def page_of(layers: list[Spec]) -> Page:
    """Return the fast page of layers below a softmax."""
    return make_page(make_graph(spec_of(layers, "fast")), Path())


def flat(views: tuple[View | Stack, ...]) -> list[View]:
    """Return the views, stacks whole."""
    return [view.whole if isinstance(view, Stack) else view for view in views]


@given(layers=STACKS)
@SLOW
def test_views_tile_theta(layers: list[Spec]) -> None:
    page = page_of(layers)
    views = flat(page.views)
    assert [view.start for view in views] == [0, *(v.stop for v in views[:-1])]
    assert views[-1].stop == page.script.size
    assert all(v.stop - v.start == np.prod(v.shape) for v in views)
    graph = make_graph(spec_of(layers, "fast"))
    sizes = [np.prod(p.shape) for node in graph.nodes for p in node.parameters]
    assert page.script.size == sum(sizes)


@given(layers=STACKS)
@SLOW
def test_every_read_meets_its_value(layers: list[Spec]) -> None:
    page = page_of(layers)
    machine, head = Machine(page), page.head
    if page.entry:
        machine.write(page.entry)
    for step in page.steps:
        machine.go(step, step.formulas.forward, [step.x], step.y)
        for array in step.saved.values():
            machine.write(array)
    machine.read(head.x)
    machine.write(head.p)
    assert machine.home[head.shifted] != machine.home["p"]
    machine.write(head.dx)
    for step in page.backward:
        own = [step.x if step.theta else step.y]
        read = [*(step.saved.values() or own), step.dy]
        machine.go(step, step.formulas.backward, read, step.dx)


def test_one_buffer_for_arrays_that_take_turns() -> None:
    page = page_of([dense(4, "relu"), dense(5, "tanh")])
    buffers = [buffer for group in page.buffers for buffer in group.buffers]
    notes = {str(buffer.joined): buffer.note for buffer in buffers}
    turns = [names for names in notes if " = " in names]
    assert turns == ["z1 = a1", "da1 = dz1", "z2 = a2", "da2 = dz2", "p = dz3"]
    assert notes["p = dz3"] == "P, then dL/dZ3"


@pytest.mark.parametrize(
    ("features", "stacked"),
    [(2, [True, True]), (1000, [False, False, True])],
)
def test_wide_data_gets_no_row_of_ones(features: int, stacked: list[bool]) -> None:
    spec = checked(spec_of([dense(8, "relu")], "fast")).spec
    facts = DataFacts(rows=15, shape=(features,), classes=3)
    page = make_page(graph_of(spec, facts), Path())
    assert [view.stacked for view in page.views] == stacked
    assert (page.entry is not None) == stacked[0]


def test_layers_below_the_first_parameters_have_no_gradient() -> None:
    page = page_of([act("tanh"), act("relu"), dense(4, "relu")])
    assert [step.dx is None for step in page.backward] == [False, False, True]
    assert len(page.steps) == 5
