"""Whether validation data is of the kind that the network is trained on."""

from collections.abc import Iterator

from nngen.finding import Finding, Path
from nngen.language.columns import write_features
from nngen.language.found import Found
from nngen.language.source import Data
from nngen.language.spec import Spec
from nngen.words import count, listing, quoted, written

HERE = ("validation_data",)


def misfit(key: str, message: str, hint: str) -> Finding:
    """Return a finding at a key of [validation_data]."""
    where: Path = (*HERE, key) if key else HERE
    return Finding("NN035", where, message, hint)


def check_pair(spec: Spec, found: Found, more: Found) -> Iterator[Finding]:
    """Find where validation data does not fit the data."""
    data, other = spec.data, spec.validation_data
    assert other is not None  # `more` is what it holds
    if data.places and other.places and data.type != other.type:
        message = "its file is of another kind than that of the data"
        yield misfit("type", message, f'write `type = "{data.type}"`, as in `[data]`')
        return
    if bool(found.classes) != bool(more.classes):
        return  # targets that cannot be alike are told of by themselves
    if other.targets not in ("auto", spec.targets):
        message = "its targets would not be as the data's"
        yield misfit("targets", message, f'write `targets = "{spec.targets}"`')
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


def other_shape(found: Found, more: Found) -> tuple[str, str]:
    """Return what is wrong with rows of another shape, and what to write."""
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
    """Find two tables that one function cannot read."""
    first, second = data.table, other.table
    if first is None or second is None:
        return
    for key in ("target", "delimiter"):
        wanted, is_there = getattr(first, key), getattr(second, key)
        if wanted != is_there:
            message = f"{quoted(is_there)} is not the {key} of the data"
            hint = f"write `{key} = {written(wanted)}`, as in `[data]`"
            yield misfit(key, message, hint)
    if first.features is None and second.features is not None and stated:
        message = "the data does not say which columns are its features"
        hint = f"{write_features(second.features)} in `[data]` too"
        yield misfit("features", message, hint)


def check_classes(
    data: Data, other: Data, found: Found, more: Found
) -> Iterator[Finding]:
    """Find classes that are not the data's."""
    if other.class_map not in (None, data.class_map):
        message = "it gives the classes other names than [data]"
        hint = "leave it out: that of `[data]` holds for both"
        yield misfit("class_map", message, hint)
    elif found.labels is not None and more.labels is not None and not other.drawn:
        known = set(found.labels)
        strange = [label for label in more.labels if label not in known]
        if strange:
            message = f"the data has no class {quoted(strange[0])}"
            hint = f"leave its rows out: the data has {listing(list(found.labels))}"
            yield misfit(more.target_key, message, hint)
    elif more.classes > found.classes or (
        other.drawn and more.classes != found.classes
    ):
        message = f"it has {count(more.classes, 'class')}, the data {found.classes}"
        yield misfit("classes", message, f"write `classes = {found.classes}`")
