"""Findings as lines."""

import pytest

from nngen.finding import dotted
from nngen.reading.load import Misfit, Source, load_spec


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


def test_what_the_document_does_not_hold_has_no_line() -> None:
    text = "# a net\n[training]\nepochs = 3\n\n[trainin]\nx = 1\n"
    with pytest.raises(Misfit) as caught:
        load_spec(Source("spec.toml", text.encode(), "My Net"))
    texts = {dotted(p.finding.path): p.text for p in caught.value.placed}
    lacking = dict.fromkeys(["name", "data", "layers", "loss", "optimizer"], "")
    assert texts == lacking | {"trainin": "[trainin]"}
