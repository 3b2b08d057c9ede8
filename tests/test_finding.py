"""Findings as lines."""

import pytest

from nngen.finding import dotted


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("data", "samples"), "data.samples"),
        (("layers", 1, "units"), "layers[1].units"),
        (("a.b", "c d", "$schema"), '"a.b"."c d".$schema'),
        (("a", "", "é\n"), 'a."".' + r'"é\n"'),
        ((0, 1, "x"), "[0][1].x"),
    ],
)
def test_dotted(path: tuple[str | int, ...], text: str) -> None:
    assert dotted(path) == text
