"""What a process keeps from run to run: nothing unless asked, and never anything that was made of something else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from factcheck import kept as keeping
from factcheck.kept import kept, settled


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    yield
    keeping.end()


def fresh() -> list[int]:
    return []


class Part:
    """Something that is equal to every other one, and the same as none."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Part)

    def __hash__(self) -> int:
        return 0


def test_nothing_is_kept_unless_somebody_asks_for_it() -> None:
    part = Part()
    assert kept("list", (part,), fresh) is not kept("list", (part,), fresh)
    assert settled("name", 1, first := [1], list.__eq__) is first
    assert settled("name", 1, second := [1], list.__eq__) is second


def test_a_result_stays_while_its_parts_and_values_do() -> None:
    keeping.begin()
    part = Part()
    first = kept("list", (part,), fresh, "value")
    assert kept("list", (part,), fresh, "value") is first
    assert kept("other", (part,), fresh, "value") is not first
    assert kept("list", (part,), fresh, "other value") is not first
    assert kept("list", (Part(),), fresh, "value") is not first


def test_what_a_run_did_not_use_is_forgotten() -> None:
    keeping.begin()
    part = Part()
    first = kept("list", (part,), fresh)
    keeping.begin()
    assert kept("list", (part,), fresh) is first
    keeping.begin()
    keeping.begin()
    assert kept("list", (part,), fresh) is not first


def test_what_a_run_that_did_not_get_far_left_alone_stays() -> None:
    keeping.begin()
    part, other = Part(), Part()
    first = kept("list", (part,), fresh)
    keeping.begin()
    second = kept("list", (other,), fresh)
    keeping.begin(forget=False)
    assert kept("list", (part,), fresh) is first
    assert kept("list", (other,), fresh) is second


def test_a_new_part_in_the_place_of_one_that_is_gone_is_another() -> None:
    keeping.begin()
    results = [kept("list", (Part(),), fresh) for _ in range(100)]
    assert len({id(result) for result in results}) == 100


def test_a_value_that_is_like_the_last_one_is_that() -> None:
    keeping.begin()
    first = settled("name", 1, [1], list.__eq__)
    keeping.begin()
    assert settled("name", 1, [1], list.__eq__) is first
    keeping.begin()
    assert settled("name", 1, [2], list.__eq__) == [2]


def test_the_end() -> None:
    keeping.begin()
    part = Part()
    first = kept("list", (part,), fresh)
    keeping.end()
    assert kept("list", (part,), fresh) is not first
