"""What the command does with built scripts: write, print or compare them."""

import signal
import subprocess
import sys
from difflib import unified_diff
from pathlib import Path
from typing import NoReturn

import click

from nngen.build import build_script
from nngen.edits import header, pair
from nngen.files import KEPT, State, orphans, read, state, write
from nngen.finding import Unusable
from nngen.graph.graph import Graph
from nngen.reading.load import Source
from nngen.words import count, quoted, script_name

FOLDER = "generated"

STRAY = "no spec here has this name; give its spec's folder too, or delete it"
MOVE = "move it away, or run nngen build --force to overwrite it"


def build_all(graphs: tuple[Graph, ...], output: str | None) -> dict[Path, str]:
    """Return the scripts of networks by their paths; raises Unusable."""
    if output == "":
        raise Unusable("the output's path is empty")
    to_file = output is not None and len(graphs) == 1 and not is_folder(output)
    if to_file and not str(output).endswith(".py"):
        raise Unusable(f"{output}: a script ends in .py; for a folder write {output}/")
    folder = Path(FOLDER if output is None else output)
    names = [script_name(graph.name) for graph in graphs]
    paths = [folder if to_file else folder / name for name in names]
    pairs = zip(paths, graphs, strict=True)
    return {path: build_script(graph, path.parent) for path, graph in pairs}


def refuse_arguments(source: Source, args: tuple[str, ...]) -> NoReturn:
    """Raise Unusable for arguments to a script that reads none."""
    line = pair("command_line", True) + " under " + header("script")
    hint = line.text(source.json_text)
    what = f"its script takes no arguments, and {quoted(args[0])} is one"
    raise Unusable(f"{source.label}: {what}; write {hint}")


def is_folder(output: str) -> bool:
    """Return whether an output is meant as a folder."""
    return output.endswith("/") or Path(output).is_dir()


def print_one(graphs: tuple[Graph, ...]) -> None:
    """Print the script of one network; raises Unusable if there are more."""
    if len(graphs) > 1:
        raise Unusable("-o - prints one script; there are several specs")
    click.echo(build_script(graphs[0], Path()), nl=False)


def find_orphans(
    paths: tuple[str, ...], scripts: set[Path], output: str | None
) -> list[Path]:
    """Return the scripts without a spec, if a whole folder is built."""
    folder = Path(output or FOLDER)
    whole = any(Path(path).is_dir() for path in paths)
    return orphans(folder, scripts) if whole and folder.is_dir() else []


def compare(scripts: dict[Path, str], strays: list[Path], diff: bool) -> bool:
    """Report the files that differ from the built scripts; return whether any does."""
    drifted = False
    for path, text in scripts.items():
        found = read(path)
        if found != text:
            drifted = True
            click.echo(f"{path}: {describe(path)}", err=True)
            if diff:
                click.echo(difference(path, found, text), nl=False)
    for path in strays:
        click.echo(f"{path}: {STRAY}", err=True)
    return drifted or bool(strays)


def describe(path: Path) -> str:
    """Return the state of a file that differs from its spec's script."""
    found = state(path)
    if found is State.INTACT:
        return "not what its spec makes it; run nngen build"
    return f"{found.value}; {MOVE if found in KEPT else 'run nngen build'}"


def difference(path: Path, old: str, new: str) -> str:
    """Return a unified diff from a file to what it should be."""
    lines = old.splitlines(True), new.splitlines(True)
    return "".join(unified_diff(*lines, str(path), f"{path} (built)"))


def write_all(scripts: dict[Path, str], force: bool, tell: bool) -> bool:
    """Write the scripts that have changed; return False if a file must not be replaced.

    With `tell`, report how many scripts are current already.
    """
    done, current = True, 0
    for path, text in scripts.items():
        if read(path) == text:
            current += 1
            continue
        found = state(path)
        if found in KEPT and not force:
            done = False
            click.echo(f"{path}: {found.value}; {MOVE}", err=True)
        else:
            write(path, text)
            click.echo(f"wrote {path}", err=True)
    if current and tell:
        click.echo(f"{count(current, 'current script')} left as before", err=True)
    return done


def run_script(script: Path, args: tuple[str, ...]) -> int:
    """Run a script to its end and return its exit code, 128 and more after a signal.

    A terminal sends Ctrl-C to the script, too, which ends in its own way; SIGTERM is
    passed on to it.
    """
    child = subprocess.Popen([sys.executable, str(script), *args])
    before = {
        signal.SIGINT: signal.signal(signal.SIGINT, lambda *_: None),
        signal.SIGTERM: signal.signal(signal.SIGTERM, lambda *_: child.terminate()),
    }
    try:
        code = child.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return code if code >= 0 else 128 - code
