"""Reading queue_log: sound lines come through, every fault is named with its line number, nothing is fatal."""

from agent_desk.hub.calls.past.queue_log import EVENTS, HARMLESS, BadLine, Line, read_lines
from tests.fixtures.properties import given, st

ENTER = b"933490667|933490665.1956|TT|NONE|ENTERQUEUE||17413881|1\n"
CONNECT = b"933490668|933490665.1956|TT|Agent/18|CONNECT|1|933490665.1957|1\n"
COMPLETE = b"933490673|933490665.1956|TT|Agent/18|COMPLETECALLER|1|5|1\n"


def reasons(*raw: bytes) -> list[tuple[int, str]]:
    return [(line.number, line.reason) for line in read_lines(raw) if isinstance(line, BadLine)]


def test_a_sound_log_is_read_whole() -> None:
    enter, connect, complete = read_lines([ENTER, CONNECT, COMPLETE])
    assert enter == Line(1, 933490667, "933490665.1956", "TT", "NONE", "ENTERQUEUE", ("", "17413881", "1"))
    assert isinstance(connect, Line) and connect.params == ("1", "933490665.1957", "1")
    assert isinstance(complete, Line) and complete.number == 3


def test_each_fault_has_its_line_number_and_its_reason_and_the_rest_is_read() -> None:
    raw = [
        ENTER,
        b"\n",
        b"933490668|9334906\n",  # broken in two
        b"65.1956|TT|Agent/18|CONNECT|1|933490665.1957|1\n",
        CONNECT,
        CONNECT,
        b"933490668|1.1|\xb5\xe7\xbb\xb0|NONE|ENTERQUEUE||1|1\n",
        b"933490668|1.1|TT|NONE|FLYAWAY|1\n",
        b"933490668|1.1|TT|NONE|ABANDON|1|1|soon\n",
        b"933490668|1.1|TT|NONE|ABANDON|1|1|-5\n",
        b"today|1.1|TT|NONE|ABANDON|1|1|5\n",
        b"933490668||TT|NONE|ABANDON|1|1|5\n",
        b"933490668|1.1|TT|NONE|ABANDON|1|1\n",
        b"933490668|1.1|TT|NONE|ABANDON|1|1|5933490669|1.2|TT|NONE|ABANDON|1|1|5\n",
        b"933490668|1.1|TT|NONE|ABAN\x00DON|1|1|5\n",
        COMPLETE,
    ]
    assert reasons(*raw) == [
        (2, "blank"),
        (3, "torn"),
        (4, "time"),
        (6, "doubled"),
        (7, "encoding"),
        (8, "event_unknown"),
        (9, "not_a_number"),
        (10, "not_a_number"),
        (11, "time"),
        (12, "call"),
        (13, "torn"),
        (14, "torn"),
        (15, "encoding"),
    ]
    assert sum(isinstance(line, Line) for line in read_lines(raw)) == 3
    assert {"blank", "doubled"} == HARMLESS


def test_a_fault_says_what_it_stumbled_over() -> None:
    (found,) = read_lines([b"933490668|1.1|TT|NONE|ABANDON|1|1|soon\n"])
    assert found == BadLine(1, "not_a_number", "933490668|1.1|TT|NONE|ABANDON|1|1|soon", ("ABANDON", "soon"))


def test_a_number_beyond_all_sense_is_none() -> None:
    for wrong in ("²", "9" * 30, "9" * 5000, "1_0", "+1", " 1"):
        assert reasons(f"933490668|1.1|TT|NONE|ABANDON|1|1|{wrong}\n".encode()) == [(1, "not_a_number")]


def test_a_double_is_known_in_another_place_too() -> None:
    assert reasons(ENTER, CONNECT, ENTER, COMPLETE, CONNECT) == [(3, "doubled"), (5, "doubled")]


def test_windows_line_ends_a_byte_order_mark_and_padding_are_no_faults() -> None:
    raw = [
        b"\xef\xbb\xbf" + ENTER,
        CONNECT.replace(b"\n", b"\r\n"),
        b"933490673|933490665.1956|TT|Agent/18|COMPLETECALLER|1|5|1||\r\n",
        b"933490675|NONE|TT|Agent/18|PAUSE|\n",
        b"933490676|NONE|TT|Agent/18|UNPAUSE\n",
        b"933490677|NONE|TT|Agent/18|PAUSE|lunch",
    ]
    lines = list(read_lines(raw))
    assert all(isinstance(line, Line) for line in lines), lines
    assert [line.params for line in lines[2:] if isinstance(line, Line)] == [("1", "5", "1"), (), (), ("lunch",)]


def test_an_attended_transfer_may_name_two_channels() -> None:
    (line,) = read_lines([b"933490673|1.1|TT|Agent/18|ATTENDEDTRANSFER|LINK|SIP/1|SIP/2|4|60|1\n"])
    assert isinstance(line, Line) and line.params[-3:] == ("4", "60", "1")


def test_a_long_foreign_line_is_shown_short() -> None:
    (found,) = read_lines([b"x" * 100_000])
    assert isinstance(found, BadLine) and found.reason == "torn" and len(found.text) <= 200


fields = st.one_of(
    st.sampled_from(["933490668", "1.1", "TT", "Agent/18", "", "1", "0", "²", "9" * 30, *EVENTS]), st.text()
)


@given(st.lists(st.lists(fields, max_size=12).map(lambda found: "|".join(found).encode("utf-8", "replace"))))
def test_no_text_is_fatal_and_every_line_is_accounted_for(raw: list[bytes]) -> None:
    found = list(read_lines(raw))
    assert [line.number for line in found] == list(range(1, len(raw) + 1))
    for line in found:
        if isinstance(line, Line):
            assert line.event in EVENTS and line.call and line.at >= 100_000_000
            assert all(int(line.params[position]) >= 0 for position in EVENTS[line.event][1])


@given(st.lists(st.binary(max_size=80), max_size=20))
def test_no_bytes_are_fatal(raw: list[bytes]) -> None:
    assert len(list(read_lines(raw))) == len(raw)
