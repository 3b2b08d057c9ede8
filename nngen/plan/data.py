"""The data of a script: where its rows come from, how they are split and prepared."""

from collections.abc import Iterator
from pathlib import Path

from nngen.graph.graph import Graph
from nngen.kinds import source as kinds
from nngen.plan.constants import make_settings, origins
from nngen.plan.data_records import (
    Data,
    Held,
    Load,
    Parts,
    Preparation,
    Source,
    Table,
)
from nngen.plan.records import NOTHING, Code
from nngen.plan.table import imports, make_table
from nngen.spec import Spec

PIECE = 1000  # rows to predict at a time, where those of training may change


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
        piece=PIECE if table or not facts.rows else facts.rows,
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
    if graph.spec.targets != "one_hot":
        return NOTHING
    return Code(f"np.eye({graph.facts.classes}, dtype=np.{graph.spec.numerics.dtype})")


def make_held(spec: Spec) -> Iterator[Held]:
    """Return which rows training does not see."""
    split = spec.split
    if spec.validation_data or (split and split.validation):
        yield Held(Code("validation"), Code("val"), 1)
    if split and split.test:
        yield Held(Code("test"), Code("test"), 2)


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
        options = kind.dump() | {name: Code(name) for name in differ}
        samples, each = options.get("samples", 0), graph.facts.classes
        said = "rows" if differ else int(samples) * each
        count = Code(f"{each} * samples") if differ else int(samples) * each
        found[kind.type] = Source(
            f"data/{kind.type}.py.jinja",
            Code("load_data" if plain else f"make_{kind.type}"),
            Code("" if plain else ", ".join(["rng", *differ])),
            options,
            count,
            Code("so many") if differ else int(samples),
            Code(f"({said}, {graph.facts.features})"),
            Code(f"({said}, {each})" if targets != "y" else f"({said},)"),
            Code(f"{rows}, {targets}"),
        )
    return tuple(found.values())


def differing(sources: list[kinds.Data]) -> list[str]:
    """Return the numbers in which sources of one kind differ."""
    dumps = [kind.dump() for kind in sources]
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
    casts = spec.numerics.dtype == "float32"
    cast = ("(", ").astype(np.float32)") if casts else ("", "")
    around = Code(cast[0]), Code(cast[1])
    return Preparation(template, kind, kind.fitted, wide, around)
