"""The functions of a script that make rows, and the calls that fetch them."""

from collections.abc import Iterator

from nngen.graph.graph import Graph
from nngen.language import data as kinds
from nngen.script.code import NOTHING, Code
from nngen.script.constants import constants_of_texts, origins
from nngen.script.data_records import Load, Source

WIDEST_LINE = 88  # characters


def file_arguments(graph: Graph) -> dict[str, str]:
    """Return the constants of files by the arguments of load_data in their place."""
    return {
        f"{prefix.lower()}{key}": f"{prefix}{constant}"
        for prefix, kind in origins(graph).items()
        for key, constant in kind.places.items()
    }


def uses_find(graph: Graph) -> bool:
    """Return whether a function looks for files: a line does for DATA alone."""
    files = list(file_arguments(graph).values())
    return bool(files) and files != ["DATA"]


def is_plain(graph: Graph) -> bool:
    """Return whether load_data does nothing but make rows."""
    more = graph.validation_data or graph.split or graph.preprocess.features.prepares
    return graph.data.made and not more


def drawn_type(graph: Graph) -> str:
    """Return the type of drawn rows: that of the nnfs package in the frozen stream."""
    return "float32" if graph.numerics.rng == "mt19937" else graph.numerics.dtype


def has_unknown_labels(graph: Graph) -> bool:
    """Return whether only a file has the labels of the classes."""
    facts = graph.facts
    has_table = any(kind.table for kind in origins(graph).values())
    found = facts.data or facts.validation
    is_known = graph.targets == "values" or bool(found and found.labels)
    return has_table and not is_known


def shaped(graph: Graph, y: str = "y") -> Code:
    """Return what makes targets of an array, "" where they are what it holds."""
    form, dtype = graph.targets, graph.numerics.dtype
    if form == "one_hot":
        return Code(f"np.eye({graph.facts.classes}, dtype=np.{dtype})[{y}]")
    return Code(f"{y}.reshape(-1, 1).astype(np.{dtype})" if form == "binary" else "")


def width(graph: Graph) -> int | None:
    """Return how many numbers the targets of a row are, None where y is an index."""
    widths = {"one_hot": graph.facts.classes, "binary": 1, "values": 1}
    return widths.get(graph.targets)


def make_sources(graph: Graph) -> tuple[Source, ...]:
    """Return the functions that make rows, each once."""
    kinds_used = origins(graph).values()
    found: dict[str, Source] = {}
    for kind in kinds_used:
        alike = [other for other in kinds_used if other.type == kind.type]
        differ = differing(alike) if kind.made else []
        found[kind.type] = make_source(graph, kind, differ)
    return tuple(found.values())


def make_source(graph: Graph, kind: kinds.Data, differ: list[str]) -> Source:
    """Return a function that makes rows; calls of it differ in some numbers."""
    plain = is_plain(graph)
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
    dtype, targets = graph.numerics.dtype, shaped(graph) if is_plain(graph) else NOTHING
    made = drawn_type(graph) if kind.drawn else "float64"
    if not kind.drawn and graph.numerics.arithmetic == "nnfs":
        dtype = "float64"  # as the nnfs package leaves a sine
    # rows are prepared in float64
    wanted = "float64" if graph.preprocess.features.prepares else dtype
    x = "x" if made == wanted else f"x.astype(np.{wanted})"
    if kind.drawn:
        return Code(f"{x}, {targets or 'y'}")
    return Code(f"{x}, y" if dtype == "float64" else f"{x}, y.astype(np.{dtype})")


def differing(sources: list[kinds.Data]) -> list[str]:
    """Return the numbers in which sources of one kind differ."""
    dumps = [kind.model_dump() for kind in sources]
    return [
        name
        for name, value in dumps[0].items()
        if isinstance(value, int) and any(dump[name] != value for dump in dumps)
    ]


def make_loads(graph: Graph, sources: tuple[Source, ...]) -> Iterator[Load]:
    """Return the calls that make the pairs of arrays."""
    by_type = {source.template: source for source in sources}
    for prefix, kind in origins(graph).items():
        suffix = Code("_val" if prefix else "")
        source = by_type[f"data/{kind.type}.py.jinja"]
        is_read = bool(kind.places)
        call = read_call(graph, prefix, kind) if is_read else made_call(source, kind)
        yield Load(
            suffix=suffix,
            call=Code(call),
            targets=shaped(graph, f"y{suffix}"),
            is_table=kind.table is not None,
        )


def made_call(source: Source, kind: kinds.Data) -> str:
    """Return the call that makes rows by a formula."""
    names = source.arguments.split(", ") if source.arguments else []
    values = [str(getattr(kind, name, name)) for name in names]
    return f"{source.name}({', '.join(values)})"


def read_call(graph: Graph, prefix: str, kind: kinds.Data) -> str:
    """Return the call that reads the files, or others that load_data is given."""
    constants = constants_of_texts(graph)
    values = []
    for key, name in kind.places.items():
        file = f"{prefix}{name}"
        found = f"({file} if {file}.exists() else HERE / {file}.name)"
        found = f"find({file})" if uses_find(graph) else found
        values.append(f"{prefix.lower()}{key} or {found}")
    values += [constants[name, texts] for name, texts in kind.texts.items()]
    call = f"read_{kind.type}({', '.join(values)})"
    suffix = "_val" if prefix else ""
    if len(f"    x{suffix}, y{suffix} = {call}") <= WIDEST_LINE:
        return call
    lines = "".join(f"        {value},\n" for value in values)
    return f"read_{kind.type}(\n{lines}    )"
