"""Draw valid specs: any network that branches and joins, any way to train it."""

from itertools import count
from typing import Any

from hypothesis import strategies as st

from .parts import raw_parts
from .tables import Spec, activation, add, after, base_spec, concatenate

FUNCTIONS = st.sampled_from(["linear", "relu", "sigmoid", "tanh", "softmax"])
INITIALIZERS = st.one_of(
    st.sampled_from(["zeros", "glorot_uniform", "he_normal"]),
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
SGD = st.fixed_dictionaries(
    {"type": st.just("sgd"), "learning_rate": st.floats(1e-3, 0.1)},
    optional={"decay": st.floats(0, 1), "momentum": st.floats(0, 0.9)},
)
NUMERICS = st.one_of(
    st.fixed_dictionaries({"dtype": st.just("float64")}),
    st.fixed_dictionaries(
        {"dtype": st.sampled_from(["float32", "float64"]), "rng": st.just("mt19937")},
        optional={"discard": st.integers(0, 9)},
    ),
    st.fixed_dictionaries(
        {"arithmetic": st.just("notebook")},
        optional={"rng": st.sampled_from(["pcg64", "mt19937"])},
    ),
)
PREPARATIONS = st.sampled_from(
    ["none", "standardize", "min_max", {"type": "scale", "scale": 0.5, "offset": 0.25}]
)
MOST = 7  # layers that are drawn, before the ends are joined and the scores made


def dense(units: st.SearchStrategy[int], functions: Any) -> Any:
    """Return dense layers of any options."""
    return st.fixed_dictionaries(
        {"type": st.just("dense"), "units": units, "activation": functions},
        optional={
            "use_bias": st.booleans(),
            "kernel_initializer": INITIALIZERS,
            "bias_initializer": INITIALIZERS,
        },
    )


class Network:
    """Grow a network layer by layer; "input" and each layer's value have a name."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.layers: list[Spec] = []
        self.widths = {"input": 2}
        self.read = {"input"}
        self.names = (f"value_{i}" for i in count())

    def append(self, layer: Spec, width: int) -> str:
        """Add a layer under a new name; return the name."""
        name = next(self.names)
        self.layers.append({**layer, "name": name})
        self.read |= set(layer["inputs"])
        self.widths[name] = width
        return name

    def grow(self) -> None:
        """Add a layer that reads any values there are."""
        value = self.draw(st.sampled_from(list(self.widths)))
        width = self.widths[value]
        equal = [name for name, other in self.widths.items() if other == width]
        kinds = ["dense", "activation", *["add", "add"][: len(equal) - 1]]
        kind = self.draw(
            st.sampled_from([*kinds, *["concatenate"][: len(self.layers)]])
        )
        if kind == "dense":
            layer = self.draw(dense(st.integers(1, 4), FUNCTIONS))
            self.append({**layer, **after(value)}, layer["units"])
        elif kind == "activation":
            self.append(activation(self.draw(FUNCTIONS), **after(value)), width)
        elif kind == "add":
            self.append(add(*self.some(equal)), width)
        else:
            names = self.some(list(self.widths))
            self.append(concatenate(*names), sum(self.widths[name] for name in names))

    def some(self, names: list[str]) -> list[str]:
        """Draw two or three names, none twice."""
        chosen = st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True)
        return self.draw(chosen)

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
        last = self.draw(dense(st.just(units), st.just("linear")))
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


@st.composite
def specs(draw: st.DrawFn) -> Spec:
    """Draw a valid spec, whatever its network."""
    tables = draw(tables_of_rows())
    data, network = tables["data"], Network(draw)
    for _ in range(draw(st.integers(0, MOST))):
        network.grow()
    exact = data.get("targets") == "one_hot"
    units = data["classes"] if exact else draw(st.integers(data["classes"], 5))
    function = draw(st.sampled_from(["softmax", "sigmoid", "linear"]))
    logits = {"from_logits": True} if function == "linear" else {}
    spec = base_spec(
        seed=draw(st.integers(0, 2**32 - 1)),
        layers=network.finish(units, function),
        loss={"type": "categorical_crossentropy", **logits},
        optimizer=draw(SGD),
        numerics=draw(NUMERICS),
        **tables,
    )
    return spec | {"training": draw(trainings(len(raw_parts(spec)["training"][0])))}


@st.composite
def tables_of_rows(draw: st.DrawFn) -> Spec:
    """Draw data, what is held back of them, and how they are prepared."""
    kind = draw(st.sampled_from(["spiral", "vertical"]))
    form = draw(st.sampled_from([{}, {"targets": "classes"}, {"targets": "one_hot"}]))
    data = {"type": kind, "classes": draw(st.integers(2, 4)), **form}
    tables: Spec = {"data": {**data, "samples": draw(st.integers(5, 9))}}
    held = draw(st.sampled_from(["nothing", "split", "validation_data"]))
    if held == "split":
        tables |= draw(splits(data))
    if held == "validation_data":
        tables[held] = {**data, "samples": draw(st.integers(1, 4))}
    if draw(st.booleans()):
        tables["preprocess"] = {"features": draw(PREPARATIONS)}
    return tables


@st.composite
def splits(draw: st.DrawFn, data: Spec) -> Spec:
    """Draw a split, and data of which each part has enough of each class."""
    method = draw(st.sampled_from(["random", "stratified", "last"]))
    if method == "last":  # of the last of four classes, most rows stay
        share = draw(st.floats(0.1, 0.2))
        return {
            "data": {**data, "samples": 5},
            "split": {"validation": share, "method": method},
        }
    names = draw(st.sampled_from([["validation"], ["test"], ["validation", "test"]]))
    share = 0.35 if method == "random" else draw(st.floats(0.01, 0.35))
    split = {**dict.fromkeys(names, share), "method": method}
    if method == "stratified":
        return {"data": {**data, "samples": draw(st.integers(5, 9))}, "split": split}
    data = {**data, "classes": 2, "samples": draw(st.integers(12, 14))}
    return {"data": data, "split": split}


def trainings(rows: int) -> st.SearchStrategy[Spec]:
    """Return ways to go twice through so many rows."""
    whole: Spec = {"epochs": st.just(2), "log_every": st.integers(1, 3)}
    batches = whole | {"batch_size": st.integers(1, rows)}
    options = {"shuffle": st.booleans(), "drop_last": st.booleans()}
    some = st.fixed_dictionaries(batches, optional=options)
    return st.one_of(st.fixed_dictionaries(whole), some)
