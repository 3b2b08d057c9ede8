"""Follow a page step by step: which value each memory holds."""

import re
from typing import Any

from nngen.engines.numpy.fast.page import Page
from nngen.script.code import Lines

NAME = re.compile(r"(?<![\w.])[a-z]\w*(?:\.T)?(?![\w.=(])")


class Machine:
    """Follows which value each memory of a page holds."""

    def __init__(self, page: Page) -> None:
        self.home: dict[str, str] = {"x": "x", "x.T": "x"}
        for group in page.buffers:
            for buffer in group.buffers:
                first = self.home.get(buffer.of) or buffer.names[0]
                assert not set(buffer.names) & self.home.keys()
                self.home |= dict.fromkeys(buffer.names, first)
        self.holds = {"x": "X"}

    def read(self, array: Any) -> None:
        """Assert that an array's memory holds its value."""
        assert self.holds[self.home[array.name]] == array.math

    def write(self, array: Any) -> None:
        """Let an array's memory hold its value."""
        assert self.home[array.name] != "x"
        self.holds[self.home[array.name]] = array.math

    def go(self, step: Any, lines: tuple[Lines, ...], xs: list[Any], y: Any) -> None:
        """Carry out the lines of a formula, or else let y be made of xs."""
        if lines:
            arrays = {a.name: a for a in (step.x, step.y, step.dx, step.dy) if a}
            self.carry_out([call for part in lines for call in part.calls], arrays)
        else:
            for x in xs:
                self.read(x)
        if y:
            self.write(y)

    def carry_out(self, calls: list[str], arrays: dict[str, Any]) -> None:
        """Assert that each call reads values, or parts that are still as written."""
        parts: dict[str, str] = {}
        for call in calls:
            inputs, out = call.split("out=")
            out = out.removesuffix(")")
            for name in NAME.findall(inputs.partition("(")[2]):
                if self.home[name] in parts:
                    assert parts[self.home[name]] == name, f"{name}, lost in {calls}"
                else:
                    self.read(arrays[name])
            parts[self.home[out]] = out
        for home in parts:
            self.holds[home] = "a part of a formula"
