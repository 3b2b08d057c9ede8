"""What is public is documented; templates are short, their tags alone on lines."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .helpers import ROOT

PACKAGE = sorted((ROOT / "nngen").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.jinja"))
TAG = re.compile(r"{%.*?%}", re.DOTALL)


def short(path: Path) -> str:
    """Return a path from the tree's root."""
    return path.relative_to(ROOT).as_posix()


def public(file: Path) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Yield the functions, classes and methods that others may use."""
    tree = ast.parse(file.read_text("utf-8"))
    bodies = [tree.body]
    classes = (node for node in tree.body if isinstance(node, ast.ClassDef))
    bodies += [node.body for node in classes if not node.name.startswith("_")]
    for node in (node for body in bodies for node in body):
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        if not node.name.startswith("_"):
            yield node


def test_there_is_something_to_measure() -> None:
    assert len(PACKAGE) > 20 and len(TEMPLATES) > 20


@pytest.mark.parametrize("file", PACKAGE, ids=short)
def test_what_is_public_is_documented(file: Path) -> None:
    text = file.read_text("utf-8")
    assert not text or ast.get_docstring(ast.parse(text))
    assert not [node.name for node in public(file) if not ast.get_docstring(node)]


@pytest.mark.parametrize("file", TEMPLATES, ids=short)
def test_templates(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.isascii()
    assert "{%-" not in text and "-%}" not in text
    assert "{{-" not in text and "-}}" not in text
    assert not text or text.endswith("\n")


def builds_a_part(line: str) -> bool:
    """Return whether all tags of a line open and close on it: what it prints is one."""
    if line.startswith("{% set effects = {"):
        return True  # which goes on below
    tags = re.findall(r"{% (\w+)", line)
    opened: list[str] = []
    for tag in tags:
        if tag.startswith("end"):
            if not opened or opened.pop() != tag.removeprefix("end"):
                return False
        elif tag not in ("else", "elif"):
            opened.append(tag)
    return not opened


@pytest.mark.parametrize("file", TEMPLATES, ids=short)
def test_tags_stand_alone_on_their_lines(file: Path) -> None:
    for line in file.read_text("utf-8").splitlines():
        alone = TAG.sub("", line, count=1).strip() == "" or "{%" not in line
        assert alone or builds_a_part(line), line
        assert line == line.rstrip() and "\t" not in line
