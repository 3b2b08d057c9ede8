"""From the command line's paths to specs: files, folders, standard input."""

import os
import sys
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from nngen.check import Checked, check
from nngen.data.inspect import Reader, read_rows
from nngen.edits import pair
from nngen.finding import Finding, Placed, Unusable
from nngen.reading.load import Misfit, Source, load_spec, place_all
from nngen.reading.settings import read_setting
from nngen.reading.text import LARGEST
from nngen.words import printable, script_name

STDIN = Path("-")
SUFFIXES = (".toml", ".json")
# Documents of these names belong to other tools
OTHERS = {"pyproject.toml", "ruff.toml", "taplo.toml", "tombi.toml"}
OTHERS |= {"package.json", "package-lock.json", "tsconfig.json"}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The result of checking all sources: specs that can be built, and findings."""

    checked: tuple[Checked, ...]
    findings: tuple[Placed, ...]


def collect(paths: tuple[str, ...], sets: tuple[str, ...] = ()) -> list[Source]:
    """Return the documents at some paths, each once; raises Unusable, OSError.

    `sets` are the KEY=VALUE that change each of them.
    """
    settings = tuple(map(read_setting, sets))
    if paths.count("-") > 1:
        raise Unusable("-: standard input can be read once")
    files = [file for path in paths for file in expand(path)]
    once = {os.path.realpath(file) if file != STDIN else "-": file for file in files}
    return [replace(read(file), settings=settings) for file in once.values()]


def expand(path: str) -> list[Path]:
    """Return the file at a path, or the specs in a folder."""
    file = Path(path)
    if not path:
        raise Unusable("a path is empty")
    if path == "-":
        return [file]
    if not file.is_dir():
        require_file(file)
        return [file]
    specs = [entry for entry in sorted(file.iterdir()) if is_spec(entry)]
    if not specs:
        raise Unusable(f"{path}: no specs in this folder")
    return specs


def require_file(file: Path) -> None:
    """Raise Unusable for a path that cannot be read as a spec."""
    if file.is_fifo():
        raise Unusable(f"{file}: is a pipe; give - and let it be standard input")
    if file.exists() and file.suffix not in SUFFIXES:
        raise Unusable(f"{file}: a spec is a .toml or a .json file")
    if file.exists() and not file.is_file():
        raise Unusable(f"{file}: is not a regular file")
    named = [file.with_name(file.name + suffix) for suffix in SUFFIXES if file.name]
    if not file.exists() and (near := [other for other in named if other.is_file()]):
        raise Unusable(f"{file}: there is no such file; did you mean {near[0]}?")


def read(file: Path) -> Source:
    """Return the document of a file or of standard input."""
    if file == STDIN:
        if sys.stdin is None:
            raise Unusable("-: there is no standard input")
        return Source.from_input(sys.stdin.buffer.read(LARGEST + 1))
    return Source.from_file(file)


def is_spec(entry: Path) -> bool:
    """Return whether a file in a folder is a spec."""
    name = entry.name
    if name.startswith(".") or name in OTHERS or name.endswith(".schema.json"):
        return False
    if entry.suffix not in SUFFIXES:
        return False
    return (
        entry.is_file() or not entry.exists()
    )  # a broken link is an error, not ignored


def check_all(sources: list[Source]) -> Verdict:
    """Return what is accepted of all sources, and the findings about them."""
    accepted: list[Checked] = []
    findings: list[Placed] = []
    checked = [check_one(source) for source in sources]
    names = [result.spec.name for result in checked if isinstance(result, Checked)]
    taken = set(map(script_name, names))
    labels: dict[str, str] = {}
    for source, result in zip(sources, checked, strict=True):
        if isinstance(result, Misfit):
            findings += result.placed
            continue
        findings += result.warnings
        name = result.spec.name
        first = labels.setdefault(script_name(name), source.label)
        if first is not source.label:
            findings += same_name(source, name, first, taken)
        accepted.append(result)
    return Verdict(checked=tuple(accepted), findings=tuple(findings))


def check_one(source: Source, read: Reader = read_rows) -> Checked | Misfit:
    """Return the network of a source, or its findings."""
    try:
        return check(source, read)
    except Misfit as error:
        return error


def same_name(
    source: Source, name: str, first: str, taken: set[str]
) -> tuple[Placed, ...]:
    """Return the finding for a name's second spec, and add a free name to `taken`."""
    message = f'"{name}" would overwrite the script of {printable(first)}'
    tails = (f"-{i}" for i in count(2))
    others = (name[: 50 - len(tail)] + tail for tail in tails)
    other = next(other for other in others if script_name(other) not in taken)
    taken.add(script_name(other))
    hint = "write " + pair("name", other)
    finding = Finding("NN021", ("name",), message, hint)
    return place_all(source, load_spec(source).marks, [finding])
