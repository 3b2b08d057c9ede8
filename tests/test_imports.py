"""Who may import whom: one way, without cycles, and heavy packages late."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from nngen.cli import main

from .helpers import ROOT, SPECS, environment

PACKAGE = ROOT / "nngen"
FILES = sorted(PACKAGE.rglob("*.py"))
# Outer first: a layer imports from those behind it only
ORDER = [
    {"__main__"},
    {"cli"},
    {"show", "sweep"},
    {"report", "new", "guard"},
    {"sources", "outputs"},
    {"check", "build"},
    {"golden"},
    {"render"},
    {"engines"},
    {"script"},
    {"graph"},
    {"data"},
    {"reading"},
    {"hints"},
    {"language"},
    {"finding", "files", "shipped"},
    {"edits"},
    {"words"},
]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
HEAVY = {"numpy", "jinja2", "black", "markupsafe"}
SLOW = {"asyncio", "xml", "rapidfuzz"}
# near: a spec without mistakes is quick; golden: so is one without a self-test
LAZY = ("cli.py", "__main__.py", "near.py", "golden.py")
LIGHT = {"validate", "new", "schema", "explain", "show"}  # those that there are


def module_name(file: Path) -> str:
    """Return a file's module, nngen.engines.numpy.fast.page."""
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)


def imports(tree: ast.AST) -> set[str]:
    """Return the modules that a tree imports, lazily or not."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, "imports are absolute"
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inner & MODULES) or {node.module}
    return found


def imported(tree: ast.Module) -> set[str]:
    """Return the packages that a module imports at its top, of whatever origin."""
    found = {
        a.name for node in tree.body if isinstance(node, ast.Import) for a in node.names
    }
    return found | {n.module or "" for n in tree.body if isinstance(n, ast.ImportFrom)}


MODULES = {module_name(file) for file in FILES}
TREES = {module_name(file): ast.parse(file.read_text("utf-8")) for file in FILES}
GRAPH = {name: imports(tree) & MODULES for name, tree in TREES.items()}


def layer(module: str) -> str:
    """Return the layer of a module: engines of nngen.engines.numpy.fast.page."""
    return module.split(".")[1]


def every(module: str) -> set[str]:
    """Return all that a module's imports reach."""
    found: set[str] = set()
    todo = [module]
    while todo:
        new = GRAPH[todo.pop()] - found
        found |= new
        todo += new
    return found


@pytest.mark.parametrize("module", sorted(MODULES - {"nngen.__init__"}))
def test_imports_point_one_way(module: str) -> None:
    for other in GRAPH[module] - {"nngen"}:
        inner = layer(module) == layer(other)
        assert inner or RANK[layer(module)] < RANK[layer(other)], other
    assert module not in every(module), "a cycle"


def test_leaves_import_nothing_of_nngen() -> None:
    leaves = ("words", "files", "shipped")
    assert not [GRAPH[f"nngen.{name}"] for name in leaves if GRAPH[f"nngen.{name}"]]


def test_a_process_that_trains_imports_nothing_of_nngen() -> None:
    assert not GRAPH["nngen.sweep.worker"]
    tree = TREES["nngen.sweep.worker"]
    assert not {name.split(".")[0] for name in imported(tree)} & HEAVY


def test_load_knows_nothing_of_scripts() -> None:
    reached = {layer(module) for module in every("nngen.sources")}
    assert not reached & {"script", "render", "build", "cli"}
    engines = {name for name in every("nngen.sources") if layer(name) == "engines"}
    assert engines == {"nngen.engines.numpy.reserved", "nngen.engines.numpy.taken"}
    reached = {layer(module) for module in every("nngen.graph.checks")}
    assert not reached & {"engines", "script", "render", "load"}


@pytest.mark.parametrize(("one", "other"), [("fast", "plain"), ("plain", "fast")])
def test_a_style_imports_nothing_of_another(one: str, other: str) -> None:
    start = f"nngen.engines.numpy.{one}."
    reached = set[str]().union(*(every(m) for m in MODULES if m.startswith(start)))
    assert not any(m.startswith(f"nngen.engines.numpy.{other}.") for m in reached)


@pytest.mark.parametrize("file", FILES, ids=module_name)
def test_lazy_imports_stand_where_they_save_a_start(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    kinds = (ast.Import, ast.ImportFrom)
    top = {id(node) for node in tree.body if isinstance(node, kinds)}
    everywhere = {id(node) for node in ast.walk(tree) if isinstance(node, kinds)}
    assert top == everywhere or file.name in LAZY


def test_package_files_are_empty() -> None:
    files = [file for file in FILES if file.name == "__init__.py"]
    assert files and not any(file.read_text() for file in files)


def loaded(folder: Path, *args: str) -> set[str]:
    """Return the packages that a process of the command has loaded at its end."""
    code = (
        "import sys, atexit\n"
        "show = lambda: print('loaded', *{m.split('.')[0] for m in sys.modules})\n"
        "atexit.register(show)\n"
        "from nngen.cli import main\n"
        f"main({list(args)!r})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        env=environment(PYTHONPATH=str(ROOT)),
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("verb", sorted(LIGHT & set(main.commands)))
def test_what_builds_nothing_loads_nothing_heavy(verb: str, tmp_path: Path) -> None:
    arguments = {
        "validate": [*map(str, SPECS)],
        "new": ["flowers", "--example", "iris"],
        "explain": ["NN012"],
        "show": [*map(str, SPECS)],
    }
    assert not loaded(tmp_path, verb, *arguments.get(verb, [])) & HEAVY


def test_nothing_loads_what_is_slow_to_load(tmp_path: Path) -> None:
    assert not loaded(tmp_path, "validate", *map(str, SPECS)) & SLOW


def test_build_loads_what_it_prints_with_but_not_numpy(tmp_path: Path) -> None:
    found = loaded(tmp_path, "build", "-o", "-", str(SPECS[0]))
    assert {"jinja2", "black"} <= found
    assert "numpy" not in found
