"""A spec with every default written is a spec, and means the same."""

import json
from pathlib import Path

import pytest
import tomli

from nngen.check import check
from nngen.graph.graph import digest
from nngen.language.spec import Spec as Model
from nngen.reading.load import Source
from nngen.show.resolved import resolved
from tests.bench.specs import Case
from tests.helpers import BENCH, EXAMPLES, ROOT, SPECS, case_id, checked, spec_of

FORMS = ["toml", "json"]


def again(text: str, form: str) -> Model:
    """Return what a text says in the place of the examples."""
    return check(
        Source(
            label="x",
            raw=text.encode(),
            stem=None,
            json_text=form == "json",
            folder=ROOT / "specs",
        )
    ).spec


@pytest.mark.parametrize("case", [*EXAMPLES, *BENCH[::3]], ids=case_id)
def test_it_means_the_same(case: Case) -> None:
    spec = checked(case.spec).spec
    for form in FORMS:
        text = resolved(spec, form)
        assert digest(again(text, form)) == digest(spec)
        assert resolved(again(text, form), form) == text
    assert tomli.loads(resolved(spec, "toml")) == json.loads(resolved(spec, "json"))


def test_every_default_is_written() -> None:
    spec = checked(spec_of(ROOT / "specs" / "spiral.toml")).spec
    data = json.loads(resolved(spec, "json"))
    for name, table in (("numerics", spec.numerics), ("optimizer", spec.optimizer)):
        there = {key for key, value in table.model_dump().items() if value is not None}
        assert set(data[name]) == there
    assert data["layers"][-1]["use_bias"] is True


def test_text_of_any_kind() -> None:
    said = 'two\nlines, "quotes" \\ and `ticks`, \u2028 \U0001f600 \x7f'
    spec = checked(EXAMPLES[0].spec | {"description": said}).spec
    for form in FORMS:
        assert again(resolved(spec, form), form).description == said


def test_examples_are_there() -> None:
    assert Path(SPECS[0]).is_file() and len(BENCH) > 30
