"""A curve in plain characters."""

from collections.abc import Callable
from math import log10

WIDTH, HEIGHT = 60, 13  # of the plot without its axes; one row is the middle
SPREAD = 50  # times what half of the values are below: beyond, a scale of powers


def plot(value: Callable[[int], float], steps: int) -> list[str]:
    """Return the values of step 0, 1, ... as a curve, the axes labelled.

    They are not below 0, and not all 0.
    """
    places = [round(i * (steps - 1) / (WIDTH - 1)) for i in range(WIDTH)]
    values = list(map(value, places))
    low, high = min(values), max(values)
    powers = low > 0 and sorted(values)[WIDTH // 2] * SPREAD < high
    heights = [share(v, low, high, powers) * (HEIGHT - 1) for v in values]
    labels = {
        HEIGHT - 1: high,
        HEIGHT // 2: (low * high) ** 0.5 if powers else high / 2,
        0: low if powers else 0,
    }
    return framed(curve(list(map(round, heights))), labels, steps - 1)


def share(value: float, low: float, high: float, powers: bool) -> float:
    """Return how high a value lies, 0 at the bottom and 1 at the top."""
    if powers:
        return log10(value / low) / log10(high / low)
    return value / high


def curve(heights: list[int]) -> list[str]:
    """Return the rows of a plot, highest first, neighbours joined by upright lines."""
    rows = [[" "] * len(heights) for _ in range(HEIGHT)]
    for i, height in enumerate(heights):
        before = heights[max(i - 1, 0)]
        for row in range(min(before, height) + 1, max(before, height)):
            rows[row][i] = "|"
        rows[height][i] = "*"
    return ["".join(row) for row in reversed(rows)]


def framed(rows: list[str], labels: dict[int, float], last: int) -> list[str]:
    """Return a plot with its axes; labels are by height."""
    texts = {height: f"{value:.3g}" for height, value in labels.items()}
    margin = max(map(len, texts.values()))
    lines = [
        f"{texts.get(len(rows) - 1 - i, ''):>{margin}} |{row}".rstrip()
        for i, row in enumerate(rows)
    ]
    end, empty = f"{last:,}", " " * margin
    return [
        *lines,
        f"{empty} +{'-' * WIDTH}",
        f"{empty}  0{'step':^{WIDTH - 1 - len(end)}}{end}",
    ]
