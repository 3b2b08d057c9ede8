"""No name of a column, label or file becomes code, whoever wrote the table."""

import csv
from pathlib import Path

import pytest

from .bench.specs import Spec
from .style import assert_style
from .tables import graph_of, load, said, table_spec, written
from .test_hostile import ATTACKS, shape

pytestmark = pytest.mark.no_cover  # others execute the same lines

ODD = [text for text in ATTACKS if text.strip() and len(text) < 400]
NAMES = [text.strip() for text in ODD if not any(map(str.isnumeric, text))]


def fill(path: Path, names: tuple[str, str, str], labels: tuple[str, str]) -> None:
    """Write a table of these columns and labels."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(names)
        table.writerows((i, -i, labels[i % 2]) for i in range(8))


def script_of(spec: Spec, folder: Path) -> str:
    """Return the script of a spec, which must be ASCII and in style."""
    text = written(spec, folder).read_text("ascii")
    assert_style(text)
    return text


def writable(text: str) -> bool:
    """Tell whether a file can hold a text, and give it back."""
    return not any("\ud800" <= c <= "\udfff" for c in text) and text != "\ufeff"


PLAIN = ("a", "b", "kind")


@pytest.mark.parametrize("name", ["t", "class_map"])
def test_attacks_stay_text(name: str, tmp_path: Path) -> None:
    fill(tmp_path / "t.csv", PLAIN, ("x", "y"))
    mapped = name == "class_map"
    data: Spec = {"class_map": {"x": "u", "y": "v"}} if mapped else {}
    usual = shape(script_of(table_spec(data, units=2), tmp_path))
    for text in filter(writable, NAMES[mapped::6]):
        names, labels = (text, "b", text + "k"), (text, text + "z")
        fill(tmp_path / "t.csv", names, labels)
        more: Spec = {"target": names[2]}
        if mapped:
            more["class_map"] = {label: label + "!" for label in labels}
        spec = table_spec(more, units=2)
        script = script_of(spec, tmp_path)
        assert shape(script) == usual, text
        module = load(tmp_path / "s.py")
        assert names[2] == module.TARGET and set(module.FEATURES) == {text, "b"}
        found = {label + "!" * mapped for label in labels}
        assert set(module.CLASSES) == found, text
        assert len(module.load_data()[0]) == 8


def test_paths_stay_text(tmp_path: Path) -> None:
    fill(tmp_path / "t.csv", PLAIN, ("x", "y"))
    stated = {"inputs": 2, "classes": 2}
    usual = shape(script_of(table_spec(stated, units=2), tmp_path))
    tried = 0
    for text in filter(writable, ODD[::5]):
        spec = table_spec({**stated, "path": text}, units=2)
        if said(spec, tmp_path):
            continue
        tried += 1
        assert shape(script_of(spec, tmp_path)) == usual, text
    assert tried > 10


def test_what_is_said_of_a_table_is_one_line(tmp_path: Path) -> None:
    for text in filter(writable, NAMES):
        fill(tmp_path / "t.csv", (text, text, "kind"), (text, "y"))
        assert said(table_spec(units=2), tmp_path), text
        fill(tmp_path / "t.csv", ("a", "b", text), (text, "y"))
        assert said(table_spec({"target": "no"}, units=2), tmp_path), text
        fill(tmp_path / "t.csv", PLAIN, (text, "y"))
        assert said(table_spec({"class_map": {"q": text}}, units=2), tmp_path), text


def test_absolute_and_climbing_paths(tmp_path: Path) -> None:
    folder = tmp_path / "specs" / "deep"
    folder.mkdir(parents=True)
    fill(tmp_path / "t.csv", PLAIN, ("x", "y"))
    for path, shown in (
        ("../../t.csv", "../../t.csv"),
        (str(tmp_path / "t.csv"), (tmp_path / "t.csv").as_posix()),
    ):
        spec = table_spec({"path": path}, units=2)
        graph_of(spec, folder)
        assert f'DATA = "{shown}"' in written(spec, folder).read_text()
