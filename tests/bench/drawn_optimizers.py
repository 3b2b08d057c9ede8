"""Draw optimizers: any of their options that go together."""

from hypothesis import strategies as st

from .tables import Spec

SHARE = st.floats(0, 0.99)
# A gradient that is 0 but for rounding must stay small when a step divides by its size
EPSILON = st.floats(1e-3, 0.1)
MOMENTS = {"beta_1": SHARE, "beta_2": st.floats(0.5, 0.999), "epsilon": EPSILON}
OWN: dict[str, dict[str, st.SearchStrategy[float]]] = {
    "sgd": {"momentum": st.floats(0, 0.9)},
    "adagrad": {"epsilon": EPSILON},
    "rmsprop": {"rho": SHARE, "epsilon": EPSILON},
    "adam": MOMENTS,
    "adamw": {**MOMENTS, "weight_decay": st.floats(0, 0.5)},
}
STEPS, FACTOR = st.integers(1, 9), st.floats(0.1, 1)
RISING = st.lists(STEPS, min_size=1, unique=True).map(sorted)
SCHEDULES: dict[str, dict[str, st.SearchStrategy[object]]] = {
    "step": {"decay_steps": STEPS, "decay_rate": FACTOR},
    "multi_step": {"boundaries": RISING, "decay_rate": FACTOR},
    "exponential": {"decay_steps": STEPS, "decay_rate": FACTOR},
    "inverse_time": {"decay_rate": FACTOR},
    "polynomial": {"decay_steps": STEPS},
    "cosine": {"decay_steps": STEPS},
}
MORE: dict[str, dict[str, st.SearchStrategy[float]]] = {
    "inverse_time": {"decay_steps": STEPS},
    "polynomial": {
        "end_learning_rate": st.floats(0, 1e-3),  # below any rate drawn
        "power": st.sampled_from([0.5, 1.0, 2.0, 3]),
    },
    "cosine": {"alpha": st.floats(0, 1)},
}
CLIPS = ["clip_value", "clip_norm", "clip_global_norm"]


@st.composite
def optimizers(draw: st.DrawFn) -> Spec:
    """Draw an optimizer that trains within the recommended ranges."""
    kind = draw(st.sampled_from(list(OWN)))
    needed = {"type": st.just(kind), "learning_rate": st.floats(1e-3, 0.1)}
    own = dict(OWN[kind])
    needed |= {"epsilon": own.pop("epsilon")} if "epsilon" in own else {}
    table: Spec = draw(st.fixed_dictionaries(needed, optional=own))
    if table.get("momentum"):
        table["nesterov"] = draw(st.booleans())
    falls = draw(st.sampled_from(["not", "decay", "schedule"]))
    if falls == "decay":
        table["decay"] = draw(st.floats(0, 1))
    elif falls == "schedule":
        table["schedule"] = draw(schedules())
    if draw(st.booleans()):
        table[draw(st.sampled_from(CLIPS))] = draw(st.floats(1e-3, 1))
    return table


@st.composite
def schedules(draw: st.DrawFn) -> Spec:
    """Draw a schedule, shorter than a run or longer."""
    kind = draw(st.sampled_from(list(SCHEDULES)))
    optional = {"warmup_steps": st.integers(0, 5), **MORE.get(kind, {})}
    table = st.fixed_dictionaries(SCHEDULES[kind], optional=optional)
    return {"type": kind, **draw(table)}
