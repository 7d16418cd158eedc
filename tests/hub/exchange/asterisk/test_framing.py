"""How Asterisk cuts its stream: blank lines of either kind, packets cut anywhere, names in any encoding; no event takes another's place."""

import pytest

from agent_desk.hub.exchange.asterisk.ami import blocks, parse
from tests.fixtures.properties import given, st

ONE = b"Event: Hold\r\nUniqueid: 1\r\nChannel: PJSIP/8001-1\r\n"
TWO = b"Event: Unhold\r\nUniqueid: 2\r\nMusic: x\r\n"


def events(octets: bytes) -> list[dict[str, str]]:
    *whole, rest = blocks(octets)
    assert rest == b""
    return [parse(one) for one in whole if one.strip()]


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r\n\r\n", b"\n\n"])
def test_an_event_ends_at_a_blank_line_of_either_kind(end: bytes) -> None:
    assert events(ONE + end + TWO + b"\r\n") == [
        {"Event": "Hold", "Uniqueid": "1", "Channel": "PJSIP/8001-1"},
        {"Event": "Unhold", "Uniqueid": "2", "Music": "x"},
    ]


def test_an_event_that_is_the_last_so_far_is_whole_at_once() -> None:
    assert events(ONE + b"\n") == [{"Event": "Hold", "Uniqueid": "1", "Channel": "PJSIP/8001-1"}]


def test_lines_that_end_with_lf_alone_are_lines() -> None:
    assert parse(b"Event: Hold\nUniqueid: 1") == {"Event": "Hold", "Uniqueid": "1"}


@given(st.lists(st.integers(min_value=1, max_value=40), max_size=6), st.booleans())
def test_packets_cut_anywhere_give_the_same_events(cuts: list[int], odd: bool) -> None:
    stream = (ONE + (b"\n" if odd else b"\r\n") + TWO + b"\r\n") * 3
    rest, found = b"", []
    for size in [*cuts, len(stream)]:
        packet, stream = stream[:size], stream[size:]
        *whole, rest = blocks(rest + packet)
        found += [parse(one)["Event"] for one in whole if one.strip()]
    assert found == ["Hold", "Unhold"] * 3


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030"])
def test_a_name_is_read_in_either_encoding(encoding: str) -> None:
    assert parse(b"Event: Hold\r\nCallerIDName: " + "王小芳".encode(encoding)) == {
        "Event": "Hold",
        "CallerIDName": "王小芳",
    }


def test_a_very_long_line_is_one_value() -> None:
    assert parse(b"Event: X\r\nAppData: " + b"y" * 500_000)["AppData"] == "y" * 500_000
