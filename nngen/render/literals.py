"""The one way from a value to a script: all that a template prints comes through here.

nngen's own text is Code; numbers become literals; text from a spec becomes an ASCII
literal, or a comment after a fixed prefix. Anything else raises TypeError.
"""

import textwrap
from typing import Any

from markupsafe import Markup

from nngen.script.code import NOTHING, Code, SpecText

WIDTH = 88
COMMENT = "# > "


def literal(value: Any) -> str:
    """Return a value as Python source in black's style, ASCII and on one line.

    Takes None, bool, int, float (finite), str and tuples of them, by exact type; raises
    TypeError for all else.
    """
    if type(value) is str:
        return quote(value)
    if type(value) is tuple:
        inner = ", ".join(map(literal, value))
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if value is None or type(value) in (bool, int):
        return repr(value)
    if type(value) is float and abs(value) < float("inf"):
        return repr(value).replace("e+", "e")
    raise TypeError(f"a template printed a {type(value).__name__}")


def quote(text: str) -> str:
    """Return text in the quotes that need fewer backslashes, double quotes if equal."""
    inner = ascii(text + "'\"")[1:-1].removesuffix("\\'\"").replace("\\'", "'")
    double, single = inner.replace('"', '\\"'), inner.replace("'", "\\'")
    return f'"{double}"' if len(double) <= len(single) else f"'{single}'"


def finalize(value: Any) -> Markup:
    """Return what a template's expression prints."""
    if isinstance(value, Markup):
        return value
    if type(value) is Code:
        return Markup(value)
    if type(value) is SpecText:
        return Markup(quote(value.text))
    return Markup(literal(value))


def comment(text: SpecText) -> Code:
    """Return spec text as ASCII comment lines with a fixed prefix."""
    lines = [
        part
        for line in text.text.splitlines()
        for part in textwrap.wrap(escape(line), WIDTH - len(COMMENT)) or [""]
    ]
    return Code("\n".join((COMMENT + line).rstrip() for line in lines))


def escape(line: str) -> str:
    """Return printable ASCII as it is and anything else as Python escapes.

    A # is escaped too: linters look for directives after it.
    """
    return "".join(c if " " <= c <= "~" and c != "#" else code_of(c) for c in line)


def code_of(character: str) -> str:
    """Return a character as a Python escape."""
    plain = character.encode("unicode_escape").decode("ascii")
    return plain if plain != character else f"\\x{ord(character):02x}"


def noted(code: str, note: str, indent: int = 0) -> Code:
    """Return a line followed by its comment, or below it if that would be too long."""
    code = own(code).strip("\n")
    if not note:
        return Code(code)
    line = f"{code}  # {note}"
    fits = len(line) + indent <= WIDTH
    return Code(line if fits else f"# {note}\n{code}")


def assigned(name: str, value: Any, note: str, prefix: str = NOTHING) -> Code:
    """Return an assignment; a tuple that is too long for a line gets several.

    `prefix` is code that stands before the value.
    """
    line = f"{own(name)} = {own(prefix)}{literal(value)}"
    if len(line) > WIDTH and type(value) is tuple:
        items = "".join(f"    {literal(item)},\n" for item in value)
        line = f"{name} = (\n{items})"
        return Code(f"# {own(note)}\n{line}" if note else line)
    return noted(Code(line), note)


def block(text: str, indent: int = 4) -> Code:
    """Return a macro's lines, indented, without empty ones around them."""
    return Code(textwrap.indent(own(text).strip("\n"), " " * indent))


def own(text: str) -> str:
    """Return text that nngen itself made; raises TypeError for other text."""
    if type(text) in (Code, Markup):
        return str(text)
    raise TypeError("text that may be a spec's is not code")
