"""Records are dataclasses that nobody can change."""

from functools import cached_property
from typing import ClassVar

import pytest

from nngen.record import Record, replace


class Point(Record):
    """A record with a default, a constant and a number worked out once."""

    x: int
    y: int = 2
    axes: ClassVar[int] = 2

    @cached_property
    def total(self) -> int:
        """Both together."""
        return self.x + self.y


class Marked(Point):
    """A record with more names than its base."""

    name: str = "a"


class Twin(Record):
    """Another class of the same names."""

    x: int
    y: int = 2


def test_values_are_given_in_order_or_by_name() -> None:
    found = [Point(1), Point(1, 2), Point(x=1), Point(y=2, x=1)]
    assert all((p.x, p.y, p.total, p.axes) == (1, 2, 3, 2) for p in found)
    assert Point(1, 5).y == Point(1, y=5).y == 5
    assert repr(Point(1)) == "Point(x=1, y=2)"
    assert repr(Marked(1, name="b")) == "Marked(x=1, y=2, name='b')"


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), ((1, 2, 3), {}), ((1,), {"x": 1}), ((), {"y": 1}), ((1,), {"z": 1})],
    ids=str,
)
def test_too_few_and_too_many_values(
    values: tuple[int, ...], named: dict[str, int]
) -> None:
    with pytest.raises(TypeError, match="Point takes x, y"):
        Point(*values, **named)


def test_equal_are_records_of_one_class_and_equal_values() -> None:
    used = Point(1)
    assert used.total == 3  # which is none of its values
    assert used == Point(1) and hash(used) == hash(Point(1))
    others = [Point(2), Marked(1), Twin(1), (1, 2)]
    assert used not in others and len({used, *others}) == 5


def test_a_record_stays_as_it_is() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match="Point is frozen"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="Point is frozen"):
        del point.x
    assert point == Point(1)


def test_another_record_takes_what_is_changed() -> None:
    marked = Marked(1, 2, "b")
    assert replace(marked, y=5) == Marked(1, 5, "b") and marked.y == 2
    with pytest.raises(TypeError):
        replace(marked, z=1)
