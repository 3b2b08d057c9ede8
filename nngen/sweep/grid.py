"""The combinations of values that a sweep tries."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod

from nngen.finding import Unusable
from nngen.reading.settings import Setting, make_setting, split_key, unusable

MOST = 10_000  # combinations
SEED = ("seed",)
_STRING = r""""(?:[^"\\]|\\.)*+"|'[^']*+'"""
# A quote in the middle of a bare word is a part of it: don't
_OUTSIDE = re.compile(rf"(?s){_STRING}|\s++|,|[\[{{]|[^\s,\[{{\"'][^,\[{{]*+|.")
_INSIDE = re.compile(rf"(?s){_STRING}|[^\[\]{{}}\"']++|.")


@dataclass(frozen=True, kw_only=True)
class Axis:
    """A key, and the values that are tried for it."""

    key: str
    steps: tuple[str, ...]
    settings: tuple[Setting, ...]

    @property
    def is_swept(self) -> bool:
        """Whether there are several values."""
        return len(self.settings) > 1


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The keys of a sweep in the order of the command line."""

    axes: tuple[Axis, ...]

    @property
    def swept(self) -> tuple[Axis, ...]:
        """The keys with several values."""
        return tuple(axis for axis in self.axes if axis.is_swept)

    @property
    def names(self) -> tuple[str, ...]:
        """What tables call the swept keys: the last part where that is enough."""
        times = Counter(axis.steps[-1] for axis in self.swept)
        return tuple(
            axis.steps[-1] if times[axis.steps[-1]] == 1 else axis.key
            for axis in self.swept
        )

    def combinations(self) -> Iterator[tuple[Setting, ...]]:
        """Yield a setting for each key, the last key's values changing fastest."""
        return product(*(axis.settings for axis in self.axes))

    def values(self, combination: tuple[Setting, ...]) -> tuple[str, ...]:
        """Return the values of the swept keys, as they were written."""
        pairs = zip(self.axes, combination, strict=True)
        return tuple(setting.written for axis, setting in pairs if axis.is_swept)

    def written(self, combination: tuple[Setting, ...]) -> tuple[str, ...]:
        """Return the values of all keys, as they were written."""
        return tuple(setting.written for setting in combination)

    def label(self, combination: tuple[Setting, ...]) -> str:
        """Return a combination in words: learning_rate=0.1 seed=2."""
        pairs = zip(self.names, self.values(combination), strict=True)
        return " ".join(f"{name}={value}" for name, value in pairs)


def make_grid(sets: tuple[str, ...]) -> Grid:
    """Return the grid of KEY=VALUE,VALUE,...; raises Unusable."""
    axes = tuple(map(make_axis, sets))
    for i, axis in enumerate(axes):
        if axis.steps in [other.steps for other in axes[:i]]:
            raise unusable(sets[i], f"{axis.key} is set twice; give its values at once")
    number = prod(len(axis.settings) for axis in axes)
    if number > MOST:
        raise Unusable(f"{number} combinations, over {MOST}; give fewer values")
    return Grid(axes=axes)


def make_axis(text: str) -> Axis:
    """Return a key with its values; raises Unusable."""
    key, written = split_key(text)
    values = split_values(written)
    if values[1:] and "" in values:
        raise unusable(text, 'a value is empty; leave the comma out, or write ""')
    settings = tuple(make_setting(key, value) for value in values)
    return Axis(key=key, steps=settings[0].steps, settings=settings)


def split_values(text: str) -> list[str]:
    """Return what stands between commas outside of quotes and brackets."""
    values, depth, at = [""], 0, 0
    while match := (_INSIDE if depth else _OUTSIDE).match(text, at):
        token, at = match[0], match.end()
        depth += (token in ("[", "{")) - (token in ("]", "}") and depth > 0)
        if token == "," and not depth:
            values.append("")
        else:
            values[-1] += token
    return [value.strip() for value in values]
