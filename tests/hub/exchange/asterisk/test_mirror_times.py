"""Durations of the mirror: what began before anybody looked has none."""

import pytest

from agent_desk.hub.exchange.asterisk.mirror import ms


@pytest.mark.parametrize(("begin", "length"), [(None, 0), (0.0, 0), (1_796_046_461.0, 2_500), (1_796_046_464.0, 0)])
def test_a_wait_whose_beginning_nobody_saw_is_no_wait(begin: float | None, length: int) -> None:
    assert ms(begin, 1_796_046_463.5) == length
