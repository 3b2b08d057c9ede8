"""What a mistake in a large document costs: its size decides, and nothing else.

Times are compared with those of documents of half the size, so that a busy machine
does no harm: four times as long for twice as much would be quadratic.
"""

import time
from itertools import product

import pytest

from nngen.reading.load import Misfit, Source, load_spec

SIZE = 2**17
LEADS = {
    False: ["", "a = ", "a = [", "a = {", 'a = "', 'a = """', "[", "x = tanh\n"],
    True: ["", "{", '{"a": ', '["', '{"a": 1, ', '{"a": [x, '],
}
UNITS = ["[", "{", '"', "'", "a.", "\\", "#", "a", "a ", "1,", "1 ", "=", '"a"', '\\"']
UNITS += ["[{", ".", '"""', "/", "/*", " ", "\n", "\r\n", ",", ":", "a: b\n", "\u201c"]
UNITS += ["a(", "1_", "0", "\x01", "a = x\n", "a = x\r\n", "a\n", '"a": x,\n', "x=[1\n"]
UNITS += ["[[a]]\n", '"a" ', "1\u2013", "a = 1\n", '"a": 1,\n', '# "\n', "{a = 1},\n"]


def seconds(text: str, json_text: bool) -> float:
    """Return the processor's time for the findings of a document."""
    source = Source(label="x", raw=text.encode(), stem="x", json_text=json_text)
    start = time.process_time()
    with pytest.raises(Misfit):
        load_spec(source)
    return time.process_time() - start


def is_linear(text: str, half: str, json_text: bool) -> bool:
    """Return whether twice as much takes less than three times as long."""
    for _ in range(5):
        long, short = seconds(text, json_text), seconds(half, json_text)
        # what takes no time says nothing of its growth
        if long < 3 * short + 0.02:
            return True
    return False


@pytest.mark.no_cover
@pytest.mark.parametrize("json_text", [False, True], ids=["TOML", "JSON"])
def test_time_grows_with_the_size_alone(json_text: bool) -> None:
    slow = []
    for lead, unit in product(LEADS[json_text], UNITS):
        long, half = (lead + unit * (size // len(unit)) for size in (SIZE, SIZE // 2))
        if not is_linear(long, half, json_text):
            slow.append((lead, unit))
    assert not slow
