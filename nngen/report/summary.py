"""The result for all specs, in one line."""

from nngen.finding import Placed
from nngen.words import count


def sum_up(placed: tuple[Placed, ...], specs: int) -> str:
    """Return the number of findings, and the command that explains the first."""
    wrong = sum(not item.finding.warning for item in placed)
    warned = len(placed) - wrong
    counts = [count(wrong, "error")] if wrong else []
    counts += [count(warned, "warning")] if warned else []
    if not wrong:
        return more(placed, ", ".join([count(specs, "valid spec"), *counts]))
    labels = len({item.label for item in placed})
    where = f"{labels} of {specs} specs" if specs > 1 else "1 spec"
    return more(placed, f"{' and '.join(counts)} in {where}")


def more(placed: tuple[Placed, ...], text: str) -> str:
    """Return a text with the command that explains the first finding, if any."""
    if not placed:
        return text
    return f"{text}; nngen explain {placed[0].finding.code} tells more"
