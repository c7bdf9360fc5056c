"""How searches are cooled, by the number of streets."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from yihe.planning.sweeping.scheduling import SMALL, doubling, luby, schedule


def test_lengths_follow_their_sequences() -> None:
    assert [luby(number) for number in range(15)] == [1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8]
    assert [doubling(number) for number in range(6)] == [1, 2, 4, 8, 8, 8]


def test_every_length_of_luby_gets_the_same_time() -> None:
    lengths = [luby(number) for number in range(2**10 - 1)]
    assert {length * lengths.count(length) for length in set(lengths)} == {2**9}


@given(st.integers(1, 10_000))
def test_a_cooling_falls_from_hot_to_cold(tasks: int) -> None:
    found = schedule(tasks)
    told = [found.at(share / 10) for share in range(11)]
    assert all(warm > cool for warm, cool in pairwise(told))
    assert 0 < told[-1] < told[0] <= 1


def test_large_problems_are_cooled_slowly_small_ones_often() -> None:
    assert schedule(SMALL).length is luby
    assert schedule(SMALL + 1).length is doubling
