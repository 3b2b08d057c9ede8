"""From a file to a Spec: read, parse, validate, and place what is wrong."""

import re
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path as File
from typing import Any

from pydantic import ValidationError

from nngen.finding import MOST, Finding, Path, Placed, Position
from nngen.hints.near import near
from nngen.language.spec import Spec
from nngen.reading.explain import at, changed, explain
from nngen.reading.limits import too_wide
from nngen.reading.positions import Mark
from nngen.reading.settings import Change, Setting, apply_settings
from nngen.reading.text import LARGEST, Unreadable, decode, parse

# No TOML begins with a brace, in an array or not
_JSON = rb"(?:\s|(?://|#)[^\n]*+|/\*(?s:.*?)\*/)*+(?:\[\s*+)?\{"


@dataclass(frozen=True)
class Source:
    """A document to load: what messages call it, its bytes, the name it may lend.

    Paths in it are seen from `folder`; that of standard input is the current one.
    """

    label: str
    raw: bytes
    stem: str | None = None
    json_text: bool = False
    folder: File = File()
    settings: tuple[Setting, ...] = ()
    """What the command line changes in the document."""

    @classmethod
    def from_file(cls, file: File) -> "Source":
        """Read a file; raises OSError."""
        with file.open("rb") as opened:
            raw = opened.read(LARGEST + 1)  # what is larger is refused unread
        is_json = file.suffix == ".json"
        return cls(file.as_posix(), raw, file.stem, is_json, file.parent)

    @classmethod
    def from_input(cls, raw: bytes) -> "Source":
        """Take a document without a name: JSON if it opens as one, comments aside."""
        is_json = re.match(_JSON, raw.removeprefix(BOM_UTF8))
        return cls("<stdin>", raw, None, is_json is not None)


class Marks:
    """The places of a document, for paths that may lead beyond it."""

    def __init__(
        self, marks: Mapping[Path, Mark], changes: Sequence[Change] = ()
    ) -> None:
        self._marks = marks
        self._changes = changes[::-1]  # the last one holds

    def setting(self, path: Path) -> Setting | None:
        """Return what has set the value that a path leads to, or made its table."""
        for place, setting in self._changes:
            if place == path[: len(place)]:
                return setting
        for size in range(len(path), 0, -1):
            near = path[:size]
            if near in self._marks:
                return None
            for place, setting in self._changes:
                if place[:size] == near:
                    return setting
        return None

    def place(self, finding: Finding) -> Position:
        """Return where a finding points: its value, its key, or the nearest table."""
        path = finding.path
        while path and path not in self._marks:
            path = path[:-1]
        mark = self._marks.get(path, Mark(Position(1, 1), Position(1, 1)))
        # a missing key is said of the table that lacks it
        at_value = path == finding.path and finding.code != "NN012"
        at_value = at_value or finding.code == "NN011"
        return mark.value if at_value else mark.key

    def shows(self, path: Path) -> bool:
        """Tell whether the document has anything of what a path leads to."""
        return not path or path[:1] in self._marks


@dataclass(frozen=True)
class Loaded:
    """A valid spec and the places of what it says."""

    spec: Spec
    marks: Marks


def load_spec(source: Source) -> Loaded:
    """Return the spec that a source holds.

    Raises Misfit, whose findings carry their places.
    """
    try:
        document = parse(decode(source.raw), source.json_text)
    except Unreadable as error:
        lines = source.raw.decode("utf-8-sig", "replace").split("\n")
        text = lines[error.place.line - 1] if error.place.line <= len(lines) else ""
        placed = Placed(source.label, error.place, text, error.findings[0])
        raise Misfit(placed) from None
    lent = {} if source.stem is None else {"name": source.stem}
    data = without_schema(document.data)
    changes = apply_settings(data, source.settings, source.label)
    marks = Marks(document.marks, changes)
    if wide := too_wide(data):
        raise Misfit(*place_all(source, marks, [wide]))
    try:
        spec = Spec.model_validate(lent | data if isinstance(data, dict) else data)
    except ValidationError:
        found = explain_changed(data, lent, changes)
        raise Misfit(*place_all(source, marks, found)) from None
    return Loaded(spec, marks)


def explain_changed(
    data: Any, lent: dict[str, Any], changes: Sequence[Change]
) -> list[Finding]:
    """Return the findings about the data of a document that does not fit.

    An unknown key that the command line has set may mean one that is there already,
    since it would replace that.
    """
    found = explain(data, lent)
    places = {place[:size] for place, _ in changes for size in range(len(place) + 1)}
    for i, finding in enumerate(found):
        if finding.code == "NN012" and finding.path in places:
            *outer, key = finding.path
            table = without_like(at(data, *outer), str(key))
            again = explain(changed(data, tuple(outer), table), lent)
            same = (other for other in again if other.path == finding.path)
            found[i] = next(same, finding)
    return found


def without_like(table: dict[str, Any], key: str) -> dict[str, Any]:
    """Return a table without the values that a key may have been meant to replace."""
    like = near(key, [name for name in table if name != key])
    return {
        name: value
        for name, value in table.items()
        if name == key
        or (name not in like and (name == "type" or isinstance(value, dict | list)))
    }


def without_schema(data: Any) -> Any:
    """Return a document without the key that tells editors where its schema is."""
    if isinstance(data, dict) and isinstance(data.get("$schema"), str):
        return {key: value for key, value in data.items() if key != "$schema"}
    return data


def place_all(source: Source, marks: Marks, found: list[Finding]) -> tuple[Placed, ...]:
    """Return findings with their places, in the order of the document.

    They are as many as anybody can use; the last says if there are more.
    """
    lines = source.raw.decode("utf-8-sig").split("\n")
    placed = []
    for finding in found:
        if setting := marks.setting(finding.path):
            nowhere = Position(0, 0)  # before all lines, and the hint is in TOML
            placed.append(
                Placed(source.label, nowhere, "", finding, setting=setting.text)
            )
            continue
        place = marks.place(finding)
        text = lines[place.line - 1] if marks.shows(finding.path) else ""
        placed.append(Placed(source.label, place, text, finding, source.json_text))
    placed.sort(key=lambda item: item.place)
    if len(placed) > MOST:
        last = placed[MOST - 1].finding
        tail = "; there is more wrong" if last.hint else "there is more wrong"
        more = replace(last, hint=last.hint + tail)
        placed[MOST - 1 :] = [replace(placed[MOST - 1], finding=more)]
    return tuple(placed)


class Misfit(Exception):
    """A source is not an acceptable spec; `placed` says where and why."""

    def __init__(self, *placed: Placed) -> None:
        super().__init__(*placed)
        self.placed = placed
