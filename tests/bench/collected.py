"""Runs of networks that collect averages on the way: when, and what goes back."""

from .held import held
from .normalized import batch
from .stops import BOTH, VALIDATION, watched, whole
from .tables import Spec, activation, dense
from .trainings import batches

BELOW = [dense(5, use_bias=False), batch(), activation("tanh")]
LAYERS: Spec = {"layers": [*BELOW, dense(2, activation="softmax")]}
THREE: Spec = {"layers": [*BELOW, batch(), dense(3, activation="softmax")]}

COLLECTED: dict[str, Spec] = {
    "averages of batches, the last of one row": {**THREE, **batches(4)},
    "averages of single rows": {**THREE, **batches(1)},
    "averages of batches, validated and tested": {**LAYERS, **BOTH, **batches(5)},
    "averages of the whole set, validated": {
        **THREE,
        **held(validation=0.3, method="stratified"),
    },
    "averages that go back with the best epoch": {
        **{**LAYERS, **BOTH},
        **watched(whole(), patience=2, restore_best=True),
    },
    "averages of a run that has stopped": {
        **{**LAYERS, **VALIDATION},
        **watched(whole(3), patience=1, min_delta=0.5),
    },
    "averages that go back to the least loss": {
        **{**LAYERS, **VALIDATION},
        **watched(whole(), monitor="loss", patience=6, restore_best=True),
    },
    "averages of batches that go back": {
        **{**LAYERS, **BOTH},
        **watched(batches(4), patience=2, min_delta=0.01, restore_best=True),
    },
}
