"""Complaints at the seat without pixels: what a refusal says, how close a due day is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from agent_desk.desk.cases import operations
from agent_desk.desk.kit.drafted_form import fields_of
from agent_desk.desk.kit.errors import HubRefused

ZONE = ZoneInfo("Asia/Shanghai")


def test_what_a_refusal_says_about_fields() -> None:
    assert fields_of(HubRefused("invalid_form", {"fields": {"wish": "missing"}})) == {"wish": "missing"}
    assert fields_of(HubRefused("not_found", {"what": "complaint"})) == {}


def test_days_left_are_days_of_the_centre() -> None:
    evening = datetime(2026, 3, 16, 15, 59, tzinfo=UTC)  # 23:59 at the centre
    midnight = datetime(2026, 3, 16, 16, 0, tzinfo=UTC)
    last = date(2026, 3, 17)
    assert (operations.days_left(last, evening, ZONE), operations.days_left(last, midnight, ZONE)) == (1, 0)
    found = [operations.closeness(days) for days in (-1, 0, 1, 3, 4, 7, 8)]
    assert found == ["over", "today", "soon", "soon", "week", "week", "far"]
