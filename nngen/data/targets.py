"""Whether the targets have a form that data and loss can have, and what to write."""

from collections.abc import Iterator

from nngen.finding import Finding
from nngen.language.found import Found
from nngen.language.losses import AnyLoss
from nngen.language.source import Data
from nngen.language.spec import Spec
from nngen.model.tables import models
from nngen.model.types import type_of
from nngen.words import listing

CLASSES = ("classes", "one_hot")
VALUES = ("values",)


def check_targets(spec: Spec) -> Iterator[Finding]:
    """Find targets of a form that data or loss cannot have."""
    data, form = spec.data, spec.targets
    where = ("data", "type" if data.targets == "auto" else "targets")
    if form not in data.gives:
        message = f'{are(data)}, which cannot be "{form}"'
        hint = f"write {ways(spec, data.gives)}"
        yield Finding("NN036", where, message, hint)
    elif form not in spec.loss.takes:
        message = f'{spec.loss.type} does not take targets that are "{form}"'
        forms = tuple(other for other in spec.loss.takes if other in data.gives)
        others = f"{ways(spec, forms)}, or " if forms else ""
        hint = f"write {others}{loss_line((form,))}"
        yield Finding("NN036", where, message, hint)
    elif form in VALUES:
        yield from check_values(spec, data, "data")
    other = spec.validation_data
    if other is None or form not in data.gives:
        return
    if form not in other.gives:
        message = f"{are(other)}, unlike those of the data"
        hint = f'write `type = "{data.type}"`, as in `[data]`'
        yield Finding("NN035", ("validation_data", "type"), message, hint)
    elif form in VALUES:
        yield from check_values(spec, other, "validation_data")


def are(data: Data) -> str:
    """Return what the targets of data are."""
    what = "numbers" if data.gives == VALUES else "classes"
    return f"the targets of {data.type} are {what}"


def check_values(spec: Spec, data: Data, key: str) -> Iterator[Finding]:
    """Find what is said of classes where targets are numbers."""
    for name in ("classes", "class_map"):
        if getattr(data, name, None) is not None:
            message = "the targets are numbers, which have no classes"
            hint = "leave it out"
            if forms := tuple(form for form in CLASSES if form in spec.data.gives):
                hint += f", or write in `[data]` {ways(spec, forms)}"
            yield Finding("NN036", (key, name), message, hint)


def check_two(spec: Spec, found: Found) -> Iterator[Finding]:
    """Find binary targets of other than two classes."""
    if found.classes == 2 or not spec.targets == "binary" in spec.data.gives:
        return
    called = f": {listing(list(found.seen))}" if found.lines else ""
    message = f"binary targets are of two classes, not {found.classes}{called}"
    hint = f"write {ways(spec, CLASSES)}"
    stated = getattr(spec.data, "classes", None) is not None
    if stated:
        hint = hint.replace("write ", "write `classes = 2`, or ", 1)
    yield Finding("NN036", ("data", "classes" if stated else "target"), message, hint)


def otherwise(spec: Spec) -> str:
    """Return what to write where targets are numbers and not classes, or vice versa."""
    return ways(spec, CLASSES if spec.targets in VALUES else VALUES)


def ways(spec: Spec, forms: tuple[str, ...]) -> str:
    """Return the lines that give targets one of some forms, to stand behind "write"."""
    lines = [f'`targets = "{form}"`' for form in forms if form in spec.loss.takes]
    if spec.data.targets == "auto":
        lines.append(loss_line(forms))
    elif not lines:
        lines = [f'`targets = "{forms[0]}"`, and {loss_line(forms[:1])}']
    return ", or ".join(lines)


def loss_line(forms: tuple[str, ...]) -> str:
    """Return the line of the first loss whose own form is one of some."""
    losses = models(type_of(AnyLoss))
    name = next(loss.selector() for loss in losses if loss.takes[0] in forms)
    return f'`type = "{name}"` in `[loss]`'
