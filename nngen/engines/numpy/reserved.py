"""Names that a layer cannot have, because scripts use them for something else."""

import keyword
import re
from collections.abc import Iterator

from nngen.edits import pair
from nngen.engines.numpy.taken import TAKEN
from nngen.finding import Finding
from nngen.graph.free import free
from nngen.graph.links import DATA
from nngen.language.base import kinds_in
from nngen.language.metrics import AnyMetric, Metric
from nngen.language.spec import Spec

METRICS: tuple[type[Metric], ...] = kinds_in(AnyMetric)
# Metrics whose functions have the name of their type: all but top_k
FUNCTIONS = {kind for kind in METRICS if kind.label is Metric.label}
FUNCTIONS |= {kind for kind in METRICS if kind.function is not Metric.function}
WORDS = TAKEN | {kind.selector() for kind in FUNCTIONS}
LETTERS = frozenset("gl")  # G, L in equations
# z1, da2_3, s4_ones, scratch_8x3: the arrays of layers without a name
ROLES = "gamma|beta|mean|var|zhat|sigma|mask"
NUMBERED = re.compile(
    rf"d?(wb?|[abcdfsuz]|{ROLES})[0-9]+(_[0-9]+)?(_ones)?"
    r"|top_[0-9]+|(share|scratch)_([0-9]+x)?[0-9]+(_[0-9]+)?"
)
OWNED = re.compile(rf"(?:[a-z]|{ROLES})_(.+)")


def check_layer_names(spec: Spec) -> Iterator[Finding]:
    """Find names of layers that a script uses for something else."""
    names = [layer.name for layer in spec.layers]
    known = {name for name in names if name}
    taken = set(known)
    for i, name in enumerate(names):
        if name and (why := clash(name, known)):
            other = free(f"{name[:18]}_layer", taken, clash, first=1)
            hint = "write " + pair("name", other)
            yield Finding("NN021", ("layers", i, "name"), why, hint)


def clash(name: str, layers: set[str]) -> str:
    """Return why a layer cannot have a name among the others', "" if it can."""
    if keyword.iskeyword(name):
        return f'"{name}" is a word of Python'
    if keyword.iskeyword(f"d{name}"):  # el, whose gradient would be del
        return f'"d{name}", its gradient, is a word of Python'
    if name == DATA:
        return f'"{name}" is the data'
    for own in (name, f"d{name}"):  # ot, whose gradient would be dot
        if own in WORDS | LETTERS:
            kind = "" if own == name else ", its gradient,"
            return f'"{own}"{kind} is a name that scripts need for something else'
    if NUMBERED.fullmatch(name):
        return f'"{name}" is what scripts call a layer without a name'
    for other in sorted(roots(name) & layers):
        return f'"{name}" is what scripts call a part of the layer "{other}"'
    return ""


def roots(name: str) -> set[str]:
    """Return the layers that would have an array of this name: dz_stem is of stem."""
    parts = {name, name.removesuffix("_ones")}
    parts |= {part.removeprefix("d") for part in parts}
    parts |= {found[1] for part in parts if (found := OWNED.fullmatch(part))}
    return parts - {name}
