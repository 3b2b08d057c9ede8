"""From raw text to the text that is kept: black's style, checked syntax, ASCII."""

import ast

import black
from black.mode import TargetVersion

MODE = black.Mode(target_versions={TargetVersion.PY311}, line_length=88)


def format_script(raw: str) -> str:
    """Return a script in black's style.

    Raises SyntaxError or UnicodeEncodeError if it is not ASCII text of Python 3.11.
    """
    text = black.format_str(raw, mode=MODE)
    ast.parse(text, feature_version=(3, 11))
    text.encode("ascii")
    return text
