"""What nngen ships beside its code: templates and example specs."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def shipped(folder: str) -> Path:
    """Return the path of a folder, in the installed package or beside its source.

    Raises FileNotFoundError if it is in neither.
    """
    for place in (PACKAGE / folder, PACKAGE.parent / folder):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"nngen's {folder}/ is missing beside {PACKAGE}")
