"""Roles, targets, words, masks, the centre and the audit trail at the administrator's seat."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from agent_desk.desk.administration import operations, settings
from agent_desk.hub.figures import counter_keeper
from agent_desk.hub.kit import audit
from agent_desk.hub.kit.database import Database
from agent_desk.schemas.calls.lists import DISPOSITIONS, REASONS
from agent_desk.schemas.calls.voice_plan import CallFact
from agent_desk.schemas.kit.settings import SettingForm
from agent_desk.schemas.people.settings import CENTRE, CentreNames
from agent_desk.ui.administration.audit_page import AuditTrailPage
from agent_desk.ui.administration.lists_page import ListEntriesPage, NewEntryDialog
from agent_desk.ui.administration.masks_page import MasksPage
from agent_desk.ui.administration.roles_page import RolesPage
from agent_desk.ui.administration.settings_page import SettingPage
from agent_desk.ui.administration.targets_page import TargetsPage, formula_words
from agent_desk.ui.calls import fact_words
from agent_desk.ui.kit.pages.list_page import ListPage, Page
from tests.fixtures.hub import GoingHub
from tests.fixtures.seats import Seat
from tests.fixtures.trail import KEY, Intruder


@pytest.fixture
def put(qtbot: QtBot, seat: Seat) -> Any:
    """Puts a page on the screen and waits for its rows."""
    pages: list[Page] = []

    def put(kind: type[Page]) -> Page:
        page = kind(seat.context)
        qtbot.addWidget(page)
        pages.append(page)
        page.resize(1100, 680)
        page.show()
        if isinstance(page, ListPage):
            qtbot.waitUntil(lambda: page.editor is not None and page.editor.record is not None, timeout=10_000)
        return page

    return put


def change(qtbot: QtBot, page: Any, key: Any, **values: Any) -> Any:
    """Choose a row, change its form, save; gives the record as the hub has it."""
    page.table.select_key(key)
    qtbot.waitUntil(lambda: page.key(page.editor.record) == key, timeout=5_000)
    page.editor.form.set_values(values, clean=False)
    with qtbot.waitSignal(page.editor.saved, timeout=10_000) as told:
        page.editor.save()
    return told.args[0]


def test_a_role_may_more(qtbot: QtBot, put: Any) -> None:
    page = put(RolesPage)
    saved = change(qtbot, page, "auditor", permissions=("audit.view", "floor.view", "reports.view"))
    assert saved.permissions == ["audit.view", "floor.view", "reports.view"]
    qtbot.waitUntil(lambda: any("see the live board" in line for line in page.editor.history.texts()), timeout=10_000)


def test_a_queue_gets_a_target_of_its_own_and_follows_the_centre_again(qtbot: QtBot, put: Any, seat: Seat) -> None:
    page = put(TargetsPage)
    saved = change(qtbot, page, "card", formula="F5", threshold_s=15, level=85)
    assert (saved.own, saved.formula, saved.threshold_ms, saved.target) == (True, "F5", 15_000, 0.85)
    assert page._written.text() == formula_words("F5")
    qtbot.waitUntil(lambda: not page.follow_button.isHidden(), timeout=5_000)
    with qtbot.waitSignal(page.editor.saved, timeout=10_000):
        page.follow_button.click()
    assert not operations.targets(seat.context.api).queues[0].own


def test_the_page_of_targets_says_whether_the_counters_were_proved(qtbot: QtBot, put: Any, going_hub: GoingHub) -> None:
    page = put(TargetsPage)
    qtbot.waitUntil(lambda: "not yet here" in page._proof.text(), timeout=10_000)
    counter_keeper.prove(going_hub.running.hub_context)
    qtbot.waitUntil(lambda: page._proof.text().endswith("0 cells differ."), timeout=10_000)


def test_a_short_abandon_longer_than_t_is_named_at_its_field(qtbot: QtBot, put: Any) -> None:
    page = put(TargetsPage)
    page.editor.form.set_values({"threshold_s": 3, "short_s": 9}, clean=False)
    page.editor.save()
    qtbot.waitUntil(lambda: bool(page.editor.form.errors()), timeout=10_000)
    assert page.editor.form.errors() == {"short_s": "This cannot be longer than T."}


def test_words_are_added_renamed_and_retired(qtbot: QtBot, put: Any) -> None:
    page = put(lambda context: ListEntriesPage(context, REASONS))
    saved = change(qtbot, page, "break", name_zh="茶歇", active=False)
    assert (saved.name_zh, saved.active) == ("茶歇", False)
    page.add_entry()
    dialog = page.findChild(NewEntryDialog)
    dialog.form.set_values({"code": "Break", "name_zh": "小休", "name_en": "Break"}, clean=False)
    dialog.send()
    qtbot.waitUntil(lambda: "code" in dialog.form.errors(), timeout=10_000)
    dialog.form.set_values({"code": "training", "name_zh": "培训", "name_en": "Training"}, clean=False)
    with qtbot.waitSignal(dialog.saved, timeout=10_000):
        dialog.send()
    qtbot.waitUntil(lambda: page.model.row_of("training") >= 0, timeout=10_000)
    page.table.select_key("missed_calls")
    qtbot.waitUntil(lambda: page.editor.record.code == "missed_calls", timeout=5_000)
    assert not page.active.isEnabled()


def test_a_disposition_below_its_topic(qtbot: QtBot, put: Any) -> None:
    page = put(lambda context: ListEntriesPage(context, DISPOSITIONS))
    page.add_entry()
    dialog = page.findChild(NewEntryDialog)
    dialog.form.set_values(
        {"parent_code": "fee", "code": "fee.annual", "name_zh": "年费", "name_en": "Annual fee"}, clean=False
    )
    with qtbot.waitSignal(dialog.saved, timeout=10_000):
        dialog.send()
    qtbot.waitUntil(
        lambda: [row.code for row in page.model.records()] == ["fee", "fee.sms", "fee.annual"], timeout=10_000
    )


def test_a_mask_shows_what_it_does(qtbot: QtBot, put: Any) -> None:
    page = put(MasksPage)
    saved = change(qtbot, page, "telephone.False", head=2, tail=2)
    assert saved.example == "13*******34"


def test_the_centre_is_named_anew(qtbot: QtBot, put: Any, seat: Seat) -> None:
    page = put(lambda context: SettingPage(context, CENTRE))
    qtbot.waitUntil(lambda: page.editor.record is not None, timeout=10_000)
    page.editor.form.set_values({"name_zh": "齐川银行客服中心", "hotline": "96000"}, clean=False)
    with qtbot.waitSignal(page.editor.saved, timeout=10_000):
        page.editor.save()
    assert settings.value(seat.context.api, CENTRE).value.name_zh == "齐川银行客服中心"
    assert "Asia/Shanghai" in page.editor._said_words.text()
    qtbot.waitUntil(lambda: any("Hotline: – → 96000" in line for line in page.editor.history.texts()), timeout=10_000)


def test_what_a_call_tells_is_said_in_one_line() -> None:
    at = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
    told = [
        ("menu", "2.3"),
        ("identity", "1234"),
        ("estimated_wait_s", "150"),
        ("overflow", "card>loan/wait"),
        ("survey", "5"),
    ]
    facts = [CallFact(name=name, value=value, at=at) for name, value in told]  # type: ignore[arg-type]
    assert fact_words.line(facts) == (
        "Menu keys 2 › 3 · Identity digits …1234 · Wait told 2:30 · Overflow card › loan (waited too long)"
    )
    assert fact_words.pairs(facts)[-1] == ("Survey score", "5 of 5")


def test_the_audit_trail_is_searched_and_verified(qtbot: QtBot, put: Any, seat: Seat, database: Database) -> None:
    named = SettingForm[CentreNames](value=CentreNames(name_zh="甲"), version=0)
    settings.change(seat.context.api, CENTRE, named)
    page = put(AuditTrailPage)
    qtbot.waitUntil(lambda: page.model.rowCount() >= 2, timeout=10_000)
    page.area.set_value("settings.")
    qtbot.waitUntil(lambda: [row.action for row in page.model.records()] == ["settings.centre"], timeout=10_000)
    with database.write() as db:
        audit.seal(db, KEY)
    page.verify()
    qtbot.waitUntil(lambda: "Sound" in page.verdict_words.text(), timeout=10_000)
    Intruder(database).does("UPDATE audit_entry SET reason = 'other' WHERE id = (SELECT min(id) FROM audit_entry)")
    page.verify()
    qtbot.waitUntil(lambda: "Not sound" in page.verdict_words.text(), timeout=10_000)
    assert "#1" in page.verdict_words.text()
