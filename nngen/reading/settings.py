"""Values that the command line sets in a document: --set layers.0.units=32."""

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import tomli

from nngen.finding import Path, Unusable, cut, dotted
from nngen.reading.limits import DEEPEST
from nngen.reading.positions import toml_name
from nngen.reading.text import Unreadable, parse
from nngen.words import count, shown

_NAME = r""""(?:[^"\\]|\\.)*+"|'[^']*+'|[^\s."'=\[\]]++"""
# Messages write an element as layers[0], so that is read too
_STEP = rf"(?:^|\.)\s*+({_NAME})\s*+|\[([0-9]+)\]\s*+"
_KEY = rf"\s*+(?:{_NAME})\s*+(?>(?:\.\s*+(?:{_NAME})\s*+|\[[0-9]+\]\s*+)*)"
_EXAMPLE = "KEY=VALUE, as optimizer.learning_rate=0.1 or layers.0.units=32"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A value and the keys that lead to its place."""

    key: str
    steps: tuple[str, ...]
    written: str
    value: Any

    @property
    def text(self) -> str:
        """The setting as the command line has it."""
        return f"{self.key}={self.written}"


Change = tuple[Path, Setting]  # where in a document's data a setting went


def split_key(text: str) -> tuple[str, str]:
    """Return the key and the value of KEY=VALUE; raises Unusable."""
    match = re.match(rf"({_KEY})=", text)
    if match:
        return match[1].strip(), text[match.end() :].strip()
    if "=" not in text:
        raise unusable(text, f"there is no value; write {_EXAMPLE}")
    raise unusable(text, f"a key stands before the =; write {_EXAMPLE}")


def unusable(text: str, why: str) -> Unusable:
    """Return the error of a setting."""
    return Unusable(f"--set {cut(text)}: {why}")


def read_setting(text: str) -> Setting:
    """Return the setting that KEY=VALUE means; raises Unusable."""
    return make_setting(*split_key(text))


def make_setting(key: str, written: str) -> Setting:
    """Return the setting of a key and the text of a value; raises Unusable."""
    try:
        steps = tuple(
            match[2] or toml_name(match[1]) for match in re.finditer(_STEP, key)
        )
    except tomli.TOMLDecodeError:
        why = "the quotes hold no key of TOML"
        raise unusable(f"{key}={written}", why) from None
    if len(steps) > DEEPEST:
        raise unusable(key, f"the key has over {DEEPEST} parts")
    value = read_value(key, written)
    return Setting(key=key, steps=steps, written=written, value=value)


def read_value(key: str, written: str) -> Any:
    """Return a value of TOML, or a bare word as a string; raises Unusable."""
    try:
        data = parse(f"value = {written}", json_text=False).data
    except Unreadable as error:
        if written.startswith(("[", "{", '"', "'")):
            why = error.findings[0].message
            raise unusable(f"{key}={written}", why) from None
        return written
    return data["value"] if len(data) == 1 else written


def apply_settings(data: Any, settings: Iterable[Setting], label: str) -> list[Change]:
    """Put values into a document's data, and return where.

    Raises Unusable, which names the document, for keys that lead nowhere.
    """
    if not isinstance(data, dict):  # which is said when it is validated
        return []
    try:
        return [(put(data, setting), setting) for setting in settings]
    except Unusable as error:
        raise Unusable(f"{label}: {error}") from None


def put(data: dict[str, Any], setting: Setting) -> Path:
    """Put a value into data and return its path; tables on the way are made."""
    path: list[str | int] = []
    here: Any = data
    for step in setting.steps:
        if not isinstance(here, dict | list):
            why = f"{dotted(tuple(path))} is {shown(here)}, not a table"
            raise unusable(setting.text, why)
        inside: Any = here
        path.append(step if isinstance(here, dict) else element(here, path, setting))
        if isinstance(inside, dict):
            inside.setdefault(step, {})
        here = inside[path[-1]]
    inside[path[-1]] = deepcopy(setting.value)  # other settings may change it
    return tuple(path)


def element(array: list[Any], path: list[str | int], setting: Setting) -> int:
    """Return the index of an array's element that the next step names."""
    step, name = setting.steps[len(path)], dotted(tuple(path))
    if re.fullmatch("[0-9]{1,9}", step) and int(step) < len(array):
        return int(step)
    last = len(array) - 1
    known = f"{name}.0" + f" to {name}.{last}" * (last > 0) if array else "none"
    why = f"{name} is an array of {count(len(array), 'element')}: {known}"
    raise unusable(setting.text, why)
