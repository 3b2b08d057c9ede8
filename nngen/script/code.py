"""Text of a script: nngen's own code, text of a spec, arrays by name and shape."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 88  # characters of a line


class Code(str):
    """Text of a script, made by nngen itself from its own names and checked numbers."""


NOTHING = Code("")


def trusted(text: str) -> str:
    """Return code, or what a template has printed; raise TypeError for other text."""
    if type(text) is Code or hasattr(text, "__html__"):  # as markupsafe's Markup has
        return str(text)
    raise TypeError("text that may be a spec's is not code")


@dataclass(frozen=True, kw_only=True)
class SpecText:
    """Text that a spec wrote: a template may print it as a literal or a comment."""

    text: str

    __repr__ = object.__repr__  # which does not show the text

    def __str__(self) -> str:
        """Refuse to be text of a script."""
        raise TypeError("spec text needs the literal or the comment filter")


@dataclass(frozen=True, kw_only=True)
class Array:
    """An array as code and as mathematics, with its dimensions."""

    name: Code
    math: Code
    dims: tuple[int | Code, ...]

    @property
    def shape(self) -> Code:
        """The shape, as a comment gives it."""
        return bracket(self.dims)

    @property
    def turned(self) -> Code:
        """The shape of the transpose."""
        return bracket(self.dims[::-1])


def listed(dims: tuple[int | Code, ...]) -> Code:
    """Return dimensions as Python writes arguments."""
    return Code(", ".join(map(str, dims)))


def bracket(dims: tuple[int | Code, ...]) -> Code:
    """Return dimensions as Python writes a tuple."""
    return Code(f"({listed(dims)},)" if len(dims) == 1 else f"({listed(dims)})")


def fold(start: str, items: Sequence[str], end: str, indent: int) -> Code:
    """Return a collection in black's style: on one line, or an item a line."""
    line = f"{start}{', '.join(items)}{end}"
    if indent + len(line) <= WIDTH:
        return Code(line)
    inner = "".join(f"    {item},\n" for item in items)
    return Code(f"{start}\n{inner}{end}")


def fold_call(start: str, argument: str, end: str, indent: int) -> Code:
    """Return a call in black's style: on one line, or its argument on its own."""
    line = f"{start}{argument}{end}"
    if indent + len(line) <= WIDTH:
        return Code(line)
    return Code(f"{start}\n{textwrap.indent(argument, '    ')}\n{end}")


@dataclass(frozen=True, kw_only=True)
class Lines:
    """An equation, what more there is to say, and the calls that carry it out."""

    equation: Code
    calls: tuple[Code, ...]
    more: tuple[Code, ...] = ()
