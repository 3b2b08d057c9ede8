"""Stand-in."""


def in_json(hint: str) -> str:
    """Return."""
    return hint


def in_toml(hint: str) -> str:
    """Return a hint whose lines to write, where there are several, stand apart."""
    return hint.replace("\n", "`, `")
