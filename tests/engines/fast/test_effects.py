"""Effects: what templates of the fast style state, and what formulas say."""

from typing import Any

import pytest

from nngen.engines.numpy.fast import effects
from nngen.engines.numpy.fast.effects import Effects, effects_of, read_stated
from nngen.language.base import kinds_in
from nngen.language.functions import AnyFunction, Elementwise, Elu, Gelu, Relu, Tanh
from nngen.language.layers import AnyLayer
from nngen.language.operations import Operation
from nngen.render.environment import make_environment
from nngen.shipped import shipped

FOLDERS = ("numpy/fast", "numpy", "common")
FAST = shipped("templates") / "numpy" / "fast"
TEMPLATES = [
    str(path.relative_to(FAST))
    for folder in ("layers", "functions", "losses")
    for path in sorted((FAST / folder).iterdir())
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_python_reads_what_the_template_says(template: str) -> None:
    module: Any = make_environment(shipped("templates"), FOLDERS)
    said = vars(module.get_template(template).module).get("effects", {})
    assert read_stated(template) == said


@pytest.mark.parametrize("kind", kinds_in(AnyLayer) + kinds_in(AnyFunction))
def test_every_operation_has_effects(kind: type[Any]) -> None:
    if issubclass(kind, Operation):
        assert isinstance(effects_of(kind.model_construct()), Effects)


@pytest.mark.parametrize(
    ("function", "reads", "reads_sign"),
    [
        (Relu(), {"y"}, True),
        (Tanh(), {"y"}, False),
        (Elu(), {"y"}, False),
        (Gelu(), {"x"}, False),
    ],
)
def test_formulas_say_what_they_read(
    function: Elementwise, reads: set[str], reads_sign: bool
) -> None:
    found = effects_of(function)
    assert (set(found.reads), found.reads_sign) == (reads, reads_sign)
    assert found.in_place and found.gradient_in_place


def test_an_effect_that_there_is_not_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    effects.stated_effects.cache_clear()
    monkeypatch.setattr(effects, "read_stated", lambda template: {"overwrites": True})
    with pytest.raises(TypeError, match="overwrites"):
        effects.stated_effects("layers/none.py.jinja")
