"""The form of a kept report: a time as it is written, weekdays by name, and only what matters for how often it is made."""

from pytestqt.qtbot import QtBot

from agent_desk.schemas.reports.sheet import ReportChoice, SavedReport
from agent_desk.ui.kit import words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.inputs import TimeInput
from agent_desk.ui.reports.report_form import ReportDialog
from agent_desk.ui.reports.saved_dialog import when_text
from tests.fixtures.hub import GoingHub
from tests.fixtures.seats import MakeSeat

IN_QUESTION = ("at", "weekday", "day")


def shown(dialog: ReportDialog) -> list[str]:
    return [name for name in IN_QUESTION if not dialog.form.field(name).isHidden()]


def test_what_is_asked_follows_from_how_often_it_is_made(
    qtbot: QtBot, going_hub: GoingHub, make_seat: MakeSeat
) -> None:
    dialog = ReportDialog(make_seat(going_hub.url, "s1", "supervisor").context, ReportChoice())
    qtbot.addWidget(dialog)
    seen = {}
    for every in ("never", "daily", "weekly", "monthly"):
        dialog.form.set_values({"every": every}, clean=False)
        seen[every] = shown(dialog)
    assert seen == {"never": [], "daily": ["at"], "weekly": ["at", "weekday"], "monthly": ["at", "day"]}
    time, day = dialog.form.field("at"), dialog.form.field("weekday")
    assert isinstance(time, TimeInput) and isinstance(day, Choice)
    assert (time.text(), day.text()) == ("07:00", "Monday")


def test_the_list_says_weekday_and_time_in_words(usual_look: None) -> None:
    report = SavedReport.model_construct(at=7 * 60 + 5, on=3, every="weekly")
    monthly = SavedReport.model_construct(at=18 * 60, on=22, every="monthly")
    assert (when_text(report), when_text(monthly)) == ("every Wednesday, 07:05", "on the 22nd of the month, 18:00")
    assert [words.day_of_month(day) for day in (1, 2, 3, 11, 12, 23, 31)] == [
        "the 1st",
        "the 2nd",
        "the 3rd",
        "the 11th",
        "the 12th",
        "the 23rd",
        "the 31st",
    ]
