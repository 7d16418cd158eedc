"""Every record survives its journey over the wire; what is not a record is refused."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from agent_desk.demo.exchange import wire
from agent_desk.hub.exchange.protocol.calls import Offered, SeenAgent, SeenCall, SignIn, Snapshot
from tests.fixtures.properties import given, settings, st

# Over the wire a moment is a moment: whatever the zone it was written in, it arrives as the same instant in UTC.
moments = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))
st.register_type_strategy(datetime, moments)
# A list of calls arrives as a tuple, as the exchange itself makes it.
st.register_type_strategy(
    Snapshot,
    st.builds(
        Snapshot,
        calls=st.lists(st.builds(SeenCall), max_size=5).map(tuple),
        agents=st.lists(st.builds(SeenAgent), max_size=5).map(tuple),
    ),
)


@pytest.mark.parametrize("name", sorted(wire.CLASSES))
@settings(max_examples=40)
@given(data=st.data())
def test_every_record_arrives_as_it_was_sent(name: str, data: st.DataObject) -> None:
    record = data.draw(st.from_type(wire.CLASSES[name]))
    number = data.draw(st.none() | st.integers())
    line = wire.encode(record, number)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert wire.decode_numbered(line) == (record, number)


def test_a_moment_of_another_zone_arrives_as_the_same_instant() -> None:
    china = timezone(timedelta(hours=8))
    event = Offered(id="t-1", at=datetime(2026, 11, 23, 10, 0, tzinfo=china), call="t.1", queue="loan", caller="")
    assert wire.decode(wire.encode(event)) == event
    assert wire.decode(wire.encode(event)).at.tzinfo is UTC


@settings(max_examples=200)
@given(st.binary() | st.text().map(str.encode))
def test_noise_is_a_wire_error_and_nothing_else(noise: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.decode(noise)


@pytest.mark.parametrize(
    "line",
    [
        '{"type":"SignIn","id":"1","agent":"1001"}',
        '{"type":"SignIn","id":"1","agent":1001,"queues":[]}',
        '{"type":"SignIn","id":"1","agent":"1001","queues":"loan"}',
        '{"type":"SignIn","id":"1","agent":"1001","queues":[],"salary":1}',
        '{"type":"Hold","id":"1","call":"c","agent":"a","on":1}',
        '{"type":"Transfer","id":"1","call":"c","agent":"a","kind":"warm","target":"b"}',
        '{"type":"SimPlaceCall","id":"1","queue":"q","caller":"","talk_ms":true}',
        '{"type":"LineLost","id":"1","call":"","at":"2026-11-23T10:00:00"}',
        '{"type":"object"}',
        "[]",
        "{}",
    ],
)
def test_a_record_with_a_wrong_field_is_refused(line: str) -> None:
    with pytest.raises(wire.WireError):
        wire.decode(line)


def test_what_is_not_ours_is_not_sent() -> None:
    with pytest.raises(wire.WireError):
        wire.encode(object())
    assert wire.decode(wire.encode(SignIn(id="1", agent="1001", queues=("loan", "account")))).queues == (
        "loan",
        "account",
    )
