"""From a page to the text of its script."""

import textwrap
from pathlib import Path

from nngen.engines.engines import Page
from nngen.render.environment import make_environment
from nngen.render.literals import WIDTH
from nngen.script.code import Code
from nngen.shipped import shipped


def render_script(
    page: Page,
    folder: Path | None = None,
    golden: tuple[Code, Code] | None = None,
) -> str:
    """Return the script of a page; `folder` holds other templates than nngen's.

    `golden` are the losses that its self-test expects.
    """
    environment = make_environment(folder or shipped("templates"), page.templates)
    text = environment.get_template("page.py.jinja").render(page=page, golden=golden)
    return "\n".join(map(wrap, text.split("\n")))


def wrap(line: str) -> str:
    """Return a long comment wrapped into several lines; black wraps code."""
    code = line.lstrip()
    if len(line) <= WIDTH or not code.startswith("# "):
        return line
    start = line[: len(line) - len(code)] + "# "
    return textwrap.fill(code[2:], WIDTH, initial_indent=start, subsequent_indent=start)
