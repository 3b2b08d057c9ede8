"""The data of a script: where its rows come from, how they are split and prepared."""

import os
from collections.abc import Iterator
from pathlib import Path

from nngen.graph import Graph
from nngen.kinds import data as kinds
from nngen.plan.data_records import (
    Data,
    Held,
    Load,
    Parts,
    Preparation,
    Setting,
    Source,
    Table,
)
from nngen.plan.records import NOTHING, Code
from nngen.spec import Spec

IMPORTS = ("import csv", "import sys", "from array import array")
PIECE = 1000  # rows to predict at a time, where those of training are not known


def make_data(graph: Graph, folder: Path) -> Data:
    """Return how a script in a folder makes its rows."""
    spec, facts = graph.spec, graph.facts
    tables = {name: kind for name, kind in origins(spec).items() if kind.table}
    table = make_table(graph) if tables else None
    plain = is_plain(spec)
    sources = make_sources(graph)
    made = drawn_type(spec)
    return Data(
        title=Code(spec.data.type),
        rows=facts.rows,
        piece=facts.rows or PIECE,
        features=facts.features,
        classes=facts.classes,
        normals=sum(kind.normals() for kind in origins(spec).values()),
        settings=tuple(make_settings(graph, folder)),
        imports=tuple(map(Code, imports(table))) if table else (),
        held=tuple(make_held(spec)),
        plain=plain,
        drawn=any(kind.drawn for kind in origins(spec).values()),
        dtype=Code(f"np.{made}"),
        sources=sources,
        loads=tuple(make_loads(spec, sources, table)),
        arguments=Code(", ".join(f"{argument(name)}=None" for name in tables)),
        parts=make_parts(spec),
        preparation=make_preparation(spec),
        one_hot=one_hot(graph),
        table=table,
    )


def origins(spec: Spec) -> dict[str, kinds.Data]:
    """Return the sources of rows by the constants that name their files."""
    found = {"DATA": spec.data, "VALIDATION_DATA": spec.validation_data}
    return {name: kind for name, kind in found.items() if kind is not None}


def argument(constant: str) -> str:
    """Return the argument of load_data that stands in for a constant."""
    return "path" if constant == "DATA" else "validation_path"


def is_plain(spec: Spec) -> bool:
    """Tell whether load_data does nothing but draw."""
    more = spec.validation_data or spec.split or spec.preprocess.features.prepares
    return spec.data.drawn and not more


def drawn_type(spec: Spec) -> str:
    """Return the type of drawn rows: that of the nnfs package in the frozen stream."""
    return "float32" if spec.numerics.rng == "mt19937" else spec.numerics.dtype


def one_hot(graph: Graph) -> Code:
    """Return the array whose rows are the targets, "" where these are indices."""
    if not graph.spec.data.one_hot:
        return NOTHING
    return Code(f"np.eye({graph.facts.classes}, dtype=np.{graph.spec.numerics.dtype})")


def make_held(spec: Spec) -> Iterator[Held]:
    """Return which rows training does not see."""
    split = spec.split
    if spec.validation_data or (split and split.validation):
        yield Held(Code("validation"), Code("val"), 1)
    if split and split.test:
        yield Held(Code("test"), Code("test"), 2)


def make_settings(graph: Graph, folder: Path) -> Iterator[Setting]:
    """Return the constants of the data, in the order a reader meets them."""
    spec, facts = graph.spec, graph.facts
    tables = {name: kind for name, kind in origins(spec).items() if kind.table}
    for name, kind in tables.items():
        yield Setting(
            Code(name),
            seen_from(folder, facts.folder, kind.file),
            Code("as seen from this script; or just beside it"),
        )
    found = next((f for f in (facts.data, facts.validation) if f and f.columns), None)
    if found and found.columns:
        yield Setting(Code("FEATURES"), found.columns)
    for kind in list(tables.values())[:1]:
        assert kind.table  # as all of these have
        yield Setting(Code("TARGET"), kind.table.target)
    labels = facts.data.labels if facts.data else None
    if tables and labels and labels != facts.names:
        yield Setting(Code("LABELS"), labels, Code("of CLASSES, in the file"))
    if facts.names:
        yield Setting(Code("CLASSES"), facts.names)
    for name, share in shares(spec).items():
        yield Setting(Code(name), share, Code("the share of the rows"))
    for name, value in spec.preprocess.features.constants().items():
        if value:
            yield Setting(Code(name.upper()), value)


def shares(spec: Spec) -> dict[str, float]:
    """Return the parts that [split] asks for."""
    split = spec.split
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


def make_sources(graph: Graph) -> tuple[Source, ...]:
    """Return the functions that make rows, each once."""
    spec = graph.spec
    dtype = spec.numerics.dtype
    rows = "x" if drawn_type(spec) == dtype else f"x.astype(np.{dtype})"
    plain = is_plain(spec)
    targets = f"{one_hot(graph)}[y]" if plain and one_hot(graph) else "y"
    found: dict[str, Source] = {}
    for kind in origins(spec).values():
        others = [k for k in origins(spec).values() if k.type == kind.type]
        differ = differing(others) if kind.drawn else []
        options = kind.model_dump() | {name: Code(name) for name in differ}
        samples, each = options.get("samples", 0), graph.facts.classes
        count = Code(f"{each} * samples") if differ else int(samples) * each
        found[kind.type] = Source(
            f"data/{kind.type}.py.jinja",
            Code("load_data" if plain else f"make_{kind.type}"),
            Code("" if plain else ", ".join(["rng", *differ])),
            options,
            count,
            Code(f"({count}, {each})" if targets != "y" else f"({count},)"),
            Code(f"{rows}, {targets}"),
        )
    return tuple(found.values())


def differing(sources: list[kinds.Data]) -> list[str]:
    """Return the numbers in which sources of one kind differ."""
    dumps = [kind.model_dump() for kind in sources]
    return [
        name
        for name, value in dumps[0].items()
        if isinstance(value, int) and any(dump[name] != value for dump in dumps)
    ]


def make_loads(
    spec: Spec, sources: tuple[Source, ...], table: Table | None
) -> Iterator[Load]:
    """Return the calls that make the pairs of arrays."""
    by_type = {source.template: source for source in sources}
    for constant, kind in origins(spec).items():
        suffix = Code("" if constant == "DATA" else "_val")
        source = by_type[f"data/{kind.type}.py.jinja"]
        if kind.table and table:
            more = "" if table.known else ", labels"
            path = f"{argument(constant)} or find({constant})"
            yield Load(suffix, Code(f"read_{kind.type}({path}{more})"), True)
        else:
            names = source.arguments.split(", ")[1:]
            values = [f", {getattr(kind, name)}" for name in names]
            yield Load(suffix, Code(f"{source.name}(rng{''.join(values)})"), False)


def make_parts(spec: Spec) -> Parts | None:
    """Return how the rows are dealt out, if they are."""
    split = spec.split
    if split is None:
        return None
    drawn = split.method != "last"
    template = f"split/{split.method}.py.jinja"
    return Parts(template, drawn, split.validation > 0, split.test > 0)


def make_preparation(spec: Spec) -> Preparation | None:
    """Return what is done to features, if anything is."""
    kind = spec.preprocess.features
    if not kind.prepares:
        return None
    narrow = spec.data.drawn and drawn_type(spec) == "float32"
    wide = Code(", dtype=np.float64" if narrow else "")
    template = f"preprocess/{kind.type}.py.jinja"
    narrowed = spec.numerics.dtype == "float32"
    return Preparation(template, kind, kind.fitted, wide, narrowed)


def make_table(graph: Graph) -> Table:
    """Return how tables are read."""
    spec, facts = graph.spec, graph.facts
    kinds_read = [kind for kind in origins(spec).values() if kind.table]
    first = kinds_read[0].table
    assert first is not None
    found = [f for f in (facts.data, facts.validation) if f]
    known = bool(found[0].labels)
    narrow = spec.numerics.dtype == "float32" and not spec.preprocess.features.prepares
    few = facts.classes <= 256
    return Table(
        named=any(f.columns for f in found),
        known=known,
        labels=Code("CLASSES" if facts.names == found[0].labels else "LABELS"),
        delimiter=first.delimiter,
        x_code="f" if narrow else "d",
        y_code="B" if few else "q",
        y_type=Code("" if few else ", np.intp"),
        largest=3.4028234663852886e38 if narrow else None,
    )


def imports(table: Table) -> Iterator[str]:
    """Return what reading tables needs of Python's library, in the order of names."""
    yield from IMPORTS
    if table.largest is None:
        yield "from math import isfinite"
    yield "from pathlib import Path"
