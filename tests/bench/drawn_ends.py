"""Draw the end of a network: how many outputs, their function, loss and metrics."""

from typing import NamedTuple, TypeAlias

from hypothesis import strategies as st

from .records import Choice
from .tables import Spec

Metrics: TypeAlias = list[Choice]

BOOK = ["mean_squared_error", "mean_absolute_error"]  # distances that it has
SMOOTHED = st.fixed_dictionaries({}, optional={"label_smoothing": st.floats(0.01, 0.5)})
OFF: list[Metrics] = [
    ["r2"],
    ["mae"],
    ["r2", {"type": "within", "std_fraction": 0.5}, "mae"],
]


class End(NamedTuple):
    """Say what fits data: metrics None are those that the loss has without asking."""

    units: int
    function: str
    loss: Spec
    metrics: Metrics | None


@st.composite
def ends(draw: st.DrawFn, data: Spec, booked: bool) -> End:
    """Draw an end that fits data; booked: one that the notebook has too."""
    form, classes = data.get("targets"), data.get("classes", 1)
    if data["type"] == "sine" or form == "values":
        loss = draw(distances(booked))
        return End(1, draw(bounded(loss, 1)), loss, draw(asked(OFF)))
    if form == "binary" or (form is None and classes == 2 and draw(st.booleans())):
        function = draw(st.sampled_from(["sigmoid", "linear"]))
        metrics = draw(asked([["accuracy"], ["mae", "accuracy"]]))
        return End(1, function, crossentropy("binary", function), metrics)
    exact = form == "one_hot"
    units = classes if exact else draw(st.integers(classes, 5))
    ranks: Metrics = [{"type": "top_k", "k": k} for k in range(1, units)]
    metrics = draw(asked([["accuracy"], ranks[-1:], [*ranks, "accuracy"]]))
    if exact and draw(st.booleans()):
        loss = draw(distances(booked))
        return End(units, draw(bounded(loss, units)), loss, draw(asked(OFF)))
    function = draw(st.sampled_from(["softmax", "sigmoid", "linear"]))
    if exact and draw(st.booleans()):
        return End(units, function, crossentropy("binary", function), metrics)
    loss = crossentropy("categorical", function)
    smoothed = {} if booked else draw(SMOOTHED)
    return End(units, function, loss | smoothed, metrics)


def asked(
    metrics: list[Metrics],
) -> st.SearchStrategy[Metrics | None]:
    """Return metrics to ask for, or none to ask for."""
    return st.one_of(st.none(), st.sampled_from(metrics))


def distances(booked: bool) -> st.SearchStrategy[Spec]:
    """Return losses of numbers."""
    plain = st.sampled_from(BOOK).map(lambda kind: {"type": kind})
    delta = {"delta": st.floats(0.0625, 2)}
    huber = st.fixed_dictionaries({"type": st.just("huber")}, optional=delta)
    return plain if booked else st.one_of(plain, huber)


def bounded(loss: Spec, units: int) -> st.SearchStrategy[str]:
    """Return functions of outputs whose loss has a gradient with a bound.

    A square of what is linear may take any network out of all bounds in two steps.
    """
    functions = ["tanh", "sigmoid"] + ["softmax"] * (units > 1)
    return st.sampled_from(functions + ["linear"] * (loss["type"] != BOOK[0]))


def crossentropy(what: str, function: str) -> Spec:
    """Return a cross-entropy of what a function gives: probabilities, or scores."""
    logits = {"from_logits": True} if function == "linear" else {}
    return {"type": f"{what}_crossentropy", **logits}
