"""The data of a script: where its rows come from, how they are split and prepared."""

from collections.abc import Iterator
from pathlib import Path

from nngen.graph.graph import Graph
from nngen.script.code import NOTHING, Code, listed
from nngen.script.constants import make_settings, origins
from nngen.script.data_records import Data, Held, Preparation, Split
from nngen.script.files import imports, make_files
from nngen.script.sources import (
    drawn_type,
    file_arguments,
    has_unknown_labels,
    is_plain,
    make_loads,
    make_sources,
    uses_find,
    width,
)

PIECE = 1000  # rows to predict at a time, where those of training may change


def make_data(graph: Graph, folder: Path) -> Data:
    """Return how a script in a folder makes its rows."""
    facts = graph.facts
    files = file_arguments(graph)
    kinds = origins(graph).values()
    sources = make_sources(graph)
    loads = tuple(make_loads(graph, sources))
    labels = [f"*{load.y}" for load in loads if load.is_table]
    first = next(map(" or ".join, files.items()), "")
    return Data(
        title=Code(graph.data.type),
        piece=PIECE if files or not facts.rows else facts.rows,
        features=facts.features,
        dims=listed(facts.shape),
        classes=facts.classes,
        normals=sum(kind.normals() for kind in kinds),
        settings=tuple(make_settings(graph, folder)),
        imports=tuple(imports(graph)),
        held=tuple(make_held(graph)),
        is_plain=is_plain(graph),
        is_drawn=any(kind.drawn for kind in kinds),
        dtype=Code(f"np.{drawn_type(graph)}"),
        sources=sources,
        loads=loads,
        arguments=Code(", ".join(f"{name}=None" for name in files)),
        files=make_files(graph),
        first_file=Code(f"{{{first}}}" if first else ""),
        uses_find=uses_find(graph),
        unknown_labels=Code(
            f"{{{', '.join(labels)}}}" if has_unknown_labels(graph) else ""
        ),
        split=make_split(graph),
        preparation=make_preparation(graph),
        width=width(graph),
    )


def make_held(graph: Graph) -> Iterator[Held]:
    """Return which rows training does not see."""
    split = graph.split
    if graph.validation_data or (split and split.validation):
        yield Held(word=Code("validation"), suffix=Code("val"))
    if split and split.test:
        yield Held(word=Code("test"), suffix=Code("test"))


def make_split(graph: Graph) -> Split | None:
    """Return how rows are held back from training, if they are."""
    split = graph.split
    if split is None:
        return None
    has_both = bool(split.validation and split.test)
    use = "validate" if split.validation else "test"
    words = "0 training, 1 validation, 2 test" if has_both else f"the rows to {use} on"
    return Split(
        template=f"split/{split.method}.py.jinja",
        is_drawn=split.method != "last",
        has_both=has_both,
        share=Code("VALIDATION" if split.validation else "TEST"),
        words=Code(words),
    )


def make_preparation(graph: Graph) -> Preparation | None:
    """Return what is done to features, if anything is."""
    kind, dtype = graph.preprocess.features, graph.numerics.dtype
    if not kind.prepares:
        return None
    return Preparation(
        template=f"preprocess/{kind.type}.py.jinja",
        options=kind,
        is_fitted=bool(kind.fitted),
        cast=NOTHING if dtype == "float64" else Code(f", np.{dtype}"),
    )
