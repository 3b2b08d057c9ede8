"""Small float64 specs, each exercising one example of one kind."""

from typing import NamedTuple

from .collected import COLLECTED
from .deep import DEEP
from .drops import DROPS
from .held import HELD
from .layer_rows import LAYERS
from .loss_rows import LOSSES
from .networks import NETWORKS
from .outputs import OUTPUTS
from .penalties import PENALTIES
from .placed import PLACES
from .programs import PROGRAMS
from .records import Options
from .rows import ROWS
from .stops import STOPS
from .tables import (
    Spec,
    activation,
    add,
    base_spec,
    concatenate,
    dense,
)
from .trainings import METRICS as ASKED
from .trainings import TRAININGS

__all__ = [
    "ASKED",
    "COLLECTED",
    "DEEP",
    "DROPS",
    "HELD",
    "NETWORKS",
    "OUTPUTS",
    "PENALTIES",
    "PLACES",
    "PROGRAMS",
    "STOPS",
    "TRAININGS",
    "Case",
    "Spec",
    "activation",
    "add",
    "base_spec",
    "cases",
    "concatenate",
    "dense",
    "in_book",
    "network_cases",
    "spec_for",
    "training_cases",
]


class Case(NamedTuple):
    """Name a spec for a parametrized test."""

    id: str
    spec: Spec


def spec_for(category: str, kind: str, options: Options) -> Spec:
    """Return base_spec with one example placed so that all of it is exercised."""
    return base_spec(**PLACES[category]({"type": kind, **options}))


def cases(*categories: str) -> list[Case]:
    """Return a case for each example of the categories (of all, if none is named)."""
    return [
        Case(f"{category}-{kind}-{_words(options)}", spec_for(category, kind, options))
        for category in categories or ROWS
        for kind, row in ROWS[category].items()
        for options in row.examples
    ]


def in_book(spec: Spec) -> bool:
    """Tell whether the notebook's arithmetic has all that a spec asks for."""
    layers = (LAYERS[layer["type"]] for layer in spec["layers"])
    return LOSSES[spec["loss"]["type"]].book(spec["loss"]) and all(
        row.book for row in layers
    )


def network_cases() -> list[Case]:
    """Return a case for each of NETWORKS."""
    return [Case(name, base_spec(layers=layers)) for name, layers in NETWORKS.items()]


def training_cases() -> list[Case]:
    """Return a case for each of these groups."""
    groups = OUTPUTS | TRAININGS | ASKED | HELD | STOPS
    groups |= DROPS | PENALTIES | COLLECTED | DEEP | PROGRAMS
    return [Case(name, base_spec(**changes)) for name, changes in groups.items()]


def _words(options: Options) -> str:
    """Return options as a test's name, but for the place where this tree lies."""
    files = ("path", "images", "labels")
    told = (f"{key}={value}" for key, value in options.items() if key not in files)
    return ",".join(told) or "plain"
