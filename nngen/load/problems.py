"""From pydantic's errors to findings in plain words."""

import json
from datetime import date, time
from math import isfinite
from typing import Any

from pydantic import ValidationError

from nngen.finding import Finding, Path
from nngen.kinds.base import Model
from nngen.load.tables import header_of, path_in, table_at
from nngen.words import nearest

Problem = dict[str, Any]

WANTED = {
    "int_type": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "string_type": "text",
    "bool_type": "true or false",
    "tuple_type": "an array",
    "model_type": "a table",
    "model_attributes_type": "a table",
}
BOUNDS = {
    "greater_than": ("gt", "greater than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}


def findings(error: ValidationError, root: type[Model], data: Any) -> list[Finding]:
    """Return what pydantic found wrong in data, one finding for each mistake."""
    problems: list[Problem] = [
        dict(problem) for problem in error.errors(include_url=False)
    ]
    unknown = [p for p in problems if p["type"] == "extra_forbidden"]
    lacks = {p["loc"] for p in problems if p["type"] == "missing"}
    meant = {missing_key(problem, root, lacks) for problem in unknown} if lacks else ()
    return [
        describe(problem, root, data)
        for problem in problems
        if problem["loc"] not in meant and not echoes(problem)
    ]


def echoes(problem: Problem) -> bool:
    """Tell whether an array is called too short only since its elements are wrong."""
    if problem["type"] != "too_short":
        return False
    return bool(len(problem["input"]) >= problem["ctx"]["min_length"])


def missing_key(unknown: Problem, root: type[Model], lacks: set[Path]) -> Path:
    """Return the location of the missing key that an unknown one must mean, or ()."""
    guess = suggest(unknown, root)
    place: Path = (*unknown["loc"][:-1], guess)
    return place if place in lacks else ()


def suggest(unknown: Problem, root: type[Model]) -> str:
    """Return the key nearest to an unknown one, "" where none is near."""
    return nearest(str(unknown["loc"][-1]), allowed_keys(unknown, root))


def allowed_keys(problem: Problem, root: type[Model]) -> list[str]:
    """Return the keys of the table that a problem's last step stands in."""
    table = table_at(root, problem["loc"][:-1])
    return list(table.model_fields) if table else []


def describe(problem: Problem, root: type[Model], data: Any) -> Finding:
    """Return one problem in plain words."""
    kind, place = problem["type"], path_in(data, problem["loc"])
    if kind == "extra_forbidden":
        guess, keys = suggest(problem, root), allowed_keys(problem, root)
        hint = f'did you mean "{guess}"?' if guess else "known are " + ", ".join(keys)
        return Finding("NN012", place, "unknown key", hint)
    if kind == "missing":
        return missing(problem, place, data, root)
    if kind == "union_tag_not_found":
        return missing_type(problem, place)
    if kind in ("literal_error", "union_tag_invalid"):
        return closed_value(problem, data)
    if kind in BOUNDS:
        key, words = BOUNDS[kind]
        message = f"{shown(problem['input'])} is out of bounds"
        hint = f"it must be {words} {bound(problem, key)}"
        return Finding("NN014", place, message, hint)
    if kind in WANTED:
        message = f"{shown(problem['input'])} is not {WANTED[kind]}"
        hint = array_hint(problem, root) if kind == "tuple_type" else ""
        return Finding("NN013", place, message, hint)
    return rest(problem, place)


def missing(problem: Problem, place: Path, data: Any, root: type[Model]) -> Finding:
    """Describe a missing key, of a table or of what a bare name stands for."""
    key = place[-1]
    for step in place[:-1]:
        data = data[step]
    hint = f"write {key} = ..."
    if isinstance(data, str):
        hint = f'write {{ type = "{data}", {key} = ... }}'
    elif header := header_of(root, problem["loc"]):
        hint = f"write the table {header}"
    return Finding("NN011", place, "missing key", hint)


def array_hint(problem: Problem, root: type[Model]) -> str:
    """Return what to write instead of a value that should be an array."""
    header = header_of(root, problem["loc"])
    return f"write {header} tables" if header else f"write [{shown(problem['input'])}]"


def missing_type(problem: Problem, place: Path) -> Finding:
    """Describe a table that no `type` selects, perhaps for a misspelt key."""
    guess = nearest("type", list(problem["input"]))
    if guess:
        hint = 'did you mean "type"?'
        return Finding("NN012", (*place, guess), "unknown key", hint)
    return Finding("NN011", (*place, "type"), "missing key", 'write type = "..."')


def bound(problem: Problem, key: str) -> str:
    """Return a bound without the .0 of a whole number."""
    value = problem["ctx"][key]
    return str(int(value)) if value == int(value) else str(value)


def closed_value(problem: Problem, data: Any) -> Finding:
    """Describe a value that is not one of a closed set."""
    place, value = problem["loc"], problem["input"]
    if problem["type"] == "union_tag_invalid":  # a table that no kind's type selects
        place, value = (*place, "type"), value["type"]
    names = [name.strip("' ") for name in split_names(problem["ctx"])]
    guess = nearest(value, names) if isinstance(value, str) else ""
    hint = f'did you mean "{guess}"? ' if guess else ""
    message = f"{shown(value)} is not known here"
    hint += f"one of {', '.join(names)}"
    return Finding("NN015", path_in(data, place), message, hint)


def split_names(context: dict[str, Any]) -> list[str]:
    """Return the allowed names that pydantic lists as one text."""
    text = str(context.get("expected_tags") or context["expected"])
    return text.replace(" or ", ", ").split(", ")


def rest(problem: Problem, place: Path) -> Finding:
    """Describe the lengths and patterns of texts and arrays."""
    context, value = problem.get("ctx", {}), problem["input"]
    unit = "characters" if isinstance(value, str) else "elements"
    if "max_length" in context:
        message = f"longer than {context['max_length']} {unit}"
        return Finding("NN014", place, message)
    if "min_length" in context:
        return Finding("NN014", place, "empty", "write at least one")
    if "pattern" in context:
        what, marks = ("script", ", -") if len(place) == 1 else ("layer", "")
        message = f"{shown(value)} cannot name a {what}"
        hint = f"a name is a small letter, then small letters, digits{marks} and _"
        return Finding("NN021", place, message, hint)
    return Finding("NN013", place, f"{shown(value)} is not text")


def shown(value: Any) -> str:
    """Return a value as a spec writes it, on one line, cut to 60 characters."""
    if isinstance(value, date | time):
        text = str(value)
    elif isinstance(value, float) and not isfinite(value):
        text = repr(value)
    else:
        try:
            text = json.dumps(value, default=str)
        except ValueError:  # Python writes no more digits than 4300
            text = "a number of over 4300 digits"
    return text if len(text) <= 60 else text[:57] + "..."
