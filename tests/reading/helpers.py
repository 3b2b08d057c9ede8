"""Documents with something changed, and what is said of their data."""

from typing import Any

from pydantic import ValidationError

from nngen.finding import Finding, dotted
from nngen.language.base import Table
from nngen.language.spec import Spec
from nngen.reading.explain import explain

GOOD: dict[str, Any] = {
    "name": "x",
    "data": {"type": "spiral", "samples": 5, "classes": 3},
    "layers": [{"type": "dense", "units": 3, "activation": "softmax"}],
    "loss": {"type": "categorical_crossentropy"},
    "optimizer": {"type": "sgd"},
    "training": {"epochs": 3},
}
LAYER = GOOD["layers"][0]


def explained(
    data: Any, lent: dict[str, Any] | None = None, root: type[Table] = Spec
) -> list[Finding]:
    """Return what is wrong with data."""
    lent = lent or {}
    try:
        root.model_validate(lent | data)
    except ValidationError:
        found = explain(data, lent, root)
        assert found
        return found
    return []


def said(data: Any) -> list[tuple[str, str, str, str]]:
    """Return code, path, message and hint of each finding, in the order of paths."""
    found = sorted(explained(data), key=lambda f: (dotted(f.path), f.code))
    return [(f.code, dotted(f.path), f.message, str(f.hint)) for f in found]


def told(change: dict[str, Any], drop: str = "") -> list[tuple[str, str, str]]:
    """Return code, path and hint of what is wrong with a changed document."""
    data = {key: value for key, value in (GOOD | change).items() if key != drop}
    return [(code, path, hint) for code, path, _, hint in said(data)]
