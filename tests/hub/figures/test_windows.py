"""Days and intervals on the wall clock of a zone, and what people type for them."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from agent_desk.hub.figures import rules
from agent_desk.hub.figures.windows import BadMoment, Window, day_window, parse_from, parse_to, shared_zone
from agent_desk.hub.kit.database import Database
from tests.fixtures.call_rows import call, queue
from tests.fixtures.properties import given, st

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
ZONES = [SHANGHAI, BERLIN, *map(ZoneInfo, ("America/New_York", "Asia/Kathmandu", "America/Havana", "UTC"))]
instants = st.datetimes(datetime(1995, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


@given(instants, st.integers(1, 100), st.sampled_from(ZONES), st.sampled_from(rules.INTERVAL_MINUTES), st.data())
def test_the_cuts_are_the_starts_that_the_rules_name(
    start: datetime, hours: int, zone: ZoneInfo, minutes: int, data: st.DataObject
) -> None:
    window = Window(start, start + timedelta(hours=hours), zone)
    within = start + timedelta(seconds=data.draw(st.integers(0, hours * 3600 - 1)))
    for cuts, begun in (
        (window.intervals(minutes), rules.interval_start(within, minutes, zone)),
        (window.days(), rules.day_start(within, zone)),
    ):
        assert max(cut for cut in cuts if cut <= within) == begun
        assert all(left < right for left, right in pairwise(cuts))


def test_the_day_the_clocks_go_back_has_fifty_half_hours() -> None:
    assert len(day_window(datetime(2025, 10, 26).date(), BERLIN).intervals(30)) == 50
    assert len(day_window(datetime(2025, 3, 30).date(), BERLIN).intervals(30)) == 46


def test_a_date_is_its_whole_day_at_the_end_and_its_first_instant_at_the_start() -> None:
    assert parse_from("2025-11-13", SHANGHAI) == datetime(2025, 11, 12, 16, tzinfo=UTC)
    assert parse_to("2025-11-13", SHANGHAI) == datetime(2025, 11, 13, 16, tzinfo=UTC)
    assert parse_to("2025-11-13T00:00", SHANGHAI) == datetime(2025, 11, 12, 16, tzinfo=UTC)
    assert parse_from("2025-11-13T08:30+00:00", SHANGHAI) == datetime(2025, 11, 13, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "yesterday", "2025-02-30", "13/11/2025", "0001-01-01T00:00", "9999-12-31"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(BadMoment):
        parse_to(text, SHANGHAI)


def test_days_belong_to_the_one_zone_that_all_queues_with_calls_there_share(database: Database) -> None:
    at = datetime(2025, 11, 13, 8, tzinfo=UTC)
    with database.write() as db:
        old, live = queue(db, "old", zone="UTC"), queue(db, "live")
        call(db, old, at, "abandoned_queue")
        call(db, live, at + timedelta(days=10), "abandoned_queue")
    with database.read() as db:
        day = timedelta(days=1)
        assert shared_zone(db, at - day, at + day, SHANGHAI) == ZoneInfo("UTC")
        assert shared_zone(db, at + 9 * day, at + 11 * day, SHANGHAI) == SHANGHAI
        assert shared_zone(db, at - day, at + 11 * day, SHANGHAI) == SHANGHAI, "two zones: the centre's counts"
        assert shared_zone(db, at - 30 * day, at - 20 * day, SHANGHAI) == SHANGHAI, "no calls at all"
