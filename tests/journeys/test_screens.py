"""What every screen owes its people: a name on whatever the keyboard reaches, a sheet with its keys, and nothing that lies over another."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.ui.app import Desk
from agent_desk.ui.kit import shortcuts, words
from agent_desk.ui.shell import Shell
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from agent_desk.ui.workspaces.agent import REST_MS, AgentWorkspace
from agent_desk.ui.workspaces.reviewer import ReviewerWorkspace
from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace
from tests.fixtures.centre import QUEUES, Telephone, customer, join
from tests.fixtures.desks import open_desk, press, sign_in
from tests.fixtures.people import ADMINISTRATORS, Staff

ROLES: dict[str, type[QWidget]] = {
    "agent": AgentWorkspace,
    "supervisor": SupervisorWorkspace,
    "reviewer": ReviewerWorkspace,
    "administrator": AdministratorWorkspace,
}
PAGES = {
    "supervisor": ("floor", "complaints", "projects", "history"),
    "reviewer": ("score", "samples", "results"),
    "administrator": ("people", "roles", "targets", "alarms", "reasons", "dispositions", "masks", "centre", "audit"),
}
CALLER = "13800138000"
PUT_OFF_MS = 600
"""What a panel gathers or puts off, it does within this."""
STILL_LOOKS = 6
"""So many looks on end find nothing under way. Between two the loop runs 10 ms, and what one thing puts off for another without a
timer of its own comes within 40."""


@pytest.fixture(params=["en", "zh"])
def desk(request: pytest.FixtureRequest, qapp: QApplication, centre: HubThread, tmp_path: Path) -> Iterator[Desk]:
    """A desk in either language."""
    language: words.Language = request.param
    with open_desk(qapp, centre.url, tmp_path, language=language) as opened:
        yield opened


def seated(qtbot: QtBot, desk: Desk, staff: Staff, role: str) -> tuple[Shell, QWidget]:
    """Somebody of this role at the desk, everything fetched."""
    staff.person("p1001", *(ADMINISTRATORS if role == "administrator" else (role,)), name="林静")
    space = sign_in(qtbot, desk, "p1001", ROLES[role])
    assert desk.shell is not None
    desk.shell.resize(1366, 768)
    qtbot.wait(REST_MS)
    at_rest(qtbot, desk)
    return desk.shell, space


def at_rest(qtbot: QtBot, desk: Desk) -> None:
    """Nothing is being fetched, and nothing is put off for a moment; for a while, since one thing leads to another."""
    assert desk.shell is not None
    shell, put_off, still = desk.shell, list[QTimer](), 0

    def rests() -> bool:
        nonlocal put_off, still
        if desk.background.busy or any(isValid(one) and one.isActive() for one in put_off):
            still = 0
            return False
        # Going through the whole window takes longer than the rest of a look: when it has become still, and at the end.
        if still in (0, STILL_LOOKS - 1):
            put_off = [
                one
                for one in shell.findChildren(QTimer)
                if one.isSingleShot() and one.isActive() and one.interval() <= PUT_OFF_MS
            ]
        still = 0 if put_off else still + 1
        return still >= STILL_LOOKS

    qtbot.waitUntil(rests, timeout=10_000)


def turn_to(space: QWidget, page: str) -> None:
    if isinstance(space, ReviewerWorkspace | AdministratorWorkspace | SupervisorWorkspace):
        space.open_page(page)


def reached(window: QWidget) -> list[QWidget]:
    """Whatever takes the keyboard by Tab and is in sight."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    ]


def spoken(widget: QWidget) -> str:
    """What a screen reader calls it: its own name, or that of the field it is part of."""
    at: QWidget | None = widget
    while at is not None and not at.isWindow():
        told = QAccessible.queryAccessibleInterface(at)
        name = (told.text(QAccessible.Text.Name) if told is not None else "").strip() or at.accessibleName()
        if name:
            return name
        # A field inside an input speaks with the input's name; a panel does not name what lies in it.
        at = at.parentWidget() if at.parentWidget() is not None and at.parentWidget().focusProxy() is at else None
    return ""


@pytest.mark.parametrize("role", list(ROLES))
def test_whatever_the_keyboard_reaches_has_a_name(qtbot: QtBot, desk: Desk, staff: Staff, role: str) -> None:
    shell, space = seated(qtbot, desk, staff, role)
    for page in PAGES.get(role, ("",)):
        turn_to(space, page)
        at_rest(qtbot, desk)
        nameless = [
            f"{page}: {widget!r} in {widget.parentWidget()!r}" for widget in reached(shell) if not spoken(widget)
        ]
        assert not nameless, "\n".join(nameless)


@pytest.mark.parametrize("role", list(ROLES))
def test_f1_shows_every_key_of_the_screen_and_esc_puts_it_away(
    qtbot: QtBot, desk: Desk, staff: Staff, role: str
) -> None:
    shell, _space = seated(qtbot, desk, staff, role)
    shell.activateWindow()
    press(qtbot, shell, Qt.Key.Key_F1)
    sheet = next(one for one in shell.findChildren(shortcuts.ShortcutSheet) if one.isVisible())
    bound = shortcuts.bound()
    assert sheet.texts() == [one.words() for one in bound]
    for keys in {"agent": ("F2", "F7", "Ctrl+K"), "supervisor": ("Alt+F",), "reviewer": ("Ctrl+2",)}.get(role, ("F1",)):
        assert keys in [one.keys for one in bound]
    press(qtbot, sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in shell.findChildren(shortcuts.ShortcutSheet)))


def crossing(space: QWidget) -> list[str]:
    """Buttons that are cut off by their panel or lie over another."""
    found = []
    shown = [
        (button, QRect(button.mapTo(space, button.rect().topLeft()), button.size()))
        for button in space.findChildren(QPushButton)
        if button.isVisible() and not _scrolled(button)
    ]
    for at, (button, box) in enumerate(shown):
        if button.visibleRegion().boundingRect() != button.rect():
            found.append(f"{spoken(button)} is cut off: {button.visibleRegion().boundingRect()} of {button.rect()}")
        found += [f"{spoken(button)} over {spoken(other)}" for other, its in shown[at + 1 :] if box.intersects(its)]
    return found


def _scrolled(widget: QWidget) -> bool:
    at = widget.parentWidget()
    while at is not None:
        if at.metaObject().className() == "QScrollArea" or isinstance(at, QAbstractItemView):
            return True
        at = at.parentWidget()
    return False


@pytest.mark.parametrize("size", [(1440, 900), (1366, 768), (1280, 720)])
def test_in_a_low_window_nothing_of_a_call_is_cut_off(
    qtbot: QtBot, desk: Desk, staff: Staff, database: Database, telephone: Telephone, size: tuple[int, int]
) -> None:
    person = staff.person("a1001", "agent", agent_code="1001", name="林静")
    join(database, person, QUEUES)
    customer(database, "C000001", "王小明", "+86" + CALLER)
    space = sign_in(qtbot, desk, "a1001", AgentWorkspace)
    assert desk.shell is not None
    desk.shell.resize(*size)
    qtbot.waitUntil(lambda: space.seat.view is not None and space.seat.view.own.state == "not_ready", timeout=10_000)
    space.seat.ready()
    qtbot.waitUntil(lambda: space.seat.view is not None and space.seat.view.own.state == "ready", timeout=10_000)
    telephone.call("account", CALLER, talk_ms=600_000)
    qtbot.waitUntil(lambda: space.card.card is not None, timeout=10_000)
    at_rest(qtbot, desk)
    assert not (found := crossing(space)), "\n".join(found)
    space.seat.answer()
    qtbot.waitUntil(lambda: space.seat.call is not None and space.seat.call.state == "talking", timeout=10_000)
    assert space.card.card is not None
    space._attach(space.card.card.customer_id)
    qtbot.waitUntil(lambda: space.seat.call is not None and space.seat.call.customer_id is not None, timeout=10_000)
    at_rest(qtbot, desk)
    assert not (found := crossing(space)), "\n".join(found)
    space._begin_check(space.card.card)
    at_rest(qtbot, desk)
    assert not (found := crossing(space)), "\n".join(found)
