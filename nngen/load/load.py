"""From a file to a Spec: read, parse, validate, and place what is wrong."""

import json
import re
from codecs import BOM_UTF8
from dataclasses import dataclass
from pathlib import Path as File

from pydantic import ValidationError

from nngen.finding import Finding, Path, printable
from nngen.load.positions import Mark, Position
from nngen.load.problems import findings
from nngen.load.text import LARGEST, Unreadable, decode, parse
from nngen.spec import Spec


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

    @classmethod
    def from_file(cls, file: File) -> "Source":
        """Read a file; raises OSError."""
        with file.open("rb") as opened:
            raw = opened.read(LARGEST + 1)  # what is larger is refused unread
        is_json = file.suffix == ".json"
        return cls(file.as_posix(), raw, file.stem, is_json, file.parent)

    @classmethod
    def from_input(cls, raw: bytes) -> "Source":
        """Take a document without a name: JSON if it opens with a brace."""
        start = raw.removeprefix(BOM_UTF8).lstrip()
        return cls("<stdin>", raw, None, start.startswith(b"{"))


@dataclass(frozen=True)
class Placed:
    """A finding and its place in a source."""

    label: str
    place: Position
    finding: Finding

    def __str__(self) -> str:
        """Return the finding as one line that editors can follow."""
        finding = self.finding
        where = dotted(finding.path)
        what = f"{where}: {finding.message}" if where else finding.message
        tail = f"; {finding.hint}" if finding.hint else ""
        head = f"{printable(self.label)}:{self.place.line}:{self.place.column}"
        return f"{head}: error[{finding.code}] {what}{tail}"


class Marks:
    """The places of a document, for paths that may lead beyond it."""

    def __init__(self, marks: dict[Path, Mark]) -> None:
        self._marks = marks

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
        placed = Placed(source.label, error.place, error.findings[0])
        raise Misfit(placed) from None
    marks, data = Marks(document.marks), document.data
    if isinstance(data, dict) and "name" not in data and source.stem is not None:
        data = {"name": source.stem, **data}
    try:
        return Loaded(Spec.model_validate(data), marks)
    except ValidationError as error:
        raise place_all(source, marks, findings(error, Spec, data)) from None


def place_all(source: Source, marks: Marks, found: list[Finding]) -> "Misfit":
    """Return findings with their places, in the order of the document."""
    placed = [Placed(source.label, marks.place(f), f) for f in found]
    return Misfit(*sorted(placed, key=lambda item: item.place))


class Misfit(Exception):
    """A source is not an acceptable spec; `placed` says where and why."""

    def __init__(self, *placed: Placed) -> None:
        super().__init__(*placed)
        self.placed = placed


def dotted(path: Path) -> str:
    """Return a path as layers[1].units, keys that need it in quotes."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif re.fullmatch(r"[A-Za-z0-9_$-]+", step):
            text += f".{step}" if text else step
        else:
            text += ("." if text else "") + json.dumps(step)
    return text
