"""Specs of pairs: optimizers with what bounds their steps, functions with losses."""

from .function_rows import FUNCTIONS
from .loss_rows import LOSSES
from .optimizer_rows import OPTIMIZERS
from .penalties import BOTH, L1, L2, paying
from .schedule_rows import SCHEDULES
from .specs import PLACES, Case, Spec, base_spec
from .tables import data, dense

# Below the gradient's size at first and above it later, or for some arrays alone
CLIPS: dict[str, float] = {
    "clip_value": 0.02,
    "clip_norm": 0.05,
    "clip_global_norm": 0.1,
}

SLOW = {"type": "sgd", "learning_rate": 0.02}  # so that no curve is overshot


def pairs() -> list[Case]:
    """Return a case for each pair: the first example of an optimizer, with more."""
    others: dict[str, Spec] = {
        f"{key}={most}": {key: most} for key, most in CLIPS.items()
    }
    for kind, row in SCHEDULES.items():
        for options in row.examples:
            told = ",".join(f"{key}={value}" for key, value in options.items())
            others[f"{kind},{told}"] = {"schedule": {"type": kind, **options}}
    return [
        Case(f"{kind}, {name}", base_spec(optimizer={"type": kind, **first, **more}))
        for kind, row in OPTIMIZERS.items()
        for first in row.examples[:1]
        for name, more in others.items()
    ]


def loss_pairs() -> list[Case]:
    """Return a case for each function in a network that ends in each loss.

    The loss is of each form of targets that it takes, and of numbers the function may
    be the last one too.
    """
    return [
        Case(f"{function}, {loss}, {form}", base_spec(optimizer=SLOW, **changes))
        for function, row in FUNCTIONS.items()
        for options in row.examples[:2]
        for loss, ending in endings().items()
        for form, changes in within(ending, {"type": function, **options}).items()
    ]


def endings() -> dict[str, Spec]:
    """Return networks that end in each loss with each of its options."""
    found: dict[str, Spec] = {}
    for kind, row in LOSSES.items():
        for options in row.examples:
            told = ",".join(f"{key}={value}" for key, value in options.items())
            found[f"{kind} {told}"] = PLACES["losses"]({"type": kind, **options})
    return found


def within(ending: Spec, function: Spec) -> dict[str, Spec]:
    """Return a network with a function within, on each form of targets."""
    loss = ending["loss"]
    last = {**ending["layers"][-1]}
    hidden = dense(5, activation=function)
    found = {"its own targets": {**ending, "layers": [hidden, last]}}
    one_hot = {"loss": loss, "data": data(targets="one_hot")}
    found["one_hot"] = one_hot | {"layers": [hidden, {**last, "units": 3}]}
    if "values" in LOSSES[loss["type"]].takes:
        bent = {**last, "activation": function, "units": 3}
        found["one_hot, and last"] = one_hot | {"layers": [hidden, bent]}
    return found


def penalty_pairs() -> list[Case]:
    """Return specs of each way to pay with each optimizer, clipped in each way."""
    ways = {"l1": paying(L1, L1), "l2": paying(L2), "both": paying(BOTH, L2)}
    clips: list[Spec] = [{}, *({key: most} for key, most in CLIPS.items())]
    return [
        Case(
            f"{way}, {kind}, {options}, {clip}",
            base_spec(**layers, optimizer={"type": kind, **options, **clip}),
        )
        for way, layers in ways.items()
        for kind, row in OPTIMIZERS.items()
        for options in row.examples
        for clip in clips
        if not (clip and any(key.startswith("clip") for key in options))
    ]
