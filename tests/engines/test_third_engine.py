"""A third engine takes a folder of its own, its templates, and a line of the registry.

It is added to a copy of the tree, whose process then builds an example with it. What it
prints is small: the names of the layers' values, in order.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.helpers import ROOT, environment

PAGE = '''"""The page of a script that prints the names of a network's values."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from nngen.graph.graph import Graph
from nngen.script.code import Code
from nngen.script.names import name_values


@dataclass(frozen=True, kw_only=True)
class Page:
    """The names, first to last."""

    templates: ClassVar[tuple[str, ...]] = ("names",)

    names: tuple[Code, ...]


def make_page(graph: Graph, folder: Path) -> Page:
    """Return the page of a graph."""
    values = name_values(graph).values
    return Page(names=tuple(Code(values[value]) for value in graph.outputs))
'''
TEMPLATE = """\
{% for name in page.names %}
print("{{ name }}")
{% endfor %}
"""
BUILD = """\
from dataclasses import replace
from pathlib import Path
import nngen
from nngen.build import build_script
from nngen.check import check
from nngen.reading.load import Source
graph = check(Source.from_file(Path("specs/branches.toml"))).graph
script = graph.script.model_copy(update={"style": "names"})
exec(build_script(replace(graph, script=script), Path()))
print(nngen.__path__[0])
"""


def add_engine(tree: Path) -> None:
    """Copy nngen and add the engine."""
    for part in ("nngen", "templates", "specs"):
        shutil.copytree(ROOT / part, tree / part)
    folder, registry = tree / "nngen/engines/names", tree / "nngen/engines/engines.py"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "page.py").write_text(PAGE)
    (tree / "templates/names").mkdir()
    (tree / "templates/names/page.py.jinja").write_text(TEMPLATE)
    head, entries = registry.read_text().split("PAGES = {", 1)
    line = '\n    "names": "names",'
    registry.write_text(f"{head}PAGES = {{{line}{entries}")


def test_a_folder_and_a_line_are_enough(tmp_path: Path) -> None:
    add_engine(tmp_path)
    env = environment(PYTHONPATH=str(tmp_path), PYTHONDONTWRITEBYTECODE="1")
    run = [sys.executable, "-W", "error", "-c", BUILD]
    done = subprocess.run(run, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    *names, package = done.stdout.splitlines()
    assert package == str(tmp_path / "nngen")
    assert names == ["stem", "left", "right", "joined", "mixed", "a4"]
