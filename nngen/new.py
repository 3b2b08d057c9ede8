"""A spec to start from: an example under a new name, and the files that it needs."""

import os
import re
from contextlib import suppress
from pathlib import Path
from shlex import quote

import tomli

from nngen.check import check
from nngen.files import write_bytes
from nngen.finding import Unusable
from nngen.graph.graph import Graph
from nngen.hints.near import did_you_mean
from nngen.language.schema import schema_text
from nngen.reading.load import Misfit, Source
from nngen.shipped import shipped
from nngen.words import quoted

SCHEMA = "nngen.schema.json"
SCRIPT = "\n[script]\n"
DIRECTIVE = re.compile(r"\A(#:schema .*\n+)?")  # whether or not an example has one
NAME = re.compile(r"(?m)^name = .*\n")
PROGRAM = "command_line = true\nprogress = true\n"  # what a script of one's own wants
WRITE_NAME = re.compile(r'name = "(.*?)"')


def start(name: str, example: str) -> list[str]:
    """Write a new spec and the files that it needs; return the lines to print.

    Raises OSError, and Unusable if the name is refused or a file would be overwritten.
    """
    path, origin = spec_path(name), find_example(example)
    raw = adapt(origin.read_bytes().decode()).encode()
    graph = try_out(
        path,
        Source(
            label=path.as_posix(),
            raw=raw,
            stem=path.stem,
            json_text=False,
            folder=origin.parent,
        ),
    )
    if os.path.lexists(path):
        raise Unusable(f"{path}: is there already; nothing was written")
    files = data_files(graph, origin.parent, path.parent)
    notes = add_notes(files, graph, origin.parent, path.parent)
    notes += add_schema(files, path.with_name(SCHEMA))
    files[path] = raw
    write_all(files)
    lines = [f"wrote {file}" for file in files]
    return [*lines, *notes, f"train it: nngen run {quote(str(path))}"]


def spec_path(name: str) -> Path:
    """Return the path for a name, which may include folders; raises Unusable."""
    path = Path(name)
    if name.endswith("/") or os.path.isdir(path):
        example = (path / "my-net").as_posix()
        raise Unusable(f"{path}: is a folder; name the spec in it, {example}")
    return path.with_name(path.name.removesuffix(".toml") + ".toml")


def examples() -> dict[str, Path]:
    """Return the example specs by name; raises FileNotFoundError."""
    return {path.stem: path for path in sorted(shipped("specs").glob("*.toml"))}


def find_example(example: str) -> Path:
    """Return the file of an example; raises Unusable if there is none."""
    known = examples()
    if example in known:
        return known[example]
    guess = did_you_mean(example, list(known))
    hint = f"{guess} There are" if guess else "there are"
    names = ", ".join(known)
    raise Unusable(f"there is no example {quoted(example)}; {hint} {names}")


def descriptions() -> list[str]:
    """Return a line for each example: its name and its description."""
    texts = {name: path.read_bytes().decode() for name, path in examples().items()}
    width = max(map(len, texts)) + 2
    return [
        f"{name:{width}}{tomli.loads(text)['description']}"
        for name, text in texts.items()
    ]


def adapt(text: str) -> str:
    """Return an example without its name, with the schema's path, as a program."""
    text = DIRECTIVE.sub(f"#:schema {SCHEMA}\n\n", text)
    head, table, rest = text.partition("\n[")
    text = NAME.sub("", head) + table + rest
    if SCRIPT not in text:
        head, table, rest = text.partition("\n[")
        text = f"{head}{SCRIPT}{table}{rest}"
    return text.replace(SCRIPT, SCRIPT + PROGRAM, 1)


def try_out(path: Path, source: Source) -> Graph:
    """Return the network of a spec before it is written; raises Unusable."""
    try:
        return check(source).graph
    except Misfit as error:  # examples are valid, so it is the name
        finding = error.placed[0].finding

        def command(line: re.Match[str]) -> str:
            return f"nngen new {path.with_name(line[1]).as_posix()}"

        hint = WRITE_NAME.sub(command, error.placed[0].hint)
        tail = f"; {hint}" if hint else ""
        raise Unusable(f"NAME: {finding.message}{tail}") from None


def data_files(graph: Graph, origin: Path, folder: Path) -> dict[Path, bytes]:
    """Return the data files of a spec that are not there yet, with their contents.

    Raises OSError, and Unusable if another file has the name of one.
    """
    files = {folder / name: (origin / name).read_bytes() for name in read_by(graph)}
    there = {path for path in files if os.path.lexists(path)}
    for path in there:
        if path.read_bytes() != files[path]:
            raise Unusable(f"{path}: is not the example's; nothing was written")
    return {path: raw for path, raw in files.items() if path not in there}


def read_by(graph: Graph) -> list[Path]:
    """Return the files that a spec reads, relative to its folder."""
    sources = (graph.data, graph.validation_data)
    return [Path(file) for kind in sources if kind for file in kind.files.values()]


def add_notes(
    files: dict[Path, bytes], graph: Graph, origin: Path, folder: Path
) -> list[str]:
    """Add the README of the data, or return why another one stays; raises OSError."""
    notes = []
    for name in dict.fromkeys(data.with_name("README.md") for data in read_by(graph)):
        source, place = origin / name, folder / name
        if not os.path.lexists(place):
            files |= {place: source.read_bytes()} if source.exists() else {}
        elif not place.is_file() or place.read_bytes() != source.read_bytes():
            notes.append(f"{place}: left as it is; the example has another one")
    return notes


def add_schema(files: dict[Path, bytes], place: Path) -> list[str]:
    """Add the schema to the files, or return why another one stays; raises OSError."""
    raw = schema_text().encode()
    if not os.path.lexists(place):
        files[place] = raw
    elif place.read_bytes() != raw:
        return [f"{place}: left as it is; nngen schema prints this nngen's"]
    return []


def write_all(files: dict[Path, bytes]) -> None:
    """Write all files and the folders they need, or nothing; raises OSError."""
    folders = [folder for path in files for folder in path.parents]
    made = [folder for folder in folders if not folder.exists()]
    written: list[Path] = []
    try:
        for path, raw in files.items():
            write_bytes(path, raw)
            written.append(path)
    except BaseException:
        for path in written:
            path.unlink()
        for folder in made:
            with suppress(OSError):  # named twice, or not made yet
                folder.rmdir()
        raise
