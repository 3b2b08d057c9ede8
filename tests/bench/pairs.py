"""Specs of every optimizer with every way to clip, and with every schedule."""

from .optimizer_rows import OPTIMIZERS
from .schedule_rows import SCHEDULES
from .specs import Case, Spec, base_spec

# Below the gradient's size at first and above it later, or for some arrays alone
CLIPS: dict[str, float] = {
    "clip_value": 0.02,
    "clip_norm": 0.05,
    "clip_global_norm": 0.1,
}


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
