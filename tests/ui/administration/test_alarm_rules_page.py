"""Rules of alarms at the administrator's seat: shown in their units, changed with a version, refused where they cannot work."""

from typing import Any

from pytestqt.qtbot import QtBot

from agent_desk.desk.supervising import operations
from agent_desk.ui.administration.alarm_rules_page import AlarmRulesPage
from agent_desk.ui.administration.lists_page import NewEntryDialog
from tests.fixtures.seats import Seat
from tests.ui.administration.test_settings_pages import change, put

__all__ = ["put"]


def test_a_share_is_edited_in_percent_and_the_history_says_so(qtbot: QtBot, put: Any, seat: Seat) -> None:
    page = put(AlarmRulesPage)
    saved = change(qtbot, page, "service_level", threshold=60, clear_at=75, quiet_from="22:00", quiet_to="07:00")
    assert (saved.threshold, saved.clear_at, saved.quiet_from, saved.version) == (0.6, 0.75, "22:00", 2)
    assert page._threshold(saved) == "< 60 %"
    qtbot.waitUntil(lambda: any("alarm rule changed" in line for line in page.editor.history.texts()), timeout=10_000)
    known = {rule.code: rule for rule in operations.alarm_rules(seat.context.api)}
    assert known["service_level"] == saved


def test_a_rule_that_could_never_be_over_is_named_at_its_field(qtbot: QtBot, put: Any) -> None:
    page = put(AlarmRulesPage)
    page.table.select_key("waiting")
    qtbot.waitUntil(lambda: page.editor.record.code == "waiting", timeout=5_000)
    page.editor.form.set_values({"clear_at": 20}, clean=False)
    page.editor.save()
    qtbot.waitUntil(lambda: bool(page.editor.form.errors()), timeout=10_000)
    assert page.editor.form.errors() == {"clear_at": "This must be above 0, and at or below the threshold."}


def test_a_new_rule_begins_retired_and_is_put_into_force(qtbot: QtBot, put: Any) -> None:
    page = put(AlarmRulesPage)
    page.add_rule()
    dialog = page.findChild(NewEntryDialog)
    dialog.form.set_values({"code": "card_waiting", "name_zh": "信用卡排队", "name_en": "Cards wait"}, clean=False)
    with qtbot.waitSignal(dialog.saved, timeout=10_000):
        dialog.send()
    qtbot.waitUntil(lambda: page.model.row_of("card_waiting") >= 0, timeout=10_000)
    page.table.select_key("card_waiting")
    qtbot.waitUntil(lambda: page.editor.record.code == "card_waiting", timeout=5_000)
    assert page.mark(page.editor.record).text == "Retired"
    saved = change(qtbot, page, "card_waiting", about="card", threshold=3, clear_at=1, active=True)
    assert (saved.queue, saved.threshold, saved.active) == ("card", 3, True)
    assert page.mark(saved).text == "Warning"
