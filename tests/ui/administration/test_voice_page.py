"""The voice plan at the administrator's seat: edited part by part, seen as a tree and a difference, saved, applied, taken up again."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from agent_desk.desk.administration import operations
from agent_desk.schemas.calls.voice_plan import VoicePlan, VoicePlanForm
from agent_desk.ui.administration.voice_plan.page import VoicePlanPage
from tests.fixtures.seats import Seat

PLAN: dict[str, Any] = {
    "numbers": [{"number": "95500", "queue": "card", "survey": True}],
    "queues": [{"queue": "card", "callback_key": "1"}],
    "menus": [
        {
            "code": "main",
            "sound": "main-menu",
            "otherwise": "card",
            "choices": [{"key": "1", "does": "queue", "target": "card"}],
        }
    ],
}


def save(seat: Seat, version: int = 0, **more: Any) -> None:
    """Somebody saves a plan."""
    form = VoicePlanForm(plan=VoicePlan.model_validate({**PLAN, **more}), version=version)
    operations.save_voice_plan(seat.context.api, form)


@pytest.fixture
def page(qtbot: QtBot, seat: Seat) -> Iterator[VoicePlanPage]:
    save(seat)
    page = VoicePlanPage(seat.context)
    qtbot.addWidget(page)
    page.resize(1120, 680)
    page.show()
    qtbot.waitUntil(lambda: page.view is not None and page.view.version == 1, timeout=10_000)
    yield page


def choose(page: VoicePlanPage, *path: str | int) -> None:
    page.outline.select(path)


def saved(seat: Seat) -> VoicePlan:
    return operations.voice_plan(seat.context.api).plan


def test_it_is_read_as_a_tree_with_what_is_not_applied_yet(qtbot: QtBot, page: VoicePlanPage) -> None:
    assert "\u2003\u2003waits in Cards (card)" in page.tree.toPlainText().splitlines()
    assert "Version 1. Not applied" in page.says.text()
    assert "+[agent-desk-keys-card]" in page.diff.toPlainText()
    assert not page.apply_button.isVisible(), "this hub has no exchange: the command applies it, and the page says so"
    assert "agent-desk exchange plan apply" in page.says.text()


def test_a_field_is_seen_in_the_tree_before_it_is_saved(qtbot: QtBot, page: VoicePlanPage, seat: Seat) -> None:
    choose(page, "numbers", 0)
    page.form.set_values({"menu": "main"}, clean=False)
    qtbot.waitUntil(lambda: "menu main: plays main-menu" in page.tree.toPlainText(), timeout=10_000)
    assert "not saved yet" in page.says.text()
    assert saved(seat).numbers[0].menu is None, "nothing is saved by looking"
    page.save()
    qtbot.waitUntil(lambda: not page.dirty() and page.view is not None and page.view.version == 2, timeout=10_000)
    assert saved(seat).numbers[0].menu == "main"
    qtbot.waitUntil(lambda: page.seen.versions.list.count() == 2, timeout=10_000)
    page.seen.turn("versions")
    newest = page.seen.versions.changes.toPlainText()
    assert "+\u2003\u2003menu main" in newest and "-\u2003\u2003waits in Cards (card)" in newest


def test_a_key_of_a_menu_and_overflow_are_added(qtbot: QtBot, page: VoicePlanPage, seat: Seat) -> None:
    page.outline.add(("menus", 0, "choices"))
    page.form.set_values({"does": "message", "to_sound": "branches", "key": "2"}, clean=False)
    choose(page, "queues", 0)
    page.form.set_values({"does": "callback", "after_s": 90, "per_agent": "1.5"}, clean=False)
    page.save()
    qtbot.waitUntil(lambda: not page.dirty(), timeout=10_000)
    plan = saved(seat)
    assert [(one.key, one.does, one.target) for one in plan.menus[0].choices][1] == ("2", "message", "branches")
    overflow = plan.queues[0].overflow
    assert overflow is not None
    assert (overflow.does, overflow.after_s, overflow.per_agent) == ("callback", 90, 1.5)


def test_hours_and_a_special_day(qtbot: QtBot, page: VoicePlanPage, seat: Seat) -> None:
    page.outline.add(("hours",))
    page.form.set_values({"code": "office", "day0": "09:00-12:00, 13:30-17:30", "day5": ""}, clean=False)
    choose(page, "numbers", 0)
    page.form.set_values({"hours": "office"}, clean=False)
    page.outline.add(("days",))
    page.form.set_values({"day": "2027-10-01", "name": "国庆"}, clean=False)
    page.save()
    qtbot.waitUntil(lambda: not page.dirty(), timeout=10_000)
    plan = saved(seat)
    assert [(one.start, one.end) for one in plan.hours[0].week[0]] == [("09:00", "12:00"), ("13:30", "17:30")]
    assert plan.hours[0].week[5] == [] and plan.numbers[0].hours == "office"
    assert [(day.day.isoformat(), day.name, day.periods) for day in plan.days] == [("2027-10-01", "国庆", [])]


def test_what_is_wrong_is_said_where_it_is_and_not_sent(qtbot: QtBot, page: VoicePlanPage, seat: Seat) -> None:
    page.outline.add(("hours",))
    page.form.set_values({"day0": "17:30-09:00"}, clean=False)
    page.look()
    assert "day0" in page.form.errors()
    assert not page.save_button.isEnabled()
    page.undo()
    choose(page, "queues", 0)
    page.form.set_values({"does": "callback", "after_s": 60, "callback_key": ""}, clean=False)
    qtbot.waitUntil(lambda: "no call-back key" in page.fault_words.text(), timeout=10_000)
    assert not page.save_button.isEnabled()
    assert saved(seat).queues[0].overflow is None


def test_somebody_else_was_quicker(qtbot: QtBot, page: VoicePlanPage, seat: Seat) -> None:
    choose(page, "numbers", 0)
    page.form.set_values({"greeting_sound": "mine"}, clean=False)
    save(seat, 1, survey={"sound": "theirs", "thanks_sound": "bye"})
    qtbot.waitUntil(lambda: "Version 2" in page.notice.text(), timeout=10_000)
    page.notice.mine.click()
    qtbot.waitUntil(lambda: page.view is not None and page.view.version == 3, timeout=10_000)
    assert saved(seat).numbers[0].greeting_sound == "mine"


def test_an_earlier_version_is_taken_up_again(qtbot: QtBot, page: VoicePlanPage, seat: Seat) -> None:
    save(seat, 1, numbers=[])
    qtbot.waitUntil(lambda: page.view is not None and page.view.version == 2, timeout=10_000)
    qtbot.waitUntil(lambda: page.seen.versions.list.count() == 2, timeout=10_000)
    page.seen.versions.list.setCurrentRow(1)
    page.seen.versions.again.click()
    assert page.dirty() and page.draft["numbers"][0]["number"] == "95500"
    page.save()
    qtbot.waitUntil(lambda: not page.dirty(), timeout=10_000)
    assert saved(seat).numbers[0].number == "95500"


def test_a_rule_about_callers_is_put_in_seen_in_the_tree_and_saved(
    qtbot: QtBot, page: VoicePlanPage, seat: Seat
) -> None:
    page.outline.add(("callers",))
    page.form.set_values({"who": "flag:elderly", "queue": "", "skip_menu": True, "priority": 9}, clean=False)
    wanted = "\u2003\u2003Elderly customer: skips the menu, priority 9"
    qtbot.waitUntil(lambda: wanted in page.tree.toPlainText().splitlines(), timeout=10_000)
    if folder := os.environ.get("AGENT_DESK_PICTURES"):
        page.grab().save(f"{folder}/rule.png")
    page.save()
    qtbot.waitUntil(lambda: not page.dirty() and page.view is not None and page.view.version == 2, timeout=10_000)
    page.outline.add(("callers",))
    page.form.set_values({"who": "flag:fraud_watch", "queue": "card", "priority": 0}, clean=False)
    page.outline.move_up()
    page.save()
    qtbot.waitUntil(lambda: page.view is not None and page.view.version == 3, timeout=10_000)
    first, rule = saved(seat).callers
    assert (first.who, first.queue) == ("flag:fraud_watch", "card"), "it is asked first now"
    assert (rule.who, rule.queue, rule.skip_menu, rule.priority) == ("flag:elderly", None, True, 9)
