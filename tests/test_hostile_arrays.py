"""No name of an array, and no path of a file of bytes, becomes code."""

from pathlib import Path
from typing import Any

from .array_files import X, Y, idx_spec, npz_spec, put_idx, put_npz
from .tables import load, said
from .test_hostile import shape
from .test_hostile_tables import ODD, script_of, writable

# Zip's names end at a NUL, and their separators are slashes
NAMES = [text for text in filter(writable, ODD) if "\0" not in text]


def test_names_of_arrays_stay_text(tmp_path: Path) -> None:
    put_npz(tmp_path)
    usual = shape(script_of(npz_spec(), tmp_path))
    tried = 0
    for text in NAMES[::4]:
        arrays: Any = {text: Y}
        if "/" in text or text in ("x", "y", "file"):
            continue
        put_npz(tmp_path, **arrays)
        spec = npz_spec({"y": text})
        if said(spec, tmp_path):
            continue
        tried += 1
        assert shape(script_of(spec, tmp_path)) == usual, text
        script = load(tmp_path / "s.py")
        assert ("x", text) == script.ARRAYS
        assert len(script.load_data()[1]) == 12
    assert tried > 10


def test_paths_stay_text(tmp_path: Path) -> None:
    put_idx(tmp_path)
    stated = {"inputs": 6, "classes": 3}
    usual = shape(script_of(idx_spec(stated), tmp_path))
    tried = 0
    for text in filter(writable, ODD[1::5]):
        spec = idx_spec({**stated, "images": text, "labels": f"{text}.gz"})
        if said(spec, tmp_path):
            continue
        tried += 1
        assert shape(script_of(spec, tmp_path)) == usual, text
    assert tried > 10


def test_what_is_said_of_arrays_is_one_line(tmp_path: Path) -> None:
    for text in NAMES[::3]:
        arrays: Any = {text: X, "twice": X}
        if "/" not in text and text not in ("x", "y", "file"):
            put_npz(tmp_path, **arrays)
        assert said(npz_spec({"x": "no"}), tmp_path), text
        assert said(npz_spec({"x": text, "y": "twice"}), tmp_path), text
