"""Cells in aligned columns, plain text."""

from collections.abc import Container, Sequence

GAP = "  "


def aligned(rows: Sequence[Sequence[str]], right: Container[int] = ()) -> list[str]:
    """Return rows as lines whose columns are aligned, those of `right` to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        GAP.join(
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def size(number: int) -> str:
    """Return a number of bytes in a unit that makes it short."""
    value, units = float(number), ["B", "KiB", "MiB", "GiB"]
    while value >= 1024 and units[1:]:
        value /= 1024
        units = units[1:]
    return f"{value:.3g} {units[0]}" if value < 1000 else f"{value:.0f} {units[0]}"
