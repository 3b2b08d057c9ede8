"""What a spec states about a file, so that the file itself may come later."""

from collections.abc import Iterator

from nngen.data.facts import Wanted
from nngen.edits import pair
from nngen.finding import Finding
from nngen.language.data import Csv, Idx, Npz
from nngen.words import count

File = Csv | Npz | Idx


def is_stated(data: File, wanted: Wanted) -> bool:
    """Return whether the spec states all shapes: then the file may come later."""
    return data.inputs is not None and (wanted.numeric or data.classes is not None)


def keys_to_state(data: File, wanted: Wanted) -> str:
    """Return what to state for a file that comes later, "" where that is stated."""
    if is_stated(data, wanted):
        return ""
    return "inputs" if wanted.numeric else "inputs and classes"


def check_stated(data: File, wanted: Wanted) -> Iterator[Finding]:
    """Find what the spec states in two ways that differ."""
    columns = data.features if isinstance(data, Csv) else None
    if columns and data.inputs not in (None, len(columns)):
        message = f"features has {count(len(columns), 'column')}, not {data.inputs}"
        hint = "write " + pair("inputs", len(columns))
        yield Finding("NN032", ("inputs",), message, hint)
    if data.class_map is None or wanted.numeric:
        return
    labels = len(data.class_map)
    if data.classes not in (None, labels):
        message = f"class_map has {count(labels, 'label')}, not {data.classes}"
        hint = "write " + pair("classes", labels)
        yield Finding("NN032", ("classes",), message, hint)
