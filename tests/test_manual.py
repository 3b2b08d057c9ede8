"""The page of the language: current, and of every key and kind that there is."""

import re

from nngen.hints.fields import keys_of, models_of
from nngen.hints.manual import manual_text
from nngen.language.base import Kind, Table
from nngen.language.spec import Spec

from .helpers import ROOT
from .test_cli import nngen

PAGE = manual_text()


def tables(root: type[Table]) -> set[type[Table]]:
    """Return all tables of the language."""
    inner = {model for key in keys_of(root).values() for model in models_of(key.type)}
    return {root}.union(*map(tables, inner))


def test_it_is_current_and_what_the_command_prints() -> None:
    assert (ROOT / "docs" / "language.md").read_text("utf-8") == PAGE
    result = nngen("schema --markdown")
    assert (result.exit_code, result.stdout) == (0, PAGE)


def test_every_key_and_every_kind_has_its_row() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ((?:[^|\\]|\\.)+) \|", PAGE, re.MULTILINE)
    told = {name for name, _ in rows} - {"type"}
    told |= set(re.findall(r"^## `\[+(\w+)\]+`$", PAGE, re.MULTILINE))
    every = tables(Spec)
    keys = {name for table in every for name in table.model_fields} - {"type"}
    kinds = {t.selector() for t in every if issubclass(t, Kind)}
    assert len(kinds) > 15
    assert told == keys | kinds
    assert all(text.strip() for _, text in rows)


def test_links_lead_to_headings() -> None:
    headings = re.findall(r"^## (.*)", PAGE, re.MULTILINE)
    places = {re.sub(r"[^\w-]", "", heading.lower()) for heading in headings}
    links = set(re.findall(r"\]\(#([\w-]+)\)", PAGE))
    assert len(links) > 3
    assert links <= places


def test_tables_are_whole() -> None:
    for line in PAGE.splitlines():
        if line.startswith("|"):
            assert line.endswith("|") and line.count("|") - line.count("\\|") in (3, 5)
    assert len(set(re.findall(r"^## .*", PAGE, re.MULTILINE))) == PAGE.count("\n## ")
