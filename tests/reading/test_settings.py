"""Values that the command line sets: how they are read, and where they go."""

from typing import Any

import pytest

from nngen.finding import Unusable
from nngen.reading.load import Misfit, Source, load_spec
from nngen.reading.settings import apply_settings, read_setting

from .test_load import LAYERS, WHOLE

EXAMPLE = "write KEY=VALUE, as optimizer.learning_rate=0.1 or layers.0.units=32"
SOURCE = Source("x.toml", WHOLE.encode(), "x")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0.1", 0.1),
        ("1e-3", 1e-3),
        ("3", 3),
        ("true", True),
        ('"adam"', "adam"),
        ("'adam'", "adam"),
        ("adam", "adam"),
        ("", ""),
        ("[1, 2]", [1, 2]),
        ('{type = "relu"}', {"type": "relu"}),
        ("a b", "a b"),
        ("True", "True"),
        (".5", ".5"),
        ("1,2", "1,2"),
        ("a=b", "a=b"),
        ("x # y", "x # y"),
        ("\u00e9", "\u00e9"),
        ("1\nother = 2", "1\nother = 2"),  # no other key comes in
        ("../a.csv", "../a.csv"),
    ],
)
def test_a_value_is_toml_or_a_bare_word(written: str, value: Any) -> None:
    assert read_setting(f"k={written}").value == value
    assert type(read_setting(f"k={written}").value) is type(value)


@pytest.mark.parametrize(
    ("key", "steps"),
    [
        ("seed", ("seed",)),
        ("layers.0.units", ("layers", "0", "units")),
        ("layers[0].units", ("layers", "0", "units")),
        (" a . b ", ("a", "b")),
        ('a."b.c=d"', ("a", "b.c=d")),
        ("'a b'.\u00fc", ("a b", "\u00fc")),
        (r'"\u0061"', ("a",)),
    ],
)
def test_a_key(key: str, steps: tuple[str, ...]) -> None:
    setting = read_setting(f"{key}= 3 ")
    assert (setting.steps, setting.value) == (steps, 3)
    assert setting.text == f"{key.strip()}=3"


LONG = ".".join("a" * 101)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("seed", f"there is no value; {EXAMPLE}"),
        ("", f"there is no value; {EXAMPLE}"),
        ("=3", f"a key stands before the =; {EXAMPLE}"),
        ("a..b=3", f"a key stands before the =; {EXAMPLE}"),
        ("a.=3", f"a key stands before the =; {EXAMPLE}"),
        ("a[x]=3", f"a key stands before the =; {EXAMPLE}"),
        ("a b=3", f"a key stands before the =; {EXAMPLE}"),
        ("k=[1, 2", "the [ is not closed"),
        ('k="a', "the string is not closed"),
        ("k={type = relu}", "relu is not in quotes"),
        (r'"\q"=3', "the quotes hold no key of TOML"),
    ],
)
def test_what_is_no_setting(text: str, why: str) -> None:
    with pytest.raises(Unusable) as caught:
        read_setting(text)
    assert str(caught.value) == f"--set {text}: {why}"


def test_what_is_long_or_deep() -> None:
    with pytest.raises(Unusable, match=r"^--set a\.a\..*\.\.\.: the key has over 100"):
        read_setting(f"{LONG}=3")
    with pytest.raises(Unusable, match=r"nested over 100 levels deep$"):
        read_setting(f"k={'[' * 9000}")
    assert len(read_setting("k=" + "1" * 5000).value) == 5000


def changed(data: Any, *texts: str) -> Any:
    """Return data with settings in it."""
    apply_settings(data, map(read_setting, texts), "x.toml")
    return data


@pytest.mark.parametrize(
    ("data", "text", "result"),
    [
        ({"a": 1}, "a=2", {"a": 2}),
        ({}, "a.b.c=2", {"a": {"b": {"c": 2}}}),
        ({"a": {"b": 1}}, "a.c=2", {"a": {"b": 1, "c": 2}}),
        ({"a": [1, {"b": 1}]}, "a.1.b=2", {"a": [1, {"b": 2}]}),
        ({"a": [1, 2]}, "a.0=3", {"a": [3, 2]}),
        ({"a": {"0": 1}}, "a.0=3", {"a": {"0": 3}}),
        ([1], "a=2", [1]),  # validation says that it is no table
    ],
)
def test_where_a_value_goes(data: Any, text: str, result: Any) -> None:
    assert changed(data, text) == result


def test_later_settings_change_earlier_ones() -> None:
    settings = [read_setting(text) for text in ("a={b = 1}", "a.b=2")]
    for _ in range(2):  # the first is not changed for the next document
        data: dict[str, Any] = {}
        paths = [path for path, _ in apply_settings(data, settings, "x")]
        assert (data, paths) == ({"a": {"b": 2}}, [("a",), ("a", "b")])
    assert settings[0].value == {"b": 1}
    assert changed({}, "a=1", "a=2") == {"a": 2}


@pytest.mark.parametrize(
    ("data", "text", "why"),
    [
        ({"a": 3}, "a.b=1", "a is 3, not a table"),
        ({"a": {"b": "sgd"}}, "a.b.c.d=1", 'a.b is "sgd", not a table'),
        ({"a": None}, "a.b=1", "a is null, not a table"),
        ({"a": [{}, {}]}, "a.2=1", "a is an array of 2 elements: a.0 to a.1"),
        ({"a": [{}]}, "a.b=1", "a is an array of 1 element: a.0"),
        ({"a": [{}]}, "a.-1=1", "a is an array of 1 element: a.0"),
        ({"a": [{}]}, "a.\u00b2=1", "a is an array of 1 element: a.0"),
        ({"a": []}, "a.0.b=1", "a is an array of 0 elements: none"),
    ],
)
def test_keys_that_lead_nowhere(data: Any, text: str, why: str) -> None:
    with pytest.raises(Unusable) as caught:
        changed(data, text)
    assert str(caught.value) == f"x.toml: --set {text}: {why}"


def said(*texts: str, source: Source = SOURCE) -> list[str]:
    """Return the findings about a document that settings have changed."""
    settings = tuple(map(read_setting, texts))
    source = Source(source.label, source.raw, "x", source.json_text, settings=settings)
    try:
        load_spec(source)
    except Misfit as error:
        return [str(placed) for placed in error.placed]
    return []


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["optimizer.learning_rate=0.1", "layers[0].units=4"], []),
        (["name=y", "split.validation=0.2"], []),
        (
            ["optimizer.learning_rat=0.1"],
            ['optimizer.learning_rat: unknown key; did you mean "learning_rate"?'],
        ),
        (
            ["training.epoch=4"],  # which stands there, and would be replaced
            ['training.epoch: unknown key; did you mean "epochs"?'],
        ),
        (
            ["optimiser.type=adam"],
            ['optimiser: unknown key; did you mean "optimizer"?'],
        ),
        (["optimizer.typ=adam"], ['optimizer.typ: unknown key; did you mean "type"?']),
        (
            ["split={}", "split.validation=2"],
            [
                "split.validation: 2 is out of bounds; it is at least 0 and below 1: "
                "write `validation = 0.2`"
            ],
        ),
    ],
)
def test_findings_stand_at_the_setting(texts: list[str], found: list[str]) -> None:
    codes = {"unknown": "NN012", "is out": "NN014"}
    code = next((codes[word] for word in codes for line in found if word in line), "")
    at = f"x.toml: --set {texts[-1]}: error[{code}]"
    assert said(*texts) == [f"{at} {line}" for line in found]


def test_findings_about_what_a_setting_has_made_stand_at_it() -> None:
    text = "training.early_stopping.monitor=loss"
    (line,) = said(text)
    assert line.startswith(f"x.toml: --set {text}: error[NN011] training.early_stop")
    (line,) = said("loss={}")
    assert line.startswith("x.toml: --set loss={}: error[NN011] loss.type: missing")


def test_findings_about_the_file_stay_there() -> None:
    text = WHOLE.replace('type = "sgd"', 'type = "sgd"\nmomentum = 0.9')
    source = Source("x.toml", text.encode())
    (line,) = said("optimizer.type=adam", source=source)
    assert line.startswith("x.toml:11:1: error[NN012] optimizer.momentum: ")
    lines = said(
        "seed=-1", "loss.type=3", source=Source("x.toml", b"q = 1\n" + text.encode())
    )
    places = [line.partition(" error")[0] for line in lines]
    assert places == [
        "x.toml: --set seed=-1:",
        "x.toml: --set loss.type=3:",
        "x.toml:1:1:",
    ]


def test_lines_to_write_are_toml_whatever_the_document_is() -> None:
    source = Source("x.json", b"{}", "x", json_text=True)
    lines = said("seed=-1", source=source)
    assert "write `seed = 0`" in lines[0] and 'write `"layers": ' in "".join(lines[1:])


def test_a_table_is_replaced_whole() -> None:
    text = WHOLE.replace('type = "sgd"', 'type = "sgd"\nmomentum = 2')
    (line,) = said(
        'optimizer={type = "adam", beta_1 = 3}', source=Source("x.toml", text.encode())
    )
    assert "--set optimizer={" in line and "optimizer.beta_1: 3 is out" in line
    assert LAYERS in text


def test_a_long_value_is_cut_in_a_place() -> None:
    (line,) = said(f"name={'x' * 90}")
    assert line.startswith(f"x.toml: --set name={'x' * 72}...: error[NN014] name: ")
