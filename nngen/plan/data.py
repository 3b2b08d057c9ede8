"""The data of a script: where its rows come from, how they are split and prepared."""

from collections.abc import Iterator
from pathlib import Path

from nngen.graph.graph import Graph
from nngen.language.spec import Spec
from nngen.plan.array_data import imports, make_arrays
from nngen.plan.constants import make_settings, origins
from nngen.plan.data_records import (
    Data,
    Held,
    Parts,
    Preparation,
)
from nngen.plan.records import Code, listed
from nngen.plan.sources import (
    arguments,
    drawn_type,
    is_plain,
    make_loads,
    make_sources,
    width,
)
from nngen.plan.table import imports as table_imports
from nngen.plan.table import make_table

PIECE = 1000  # rows to predict at a time, where those of training may change


def make_data(graph: Graph, folder: Path) -> Data:
    """Return how a script in a folder makes its rows."""
    spec, facts = graph.spec, graph.facts
    taken = arguments(spec)
    kinds = origins(spec).values()
    table = make_table(graph) if any(kind.table for kind in kinds) else None
    arrays = make_arrays(graph) if not table and taken else None
    plain = is_plain(spec)
    sources = make_sources(graph)
    made = drawn_type(spec)
    return Data(
        title=Code(spec.data.type),
        rows=facts.rows,
        piece=PIECE if taken or not facts.rows else facts.rows,
        features=facts.features,
        dims=listed(facts.shape),
        classes=facts.classes,
        normals=sum(kind.normals() for kind in kinds),
        settings=tuple(make_settings(graph, folder)),
        imports=tuple(map(Code, table_imports(table) if table else imports(spec))),
        held=tuple(make_held(spec)),
        plain=plain,
        drawn=any(kind.drawn for kind in kinds),
        dtype=Code(f"np.{made}"),
        sources=sources,
        loads=tuple(make_loads(graph, sources, table)),
        arguments=Code(", ".join(f"{name}=None" for name in taken)),
        blamed=Code(blame(taken, line=table is not None)),
        parts=make_parts(spec),
        preparation=make_preparation(spec),
        width=width(graph),
        table=table,
        arrays=arrays,
    )


def blame(taken: dict[str, str], line: bool) -> str:
    """Return the first file that load_data reads, with its first line if it has any."""
    first = next(map(" or ".join, taken.items()), "")
    return f"{first}, 1" if line else first


def make_held(spec: Spec) -> Iterator[Held]:
    """Return which rows training does not see."""
    split = spec.split
    if spec.validation_data or (split and split.validation):
        yield Held(word=Code("validation"), suffix=Code("val"), part=1)
    if split and split.test:
        yield Held(word=Code("test"), suffix=Code("test"), part=2)


def make_parts(spec: Spec) -> Parts | None:
    """Return how the rows are dealt out, if they are."""
    split = spec.split
    if split is None:
        return None
    drawn = split.method != "last"
    template = f"split/{split.method}.py.jinja"
    return Parts(
        template=template,
        drawn=drawn,
        validation=split.validation > 0,
        test=split.test > 0,
    )


def make_preparation(spec: Spec) -> Preparation | None:
    """Return what is done to features, if anything is."""
    kind = spec.preprocess.features
    if not kind.prepares:
        return None
    narrow = spec.data.drawn and drawn_type(spec) == "float32"
    raw = spec.data.places and not spec.data.table  # of whatever type a file has
    wide = Code(", dtype=np.float64" if narrow or raw else "")
    template = f"preprocess/{kind.type}.py.jinja"
    casts = spec.numerics.dtype == "float32"
    cast = ("(", ").astype(np.float32)") if casts else ("", "")
    around = Code(cast[0]), Code(cast[1])
    return Preparation(
        template=template, options=kind, fitted=kind.fitted, wide=wide, cast=around
    )
