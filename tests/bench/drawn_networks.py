"""Draw networks: any layers that branch and join, and all that are read."""

from itertools import count
from typing import Any

from hypothesis import strategies as st

from . import function_rows
from .drawn_normal import BENDING, DRAWN, NORMALIZED, varies
from .tables import Spec, activation, add, after, concatenate, dropout

FUNCTIONS = st.one_of(
    st.sampled_from(list(function_rows.FUNCTIONS)),
    st.fixed_dictionaries(
        {"type": st.just("leaky_relu")},
        optional={"negative_slope": st.floats(1 / 64, 1, width=16)},
    ),
    st.fixed_dictionaries(
        {"type": st.just("elu")}, optional={"alpha": st.floats(1 / 64, 4, width=16)}
    ),
)
RATES = st.sampled_from([0.0, 0.1, 0.5, 0.7])
INITIALIZERS = st.one_of(
    st.sampled_from(["zeros", "ones", *DRAWN]),
    st.fixed_dictionaries(
        {"type": st.just("uniform")},
        optional={
            "minval": st.floats(-1, 0, width=16),
            "maxval": st.floats(1 / 64, 1, width=16),
        },
    ),
    st.fixed_dictionaries(
        {"type": st.just("constant"), "value": st.floats(-1, 1, width=16)}
    ),
    st.fixed_dictionaries(
        {"type": st.just("normal")},
        optional={
            "mean": st.floats(-1, 1, width=16),
            "stddev": st.floats(0.0625, 1, width=16),
        },
    ),
)
KERNELS = INITIALIZERS | st.fixed_dictionaries(
    {"type": st.just("orthogonal")}, optional={"gain": st.floats(0.5, 2, width=16)}
)

# Scores of rows differ, or rounding alone decides which class is the largest
NORMAL = {"type": "normal", "stddev": 0.5}
SCORES = st.fixed_dictionaries(
    {"kernel_initializer": st.sampled_from([NORMAL, *DRAWN])},
    optional={"bias_initializer": st.just(NORMAL)},
)


REGULARIZERS = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("l1", "l2"), st.sampled_from([0, 1e-3, 0.02]))
)


def dense(units: st.SearchStrategy[int], functions: Any) -> Any:
    """Return dense layers of any options."""
    return st.fixed_dictionaries(
        {"type": st.just("dense"), "units": units, "activation": functions},
        optional={
            "use_bias": st.booleans(),
            "kernel_initializer": KERNELS,
            "bias_initializer": INITIALIZERS,
            "kernel_regularizer": REGULARIZERS,
            "bias_regularizer": REGULARIZERS,
        },
    ).map(payable)


def payable(layer: Spec) -> Spec:
    """Return a layer that pays for biases only where it has some."""
    without = layer.get("use_bias", True) is False
    return {k: v for k, v in layer.items() if not (without and "bias_reg" in k)}


class Network:
    """Grow a network layer by layer; "input" and each layer's value have a name.

    same: what a linear activation only gives another name, and a join takes once.
    varied: the values that differ from row to row, and within a row: what does not, a
    normalization would make of rounding alone; and so of the middle of even steps.
    """

    def __init__(self, draw: st.DrawFn, features: int, booked: bool) -> None:
        self.draw, self.booked = draw, booked
        self.layers: list[Spec] = []
        self.widths = {"input": features}
        self.same = {"input": "input"}
        self.read = {"input"}
        self.varied = {"input"} if features > 1 else set[str]()
        self.names = (f"value_{i}" for i in count())

    def append(self, layer: Spec, width: int) -> str:
        """Add a layer under a new name; return the name."""
        name = next(self.names)
        self.layers.append({**layer, "name": name})
        self.read |= set(layer["inputs"])
        self.widths[name], self.same[name] = width, name
        if self.varied >= set(layer["inputs"]) and varies(layer):
            self.varied.add(name)
        if layer.get("function") == "linear" or layer.get("rate") == 0:
            self.same[name] = self.same[layer["inputs"][0]]
        return name

    def grow(self) -> None:
        """Add a layer that reads any values there are."""
        value = self.draw(st.sampled_from(list(self.widths)))
        width = self.widths[value]
        equal = [name for name, other in self.widths.items() if other == width]
        kinds = ["dense", "activation", "dropout"]
        if value in self.varied and not self.booked:
            kinds += [kind for kind, (most, _) in NORMALIZED.items() if width >= most]
        kinds += ["add", "add"] if self.several(equal) else []
        kinds += ["concatenate"] if self.several(list(self.widths)) else []
        kind = self.draw(st.sampled_from(kinds))
        if kind == "dense":
            layer = self.draw(dense(st.integers(1, 4), FUNCTIONS))
            self.append({**layer, **after(value)}, layer["units"])
        elif kind == "activation":
            again = list(self.same.values()).count(self.same[value]) > 1
            function = self.draw(FUNCTIONS.filter(lambda f: f != "linear" or not again))
            self.append(activation(function, **after(value)), width)
        elif kind == "dropout":
            again = list(self.same.values()).count(self.same[value]) > 1
            rate = self.draw(RATES.filter(lambda rate: rate > 0 or not again))
            self.append(dropout(rate, **after(value)), width)
        elif kind in NORMALIZED:
            self.normalize(kind, value, width)
        elif kind == "add":
            self.append(add(*self.some(equal)), width)
        else:
            names = self.some(list(self.widths))
            self.append(concatenate(*names), sum(self.widths[name] for name in names))

    def normalize(self, kind: str, value: str, width: int) -> None:
        """Add a normalization, and a function: else the values of a row may sum to 0.

        A sum of them that rounding alone decides would make any class the largest.
        """
        level = self.append({**self.draw(NORMALIZED[kind][1]), **after(value)}, width)
        function = self.draw(st.sampled_from(BENDING))
        self.append(activation(function, **after(level)), width)

    def several(self, names: list[str]) -> bool:
        """Tell whether these are names of more than one value."""
        return len({self.same[name] for name in names}) > 1

    def some(self, names: list[str]) -> list[str]:
        """Draw two or three names, none twice."""
        places = st.sampled_from(names)
        return self.draw(
            st.lists(places, min_size=2, max_size=3, unique_by=self.same.__getitem__)
        )

    def end(self) -> str:
        """Join all values that nobody reads; return the one that is left."""
        loose = [name for name in self.widths if name not in self.read]
        if len(loose) > 1:
            total = sum(self.widths[name] for name in loose)
            return self.append(concatenate(*loose), total)
        return loose[0] if loose else "input"

    def finish(self, units: int, function: str) -> list[Spec]:
        """Add the scores and their function; return the layers."""
        value, form = self.end(), self.draw(st.sampled_from(["own", "apart", "sum"]))
        last = {"type": "dense", "units": units, **self.draw(SCORES)}
        if form == "own":
            self.append({**last, "activation": function, **after(value)}, units)
            return self.plain()
        scores = self.append({**last, **after(value)}, units)
        if form == "sum":
            other = self.draw(st.sampled_from(list(self.widths)))
            more = self.draw(dense(st.just(units), FUNCTIONS))
            scores = self.append(
                add(self.append({**more, **after(other)}, units), scores), units
            )
        self.append(activation(function, **after(scores)), units)
        return self.plain()

    def plain(self) -> list[Spec]:
        """Return the layers, some without the names and inputs they can spare."""
        before = ["input", *(layer["name"] for layer in self.layers)]
        needed: set[str] = set()
        for layer, name in zip(self.layers, before, strict=False):
            if layer["inputs"] == [name] and self.draw(st.booleans()):
                del layer["inputs"]
            needed |= set(layer.get("inputs", []))
        for layer in self.layers:
            if layer["name"] not in needed and self.draw(st.booleans()):
                del layer["name"]
        return self.layers
