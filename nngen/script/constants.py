"""The constants of a script's data: files, columns, classes, shares."""

import os
from collections.abc import Iterator
from pathlib import Path

from nngen.graph.graph import Graph
from nngen.language import data as kinds
from nngen.script.code import Code
from nngen.script.data_records import Setting


def origins(graph: Graph) -> dict[str, kinds.Data]:
    """Return the sources of rows, by what the constants of each begin with."""
    found = {"": graph.data, "VALIDATION_": graph.validation_data}
    return {name: kind for name, kind in found.items() if kind is not None}


def constants_of_texts(graph: Graph) -> dict[tuple[str, tuple[str, ...]], str]:
    """Return the constants of what is found in files; what is the same has but one."""
    found: dict[tuple[str, tuple[str, ...]], str] = {}
    for prefix, kind in origins(graph).items():
        for name, texts in kind.texts.items():
            found.setdefault((name, texts), f"{prefix}{name}")
    return found


def make_settings(graph: Graph, folder: Path) -> Iterator[Setting]:
    """Return the constants of the data, in the order a reader meets them."""
    facts = graph.facts
    tables = [kind for kind in origins(graph).values() if kind.table]
    for prefix, kind in origins(graph).items():
        for name, file in kind.files.items():
            path = seen_from(folder, facts.folder, file)
            note = Code("or just beside this script")
            yield Setting(
                name=Code(f"{prefix}{name}"),
                value=path,
                note=note,
                prefix=Code("HERE / "),
            )
    for (_, texts), constant in constants_of_texts(graph).items():
        yield Setting(
            name=Code(constant),
            value=texts,
            note=Code("in the file: rows, and targets"),
        )
    found = next((f for f in (facts.data, facts.validation) if f and f.columns), None)
    if found and found.columns:
        yield Setting(name=Code("FEATURES"), value=found.columns)
    for kind in tables[:1]:
        assert kind.table  # as all of these have
        yield Setting(name=Code("TARGET"), value=kind.table.target)
    labels = facts.data.labels if facts.data else None
    if tables and labels and labels != facts.names:
        yield Setting(
            name=Code("LABELS"), value=labels, note=Code("of CLASSES, in the file")
        )
    if facts.names:
        yield Setting(name=Code("CLASSES"), value=facts.names)
    for i, (name, share) in enumerate(shares(graph).items()):
        note = Code("" if i else "the share of rows that training does not see")
        yield Setting(name=Code(name), value=share, note=note)
    for name, value in graph.preprocess.features.constants().items():
        yield Setting(name=Code(name.upper()), value=value)


def shares(graph: Graph) -> dict[str, float]:
    """Return the parts that [split] asks for."""
    split = graph.split
    asked = {"VALIDATION": split.validation, "TEST": split.test} if split else {}
    return {name: share for name, share in asked.items() if share}


def seen_from(folder: Path, home: Path, path: str) -> str:
    """Return a path from the spec's home as seen from the script's folder."""
    if Path(path).is_absolute():
        return Path(path).as_posix()
    try:
        return Path(os.path.relpath(home / path, folder)).as_posix()
    except ValueError:  # on Windows, from one drive to another
        return Path(os.path.abspath(home / path)).as_posix()
