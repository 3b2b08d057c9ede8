"""Names that a layer cannot have, because scripts use them for something else."""

import keyword
import re
from itertools import count

from nngen.graph.taken import TAKEN
from nngen.language.base import kinds_in
from nngen.language.metrics import AnyMetric, Metric

METRICS: tuple[type[Metric], ...] = kinds_in(AnyMetric)
WORDS = TAKEN | {kind.selector() for kind in METRICS if kind.label is Metric.label}
DATA = "input"  # what `inputs` calls the data
LETTERS = frozenset("gltu")  # G, L in equations; T, U where a formula has parts
# z1, da2_3, s4_ones: what scripts call the arrays of layers without a name
ROLES = "gamma|beta|mean|var|zhat|sigma|mask"
NUMBERED = re.compile(
    rf"d?(wb?|[abcdsuz]|{ROLES})[0-9]+(_[0-9]+)?(_ones)?"
    r"|(share|top)_[0-9]+|scratch_[0-9]+(_[0-9])?"
)
OWNED = re.compile(rf"(?:[a-z]|{ROLES})_(.+)")


def clash(name: str, layers: set[str]) -> str:
    """Return why a layer cannot have a name among the others', "" if it can."""
    if keyword.iskeyword(name):
        return f'"{name}" is a word of Python'
    if keyword.iskeyword(f"d{name}"):  # el, whose gradient would be del
        return f'"d{name}", its gradient, is a word of Python'
    if name == DATA:
        return f'"{name}" is the data'
    if name in WORDS | LETTERS:
        return f'"{name}" is a name that scripts need for something else'
    if NUMBERED.fullmatch(name):
        return f'"{name}" is what scripts call a layer without a name'
    for other in sorted(roots(name) & layers):
        return f'"{name}" is what scripts call a part of the layer "{other}"'
    return ""


def free(name: str, taken: set[str], first: int = 2) -> str:
    """Return a free name and mark it as taken: name_2, name_3, and so on.

    With a `first` of 1 it is the name itself if that is free.
    """
    tails = (f"_{i}" if i > 1 else "" for i in count(first))
    others = (name[: 24 - len(tail)] + tail for tail in tails)
    other = next(o for o in others if o not in taken and not clash(o, taken))
    taken.add(other)
    return other


def roots(name: str) -> set[str]:
    """Return the layers that would have an array of this name: dz_stem is of stem."""
    parts = {name, name.removesuffix("_ones")}
    parts |= {part.removeprefix("d") for part in parts}
    parts |= {found[1] for part in parts if (found := OWNED.fullmatch(part))}
    return parts - {name}
