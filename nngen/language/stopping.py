"""Early stopping: what is watched from epoch to epoch, and how long without gain."""

from typing import ClassVar

from nngen.model.model import Model, field

HELD = "val_"  # before a name: of the rows to validate on


class EarlyStopping(Model):
    """training.early_stopping: when training stops before its epochs are over."""

    lone: ClassVar[str] = "patience"

    monitor: str = field(
        aka=("metric_for_best_model",),
        default=f"{HELD}loss",
        max_length=60,
        description="What is watched: loss, a metric, or either with val_ before it.",
    )
    patience: int = field(
        aka=("n_iter_no_change", "early_stopping_rounds", "early_stopping_patience"),
        example=10,
        ge=1,
        le=10**9,
        description="Epochs without a better one after which training stops.",
    )
    min_delta: float = field(
        aka=("tol", "early_stopping_threshold"),
        default=0.0,
        example=0.001,
        ge=0,
        le=1e9,
        description="How much better is better.",
    )
    restore_best: bool = field(
        aka=("restore_best_weights", "load_best_model_at_end"),
        default=False,
        description="Whether training ends with the best epoch's parameters.",
    )

    @property
    def held(self) -> bool:
        """Whether it watches the rows to validate on."""
        return self.monitor.startswith(HELD)

    @property
    def name(self) -> str:
        """What it watches, of whatever rows."""
        return self.monitor.removeprefix(HELD)
