"""Draw valid specs: any network, data, ending of the loss and way to train it."""

from hypothesis import strategies as st

from .drawn_arrays import network_of, tables_of_arrays
from .drawn_ends import Metrics, ends
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
        {"arithmetic": st.just("nnfs")},
        optional={"rng": st.sampled_from(["pcg64", "mt19937"])},
    ),
)
PREPARATIONS = st.sampled_from(
    ["none", "standardize", "min_max", {"type": "scale", "scale": 0.5, "offset": 0.25}]
)
STYLES = st.sampled_from(["plain", "fast"])
MOST = 7  # layers that are drawn, before the ends are joined and the scores made


@st.composite
def specs(draw: st.DrawFn) -> Spec:
    """Draw a valid spec, whatever its network."""
    rows = st.one_of(tables_of_rows(), tables_of_rows(), tables_of_numbers())
    tables = draw(st.one_of(rows, rows, rows, tables_of_arrays()))
    numerics = draw(NUMERICS)
    booked = "arithmetic" in numerics
    if tables["data"]["type"] in ("npz", "idx"):
        network = network_of(draw, tables["data"], booked)
    else:
        features = 1 if tables["data"]["type"] == "sine" else 2
        network = Network(draw, features, booked)
    for _ in range(draw(st.integers(0, MOST))):
        network.grow()
    end = draw(ends(tables["data"], booked=booked))
    spec = base_spec(
        seed=draw(st.integers(0, 2**32 - 1)),
        layers=network.finish(end.units, end.function),
        loss=end.loss,
        optimizer=draw(optimizers()),
        numerics=numerics,
        script={"style": "plain" if booked else draw(STYLES)},
        **tables,
    )
    parts = raw_parts(spec)
    training = draw(trainings(len(parts["training"][0])))
    if end.metrics is not None:
        training["metrics"] = end.metrics
    if draw(st.booleans()):
        training["early_stopping"] = draw(stoppings("validation" in parts, end.metrics))
    return spec | {"training": training}


@st.composite
def tables_of_numbers(draw: st.DrawFn) -> Spec:
    """Draw a curve, what is held back of it, and how it is prepared."""
    form = draw(st.sampled_from([{}, {"targets": "values"}]))
    tables: Spec = {
        "data": {"type": "sine", "samples": draw(st.integers(12, 20)), **form}
    }
    held = draw(st.sampled_from(["nothing", "split", "validation_data"]))
    if held == "split":
        names = draw(
            st.sampled_from([["validation"], ["test"], ["validation", "test"]])
        )
        # few enough that some rows are left, whose targets are not all the same
        shares = {name: draw(st.floats(0.25, 0.35)) for name in names}
        tables[held] = {**shares, "method": draw(st.sampled_from(["random", "last"]))}
    if held == "validation_data":
        tables[held] = {"type": "sine", "samples": draw(st.integers(3, 9))}
    if draw(st.booleans()):
        tables["preprocess"] = {"features": draw(PREPARATIONS)}
    return tables


@st.composite
def tables_of_rows(draw: st.DrawFn) -> Spec:
    """Draw data, what is held back of them, and how they are prepared."""
    kind = draw(st.sampled_from(["spiral", "vertical"]))
    forms = ({"targets": form} for form in ("classes", "one_hot", "binary"))
    form = draw(st.sampled_from([{}, *forms]))
    most = 2 if form.get("targets") == "binary" else 4
    data = {"type": kind, "classes": draw(st.integers(2, most)), **form}
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


def stoppings(validated: bool, metrics: Metrics | None) -> st.SearchStrategy[Spec]:
    """Return ways to stop early; a tie is never for the last bit to decide."""
    names = ["loss", *(name for name in metrics or [] if isinstance(name, str))]
    names += [f"val_{name}" for name in names] if validated else []
    return st.fixed_dictionaries(
        {
            "monitor": st.sampled_from(names),
            "patience": st.integers(1, 2),
            "min_delta": st.floats(1e-3, 0.02),
        },
        optional={"restore_best": st.booleans()},
    )
