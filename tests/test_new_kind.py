"""A new kind takes a class, a row of the bench, and templates if it needs them.

A layer needs a template for each style, what both styles share one. Each kind is added
to a copy of the tree, in these places alone; the copy's bench judges it.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

import nngen
from nngen.render.format import format_script
from nngen.shipped import shipped

from .bench.checks import check_all, doubled, load_script
from .bench.specs import cases
from .helpers import NNFS, ROOT, WAYS, environment, make_script, raw_script

pytestmark = pytest.mark.no_cover  # others execute the same lines

PARTS = ("nngen", "templates", "tests")
DATA = "data"  # a folder of the bench


class Addition(NamedTuple):
    """What is written of a kind: its class, its row, templates by their folders."""

    base: str
    fields: str
    row: str
    templates: Mapping[str, str] = {}


FAST_SCALE = """{% set effects = {"reads": ["x"]} %}
{% macro forward(op, page) %}
np.einsum("i,ij->ij", {{ op.theta.gamma.name }}, {{ op.x.name }}, out={{ op.y.name }})
{% endmacro %}
{% macro backward(op, page) %}
np.einsum("ij,ij->i", {{ op.dy.name }}, {{ op.x.name }}, out={{ op.grad.gamma.name }})
{% if op.dx %}
{% set axes = "i,ij->ij" %}
{% set gamma = op.theta.gamma.name %}
np.einsum({{ axes }}, {{ gamma }}, {{ op.dy.name }}, out={{ op.dx.name }})
{% endif %}
{% endmacro %}"""
PLAIN_SCALE = """{% macro forward(op, page) %}
{{ op.y.name }} = {{ op.theta.gamma.name }} * {{ op.x.name }}
{% endmacro %}
{% macro backward(op, page) %}
{{ op.grad.gamma.name }}[:] = ({{ op.dy.name }} * {{ op.x.name }}).sum(axis=0)
{% endmacro %}
{% macro share_math(op, k) %}{{ op.dy.math }} {{ op.theta.gamma.math }}{% endmacro %}
{% macro share(op, k, page) %}{{ op.dy.name }} * {{ op.theta.gamma.name }}{% endmacro %}
"""

POSITIVE = """{% macro draw(array, page) %}
{{ array.name }}[:] = rng.uniform(0, {{ array.options.most }}, {{ array.name }}.shape)
{% endmacro %}"""
SURE = """{% macro define(metric, page) %}
def sure(y):
    return float(np.mean({{ page.head.predicted }}.max(axis=1)))
{% endmacro %}"""

ADDITIONS = {
    "functions-cube": Addition(
        "Elementwise",
        'value = "z**3"; backward = "3 * da * z**2"',
        "Function(value=lambda options, z: z**3)",
    ),
    "layers-scale": Addition(
        "Layer, Operation",
        """book = True
    start: AnyInitializer = Field(description="How gamma starts.")
    def operations(self): return (self,)
    def parameters(self, x): return (Parameter("gamma", x, x * 2, self.start),)""",
        """Layer(
    examples=({"start": "he_normal"}, {"start": {"type": "constant", "value": 2}}),
    parameters=lambda options, widths: [widths],
    fans=lambda options, widths: 2 * widths, output=lambda options, shapes: shapes[0],
    initializers=lambda options: [options["start"]],
    forward=lambda options, xs, arrays: xs[0] * arrays[0])""",
        {"numpy/plain": PLAIN_SCALE, "numpy/fast": FAST_SCALE},
    ),
    "optimizers-summed": Addition(
        "Optimizer",
        """vectors = {"m": "total_gradient"}
    meanings = {"total_gradient": "the sum of all gradients"}
    def rules(self): return Rule("m", "m + g"), Rule("theta", "theta - rate * m")""",
        """Optimizer(
    examples=({"learning_rate": 0.1, "decay": 0.1},),
    step=lambda options, theta, grad, state, step: theta - rate(options, step)
    * state.setdefault("m", 0 * grad).__iadd__(grad))""",
    ),
    "schedules-root": Addition(
        "Schedule",
        """course = "a fall"
    def rules(self): return (Rule("rate", "learning_rate / (1 + k)**0.5"),)""",
        "Schedule(rate=lambda options, most, k: float(most / math.sqrt(1 + k)))",
    ),
    "initializers-positive": Addition(
        "Initializer",
        "most: float = Field(le=1, description='The bound.')",
        """Initializer(examples=({"most": 0.2},),
    check=lambda options, w, *fans: assert_uniform(w, 0, options["most"]))""",
        {"numpy": POSITIVE},
    ),
    "losses-cosh": Addition(
        "Distance",
        """book_gradient = "tanh(p - y) / k / n"
    value = "log(cosh(p - y))"; gradient = book_gradient""",
        """Loss(takes=VALUES, metrics=off_metrics, steady=lambda *options: False,
    value=lambda options, p, y: log(exp(p - y) / 2 + exp(y - p) / 2).mean())""",
    ),
    "metrics-sure": Addition(
        "Metric",
        'label: ClassVar[str] = "sure"',
        """Metric(name=lambda options: "sure",
    value=lambda options, seen: float(seen.p.max(axis=1).mean()))""",
        {"numpy": SURE},
    ),
}


# With templates and without; the others need the same places
FIRST = ("functions-cube", "layers-scale")
WHOLE = pytest.mark.exhaustive
SPARED = [
    pytest.param(place, marks=() if place in FIRST else WHOLE) for place in ADDITIONS
]


def with_class(source: str, kind: str, new: Addition) -> str:
    """Return a module with one class more, in the registry at its bottom too."""
    lines = source.splitlines(True)
    bottom = ast.parse(source).body[-1].lineno - 1
    registry = "".join(lines[bottom:])
    own = f"class {kind.title()}({new.base}):\n    type: Literal[{kind!r}] = {kind!r}\n"
    added = registry.replace("= Annotated[", f"= Annotated[\n{kind.title()} |", 1)
    return f"{''.join(lines[:bottom])}{own}    {new.fields}\n{added}"


def places(place: str) -> dict[str, bytes]:
    """Return the files that take a kind, as they then are."""
    category, kind = place.split("-")
    new, module = ADDITIONS[place], f"nngen/language/{category}.py"
    bench = f"tests/bench/{'loss' if category == 'losses' else category[:-1]}_rows.py"
    table, source = rf"(?m)(^{category.upper()}: .*$)", (ROOT / bench).read_text()
    row = re.sub(table, lambda found: f"{found[0]}\n    {kind!r}: {new.row},", source)
    files = {module: with_class((ROOT / module).read_text(), kind, new), bench: row}
    for folder, text in new.templates.items():
        files[f"templates/{folder}/{category}/{kind}.py.jinja"] = text
    return {name: text.encode() for name, text in files.items()}


def contents(tree: Path) -> dict[str, bytes]:
    """Return the modules, templates and data of a tree."""
    files = [p for part in PARTS for p in (tree / part).rglob("*") if p.is_file()]
    kept = [p for p in files if p.suffix in (".py", ".jinja") or p.parent.name == DATA]
    return {str(path.relative_to(tree)): path.read_bytes() for path in kept}


def judge(tree: Path, place: str, files: dict[str, bytes]) -> str:
    """Write a tree; return what its own bench says of a kind, or how that fails."""
    for name, text in files.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_bytes(text)
    env = environment(PYTHONPATH=str(tree), PYTHONDONTWRITEBYTECODE="1")
    run = [sys.executable, "-c", f"from {__name__} import prove; prove({place!r})"]
    done = subprocess.run(run, cwd=tree, env=env, capture_output=True, text=True)
    return done.stdout + done.stderr


def prove(place: str) -> None:
    """Build, format and check all cases of a kind; in the copy of the tree."""
    found = [c.spec for c in cases(place.split("-")[0]) if c.id.startswith(place)]
    assert found, "the bench has no row"
    for changes in (WAYS["plain"], WAYS["fast"], {"numerics": NNFS | {"discard": 0}}):
        for spec in found:
            changed = spec | changes
            raw = raw_script(changed)
            assert format_script(raw) == raw, "raw text is not black's"
            check_all(load_script(doubled(make_script(changed))), changed)
    print(len(found), Path(nngen.__file__).parents[1], shipped("templates").parent)


@pytest.mark.parametrize("place", ADDITIONS)
def test_its_own_places_are_enough(place: str, tmp_path: Path) -> None:
    tree = contents(ROOT) | places(place)
    assert re.fullmatch(rf"[1-9] {tmp_path} {tmp_path}\n", judge(tmp_path, place, tree))
    assert contents(tmp_path) == tree


@pytest.mark.parametrize("place", SPARED)
def test_no_place_can_be_spared(place: str, tmp_path: Path) -> None:
    for i, name in enumerate(new := places(place)):
        rest = {key: text for key, text in new.items() if key != name}
        report = judge(tmp_path / str(i), place, contents(ROOT) | rest)
        assert report.startswith("Traceback"), name


def test_a_wrong_formula_fails_its_row(tmp_path: Path) -> None:
    new = {k: t.replace(b"3 * da", b"da") for k, t in places("functions-cube").items()}
    said = judge(tmp_path, "functions-cube", contents(ROOT) | new)
    assert "gradients are off" in said
