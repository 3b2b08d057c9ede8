"""Specs of tables, and what is said of them, as several tests need them."""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nngen.check import check
from nngen.graph.graph import Graph
from nngen.reading.load import Misfit

from .bench.scripts import Script
from .bench.specs import Spec, base_spec, dense
from .documents import toml_source
from .helpers import draft

HEAD = "a,b,kind\n"
GOOD = HEAD + "".join(f"{i},{-i / 2},{'xyz'[i % 3]}\n" for i in range(30))


def table_spec(data: Spec | None = None, **changes: Any) -> Spec:
    """Return a small spec of a table, t.csv, whose column kind has three classes."""
    table = {"type": "csv", "path": "t.csv", "target": "kind"} | (data or {})
    last = dense(changes.pop("units", 3), activation="softmax")
    return base_spec(data=table, layers=[last], **changes)


def graph_of(spec: Spec, folder: Path) -> Graph:
    """Return the network of a spec that lies in a folder."""
    return check(toml_source(spec, folder)).graph


def put(folder: Path, text: str | bytes = GOOD, name: str = "t.csv") -> Path:
    """Write a file."""
    raw = text if isinstance(text, bytes) else text.encode()
    (folder / name).write_bytes(raw)
    return folder / name


def said(spec: Spec, folder: Path) -> list[str]:
    """Return what is said of a spec, without its place; [] if nothing is."""
    try:
        graph_of(spec, folder)
    except Misfit as error:
        lines = [str(placed) for placed in error.placed]
        assert all(line.isprintable() for line in lines), lines
        return [line.split("error[", 1)[1] for line in lines]
    return []


def written(spec: Spec, folder: Path, name: str = "s.py") -> Path:
    """Write the script of a spec beside its table; return its path."""
    path = folder / name
    path.write_text(draft(graph_of(spec, folder), folder), "ascii")
    return path


def load(path: Path) -> Script:
    """Return a script as a module that knows its file."""
    script: Script = type(sys)("script")
    script.__file__ = str(path)
    exec(compile(path.read_text(), str(path), "exec"), script.__dict__)
    return script


def refused(script: Script, path: Path) -> str:
    """Return the line with which a script refuses a file."""
    with np.errstate(over="ignore"), pytest.raises((OSError, ValueError)) as error:
        script.load_data(path)
    assert str(error.value).isprintable()
    return str(error.value)
