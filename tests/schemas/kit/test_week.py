"""Hours of a week: what is taken, and how it is read."""

import pytest
from pydantic import ValidationError

from agent_desk.schemas.calls.lists import QUEUES
from agent_desk.schemas.kit import week

OFFICE = ["09:00-12:00, 13:30-17:30"] * 5 + ["10:00-16:00", ""]


@pytest.mark.parametrize(
    ("hours", "fault"),
    [
        pytest.param([], "", id="none"),
        pytest.param(OFFICE, "", id="two periods a day"),
        pytest.param(["00:00-24:00"] * 7, "", id="always"),
        pytest.param(["09:00-12:00, 12:00-13:00"] + [""] * 6, "", id="periods that touch"),
        pytest.param(["09:00"] + [""] * 6, "not_periods", id="no end"),
        pytest.param(["9:00-12:00"] + [""] * 6, "not_periods", id="one digit"),
        pytest.param(["12:00-09:00"] + [""] * 6, "not_in_order", id="backwards"),
        pytest.param(["09:00-12:00, 11:00-13:00"] + [""] * 6, "not_in_order", id="over each other"),
        pytest.param(["09:00-12:00"], "not_a_week", id="one day"),
        pytest.param([""] * 7, "not_a_week", id="shut for ever"),
        pytest.param(
            [", ".join(f"{at:02d}:00-{at:02d}:30" for at in range(7))] + [""] * 6, "string_too_long", id="seven periods"
        ),
    ],
)
def test_hours_of_a_queue(hours: list[str], fault: str) -> None:
    form = {"code": "loans", "name_zh": "贷款", "name_en": "Loans", "hours": hours}
    if not fault:
        assert QUEUES.new.model_validate(form).hours == hours
        return
    with pytest.raises(ValidationError) as found:
        QUEUES.new.model_validate(form)
    assert [one["type"] for one in found.value.errors()] == [fault]


def test_what_people_type_is_read() -> None:
    assert week.text_of(week.typed("9:00–12:00，13：30 至 17:30；")) == "09:00-12:00, 13:30-17:30"
    assert week.text_of(week.typed("morning")) != "", "what is no period stays, for the record to find"


def test_days_that_are_alike_are_read_together() -> None:
    assert week.read(OFFICE, "en") == "Mon–Fri 09:00–12:00, 13:30–17:30; Sat 10:00–16:00; Sun shut"
    assert week.read(["00:00-24:00"] * 7, "zh") == "每天 00:00–24:00"
