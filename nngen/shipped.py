"""What nngen brings along beside its code: templates, example specs, the schema."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def shipped(folder: str) -> Path:
    """Return where a folder lies: in an installed package, or beside its source.

    Raises FileNotFoundError where neither has it.
    """
    for place in (PACKAGE / folder, PACKAGE.parent / folder):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"nngen's {folder}/ is missing beside {PACKAGE}")
