"""The table of what was measured, beside the machine that it was measured on."""

import importlib.metadata
import os
import platform
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PACKAGES = ("numpy", "torch", "pydantic", "click", "jinja2", "black")


@dataclass(frozen=True, kw_only=True)
class Row:
    """Some work, what it took, and the bar that it should stay below."""

    work: str
    measured: str
    bar: str
    holds: str
    """yes, no, or skipped."""


def ratio_row(work: str, ratios: Iterable[float], bar: float) -> Row:
    """Return the row of ratios measured side by side: their median counts."""
    found = sorted(ratios)
    middle = median(found)
    measured = f"{middle:.3f}"
    if len(found) > 1:
        measured += f" ({found[0]:.3f} to {found[-1]:.3f})"
    return Row(
        work=work, measured=measured, bar=f"{bar:.2f}", holds=answer(middle <= bar)
    )


def seconds_row(work: str, seconds: float, bar: float) -> Row:
    """Return the row of work that has to be done within some seconds."""
    measured = f"{seconds:.2f} s"
    return Row(
        work=work, measured=measured, bar=f"{bar:g} s", holds=answer(seconds <= bar)
    )


def skipped_row(work: str, bar: float, reason: str) -> Row:
    """Return the row of work that could not be measured."""
    return Row(work=work, measured=reason, bar=f"{bar:.2f}", holds="skipped")


def answer(holds: bool) -> str:
    """Return yes or no."""
    return "yes" if holds else "no"


def table(rows: Iterable[Row]) -> str:
    """Return rows as a Markdown table whose columns line up."""
    cells = [("work", "measured", "bar", "holds")]
    cells += [(row.work, row.measured, row.bar, row.holds) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        " | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True))
        for line in cells
    ]
    lines.insert(1, " | ".join("-" * width for width in widths))
    return "".join(f"| {line} |\n" for line in lines)


def machine() -> str:
    """Return the processor, the versions, and how busy the machine was."""
    versions = [f"Python {platform.python_version()}", *package_versions()]
    lines = [f"{processor()}, {os.cpu_count()} cores, {platform.system()}"]
    lines.append(", ".join(versions))
    if hasattr(os, "getloadavg"):
        lines.append(f"load of the machine at the start: {os.getloadavg()[0]:.1f}")
    return "".join(f"- {line}\n" for line in lines)


def package_versions() -> Iterator[str]:
    """Yield the packages that are installed, with their versions."""
    for name in PACKAGES:
        try:
            yield f"{name} {importlib.metadata.version(name)}"
        except importlib.metadata.PackageNotFoundError:
            yield f"no {name}"


def processor() -> str:
    """Return the name of the processor."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
