"""Scripts to measure, built from their specs in a style and loaded."""

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

STYLES = ("fast", "plain")
SPECS = Path(__file__).parents[1] / "specs"


def load_script(path: Path, style: str) -> Any:
    """Return the script of a spec in a style, loaded as a module."""
    from nngen.build import build_script
    from nngen.check import check
    from nngen.reading.load import Source

    spec = {"name": path.stem} | tomllib.loads(path.read_text("utf-8"))
    raw = json.dumps(spec | {"script": {"style": style}}).encode()
    source = Source("spec.json", raw, json_text=True, folder=path.parent)
    module: Any = type(sys)("script")
    module.__file__ = str(path.with_suffix(".py"))
    exec(build_script(check(source).graph, path.parent), vars(module))
    return module
