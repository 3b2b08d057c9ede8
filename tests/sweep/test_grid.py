"""What a sweep tries: values between commas, and their combinations."""

import pytest

from nngen.finding import Unusable
from nngen.sweep.grid import make_grid, split_values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0.1,0.01", ["0.1", "0.01"]),
        (" 1 , 2 ", ["1", "2"]),
        ("", [""]),
        ("a", ["a"]),
        ("1,", ["1", ""]),
        ('"a, b","c"', ['"a, b"', '"c"']),
        ("'a,b',c", ["'a,b'", "c"]),
        (r'"a\",b",c', [r'"a\",b"', "c"]),
        ("[1, 2],[3]", ["[1, 2]", "[3]"]),
        ("[[1,2],[3]],4", ["[[1,2],[3]]", "4"]),
        ('{type = "a,}b", x = [1,2]},relu', ['{type = "a,}b", x = [1,2]}', "relu"]),
        ("don't,won't", ["don't", "won't"]),
        ("\u00e9,\u4e2d", ["\u00e9", "\u4e2d"]),
        ("[1,2", ["[1,2"]),
        ("a],b", ["a]", "b"]),
        ('"a,b', ['"a', "b"]),
    ],
)
def test_values_between_commas(text: str, values: list[str]) -> None:
    assert split_values(text) == values


def test_combinations() -> None:
    grid = make_grid(("a.rate=1,2", "b=9", "seed=0,1"))
    assert [axis.key for axis in grid.swept] == ["a.rate", "seed"]
    labels = [grid.label(combination) for combination in grid.combinations()]
    assert labels == [f"rate={x} seed={y}" for x in (1, 2) for y in (0, 1)]
    first = next(grid.combinations())
    assert [setting.value for setting in first] == [1, 9, 0]
    assert grid.values(first) == ("1", "0")


def test_keys_that_end_alike_are_named_in_full() -> None:
    assert make_grid(("a.x=1,2", "b.x=1,2", "c.y=1,2")).names == ("a.x", "b.x", "y")


@pytest.mark.parametrize(
    ("sets", "why"),
    [
        (("a=1", " a = 2"), "--set  a = 2: a is set twice; give its values at once"),
        (
            ("a=1,,2",),
            '--set a=1,,2: a value is empty; leave the comma out, or write ""',
        ),
        (("a=[1,2",), "--set a=[1,2: the [ is not closed"),
        (("a",), "--set a: there is no value; write KEY=VALUE, as "),
        (
            ("a=" + "1," * 100 + "1", "b=" + "1," * 100 + "1"),
            "10201 combinations, over 10000; give fewer values",
        ),
    ],
)
def test_what_is_no_grid(sets: tuple[str, ...], why: str) -> None:
    with pytest.raises(Unusable) as caught:
        make_grid(sets)
    assert str(caught.value).startswith(why)
