"""The data of a script as its templates see it."""

from collections.abc import Mapping
from dataclasses import dataclass

from nngen.language.base import Kind
from nngen.plan.file_records import Arrays, Table
from nngen.plan.records import NOTHING, Code


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A constant at the top of the script; texts in its value are a spec's."""

    name: Code
    value: int | float | str | tuple[str, ...] | tuple[int, ...]
    note: Code = NOTHING


@dataclass(frozen=True, kw_only=True)
class Held:
    """Rows that training does not see: their word, their suffix, their part."""

    word: Code
    suffix: Code
    part: int


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
    """A pair of arrays, and the call that makes it, from a table or not."""

    suffix: Code
    call: Code
    targets: Code
    """What makes targets of its y, "" where that holds them already."""
    table: bool

    @property
    def x(self) -> Code:
        """The rows."""
        return Code(f"x{self.suffix}")

    @property
    def y(self) -> Code:
        """Their targets."""
        return Code(f"y{self.suffix}")


@dataclass(frozen=True, kw_only=True)
class Parts:
    """How rows are split into parts, and whether at random."""

    template: str
    drawn: bool
    validation: bool
    test: bool


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """What is done to features; `wide` is what makes NumPy sum in float64."""

    template: str
    options: Kind
    fitted: bool
    wide: Code
    cast: tuple[Code, Code]
    """What stands before and behind a value to make it the script's."""


@dataclass(frozen=True, kw_only=True)
class Data:
    """The rows, and what the rest of a script needs to know about them."""

    title: Code
    rows: int | None
    """The number of rows to train on, None if only a run can know it."""
    piece: int
    """Rows to predict at a time."""
    features: int
    """How many numbers a row has."""
    dims: Code
    """The shape of a row behind that of all: 64, or 8, 8."""
    classes: int
    normals: int
    """What load_data draws from the one stream of mt19937."""
    settings: tuple[Setting, ...]
    imports: tuple[Code, ...]
    held: tuple[Held, ...]
    plain: bool
    """Whether load_data only draws rows."""
    drawn: bool
    """Whether any rows are drawn."""
    dtype: Code
    """The type of drawn rows."""
    sources: tuple[Source, ...]
    loads: tuple[Load, ...]
    arguments: Code
    """What load_data takes."""
    blamed: Code
    """The first file that it reads, as refuse takes it, "" if it reads none."""
    parts: Parts | None
    preparation: Preparation | None
    width: int | None
    """How many numbers the targets of a row are, None where they are class indices."""
    table: Table | None
    arrays: Arrays | None

    @property
    def row(self) -> Code:
        """The shape of a row, as NumPy takes it."""
        return Code(f"({self.dims})" if self.deep else self.dims)

    @property
    def refuse(self) -> Code:
        """What ends a run whose files cannot be used."""
        return Code("raise refuse" if self.arrays else "refuse")

    @property
    def deep(self) -> bool:
        """Whether a row has several dimensions."""
        return "," in self.dims

    @property
    def unsure(self) -> bool:
        """Whether only a run can know the number of rows."""
        return self.rows is None

    @property
    def number(self) -> int:
        """How many pairs of arrays load_data returns."""
        return 1 + len(self.held)

    @property
    def unpack(self) -> Code:
        """The names of what load_data returns."""
        pairs = [f"x_{held.suffix}, y_{held.suffix}" for held in self.held]
        return Code(", ".join(["x, y", *pairs]))

    @property
    def index_type(self) -> Code:
        """The type of class indices."""
        return Code("np.uint8" if self.classes <= 256 else "np.intp")

    @property
    def target_shape(self) -> Code:
        """The shape of all targets."""
        return Code(f"(rows, {self.width})" if self.width else "(rows,)")

    @property
    def part_words(self) -> Code:
        """What the parts are called in split."""
        words = [f"{held.part} {held.word}" for held in self.held]
        return Code(", ".join(["0 training", *words]))

    @property
    def words(self) -> Code:
        """What the pairs are for, behind a shape; "" if there is but one."""
        if not self.held:
            return Code("")
        verbs = {"val": "validate", "test": "test"}
        words = ["train", *(verbs[held.suffix] for held in self.held)]
        return Code(f": to {', '.join(words[:-1])} and {words[-1]} on")
