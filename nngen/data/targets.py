"""Whether data and loss can have targets of the form that a spec asks for."""

from collections.abc import Iterator
from functools import reduce

from nngen.data.facts import Found
from nngen.edits import Hint, header, pair
from nngen.finding import Finding
from nngen.language.base import kinds_in
from nngen.language.data import Data
from nngen.language.losses import AnyLoss
from nngen.language.spec import Spec
from nngen.words import listing

CLASSES = ("classes", "one_hot")
VALUES = ("values",)


def check_targets(spec: Spec) -> Iterator[Finding]:
    """Find targets of a form that the data does not give or the loss does not take."""
    data, form = spec.data, spec.targets
    where = ("data", "type" if data.targets == "auto" else "targets")
    if form not in data.gives:
        message = f'{are(data)}, which cannot be "{form}"'
        hint = "write " + ways(spec, data.gives)
        yield Finding("NN036", where, message, hint)
    elif form not in spec.loss.takes:
        message = f'{spec.loss.type} does not take targets that are "{form}"'
        forms = tuple(other for other in spec.loss.takes if other in data.gives)
        others = ways(spec, forms) + ", or " if forms else Hint()
        hint = "write " + others + loss_line((form,))
        yield Finding("NN036", where, message, hint)
    elif form in VALUES:
        yield from check_values(spec, data, "data")
    other = spec.validation_data
    if other is None or form not in data.gives:
        return
    if form not in other.gives:
        message = f"{are(other)}, unlike those of the data"
        hint = "write " + pair("type", data.type) + ", as in " + header("data")
        yield Finding("NN035", ("validation_data", "type"), message, hint)
    elif form in VALUES:
        yield from check_values(spec, other, "validation_data")


def are(data: Data) -> str:
    """Return a phrase that says what the targets of data are."""
    what = "numbers" if data.gives == VALUES else "classes"
    return f"the targets of {data.type} are {what}"


def check_values(spec: Spec, data: Data, key: str) -> Iterator[Finding]:
    """Find settings of classes where targets are numbers."""
    for name in ("classes", "class_map"):
        if getattr(data, name, None) is not None:
            message = "the targets are numbers, which have no classes"
            hint = Hint("leave it out")
            if forms := tuple(form for form in CLASSES if form in spec.data.gives):
                hint += ", or write in " + header("data") + " " + ways(spec, forms)
            yield Finding("NN036", (key, name), message, hint)


def check_two(spec: Spec, found: Found) -> Iterator[Finding]:
    """Find binary targets with any number of classes but two."""
    if found.classes == 2 or not spec.targets == "binary" in spec.data.gives:
        return
    called = f": {listing(list(found.seen))}" if found.lines else ""
    message = f"binary targets are of two classes, not {found.classes}{called}"
    stated = getattr(spec.data, "classes", None) is not None
    two = pair("classes", 2) + ", or " if stated else Hint()
    hint = "write " + two + ways(spec, CLASSES)
    yield Finding("NN036", ("data", "classes" if stated else "target"), message, hint)


def otherwise(spec: Spec) -> Hint:
    """Return the edit for targets that are classes, not numbers, or the reverse."""
    return ways(spec, CLASSES if spec.targets in VALUES else VALUES)


def ways(spec: Spec, forms: tuple[str, ...]) -> Hint:
    """Return the edits that give targets one of these forms, to follow "write"."""
    edits = [pair("targets", form) for form in forms if form in spec.loss.takes]
    if spec.data.targets == "auto":
        edits.append(loss_line(forms))
    elif not edits:
        edits = [pair("targets", forms[0]) + ", and " + loss_line(forms[:1])]
    return reduce(lambda several, edit: several + ", or " + edit, edits)


def loss_line(forms: tuple[str, ...]) -> Hint:
    """Return the edit to the first loss whose own form is one of these."""
    losses = kinds_in(AnyLoss)
    name = next(loss.selector() for loss in losses if loss.takes[0] in forms)
    return pair("type", name) + " in " + header("loss")
