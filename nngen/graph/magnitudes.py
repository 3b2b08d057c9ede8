"""Warnings about features that are too large, or too close together, to learn from."""

from collections.abc import Iterator, Sequence
from math import frexp, isfinite

from nngen.data.csv import write_features
from nngen.data.facts import Found
from nngen.data.ranges import Range
from nngen.edits import Hint, header, pair, table
from nngen.finding import Finding, Path
from nngen.graph.graph import Graph
from nngen.hints.samples import BYTES_TO_ONE, USUAL_PREPARATION
from nngen.words import quoted

DIGITS = {"float32": 24, "float64": 53}  # binary digits of a number
FEW = 256  # numbers that a format has in a feature's range, if it has no more
LARGE = 50  # features beyond this start a dense layer with sums that are too large
BYTES = (0, 255)
PIXELS = 16  # features in a row that has pixels


def warn_magnitudes(graph: Graph) -> Iterator[Finding]:
    """Find features that rounding makes equal, or else those that are too large."""
    found = graph.facts.data
    if found and found.ranges:
        yield from [*warn_rounding(graph, found)] or warn_large(graph, found)


def warn_rounding(graph: Graph, found: Found) -> Iterator[Finding]:
    """Find features whose range holds few numbers of the format they are read in."""
    rule = graph.preprocess.features
    dtype = "float64" if rule.fitted else graph.numerics.dtype
    digits = DIGITS[dtype]
    if not found.ranges_cover_all:
        return
    close = []
    for i, (low, high) in enumerate(prepared(graph, found)):
        step = distance(max(-low, high), digits)
        if 0 < high - low < FEW * step:
            close.append((i, high - low, max(-low, high), step))
    if not close:
        return
    i, spread, reach, step = close[0]
    more = f", and {len(close) - 1} more like it" if close[1:] else ""
    message = f"{feature(found, i)} varies by {spread:.3g} at {reach:.3g}, where "
    message += f"numbers of {dtype} are {step:.3g} apart{more}"
    places = [i for i, *_ in close]
    hint = without(found, places) if rule.fitted else "write " + standardize(graph)
    yield Finding("NN052", where(found), message, hint, warning=True)


def warn_large(graph: Graph, found: Found) -> Iterator[Finding]:
    """Find large features that a dense layer reads as they are."""
    layer = first_product(graph)
    if graph.preprocess.features.fitted or layer is None:
        return
    ends = [max(ends, key=abs) for ends in prepared(graph, found)]
    most = max(ends, key=abs)
    if not (isfinite(most) and abs(most) > LARGE):
        return
    label = feature(found, ends.index(most))
    message = f"{label} reaches {most:g}, and layers[{layer}] takes it as it is"
    hint = "write " + standardize(graph)
    if are_bytes(found.ranges) and not graph.preprocess.features.prepares:
        hint = "write " + prepare(BYTES_TO_ONE)
    yield Finding("NN053", where(found), message, hint, warning=True)


def prepared(graph: Graph, found: Found) -> Iterator[Range]:
    """Yield the range of each feature; with numbers of the spec, as these make it."""
    factor, offset = graph.preprocess.features.line
    for ends in found.ranges:
        low, high = sorted(factor * end + offset for end in ends)
        yield low, high


def distance(number: float, digits: int) -> float:
    """Return how far from a number the next one is, given its binary digits."""
    return 2.0 ** (frexp(number)[1] - digits) if isfinite(number) else 0.0


def first_product(graph: Graph) -> int | None:
    """Return the first layer that multiplies features by a kernel, None if none does.

    A layer whose output is normalized does not count: that may have any size.
    """
    raw = {0}  # the values that hold features as they are
    for node in graph.nodes:
        if raw.isdisjoint(node.xs):
            continue
        readers = [graph.nodes[k].operation for k in graph.readers[node.y]]
        is_normalized = readers and all(reader.centers for reader in readers)
        if node.operation.is_affine and not is_normalized:
            return node.layer
        operation = node.operation  # dropout, flatten and joins keep sizes as they are
        if operation.draws or operation.flattens or operation.passes_gradient:
            raw.add(node.y)
    return None


def are_bytes(ranges: Sequence[Range]) -> bool:
    """Return whether rows look like pixels, each a byte."""
    low, high = min(low for low, _ in ranges), max(high for _, high in ranges)
    return len(ranges) >= PIXELS and (low, high) == BYTES


def feature(found: Found, i: int) -> str:
    """Return what to call a feature: its column, or where it is in the array."""
    if found.columns:
        return f"column {quoted(found.columns[i])}"
    places = []
    for size in reversed(found.shape):
        i, place = divmod(i, size)
        places.append(f"{place}")
    return f"{found.rows_key}[:, {', '.join(reversed(places))}]"


def where(found: Found) -> Path:
    """Return the path of what says where the features are."""
    return ("data", found.rows_key)


def standardize(graph: Graph) -> Hint:
    """Return the edit that standardizes features."""
    line = USUAL_PREPARATION
    if graph.preprocess.features.prepares:
        return pair("features", line) + " in " + header("preprocess")
    return prepare(line)


def prepare(rule: object) -> Hint:
    """Return the table that prepares features by a rule."""
    return table("preprocess", {"features": rule})


def without(found: Found, places: list[int]) -> Hint | str:
    """Return the hint to leave features out."""
    others = [name for i, name in enumerate(found.columns or ()) if i not in places]
    return write_features(others) if others else "leave it out of the rows"
