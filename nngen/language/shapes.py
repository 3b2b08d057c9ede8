"""What a spec says of a table's shape, against itself and against the file."""

from collections.abc import Iterator

from nngen.finding import Finding
from nngen.language.found import Wanted
from nngen.language.labels import MOST_CLASSES, check_map, in_order, to_number
from nngen.language.table import Table
from nngen.record import Record
from nngen.words import count, listing


class Shapes(Record):
    """What a spec may say; None where it leaves that to the file."""

    features: tuple[str, ...] | None
    inputs: int | None
    classes: int | None
    class_map: dict[str, str] | None
    wanted: Wanted

    @property
    def stated(self) -> bool:
        """Whether the file need not be there yet."""
        return self.inputs is not None and (
            self.wanted.numeric or self.classes is not None
        )

    def check_spec(self) -> Iterator[Finding]:
        """Find what the spec says in two ways that differ."""
        number = len(self.features or ())
        if number and self.inputs not in (None, number):
            message = f"features has {count(number, 'column')}, not {self.inputs}"
            yield Finding("NN032", ("inputs",), message, f"write `inputs = {number}`")
        if self.class_map is not None and not self.wanted.numeric:
            number = len(self.class_map)
            if self.classes not in (None, number):
                message = f"class_map has {count(number, 'label')}, not {self.classes}"
                hint = f"write `classes = {number}`"
                yield Finding("NN032", ("classes",), message, hint)

    def check_table(self, table: Table | None) -> Iterator[Finding]:
        """Find where the file, if it is there, is not what the spec says of it."""
        if table is None:
            yield from check_map(self.class_map, tuple(self.class_map or ()))
            return
        number = len(table.features)
        if self.inputs not in (None, number):
            message = f"the file has {count(number, 'feature')}, not {self.inputs}"
            yield Finding("NN032", ("inputs",), message, f"write `inputs = {number}`")
        if not self.wanted.numeric:
            yield from self.check_labels(table)

    def check_labels(self, table: Table) -> Iterator[Finding]:
        """Find where a column of classes is not what the spec says of it."""
        labels = in_order(table.labels)
        if len(labels) > MOST_CLASSES:
            message = f"the column has {len(labels)} labels, over {MOST_CLASSES}"
            hint = "write the column of the classes"
            yield Finding("NN032", ("target",), message, hint)
        elif len(labels) > min(20, table.rows / 2) and fractions(labels):
            message = f"{count(len(labels), 'number')} with fractions are no classes"
            hint = f"write the column of the classes, or {self.wanted.otherwise}"
            yield Finding("NN032", ("target",), message, hint)
        elif self.class_map is not None:
            yield from check_map(self.class_map, tuple(labels))
        elif self.classes is not None and self.classes < len(labels):
            yield other_classes(tuple(labels), self.classes)


def fractions(labels: list[str]) -> bool:
    """Tell whether labels are numbers, and not all of them whole."""
    try:
        return any(to_number(label) % 1 for label in labels)
    except ValueError:
        return False


def other_classes(labels: tuple[str, ...], stated: int) -> Finding:
    """Return the finding of a file with more or fewer classes than stated."""
    message = f"the file has {count(len(labels), 'class')}, not {stated}"
    hint = f"write `classes = {len(labels)}`: they are {listing(list(labels))}"
    return Finding("NN032", ("classes",), message, hint)
