"""Formatting and checking a script: black's style, valid syntax, ASCII."""

import ast

import black
from black.mode import TargetVersion

MODE = black.Mode(target_versions={TargetVersion.PY311}, line_length=88)


def format_script(raw: str) -> str:
    """Return a script in black's style.

    Raises SyntaxError or UnicodeEncodeError if it is not valid Python 3.11 in ASCII.
    """
    text = black.format_str(raw, mode=MODE)
    ast.parse(text, feature_version=(3, 11))
    text.encode("ascii")
    return text
