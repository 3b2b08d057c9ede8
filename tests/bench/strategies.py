"""Draw valid specs: any network, data, ending of the loss and way to train it."""

from hypothesis import strategies as st

from .drawn_networks import Network
from .drawn_optimizers import optimizers
from .parts import raw_parts
from .tables import Spec, base_spec

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
        optimizer=draw(optimizers()),
        numerics=draw(NUMERICS),
        **tables,
    )
    parts = raw_parts(spec)
    training = draw(trainings(len(parts["training"][0])))
    if draw(st.booleans()):
        training["early_stopping"] = draw(stoppings("validation" in parts))
    return spec | {"training": training}


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


def stoppings(validated: bool) -> st.SearchStrategy[Spec]:
    """Return ways to stop early; a tie is never for the last bit to decide."""
    names = ["loss", "accuracy"]
    names += [f"val_{name}" for name in names] if validated else []
    return st.fixed_dictionaries(
        {
            "monitor": st.sampled_from(names),
            "patience": st.integers(1, 2),
            "min_delta": st.floats(1e-3, 0.02),
        },
        optional={"restore_best": st.booleans()},
    )
