"""Put a fault into a copy of nngen; which faults every run of the tests seeds."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from .faults import Fault
from .helpers import ROOT

WHOLE = pytest.mark.exhaustive
EACH = 12  # of so many faults the first is seeded without being asked


def seed(tree: Path, fault: Fault) -> None:
    """Copy nngen and put a fault into it; the fault's row must still be true."""
    file, old, new = fault
    for part in ("nngen", "templates"):
        shutil.copytree(ROOT / part, tree / part)
    text = (tree / file).read_text("utf-8")
    assert text.count(old) == 1, f"{file} holds {old!r} {text.count(old)} times"
    (tree / file).write_text(text.replace(old, new), "utf-8")


def some(found: list[Fault]) -> list[Any]:
    """Return all faults, those beyond a sample of them for the exhaustive tier."""
    return [
        pytest.param(fault, marks=() if i % EACH == 0 else WHOLE, id=" ".join(fault))
        for i, fault in enumerate(found)
    ]
