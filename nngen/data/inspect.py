"""What a build must know about the data, found without NumPy."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from nngen.data.arrays import NUMBERED
from nngen.data.csv import find_csv
from nngen.data.drawn import find_points, find_sine
from nngen.data.facts import DataFacts, Found, Wanted
from nngen.data.idx import find_idx
from nngen.data.labels import other_classes
from nngen.data.npz import find_npz
from nngen.data.pair import check_pair
from nngen.data.split import check_held, check_split, training_rows
from nngen.data.targets import check_targets, check_two, otherwise
from nngen.edits import pair
from nngen.finding import Finding, Rejected
from nngen.language.data import Csv, Data, Idx, Npz, Sine, Spiral, Vertical
from nngen.language.spec import Spec
from nngen.words import quoted

# The largest numbers of the formats that cells are read to
LARGEST = {"float32": 3.4028234663852886e38, "float64": 1.7976931348623157e308}

FINDERS: dict[type[Data], Callable[[Any, Path, Wanted], Found]] = {
    Spiral: find_points,
    Vertical: find_points,
    Sine: find_sine,
    Csv: find_csv,
    Npz: find_npz,
    Idx: find_idx,
}


Reader = Callable[[Data, Path, Wanted], Found]


def read_rows(data: Data, folder: Path, wanted: Wanted) -> Found:
    """Return what a source of rows holds; raises Rejected."""
    return FINDERS[type(data)](data, folder, wanted)


def make_reader() -> Reader:
    """Return read_rows with a memory: for many specs that read the same files."""
    known: dict[tuple[str, Path, Wanted], Found] = {}

    def read(data: Data, folder: Path, wanted: Wanted) -> Found:
        key = data.model_dump_json(), folder, wanted
        if key not in known:
            known[key] = read_rows(data, folder, wanted)
        return known[key]

    return read


def inspect_data(spec: Spec, folder: Path, read: Reader = read_rows) -> DataFacts:
    """Return the rows, features and classes that training will see.

    Paths in the spec are seen from the folder. Raises Rejected.
    """
    wanted = want(spec)
    problems = [*check_held(spec), *check_targets(spec)]

    def find(data: Data | None, key: str) -> Found | None:
        try:
            return read(data, folder, wanted) if data else None
        except Rejected as error:
            problems.extend(below(key, error.findings))
            return None

    found = find(spec.data, "data")
    if found:
        seen = [*below("data", tuple(check_seen(found, states_classes(spec.data))))]
        problems += seen or check_two(spec, found)
    validation = find(spec.validation_data, "validation_data")
    if found and validation:
        problems += check_pair(spec, found, validation)
    if found and spec.split and not problems:
        problems += check_split(spec.split, found, spec.data.names(found.labels))
    if problems or found is None:
        raise Rejected(*problems)
    return DataFacts(
        rows=training_rows(spec.split, found),
        shape=found.shape,
        classes=found.classes,
        names=class_names(spec.data, spec.validation_data, found),
        data=found,
        validation=validation,
        folder=folder,
    )


def want(spec: Spec) -> Wanted:
    """Return what the network wants; rows are float64 until they are preprocessed."""
    dtype = spec.numerics.dtype
    wide = "float64" if spec.preprocess.features.prepares else dtype
    return Wanted(
        targets=spec.targets,
        largest=LARGEST[wide],
        largest_target=LARGEST[dtype],
        otherwise=otherwise(spec),
    )


def class_names(data: Data, other: Data | None, found: Found) -> tuple[str, ...] | None:
    """Return the names of the classes, None where nothing names them."""
    names = data.names(found.labels)
    if names is None and other is not None and other.table is not None:
        return found.labels  # a table's labels must be among them
    return names


def states_classes(data: Data) -> bool:
    """Return whether a spec says which classes there are."""
    return bool(data.class_map or getattr(data, "classes", None))


def check_seen(found: Found, stated: bool) -> Iterator[Finding]:
    """Find classes without a row, and numbers that are all the same.

    Only for the data itself: validation rows may lack a class. `stated` is whether the
    spec says which classes there are.
    """
    where = (found.target_key,)
    if found.rows_key and found.span and found.span[0] == found.span[1]:
        message = f"every target is {found.span[0]:g}"
        hint = f"write {found.noun} of numbers that differ"
        yield Finding("NN032", where, message, hint)
    if len(found.seen) == 1:
        message = f"every row is of the class {quoted(found.seen[0])}"
        noun = found.noun.split()[-1]
        hint = f"write the {noun} of the classes, or add rows of another class"
        yield Finding("NN032", where, message, hint)
    elif found.seen and len(found.seen) < found.classes:
        if found.numbered:
            yield from absent_classes(found, stated)
        else:
            yield other_classes(found.seen, found.classes)


def absent_classes(found: Found, stated: bool) -> Iterator[Finding]:
    """Find numbered classes without a row.

    A gap is fine if the spec states the classes: letters, say, counted from 1.
    """
    there, many = set(found.seen), int(found.seen[-1]) + 1
    lacking = [str(k) for k in range(found.classes) if str(k) not in there]
    if many < found.classes:
        message = none_of(lacking[lacking.index(str(many)) :])
        yield Finding("NN032", ("classes",), message, "write " + pair("classes", many))
    elif not stated:
        number = f"number the classes 0, 1, 2, ..., {NUMBERED}; or where the gap is "
        hint = number + "meant write " + pair("classes", many)
        yield Finding("NN032", (found.target_key,), none_of(lacking), hint)


def none_of(lacking: list[str]) -> str:
    """Return a phrase that says which classes have no rows."""
    more = f", nor of {len(lacking) - 1} more" if lacking[1:] else ""
    return f"no row is of the class {lacking[0]}{more}"


def below(key: str, findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """Return a source's findings with their paths from the top of the document."""
    for finding in findings:
        yield Finding(finding.code, (key, *finding.path), finding.message, finding.hint)
