"""Warnings about penalties and decay so strong that they make parameters grow."""

from collections.abc import Iterator

from nngen.edits import Hint, pair
from nngen.finding import Finding, Path
from nngen.graph.graph import Graph
from nngen.graph.length import steps_of_run
from nngen.language.regularizers import Regularizer

MODEST = 0.01  # what a penalty or decay is at most in a hint, and times the rate


def warn_growth(graph: Graph) -> Iterator[Finding]:
    """Find an L2 penalty, or a decay, whose steps overshoot 0 further each time."""
    optimizer, rate = graph.optimizer, lasting_rate(graph)
    if rate * optimizer.shrinkage() > 2:
        times = 1 - rate * optimizer.shrinkage()
        message = f"at a rate of {rate:g} each step multiplies theta by {times:g}"
        hint = "write " + pair("weight_decay", modest(rate))
        yield warning(("optimizer", "weight_decay"), message, hint)
    if optimizer.clips:
        return  # a step is no longer than its bound
    for path, penalty in penalties(graph):
        if 2 * penalty.l2 * rate > optimizer.stable():
            most = optimizer.stable() / (2 * rate)
            message = f"at a rate of {rate:g} an l2 above {most:g} makes the parameters"
            message += " grow from step to step"
            hint = "write " + pair("l2", modest(rate))
            yield warning((*path, "l2"), message, hint)


def warning(path: Path, message: str, hint: Hint) -> Finding:
    """Return the warning about parameters that grow."""
    return Finding("NN054", path, message, hint, warning=True)


def lasting_rate(graph: Graph) -> float:
    """Return a rate that half of the run's steps have or exceed, 0 if none is known."""
    optimizer, steps = graph.optimizer, steps_of_run(graph)
    if steps is not None:
        return min(map(optimizer.rate_at, (steps // 2, steps - 1)))
    is_constant = not (optimizer.decay or optimizer.schedule)
    return optimizer.learning_rate if is_constant else 0.0


def penalties(graph: Graph) -> Iterator[tuple[Path, Regularizer]]:
    """Yield each penalty that a layer puts on its parameters, with its path."""
    for i, layer in enumerate(graph.layers):
        for key in type(layer).model_fields:
            if isinstance(found := getattr(layer, key), Regularizer):
                yield ("layers", i, key), found


def modest(rate: float) -> float:
    """Return a power of ten that shrinks parameters slowly at a rate."""
    power = MODEST
    while power * rate > MODEST:
        power /= 10
    return float(f"{power:.0e}")
