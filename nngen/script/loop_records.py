"""Training as its templates see it: the loop over the rows, and the log."""

from collections.abc import Sequence
from dataclasses import dataclass

from nngen.language.metrics import Metric as Options
from nngen.script.code import Code, fold, fold_call

FEW = 2  # up to so many metrics, each mean has a variable of its own


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A metric as its template sees it: a function, and its label in the log."""

    template: str
    name: Code
    label: Code
    options: Options

    def call(self, targets: str) -> Code:
        """Return the call of its function."""
        more = ", deviation" if self.options.relative else ""
        return Code(f"{self.name}({targets}{more})")


@dataclass(frozen=True, kw_only=True)
class Loop:
    """How train goes through the rows, and what it logs."""

    has_batches: bool
    shuffles: bool
    drop_last: bool
    draws: Code
    """What training has its stream for, in words: nothing, shuffles, draws masks."""
    piece: int | Code
    """Rows in a step, and in a piece of a longer call."""
    has_validation: bool
    unpack: Code
    """What takes the arrays that load_data returns."""
    y: Code
    """The targets that training sees."""
    seen: Code
    """How many rows an epoch of batches sees."""
    is_rare: bool
    """Whether some epochs are not printed."""
    due: Code
    """The condition that an epoch is printed, where some are not."""
    metrics: tuple[Metric, ...]
    data_loss: Code
    """The function that is the loss without penalty."""

    @property
    def count(self) -> int:
        """How many numbers are measured."""
        return len(self.metrics) + 1

    @property
    def has_deviation(self) -> bool:
        """Whether a metric is relative to the deviation of all targets."""
        return any(metric.options.relative for metric in self.metrics)

    @property
    def ranks(self) -> bool:
        """Whether a metric ranks the scores, which may be closer than probabilities."""
        return any(metric.options.ranks for metric in self.metrics)

    @property
    def said(self) -> Code:
        """What is measured, to a reader."""
        return Code("metrics and loss" if self.metrics else "the loss")

    @property
    def means(self) -> Code:
        """The variables that take the mean of each, cost that of the loss."""
        names = [*self.mean_metrics, self.mean_loss]
        if len(self.metrics) > FEW:
            names = ["*means", self.mean_loss]
        return Code(", ".join(names) if names[1:] else f"({names[0]},)")

    @property
    def mean_metrics(self) -> list[str]:
        """The means of the metrics over an epoch."""
        if len(self.metrics) > FEW:
            return [f"means[{i}]" for i in range(len(self.metrics))]
        return [f"mean_{metric.label}" for metric in self.metrics]

    @property
    def is_penalized(self) -> bool:
        """Whether the loss has a part for the data and a part for the parameters."""
        return self.data_loss != "loss"

    @property
    def mean_loss(self) -> Code:
        """The variable that takes the mean loss, without penalty."""
        return Code("mean_loss" if self.is_penalized else "cost")

    def add(self, targets: str, indent: int) -> Code:
        """Return what adds the metrics and the loss of some rows to their sums."""
        calls = [str(metric.call(targets)) for metric in self.metrics]
        calls.append(f"{self.data_loss}({targets})")
        array = fold("[", calls, "]", indent + 4)
        return fold_call(f"sums += len({targets}) * np.array(", array, ")", indent)

    def measured(self, start: str, loss: str, indent: int) -> Code:
        """Return a dict of the metrics, measured, and the loss."""
        return self.labeled(start, [m.call("y") for m in self.metrics], loss, indent)

    def averaged(self, start: str, loss: str, indent: int) -> Code:
        """Return a dict of the metrics' means and the loss."""
        return self.labeled(start, self.mean_metrics, loss, indent)

    def labeled(
        self, start: str, values: Sequence[str], loss: str, indent: int
    ) -> Code:
        """Return a dict of values of the metrics and the loss, by their labels."""
        labels = [*(metric.label for metric in self.metrics), "loss"]
        pairs = zip(labels, [*values, loss], strict=True)
        return fold(start + "{", [f'"{k}": {v}' for k, v in pairs], "}", indent)

    @property
    def row(self) -> Code:
        """A row of the log, as a dict."""
        parts = "**parts, " * self.is_penalized
        val = ", **val" * self.has_validation
        return Code(f'{{"epoch": epoch, **metrics, {parts}"lr": rate{val}}}')

    @property
    def text(self) -> Code:
        """A line of the log, as an f-string."""
        seen = "{text}" if self.is_penalized else "{line(metrics)}"
        val = ", {line(val)}" * self.has_validation
        return Code(f"epoch: {{epoch}}, {seen}, lr: {{rate}}{val}")

    def validated(self, indent: int) -> Code:
        """Return what the log has of validation, the loss first."""
        labels = ["loss", *(metric.label for metric in self.metrics)]
        items = [f'"val_{label}": scores["{label}"]' for label in labels]
        return fold("val = {", items, "}", indent)


@dataclass(frozen=True, kw_only=True)
class Stopping:
    """Early stopping: what is watched, and when it is better than the best so far."""

    is_validation: bool
    """Whether it watches the rows to validate on."""
    label: Code
    """What is watched, as the log calls it."""
    value: Code
    """Where train finds it."""
    best: Code
    """What the best of it is called."""
    start: Code
    """What is worse than any."""
    better: Code
    """The condition that a value is better."""
    ends: Code
    """The condition that training stops."""
    saved: tuple[Code, ...]
    """The vectors that are restored from the best epoch."""
    in_place: bool
    """Whether their copies are vectors of the module, as checkpoints hold them."""

    @property
    def found(self) -> Code:
        """What the best epoch was, as an f-string."""
        value = f"{{line({{'{self.label}': {self.best}}})}}"
        restored = ", restored" if self.saved else ""
        return Code(f"best epoch: {{best_epoch}}, {value}{restored}")

    @property
    def save(self) -> Code:
        """The line that saves these vectors."""
        best = ", ".join(f"{v}[:]" if self.in_place else v for v in self.best_vectors)
        now = ", ".join(v if self.in_place else f"{v}.copy()" for v in self.saved)
        return Code(f"{best} = {now}")

    @property
    def restore(self) -> Code:
        """The line that restores them."""
        best = ", ".join(self.best_vectors)
        return Code(f"{', '.join(f'{v}[:]' for v in self.saved)} = {best}")

    @property
    def best_vectors(self) -> tuple[Code, ...]:
        """The names of their copies."""
        return tuple(Code(f"best_{vector}") for vector in self.saved)
