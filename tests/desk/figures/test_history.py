"""A long history at the desk: asked for in pieces that the hub can give in time, and put together in order."""

import itertools
import threading
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from agent_desk.desk.figures.history import NUMBERS, counter_columns
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.errors import HubUnreachable
from tests.fixtures.small_hub import Answer, Asked, SmallHub, small_hub

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)


def asked_days(asked: Asked) -> tuple[date, date]:
    query = parse_qs(urlsplit(asked.path).query)
    return date.fromisoformat(query["start"][0]), date.fromisoformat(query["end"][0])


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def told(asked: Asked) -> Answer:
    """A cell a day of the year's queue, from July on of another queue too; `offered` is the day of the year."""
    first, last = asked_days(asked)
    days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    codes = ["loans"] if last < date(2025, 7, 1) else ["cards", "loans"]
    cells = [
        (codes.index(code), at, day.timetuple().tm_yday)
        for code in codes
        for at, day in enumerate(days)
        if code == "loans" or day >= date(2025, 7, 1)
    ]
    columns: dict[str, object] = {name: [cell[2] for cell in cells] for name in NUMBERS}
    return 200, {
        "start_at": midnight(first).isoformat(),
        "end_at": midnight(last + timedelta(days=1)).isoformat(),
        "zone": "UTC",
        "minutes": 30,
        "codes": codes,
        "starts": [int(midnight(day).timestamp()) for day in days],
        "owner": [cell[0] for cell in cells],
        "cut": [cell[1] for cell in cells],
        **columns,
    }


def test_a_year_comes_in_pieces_and_is_one_history() -> None:
    with small_hub(SmallHub(answer=told)) as hub:
        history = counter_columns(Api(hub.url), FIRST, LAST)
        pieces = sorted(asked_days(asked) for asked in hub.asked)
    assert pieces[0] == (FIRST, FIRST) and pieces[-1][1] == LAST and 4 < len(pieces) < 40
    assert all(before[1] + timedelta(days=1) == after[0] for before, after in itertools.pairwise(pieces))
    assert history.start_at == midnight(FIRST) and history.end_at == midnight(date(2026, 1, 1))
    assert len(history.starts) == 365 and history.starts == sorted(history.starts)
    cells = list(zip(history.owner, history.cut, history.offered, strict=True))
    assert Counter(history.codes[owner] for owner, _, _ in cells) == {"loans": 365, "cards": 184}
    assert all(history.starts[cut] == int(midnight(FIRST).timestamp()) + (day - 1) * 86_400 for _, cut, day in cells)
    assert history.longest_wait_ms == history.offered


def test_a_hub_that_becomes_slow_is_asked_for_less_at_a_time() -> None:
    go_on = threading.Event()

    def slower(asked: Asked) -> Answer:
        first, last = asked_days(asked)
        if first > date(2025, 3, 1) and (last - first).days > 30:
            go_on.wait(4)
        return told(asked)

    with small_hub(SmallHub(answer=slower)) as hub:
        history = counter_columns(Api(hub.url, read_timeout_s=1), FIRST, date(2025, 4, 30))
        go_on.set()
    assert history.offered == list(range(1, 121))


def test_a_day_that_does_not_come_at_all_is_said() -> None:
    go_on = threading.Event()

    def never(_asked: Asked) -> Answer:
        go_on.wait(1)
        return 200, {}

    with small_hub(SmallHub(answer=never)) as hub:
        with pytest.raises(HubUnreachable) as caught:
            counter_columns(Api(hub.url, read_timeout_s=0.2), FIRST, FIRST)
        go_on.set()
    assert caught.value.cause == "timeout"
    with pytest.raises(ValueError, match="before"):
        counter_columns(Api(hub.url), LAST, FIRST)
