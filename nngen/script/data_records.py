"""The data of a script as its templates see it."""

from collections.abc import Mapping
from dataclasses import dataclass

from nngen.language.base import Kind
from nngen.script.code import NOTHING, Code


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A constant at the top of the script; texts in its value are a spec's."""

    name: Code
    value: int | float | str | tuple[str, ...] | tuple[int, ...]
    note: Code = NOTHING
    prefix: Code = NOTHING
    """What stands before the value."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """Rows that training does not see: their word and their suffix."""

    word: Code
    suffix: Code


@dataclass(frozen=True, kw_only=True)
class Source:
    """A function that makes rows: options that its calls differ in are arguments."""

    template: str
    name: Code
    arguments: Code
    options: Mapping[str, object]
    rows: int | Code
    each: int | Code
    """How many rows a class has, to a reader."""
    x_shape: Code
    y_shape: Code
    result: Code


@dataclass(frozen=True, kw_only=True)
class Load:
    """A pair of arrays and the call that makes it."""

    suffix: Code
    call: Code
    targets: Code
    """What makes targets of its y, "" where that holds them already."""
    is_table: bool

    @property
    def x(self) -> Code:
        """The name of the rows."""
        return Code(f"x{self.suffix}")

    @property
    def y(self) -> Code:
        """The name of their targets."""
        return Code(f"y{self.suffix}")


@dataclass(frozen=True, kw_only=True)
class Files:
    """How rows and targets are read from files."""

    is_numeric: bool
    """Whether targets are numbers, not classes."""
    x_type: Code
    """The type of rows until they are prepared."""
    y_type: Code
    has_columns: bool
    """Whether the columns of a table's features are known."""
    labels: Code
    """The constant with a table's labels, "" where only the file has them."""
    delimiter: str
    is_flat: bool
    """Whether a row is taken as numbers in one dimension, whatever its shape."""


@dataclass(frozen=True, kw_only=True)
class Split:
    """How rows are held back from training, to validate or to test on or both."""

    template: str
    is_drawn: bool
    has_both: bool
    """Whether there are rows to validate on and rows to test on."""
    share: Code
    """The constant with the share of the rows held back, if they are of one use."""
    words: Code
    """What the values of the array mean."""


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """What is done to features."""

    template: str
    options: Kind
    is_fitted: bool
    """Whether its numbers are those of the training rows."""
    cast: Code
    """The argument that makes values the script's type, if they are not."""


@dataclass(frozen=True, kw_only=True)
class Data:
    """The rows, and what the rest of a script needs to know about them."""

    title: Code
    piece: int
    """Rows to predict at a time."""
    features: int
    """How many numbers a row has."""
    dims: Code
    """The shape of a row, without brackets: 64, or 8, 8."""
    classes: int
    normals: int
    """How many numbers load_data draws from the one stream of mt19937."""
    settings: tuple[Setting, ...]
    imports: tuple[Code, ...]
    held: tuple[Held, ...]
    is_plain: bool
    """Whether load_data only makes rows."""
    is_drawn: bool
    """Whether any rows are drawn."""
    dtype: Code
    """The type of drawn rows."""
    sources: tuple[Source, ...]
    loads: tuple[Load, ...]
    arguments: Code
    """The arguments of load_data."""
    files: Files | None
    first_file: Code
    """The first file in an f-string of load_data, "" if it reads none."""
    uses_find: bool
    """Whether a function looks for files, as more than DATA is read."""
    unknown_labels: Code
    """The set of all labels where only files have them, else ""."""
    split: Split | None
    preparation: Preparation | None
    width: int | None
    """How many numbers the targets of a row are, None where they are class indices."""

    @property
    def shape(self) -> Code:
        """The shape of a row, as a tuple."""
        return Code(f"({self.dims})" if self.deep else f"({self.dims},)")

    @property
    def row(self) -> Code:
        """The shape of a row, as NumPy's functions take it."""
        return self.shape if self.deep else self.dims

    @property
    def shape_refusal(self) -> Code:
        """What refuses rows of another shape."""
        text = f'f"x is {{x.shape}}, must be (N, {self.dims}); for a row write [x]"'
        return Code(f"raise ValueError({text})")

    @property
    def deep(self) -> bool:
        """Whether a row has several dimensions."""
        return "," in self.dims

    @property
    def training(self) -> Code:
        """The rows to train on, in load_data."""
        if self.split is None:
            return Code("x")
        return Code("x[part == 0]" if self.split.has_both else "x[~held]")

    @property
    def unpack(self) -> Code:
        """The names of what load_data returns."""
        pairs = [f"x_{held.suffix}, y_{held.suffix}" for held in self.held]
        return Code(", ".join(["x, y", *pairs]))

    @property
    def target_shape(self) -> Code:
        """The shape of all targets."""
        return Code(f"(N, {self.width})" if self.width else "(N,)")

    @property
    def words(self) -> Code:
        """What the pairs are for, behind a shape; "" if there is only one."""
        if not self.held:
            return Code("")
        verbs = {"val": "validate", "test": "test"}
        last = [verbs[held.suffix] for held in self.held]
        return Code(f": pairs to {', '.join(['train', *last[:-1]])} and {last[-1]} on")
