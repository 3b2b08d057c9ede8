"""Whether validation data is of the kind that the network is trained on."""

from collections.abc import Iterator

from nngen.data.csv import write_features
from nngen.data.facts import Found
from nngen.edits import Hint, header, pair
from nngen.finding import Finding, Path
from nngen.language.data import Data
from nngen.language.spec import Spec
from nngen.words import count, listing, quoted

HERE = ("validation_data",)


def misfit(key: str, message: str, hint: str | Hint) -> Finding:
    """Return a finding at a key of [validation_data]."""
    where: Path = (*HERE, key) if key else HERE
    return Finding("NN035", where, message, hint)


def as_in_data(key: str, value: str) -> Hint:
    """Return the hint to write what the data has."""
    return "write " + pair(key, value) + ", as in " + header("data")


def check_pair(spec: Spec, found: Found, more: Found) -> Iterator[Finding]:
    """Find where validation data, with facts `more`, does not fit the data."""
    data, other = spec.data, spec.validation_data
    assert other is not None  # `more` is what was found in it
    if data.places and other.places and data.type != other.type:
        message = "its file is of another kind than that of the data"
        yield misfit("type", message, as_in_data("type", data.type))
        return
    if bool(found.classes) != bool(more.classes):
        return  # check_targets has reported it
    if other.targets not in ("auto", spec.targets):
        message = "its targets would not be as the data's"
        yield misfit("targets", message, "write " + pair("targets", spec.targets))
    yield from check_tables(data, other, found.rows is None)
    there = set(more.columns or found.columns or ())
    lacking = [column for column in found.columns or () if column not in there]
    if lacking:
        message = f"it lacks the column {quoted(lacking[0])} of the data"
        yield misfit(
            "path", message, f"the data has {listing(list(found.columns or ()))}"
        )
    elif found.shape != more.shape:
        yield misfit(more.rows_key, *other_shape(found, more))
    yield from check_classes(data, other, found, more)


def other_shape(found: Found, more: Found) -> tuple[str, str | Hint]:
    """Return the message and the hint for rows of another shape."""
    if found.shape[1:] or more.shape[1:]:
        message = (
            f"its rows have the shape {more.shape}, those of the data {found.shape}"
        )
        return message, "give it rows of that shape"
    message = f"it has {count(more.shape[0], 'feature')}, the data {found.shape[0]}"
    if found.columns is None:
        return message, "give it as many"
    return message, write_features(found.columns)


def check_tables(data: Data, other: Data, stated: bool) -> Iterator[Finding]:
    """Find tables that one function of a script cannot read."""
    first, second = data.table, other.table
    if first is None or second is None:
        return
    for key in ("target", "delimiter"):
        wanted, is_there = getattr(first, key), getattr(second, key)
        if wanted != is_there:
            message = f"{quoted(is_there)} is not the {key} of the data"
            yield misfit(key, message, as_in_data(key, wanted))
    if first.features is None and second.features is not None and stated:
        message = "the data does not say which columns are its features"
        hint = write_features(second.features) + " in " + header("data") + " too"
        yield misfit("features", message, hint)


def check_classes(
    data: Data, other: Data, found: Found, more: Found
) -> Iterator[Finding]:
    """Find classes that the data does not have, or calls otherwise."""
    if other.class_map not in (None, data.class_map):
        message = "it gives the classes other names than [data]"
        hint = "leave it out: that of " + header("data") + " holds for both"
        yield misfit("class_map", message, hint)
    elif found.labels is not None and more.labels is not None and not other.drawn:
        known = set(found.labels)
        strange = [label for label in more.labels if label not in known]
        if strange:
            message = f"the data has no class {quoted(strange[0])}"
            has = f"the data has {listing(list(found.labels))}"
            yield misfit(more.target_key, message, f"leave its rows out: {has}")
    elif more.classes > found.classes or (
        other.drawn and more.classes != found.classes
    ):
        message = f"it has {count(more.classes, 'class')}, the data {found.classes}"
        yield misfit("classes", message, "write " + pair("classes", found.classes))
