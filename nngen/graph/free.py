"""Names to suggest for layers that have none, or one that others have."""

from collections.abc import Callable
from itertools import count

LONGEST = 24  # characters
Clash = Callable[[str, set[str]], str]  # why a name cannot stand among others, or ""


def no_clash(name: str, others: set[str]) -> str:
    """Return "": any name can stand among others that differ from it."""
    return ""


def free(name: str, taken: set[str], clash: Clash = no_clash, first: int = 2) -> str:
    """Return a free name and mark it as taken: name_2, name_3, and so on.

    With a `first` of 1 it is the name itself if that is free.
    """
    tails = (f"_{i}" if i > 1 else "" for i in count(first))
    others = (name[: LONGEST - len(tail)] + tail for tail in tails)
    other = next(o for o in others if o not in taken and not clash(o, taken))
    taken.add(other)
    return other
