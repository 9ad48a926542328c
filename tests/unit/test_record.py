"""Records are what frozen, slotted dataclasses are, the first of a class as well as the thousandth."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.record import Record, RecordType

_MANY = 1_000


class Point(Record):
    """Two numbers, of which one may be left out."""

    x: int
    y: int = 2


class Deep(Point):
    """A field more than the class that it extends."""

    z: int = 3


class Empty(Record):
    """No field at all."""


@pytest.fixture(params=["few", "many"])
def records(request: pytest.FixtureRequest) -> tuple[Any, Any, Any]:
    """Three classes, new for every test: of which nothing was made yet, or many."""
    point, empty = _anew(Point), _anew(Empty)
    if request.param == "many":
        for _ in range(_MANY):
            point(1), empty()
    return point, empty, _anew(Deep, point)


def _anew(kind: Any, *bases: Any) -> Any:
    own = kind.__slots__
    defaults = {field: value for field, value in kind.__defaults__.items() if field in own}
    names = {"__annotations__": dict.fromkeys(own, "int"), "__module__": __name__, "__qualname__": kind.__name__}
    return RecordType(kind.__name__, bases or kind.__bases__, names | defaults)


def test_fields_are_given_in_order_or_by_name(records: tuple[Any, Any, Any]) -> None:
    point, empty, deep = records
    assert [point(1), point(1, 2), point(x=1), point(1, y=2), point(y=2, x=1)] == [point(1, 2)] * 5
    assert (point(4, 5).x, point(4, 5).y) == (4, 5)
    assert empty() == empty()
    assert (deep(7).x, deep(7).y, deep(7).z, deep(1, z=9).z) == (7, 2, 3, 9)


@pytest.mark.parametrize(("values", "named"), [((), {}), ((1, 2, 3), {}), ((1,), {"x": 1}), ((1,), {"w": 1})])
def test_wrong_arguments_are_refused(
    records: tuple[Any, Any, Any], values: tuple[int, ...], named: dict[str, int]
) -> None:
    with pytest.raises(TypeError):
        records[0](*values, **named)


def test_nothing_can_be_changed(records: tuple[Any, Any, Any]) -> None:
    made = records[0](1)
    with pytest.raises(AttributeError):
        made.x = 2
    with pytest.raises(AttributeError):
        del made.x
