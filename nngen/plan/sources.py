"""The functions of a script that make rows, and the calls that fetch them."""

from collections.abc import Iterator

from nngen.graph.graph import Graph
from nngen.language import data as kinds
from nngen.language.spec import Spec
from nngen.plan.constants import constants_of_texts, origins
from nngen.plan.data_records import Load, Source
from nngen.plan.file_records import Table
from nngen.plan.records import NOTHING, Code

WIDEST_CALL = 69  # characters, behind the names of what it gives


def arguments(spec: Spec) -> dict[str, str]:
    """Return the constants of files, by the arguments of load_data in their place."""
    return {
        f"{prefix.lower()}{key}": f"{prefix}{constant}"
        for prefix, kind in origins(spec).items()
        for key, constant in kind.places.items()
    }


def is_plain(spec: Spec) -> bool:
    """Return whether load_data does nothing but make rows."""
    more = spec.validation_data or spec.split or spec.preprocess.features.prepares
    return spec.data.made and not more


def drawn_type(spec: Spec) -> str:
    """Return the type of drawn rows: that of the nnfs package in the frozen stream."""
    return "float32" if spec.numerics.rng == "mt19937" else spec.numerics.dtype


def shaped(graph: Graph, y: str = "y") -> Code:
    """Return what makes targets of an array, "" where they are what it holds."""
    form, dtype = graph.spec.targets, graph.spec.numerics.dtype
    if form == "one_hot":
        return Code(f"np.eye({graph.facts.classes}, dtype=np.{dtype})[{y}]")
    return Code(f"{y}.reshape(-1, 1).astype(np.{dtype})" if form == "binary" else "")


def width(graph: Graph) -> int | None:
    """Return how many numbers the targets of a row are, None where y is an index."""
    widths = {"one_hot": graph.facts.classes, "binary": 1, "values": 1}
    return widths.get(graph.spec.targets)


def make_sources(graph: Graph) -> tuple[Source, ...]:
    """Return the functions that make rows, each once."""
    kinds_used = origins(graph.spec).values()
    found: dict[str, Source] = {}
    for kind in kinds_used:
        alike = [other for other in kinds_used if other.type == kind.type]
        differ = differing(alike) if kind.made else []
        found[kind.type] = make_source(graph, kind, differ)
    return tuple(found.values())


def make_source(graph: Graph, kind: kinds.Data, differ: list[str]) -> Source:
    """Return a function that makes rows; calls of it differ in some numbers."""
    plain = is_plain(graph.spec)
    options = kind.model_dump() | {name: Code(name) for name in differ}
    samples, groups = options.get("samples", 0), graph.facts.classes or 1
    rows: int | Code = int(samples) * groups if not differ else Code("samples")
    if differ and groups > 1:
        rows = Code(f"{groups} * samples")
    said = "rows" if differ else rows
    numbers = width(graph) if plain or not graph.facts.classes else None
    arguments = ["rng", *differ] if kind.drawn else differ
    return Source(
        template=f"data/{kind.type}.py.jinja",
        name=Code("load_data" if plain else f"make_{kind.type}"),
        arguments=Code("" if plain else ", ".join(arguments)),
        options=options,
        rows=rows,
        each=Code("so many") if differ else int(samples),
        x_shape=Code(f"({said}, {graph.facts.features})"),
        y_shape=Code(f"({said}, {numbers})" if numbers else f"({said},)"),
        result=result(graph, kind),
    )


def result(graph: Graph, kind: kinds.Data) -> Code:
    """Return what a function that makes rows returns: x and y, of the right types."""
    spec = graph.spec
    dtype, targets = spec.numerics.dtype, shaped(graph) if is_plain(spec) else NOTHING
    if kind.drawn:
        x = "x" if drawn_type(spec) == dtype else f"x.astype(np.{dtype})"
        return Code(f"{x}, {targets or 'y'}")
    narrow = f".astype(np.{dtype})" if dtype != "float64" else ""
    wide = spec.preprocess.features.prepares  # and rounded once, in prepare
    return Code(f"x{'' if wide else narrow}, y{narrow}")


def differing(sources: list[kinds.Data]) -> list[str]:
    """Return the numbers in which sources of one kind differ."""
    dumps = [kind.model_dump() for kind in sources]
    return [
        name
        for name, value in dumps[0].items()
        if isinstance(value, int) and any(dump[name] != value for dump in dumps)
    ]


def make_loads(
    graph: Graph, sources: tuple[Source, ...], table: Table | None
) -> Iterator[Load]:
    """Return the calls that make the pairs of arrays."""
    by_type = {source.template: source for source in sources}
    known = constants_of_texts(graph.spec)
    for prefix, kind in origins(graph.spec).items():
        suffix = Code("_val" if prefix else "")
        targets = shaped(graph, f"y{suffix}")
        source = by_type[f"data/{kind.type}.py.jinja"]
        if kind.places:
            files = kind.places.items()
            taken = [
                f"{prefix.lower()}{k} or find({prefix}{name})" for k, name in files
            ]
            taken += [known[name, texts] for name, texts in kind.texts.items()]
            taken += ["labels"] if kind.table and table and not table.known else []
            call = f"read_{kind.type}({', '.join(taken)})"
            if len(call) > WIDEST_CALL:
                lines = "".join(f"        {each},\n" for each in taken)
                call = f"read_{kind.type}(\n{lines}    )"
            yield Load(
                suffix=suffix,
                call=Code(call),
                targets=targets,
                table=kind.table is not None,
            )
        else:
            names = source.arguments.split(", ") if source.arguments else []
            values = [str(getattr(kind, name, name)) for name in names]
            call = Code(f"{source.name}({', '.join(values)})")
            yield Load(suffix=suffix, call=call, targets=targets, table=False)
