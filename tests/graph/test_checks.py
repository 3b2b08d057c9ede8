"""What does not fit: names, options, a loss and its network."""

from typing import Any

import pytest

from ..helpers import make_graph
from .helpers import Spec, act, dense, said, spec_with

EXCLUDED = {
    "discard": (
        "NN022",
        "numerics.discard",
        "only the mt19937 stream can be continued",
        'write `rng = "mt19937"`, or leave discard out',
    ),
    "dtype": (
        "NN022",
        "numerics.dtype",
        "the arithmetic of nnfs is that of float32",
        'write `dtype = "float32"`, or `arithmetic = "native"`',
    ),
}
MODULE = '"{}" is a module that scripts beside it import'


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("class", '"{}" is a word of Python'),
        ("numpy", MODULE),
        ("json", MODULE),
        ("import-lib", ""),
        ("nul", '"{}" is a device on Windows'),
        ("com1", '"{}" is a device on Windows'),
        ("lpt9", '"{}" is a device on Windows'),
        ("small-2", ""),
        ("match", ""),
    ],
)
def test_reserved_names(name: str, message: str) -> None:
    if not message:
        assert make_graph(spec_with(name=name)).name == name
        return
    hint = f'write `name = "{name}-net"`'
    assert said(spec_with(name=name)) == [("NN021", "name", message.format(name), hint)]
    assert make_graph(spec_with(name=f"{name}-net"))


@pytest.mark.parametrize(
    ("numerics", "found"),
    [
        ({"discard": 3}, ["discard"]),
        ({"discard": 3, "rng": "mt19937"}, []),
        ({"arithmetic": "nnfs"}, []),
        ({"arithmetic": "nnfs", "dtype": "float64"}, ["dtype"]),
        ({"dtype": "float64", "rng": "mt19937"}, []),
        (
            {"discard": 1, "arithmetic": "nnfs", "dtype": "float64"},
            ["discard", "dtype"],
        ),
    ],
)
def test_options_that_exclude_each_other(numerics: Spec, found: list[str]) -> None:
    if not found:
        assert make_graph(spec_with(numerics=numerics))
        return
    expected = [EXCLUDED[key] for key in found]
    assert said(spec_with(numerics=numerics)) == expected


def test_fast_scripts_do_not_have_the_arithmetic_of_nnfs() -> None:
    script, numerics = {"style": "fast"}, {"arithmetic": "nnfs"}
    found = (
        "NN022",
        "script.style",
        "the arithmetic of nnfs is always plain",
        'write `style = "plain"`, or `arithmetic = "native"` in `[numerics]`',
    )
    assert said(spec_with(script=script, numerics=numerics)) == [found]
    assert make_graph(spec_with(script=script))
    assert make_graph(spec_with(numerics=numerics))


SOFTMAX = "categorical_crossentropy needs probabilities"
LOGITS = "or `from_logits = true` in `[loss]`"


@pytest.mark.parametrize(
    ("layers", "codes"),
    [
        ([act("relu")], ["NN023"]),
        ([act("linear"), act("softmax")], ["NN023"]),
        ([dense(3)], ["NN024"]),
        ([dense(3, "softmax"), act("tanh")], ["NN024"]),
        ([dense(2, "softmax")], ["NN025"]),
        ([dense(2, "softmax"), act("linear")], ["NN025"]),
        ([dense(1, "relu")], ["NN025", "NN024"]),
    ],
)
def test_a_network_that_does_not_fit(layers: list[Spec], codes: list[str]) -> None:
    found = said(spec_with(layers=layers))
    assert [code for code, *_ in found] == codes
    assert all(hint for *_, hint in found)
    assert all(SOFTMAX in line for line in found if line[0] == "NN024")


@pytest.mark.parametrize("units", [3, 4, 300])
def test_more_outputs_than_classes_are_fine(units: int) -> None:
    layers = [dense(units, "softmax")]
    assert make_graph(spec_with(layers=layers)).shapes[-1] == (units,)


@pytest.mark.parametrize(
    ("layers", "path", "hint"),
    [
        (
            [dense(3), act("relu")],
            "layers.1.function",
            f'write `function = "softmax"`, {LOGITS}',
        ),
        ([dense(2), act("softmax")], "layers.0.units", "write `units = 3`"),
        (
            [dense(3, "relu")],
            "layers.0.activation",
            f'write `activation = "softmax"`, {LOGITS}',
        ),
        ([dense(1, "softmax")], "layers.0.units", "write `units = 3`"),
    ],
)
def test_the_line_to_write(layers: list[Spec], path: str, hint: str) -> None:
    ((_, where, _, line),) = said(spec_with(layers=layers))
    assert (where, line) == (path, hint)


@pytest.mark.parametrize("initializer", ["orthogonal", {"type": "orthogonal"}])
def test_a_matrix_for_biases(initializer: Any) -> None:
    options = {"kernel_initializer": initializer, "bias_initializer": initializer}
    assert said(spec_with(layers=[dense(3, "softmax", **options)])) == [
        (
            "NN028",
            "layers.0.bias_initializer",
            "orthogonal fills a matrix, which these numbers are not",
            'write `bias_initializer = "zeros"`',
        )
    ]
    assert make_graph(
        spec_with(layers=[dense(3, "softmax", use_bias=False, **options)])
    )


def test_all_that_does_not_fit_is_said_at_once() -> None:
    spec = spec_with(name="json", numerics={"discard": 1}, layers=[dense(2)])
    codes = {code for code, *_ in said(spec)}
    assert codes == {"NN021", "NN022", "NN024", "NN025"}


def test_meaning_waits_for_the_schema() -> None:
    spec = spec_with(name="json", seed=-1)
    assert [code for code, *_ in said(spec)] == ["NN014"]
