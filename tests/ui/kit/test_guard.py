"""Screens with customers' data: the watermark over them, and copying by right, for every kind of widget and for panels to come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from agent_desk.desk.customers import operations as customers
from agent_desk.desk.kit.feed import Feed
from agent_desk.desk.knowledge import operations as knowledge
from agent_desk.hub.kit.database import Database
from agent_desk.models.kit import AuditEntry
from agent_desk.ui.kit.copying import copy_own
from agent_desk.ui.kit.guard import Guard
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.inbox import InboxButton
from agent_desk.ui.kit.watermark import Watermark
from tests.fixtures.customers import one_customer
from tests.fixtures.hub import GoingHub
from tests.fixtures.seats import MakeSeat, Seat
from tests.fixtures.waiting import until

WORDS = "C000123 王小明"


class Planted(QWidget):
    """A panel of an area to come, of Qt's own widgets: it knows nothing of watermarks and of copying."""

    def __init__(
        self, context: Any, ask: Callable[[Any], Any], kind: type[QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.shown = kind()
        self.feed: Feed[Any] = Feed(context, lambda: ask, parent=self)
        self.panel = FeedPanel(context, self.feed, self.shown, self._came)
        column = QVBoxLayout(self)
        column.addWidget(self.panel)
        self.resize(500, 300)

    def _came(self, _answer: Any) -> None:
        shown: Any = self.shown
        if isinstance(shown, QLabel):
            shown.setText(WORDS)
            shown.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        elif isinstance(shown, QTextBrowser | QPlainTextEdit):
            shown.setPlainText(WORDS)
        elif isinstance(shown, QLineEdit):
            shown.setText(WORDS)
        elif isinstance(shown, QListWidget):
            shown.addItem(WORDS)
            shown.setCurrentRow(0)
        elif isinstance(shown, QTableWidget):
            shown.setRowCount(1)
            shown.setColumnCount(1)
            shown.setItem(0, 0, QTableWidgetItem(WORDS))
            shown.setCurrentCell(0, 0)

    def select(self) -> None:
        """Mark all of it."""
        shown: Any = self.shown
        if isinstance(shown, QLabel):
            shown.setSelection(0, len(WORDS))
        elif hasattr(shown, "selectAll"):
            shown.selectAll()


KINDS = [QLabel, QTextBrowser, QPlainTextEdit, QLineEdit, QListWidget, QTableWidget]


@dataclass
class Desk:
    """A seat with a window and its guard."""

    seat: Seat
    window: QWidget
    guard: Guard
    qtbot: QtBot

    def put(self, widget: QWidget) -> None:
        self.window.layout().addWidget(widget)  # type: ignore[union-attr]
        widget.show()

    def plant(self, kind: type[QWidget] = QLabel, *, personal: bool = True) -> Planted:
        """A panel that shows the answer of a lookup, or of the knowledge base."""
        ask: Callable[[Any], Any] = (lambda api: customers.find(api, "C000123")) if personal else knowledge.categories
        panel = Planted(self.seat.context, ask, kind)
        self.put(panel)
        self.qtbot.waitUntil(lambda: panel.feed.now is not None, timeout=20_000)
        return panel

    def focus(self, widget: QWidget) -> None:
        self.window.activateWindow()
        widget.setFocus()
        self.qtbot.waitUntil(widget.hasFocus, timeout=20_000)


@pytest.fixture(autouse=True)
def clean_clipboard(qapp: QApplication) -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture
def make_desk(
    qtbot: QtBot, make_seat: MakeSeat, going_hub: GoingHub, database: Database
) -> Iterator[Callable[[str], Desk]]:
    one_customer(database)
    guards: list[Guard] = []

    def make(*roles: str) -> Desk:
        seat = make_seat(going_hub.url, "-".join(roles), *roles)
        window = QWidget()
        QVBoxLayout(window)
        qtbot.addWidget(window)
        window.resize(700, 500)
        guard = Guard(seat.context, window)
        guards.append(guard)
        window.show()
        qtbot.waitExposed(window)
        return Desk(seat, window, guard, qtbot)

    yield make
    for guard in guards:
        guard.close()


@pytest.fixture
def desk(make_desk: Callable[[str], Desk]) -> Desk:
    """An agent's: without the right to copy."""
    return make_desk("agent")


@pytest.fixture
def allowed(make_desk: Callable[[str], Desk]) -> Desk:
    """A complaint handler's: with the right."""
    return make_desk("complaint_handler")


def copied() -> str:
    return QGuiApplication.clipboard().text()


def marks(window: QWidget) -> list[Watermark]:
    return [one for one in window.findChildren(Watermark) if one.isVisible()]


# ---------------------------------------------------------------------- the watermark


def test_a_panel_that_knows_nothing_of_it_is_marked_once_it_shows_customers(desk: Desk) -> None:
    assert not marks(desk.window)
    panel = desk.plant()
    (mark,) = marks(desk.window)
    assert mark.geometry() == desk.window.rect()
    said = " ".join(mark.lines())
    assert "测试员" in said or "Agent" in said
    assert "agent" in said
    assert "agent-seat" in said
    assert desk.seat.context.hub_now().astimezone(desk.seat.context.zone).strftime("%Y-%m-%d") in said
    panel.hide()
    desk.qtbot.waitUntil(lambda: not marks(desk.window), timeout=20_000)
    panel.show()
    desk.qtbot.waitUntil(lambda: bool(marks(desk.window)), timeout=20_000)


def test_what_is_of_the_bank_is_not_marked(desk: Desk) -> None:
    desk.plant(personal=False)
    assert not marks(desk.window)


def test_what_shows_only_how_many_is_not_marked(desk: Desk) -> None:
    button = InboxButton(desk.seat.context)
    desk.put(button)
    button.start()
    desk.qtbot.waitUntil(lambda: button.feed.now is not None, timeout=20_000)
    assert not marks(desk.window)


def test_a_dialog_and_a_window_of_its_own_are_marked_too(desk: Desk) -> None:
    desk.plant()
    dialog, detached = QDialog(desk.window), QWidget()
    desk.qtbot.addWidget(detached)
    for one in (dialog, detached):
        one.resize(300, 200)
        one.show()
        one.activateWindow()
        desk.qtbot.waitUntil(lambda one=one: bool(marks(one)), timeout=20_000)
    dialog.resize(420, 260)
    desk.qtbot.waitUntil(lambda: marks(dialog)[0].size() == dialog.size(), timeout=20_000)


def test_it_takes_neither_mouse_nor_keys(desk: Desk) -> None:
    desk.plant()
    button, field = QPushButton("Press"), QLineEdit()
    desk.put(button)
    desk.put(field)
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    (mark,) = marks(desk.window)
    centre = button.mapTo(desk.window, button.rect().center())
    assert desk.window.childAt(centre) is button
    QTest.mouseClick(desk.window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, centre)
    assert pressed == [1]
    assert mark.focusPolicy() == Qt.FocusPolicy.NoFocus
    desk.focus(field)
    QTest.keyClicks(field, "abc")
    assert field.text() == "abc"


def test_a_widget_that_comes_later_lies_under_it(desk: Desk) -> None:
    desk.plant()
    later = QWidget(desk.window)
    later.show()
    children = [one for one in desk.window.children() if isinstance(one, QWidget)]
    assert isinstance(children[-1], Watermark)


def test_the_bank_may_do_without(make_desk: Callable[[str], Desk]) -> None:
    desk = make_desk("agent")
    signed_in: Any = desk.seat.context.session._signed_in
    desk.seat.context.session._signed_in = signed_in.model_copy(update={"watermark": False})
    panel = desk.plant()
    assert not marks(desk.window)
    assert desk.guard.holds_back(panel.shown), "copying is another matter"


# ---------------------------------------------------------------------- copying


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_kind_of_widget_lets_customers_data_be_copied_without_the_right(desk: Desk, kind: type[QWidget]) -> None:
    panel = desk.plant(kind)
    desk.focus(panel.shown)
    panel.select()
    QTest.keyClick(panel.shown, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied() == ""
    if hasattr(panel.shown, "copy"):
        panel.shown.copy()
        assert copied() == ""
    assert desk.seat.told.texts(), "the person is told why"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_with_the_right_it_is_copied(allowed: Desk, kind: type[QWidget]) -> None:
    panel = allowed.plant(kind)
    allowed.focus(panel.shown)
    panel.select()
    QTest.keyClick(panel.shown, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied() == WORDS


def test_the_context_menu_copies_nothing_either(desk: Desk) -> None:
    panel = desk.plant(QTextBrowser)
    desk.focus(panel.shown)
    panel.select()
    shown: Any = panel.shown
    menu: QMenu = shown.createStandardContextMenu()
    copy = next(one for one in menu.actions() if one.objectName() == "edit-copy")
    copy.trigger()
    assert copied() == ""


def test_the_cards_own_copy_of_a_row_is_kept_back(desk: Desk) -> None:
    """Also where a panel's own code writes to the clipboard."""
    panel = desk.plant()
    desk.focus(panel.shown)
    QGuiApplication.clipboard().setText(WORDS)
    assert copied() == ""


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit], ids=lambda kind: kind.__name__)
def test_what_somebody_types_is_theirs(desk: Desk, kind: type[QWidget]) -> None:
    desk.plant()
    field: Any = kind()
    desk.put(field)
    desk.focus(field)
    QTest.keyClicks(field, "my own words")
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied() == "my own words"


def test_what_the_hub_filled_a_field_with_is_not(desk: Desk) -> None:
    desk.plant()
    field = QLineEdit(WORDS)
    desk.put(field)
    desk.focus(field)
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied() == ""


def test_an_article_beside_a_customer_may_be_copied(desk: Desk) -> None:
    desk.plant()
    article = desk.plant(QTextBrowser, personal=False)
    desk.focus(article.shown)
    article.select()
    QTest.keyClick(article.shown, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied() == WORDS


def test_the_number_of_a_case_may_be_copied(desk: Desk) -> None:
    desk.plant()
    copy_own("TS20261130-0001")
    assert copied() == "TS20261130-0001"


def test_nothing_is_dragged_away(desk: Desk) -> None:
    panel = desk.plant(QTextBrowser)
    panel.select()
    view = panel.shown.viewport()  # type: ignore[attr-defined]
    began: list[QDrag] = []
    QTimer.singleShot(200, view, lambda: (began.extend(view.findChildren(QDrag)), QDrag.cancel()))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(12, 12))
    for x in range(20, 320, 30):
        QTest.mouseMove(view, QPoint(x, 20))
    assert not view.findChildren(QDrag)
    assert not began
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton)


def test_after_the_sign_in_everything_is_as_it_was(desk: Desk) -> None:
    panel = desk.plant()
    desk.guard.close()
    assert not marks(desk.window)
    assert QApplication.startDragDistance() < 100
    desk.focus(panel.shown)
    QGuiApplication.clipboard().setText("anything")
    assert copied() == "anything"


# ---------------------------------------------------------------------- written down


def rows(database: Database, action: str) -> list[AuditEntry]:
    with database.read() as db:
        found = list(db.scalars(select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)))
        db.expunge_all()
        return found


def test_a_copy_that_is_allowed_is_a_row_and_more_of_them_a_sum(allowed: Desk, database: Database) -> None:
    panel = allowed.plant(QTextBrowser)
    allowed.focus(panel.shown)
    panel.select()
    for _ in range(4):
        QTest.keyClick(panel.shown, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    until(lambda: len(rows(database, "personal.copied")) == 1)
    (row,) = rows(database, "personal.copied")
    assert (row.entity, row.entity_id) == ("reading", "customers.find")
    assert row.detail["times"] == 1
    assert WORDS not in str(row.detail)
    allowed.guard.close()
    until(lambda: sum(one.detail["times"] for one in rows(database, "personal.copied")) == 4)
    assert len(rows(database, "personal.copied")) == 2


def test_printing_asks_the_same_right(desk: Desk, database: Database) -> None:
    panel = desk.plant()
    article = desk.plant(personal=False)
    assert not desk.guard.may_take_out(panel.shown, "print")
    assert desk.guard.may_take_out(article.shown, "print")
    assert rows(database, "personal.printed") == []


def test_a_print_that_is_allowed_is_a_row(allowed: Desk, database: Database) -> None:
    panel = allowed.plant()
    assert allowed.guard.may_take_out(panel.shown, "print")
    until(lambda: len(rows(database, "personal.printed")) == 1)
