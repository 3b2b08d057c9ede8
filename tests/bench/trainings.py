"""Ways to go through rows, and metrics that are asked for."""

from .outputs import ONE_HOT, SCORES, SINE, TANH, TWO, ending
from .records import Choice
from .tables import Spec, add, dense

STEPS = {"type": "sgd", "learning_rate": 0.5, "decay": 0.1, "momentum": 0.5}


def batches(size: int, **options: bool) -> Spec:
    """Return training by batches, with a rate that falls from step to step."""
    training = {"epochs": 8, "log_every": 3, "batch_size": size, **options}
    return {"training": training, "optimizer": STEPS}


# Ways to go through 21 rows
TRAININGS: dict[str, Spec] = {
    "batches with a last one of one row": batches(4),
    "batches in the file's order": batches(8, shuffle=False),
    "batches, what is left dropped": batches(8, drop_last=True),
    "batches in order, what is left dropped": batches(5, shuffle=False, drop_last=True),
    "batches that leave nothing to drop": batches(7, drop_last=True),
    "one row at a time": batches(1),
    "one batch of all rows": batches(21),
    "batches, a schedule that counts their steps": {
        **batches(8),
        "optimizer": {
            "type": "adam",
            "learning_rate": 0.1,
            "schedule": {"type": "cosine", "decay_steps": 9, "warmup_steps": 4},
            "clip_global_norm": 0.1,
        },
    },
    "many arrays, each clipped": {
        "layers": [*[TANH] * 8, dense(3, activation="softmax")],
        "optimizer": {"type": "sgd", "learning_rate": 0.5, "clip_norm": 0.02},
    },
    "batches of scores and one_hot": {
        "data": ONE_HOT,
        "loss": SCORES,
        "layers": [
            dense(3, activation="relu", name="ash"),
            dense(3, name="birch"),
            add("ash", "birch"),
        ],
        **batches(8),
    },
    "batches of numbers": {
        **ending("mean_squared_error", "linear", SINE),
        **batches(8),
    },
    "batches of yes or no": {
        **ending("binary_crossentropy", "sigmoid", TWO),
        **batches(8),
    },
}


def asking(training: Spec, *metrics: Choice) -> Spec:
    """Return training with metrics of its own."""
    return {**training, "training": {**training["training"], "metrics": list(metrics)}}


WHOLE = {"training": {"epochs": 8, "log_every": 3}}
TOP_2 = {"type": "top_k", "k": 2}
NEAR = {"type": "within", "std_fraction": 0.5}
THIRD = {"split": {"validation": 0.34, "method": "stratified"}}

# Metrics that are asked for
METRICS: dict[str, Spec] = {
    "no metric": asking(WHOLE),
    "no metric of batches, some rows held back": asking({**batches(8), **THIRD}),
    "classes by rank": asking(batches(8), TOP_2),
    "several of classes": asking({**WHOLE, **THIRD}, TOP_2, "accuracy"),
    "several of one_hot, by batches": asking(
        {"data": ONE_HOT, **batches(8), **THIRD}, "accuracy", TOP_2, "mae"
    ),
    "several of numbers": asking(
        {**ending("mean_squared_error", "linear", SINE), **WHOLE}, "mae", "r2"
    ),
    "all of numbers, by batches, some rows held back": asking(
        {
            **ending("huber", "linear", SINE),
            **batches(8, drop_last=True),
            "split": {"validation": 0.2, "test": 0.2},
        },
        *("r2", NEAR, "mae"),
    ),
    "classes as numbers": asking(
        {**ending("mean_squared_error", "linear"), **WHOLE, **THIRD},
        *("r2", "within", TOP_2),
    ),
    "yes or no as numbers, of scores": asking(
        {
            **ending("binary_crossentropy", "linear", TWO, from_logits=True),
            **batches(4),
            **THIRD,
        },
        *("mae", "accuracy", "r2"),
    ),
}
