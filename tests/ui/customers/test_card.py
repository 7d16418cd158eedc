"""The customer's card at the seat: masks, a field in clear for a while, news, time line."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.live import LiveState
from agent_desk.schemas.customers.records import TimelineItem, TimelinePage
from agent_desk.ui.customers.card import CustomerCardPanel
from agent_desk.ui.kit import words
from agent_desk.ui.kit.notices import RecordedNotices
from agent_desk.ui.kit.pages.reason_dialog import ReasonFormDialog
from tests.fixtures.small_hub import refusal
from tests.ui.customers.conftest import CLEAR, NOW, OTHER, OWNER, Bank, change, item, make_card, put, typing_of


@pytest.fixture
def panel(context: DeskContext, desk: QWidget, bank: Bank, qtbot: QtBot) -> CustomerCardPanel:
    """The card of the customer, in the window."""
    made = CustomerCardPanel(context)
    put(desk, made)
    made.show_customer(OWNER)
    qtbot.waitUntil(lambda: made.card is not None)
    qtbot.waitUntil(lambda: context.background.busy == 0)
    return made


def shown(panel: CustomerCardPanel, field: str) -> str:
    """What stands in a field."""
    found = panel.fields.field(field)
    assert found is not None
    return found.text.text()


def in_sight(panel: CustomerCardPanel) -> ReasonFormDialog:
    """The question why that stands open."""
    (dialog,) = (one for one in panel.findChildren(ReasonFormDialog) if one.isVisible())
    return dialog


def ask_by_keyboard(panel: CustomerCardPanel, qtbot: QtBot, field: str) -> None:
    """Space on the eye, the first reason by Down, Ctrl+Enter."""
    eye = panel.header.name.eye if field == "name" else panel.fields.field(field).eye  # type: ignore[union-attr]
    eye.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(eye, Qt.Key.Key_Space)
    dialog = in_sight(panel)
    assert not dialog.isModal()
    choice = dialog.form.field("reason")
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    qtbot.keyClick(choice, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_nothing_stands_in_clear_until_it_is_asked_for_and_then_only_for_a_while(
    panel: CustomerCardPanel, qtbot: QtBot, bank: Bank
) -> None:
    assert shown(panel, "identity_number") == "3****************4"
    bank.show_ms = 1000
    ask_by_keyboard(panel, qtbot, "identity_number")
    qtbot.waitUntil(lambda: shown(panel, "identity_number") == CLEAR)
    (asked,) = bank.asked("/reveal")
    assert (asked.body["field"], asked.body["reason_code"]) == ("identity_number", "confirm")
    qtbot.waitUntil(lambda: shown(panel, "identity_number") == "3****************4", timeout=3000)


def test_without_a_call_or_a_case_the_reason_is_asked_for_in_words(
    panel: CustomerCardPanel, qtbot: QtBot, bank: Bank
) -> None:
    bank.no_matter = True
    ask_by_keyboard(panel, qtbot, "identity_number")
    qtbot.waitUntil(lambda: bool(_open_dialogs(panel)))
    (dialog,) = _open_dialogs(panel)
    assert any("your supervisor sees it" in one.text() for one in dialog.findChildren(QLabel))
    area = dialog.form.field("text")
    qtbot.keyClicks(area.focusProxy() or area, "The branch asks for it")
    qtbot.keyClick(area.focusProxy() or area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown(panel, "identity_number") == CLEAR)
    assert [one.body["reason_text"] for one in bank.asked("/reveal")] == ["", "The branch asks for it"]


def test_a_reveal_that_is_refused_stays_with_what_was_typed(panel: CustomerCardPanel, qtbot: QtBot, bank: Bank) -> None:
    bank.refuse["reveal"] = refusal(503, "database_busy")
    ask_by_keyboard(panel, qtbot, "identity_number")
    dialog = in_sight(panel)
    qtbot.waitUntil(lambda: dialog.drafted.state == "unreachable")
    dialog.form.set_values({"text": "the branch asks"}, clean=False)
    dialog.send()
    qtbot.waitUntil(lambda: dialog.drafted.state == "unreachable")
    assert dialog.isVisible() and dialog.notice.text() and dialog.form.values()["text"] == "the branch asks"
    del bank.refuse["reveal"]
    dialog.send()
    qtbot.waitUntil(lambda: shown(panel, "identity_number") == CLEAR)
    assert bank.asked("/reveal")[-1].body["reason_text"] == "the branch asks"


def test_a_reason_that_was_begun_is_there_again_when_the_customer_is_back(
    panel: CustomerCardPanel, qtbot: QtBot, bank: Bank
) -> None:
    panel._ask_reason("identity_number")
    in_sight(panel).form.set_values({"text": "half a sen"}, clean=False)
    bank.cards[OTHER] = make_card(OTHER)
    for customer in (OTHER, OWNER):
        with qtbot.waitSignal(panel.loaded):
            panel.show_customer(customer)
    assert not [one for one in panel.findChildren(ReasonFormDialog) if one.isVisible()]
    panel._ask_reason("identity_number")
    assert in_sight(panel).form.values()["text"] == "half a sen"
    in_sight(panel).reject()


def _open_dialogs(panel: CustomerCardPanel) -> list[ReasonFormDialog]:
    return [
        one for one in panel.findChildren(ReasonFormDialog) if one.isVisible() and "reason" not in one.form.values()
    ]


def test_a_revealed_value_outlives_news_but_not_another_customer(
    panel: CustomerCardPanel, qtbot: QtBot, bank: Bank, context: DeskContext
) -> None:
    ask_by_keyboard(panel, qtbot, "identity_number")
    qtbot.waitUntil(lambda: shown(panel, "identity_number") == CLEAR)
    bank.cards[OWNER] = make_card(version=2, note="New")
    with qtbot.waitSignal(panel.loaded):
        context.live.changed.emit(change("customer", version=2))
    assert shown(panel, "identity_number") == CLEAR
    bank.cards[OTHER] = make_card(OTHER)
    with qtbot.waitSignal(panel.loaded):
        panel.show_customer(OTHER)
    assert shown(panel, "identity_number") == "3****************4"


def test_name_and_card_number_are_asked_for_the_same_way(panel: CustomerCardPanel, qtbot: QtBot, bank: Bank) -> None:
    ask_by_keyboard(panel, qtbot, "name")
    qtbot.waitUntil(lambda: panel.header.name.text.text() == CLEAR)
    panel.products.setFocus()
    panel.products.selectRow(0)
    qtbot.keyClick(panel.products, Qt.Key.Key_Return)
    dialog = in_sight(panel)
    qtbot.keyClick(dialog.form.field("reason"), Qt.Key.Key_Down)
    qtbot.keyClick(dialog.form.field("reason"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: panel.products.number_shown(0).startswith(CLEAR))


def test_somebody_who_may_not_reveal_has_no_eye(
    allowed: set[str], context: DeskContext, desk: QWidget, qtbot: QtBot
) -> None:
    allowed.discard("customers.reveal")
    panel = CustomerCardPanel(context)
    put(desk, panel)
    with qtbot.waitSignal(panel.loaded):
        panel.show_customer(OWNER)
    field = panel.fields.field("identity_number")
    assert field is not None
    assert not field.eye.isVisible()
    assert not panel.header.name.eye.isVisible()


def test_the_caller_can_be_checked_by_key_while_the_call_is_not_verified(
    panel: CustomerCardPanel, desk: QWidget, qtbot: QtBot, bank: Bank
) -> None:
    assert not panel.header.verify.isVisible()
    with qtbot.waitSignal(panel.loaded):
        panel.show_customer(OWNER, OTHER)
    with qtbot.waitSignal(panel.verify_wanted):
        qtbot.keyClick(desk, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    bank.cards[OWNER] = make_card(verified=True)
    with qtbot.waitSignal(panel.loaded):
        panel.refresh()
    assert panel.header.verified.isVisible()
    assert not panel.header.verify.isVisible()


def test_a_card_that_comes_takes_no_focus(panel: CustomerCardPanel, desk: QWidget, qtbot: QtBot) -> None:
    assert typing_of(desk).hasFocus()
    with qtbot.waitSignal(panel.loaded):
        panel.refresh()
    assert typing_of(desk).hasFocus()


def test_an_error_is_one_sentence_with_a_way_to_try_again(
    context: DeskContext, desk: QWidget, qtbot: QtBot, bank: Bank
) -> None:
    panel = CustomerCardPanel(context)
    put(desk, panel)
    panel.show_customer(OTHER)
    qtbot.waitUntil(lambda: panel.states.showing() == "error")
    assert panel.states.error.title() == "There is no such customer."
    bank.cards[OTHER] = make_card(OTHER)
    with qtbot.waitSignal(panel.loaded):
        panel.refresh()
    assert panel.states.showing() == "content"


def test_a_line_that_is_lost_is_said_above_the_card(
    panel: CustomerCardPanel, context: DeskContext, qtbot: QtBot
) -> None:
    context.live.state_changed.emit(LiveState.LOST)
    assert panel.states.stale.isVisible()
    context.live.state_changed.emit(LiveState.LIVE)
    qtbot.waitUntil(lambda: not panel.states.stale.isVisible())


def test_care_flags_that_met_are_told_with_both_versions(
    panel: CustomerCardPanel, qtbot: QtBot, bank: Bank, notices: RecordedNotices
) -> None:
    bank.cards[OWNER] = make_card(version=2, care_flags=[])
    panel.header.flags_wanted.emit(["elderly", "hearing"])
    qtbot.waitUntil(panel.flags_notice.mine.isVisible)
    assert panel.flags_notice.lines() == ["Care flags: theirs none, yours Elderly customer, Hard of hearing"]
    assert panel.header.flags() == []
    panel.flags_notice.theirs.click()
    with qtbot.waitSignal(panel.loaded):
        panel.header.flags_wanted.emit(["hearing"])
    assert panel.header.flags() == ["hearing"]
    assert not notices.said


# -- the time line -----------------------------------------------------------------------------------------------------

FIRST = TimelinePage(
    items=[item("Balance", 1), item("Card lost", 2), item("Loan", 30)],
    open_matters=[item("TS-1", 70, "complaint", open=True, due_at=NOW + timedelta(days=3))],
    next="older",
)


def test_open_matters_stand_on_top_and_the_rest_by_day(
    context: DeskContext, desk: QWidget, qtbot: QtBot, bank: Bank
) -> None:
    bank.pages = {"": FIRST, "older": TimelinePage(items=[item("Long ago", 24 * 400)])}
    panel = CustomerCardPanel(context)
    put(desk, panel)
    panel.show_customer(OWNER)
    qtbot.waitUntil(lambda: "Long ago" in panel.timeline.model.texts())
    assert panel.timeline.model.texts() == [
        "Open matters (1)",
        "TS-1",
        "Today",
        "Balance",
        "Card lost",
        "Yesterday",
        "Loan",
        "9 Oct 2024",
        "Long ago",
    ]
    assert panel.tabs.tabText(1) == "Cases (1 open)"


@pytest.mark.parametrize(("language", "told"), [("zh", ["收费", "问年费"]), ("en", ["Fees", "问年费"])])
def test_the_time_line_speaks_the_language_of_the_desk(
    context: DeskContext,
    desk: QWidget,
    qtbot: QtBot,
    bank: Bank,
    qapp: QApplication,
    language: words.Language,
    told: list[str],
) -> None:
    words.install(qapp, language)
    bank.pages = {"": TimelinePage(items=[item("收费", 1, title_en="Fees", words="问年费"), item("旧的一行", 2)])}
    panel = CustomerCardPanel(context)
    put(desk, panel)
    panel.show_customer(OWNER)
    qtbot.waitUntil(lambda: panel.timeline.model.rowCount() > 0)
    words.install(qapp, "en")
    texts = panel.timeline.model.texts()
    assert told[0] in texts and "旧的一行" in texts, "what was kept in one language stays"
    assert told[1] in str(panel.timeline.model.index(texts.index(told[0])).data(Qt.ItemDataRole.AccessibleTextRole))


def test_the_time_line_is_walked_and_opened_by_keyboard_and_keeps_its_place(
    context: DeskContext, desk: QWidget, qtbot: QtBot, bank: Bank
) -> None:
    bank.pages = {"": FIRST.model_copy(update={"next": None})}
    panel = CustomerCardPanel(context)
    put(desk, panel)
    panel.show_customer(OWNER)
    timeline = panel.timeline
    qtbot.waitUntil(lambda: timeline.model.rowCount() > 0)
    timeline.list.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(timeline.list, Qt.Key.Key_Down)
    opened: list[TimelineItem] = []
    panel.contact_activated.connect(opened.append)
    qtbot.keyClick(timeline.list, Qt.Key.Key_Return)
    assert [one.title for one in opened] == ["Balance"]
    fresh = [item("Called again", 0.1), *FIRST.items]
    bank.pages[""] = FIRST.model_copy(update={"items": fresh, "next": None})
    context.live.changed.emit(change("timeline", kind="call"))
    qtbot.waitUntil(lambda: "Called again" in timeline.model.texts())
    current = timeline.list.current_item()
    assert current is not None
    assert current.title == "Balance"
    context.live.changed.emit(change("timeline", OTHER, kind="call"))
    QApplication.processEvents()
    assert len(bank.asked("/timeline")) == 2


def test_a_customer_without_contacts_says_so(panel: CustomerCardPanel) -> None:
    assert panel.timeline.states.showing() == "empty"
    assert panel.timeline.states.empty.title() == "No contacts yet"


def test_a_filter_asks_for_its_kind_and_goes_with_the_customer(
    panel: CustomerCardPanel, qtbot: QtBot, bank: Bank
) -> None:
    panel.filter.changed.emit(("message",))
    qtbot.waitUntil(lambda: "kinds=message" in bank.asked("/timeline")[-1].path)
    bank.cards[OTHER] = make_card(OTHER)
    with qtbot.waitSignal(panel.loaded):
        panel.show_customer(OTHER)
    qtbot.waitUntil(lambda: bool(bank.asked(f"{OTHER}/timeline")))
    assert "kinds" not in bank.asked(f"{OTHER}/timeline")[-1].path


def test_building_the_panels_opens_no_window_of_its_own(panel: CustomerCardPanel, desk: QWidget) -> None:
    visible = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    assert visible == [desk]
