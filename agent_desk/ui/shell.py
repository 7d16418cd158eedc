"""The main window of a signed-in seat: the workspace's top bar, the workspace, the status line, and notices from the top edge."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final
from uuid import UUID

import shiboken6
from PySide6.QtCore import QEvent, QPoint, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.kit.work_items import WorkItem
from agent_desk.schemas.people.changes import RightsChanged
from agent_desk.schemas.people.records import Me
from agent_desk.ui.announcement import announce
from agent_desk.ui.cases.tasks.task_card import TASK_WORK, TaskDialog
from agent_desk.ui.edition_bar import EditionBar
from agent_desk.ui.ended import EndedPage
from agent_desk.ui.kit import elapsed, focus, icons, shortcuts, theme, words
from agent_desk.ui.kit.covers import Pages
from agent_desk.ui.kit.guard import Guard
from agent_desk.ui.kit.notices import Notices
from agent_desk.ui.kit.pages.inbox import InboxDialog
from agent_desk.ui.kit.pages.substitutes import AwayDialog
from agent_desk.ui.locked import IdleWatch, LockedPage
from agent_desk.ui.own_password import OwnPasswordDialog, RecoveryCodesDialog
from agent_desk.ui.status_line import StatusLine
from agent_desk.ui.unsent import UnsentPanel
from agent_desk.ui.workspace import Workspace

log = logging.getLogger(__name__)
WIDE: Final = QSize(1440, 900)
LEAST: Final = QSize(1280, 720)
"""The smallest screen that the desk is made for."""
FRAME_PX: Final = 40
EVERYBODY: Final = UUID(int=0)
"""Whom a change of rights names that may be anybody's."""
OpenWorkspace = Callable[[str, DeskContext], QWidget]


class Shell(QWidget):
    """Holds one workspace at a time. Switching the language builds it anew; drafts are on the disk, so nothing typed is lost."""

    language_wanted = Signal(str)
    theme_wanted = Signal(str)
    sign_out_wanted = Signal()
    back_to_sign_in = Signal()
    workspace_opened = Signal(str)
    painted = Signal()
    """Once: the window is on the screen."""
    closed = Signal()
    rights_changed = Signal(list)
    """Roles that the person holds now: they may do more or less than when they signed in."""

    def __init__(
        self,
        context: DeskContext,
        workspaces: list[str],
        open_workspace: OpenWorkspace,
        memory: QSettings,
        *,
        first: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._context, self._workspaces, self._open, self._memory = context, workspaces, open_workspace, memory
        self._current = first if first in workspaces else workspaces[0]
        self._workspace: QWidget | None = None
        self.inbox: InboxDialog | None = None
        self._over = self._on_screen = False
        self._permissions = set(context.session.me.permissions)
        self._rights: Feed[Me] = Feed(
            context, lambda: context.session.read_again, cares=self._is_about_my_rights, crowd=True, parent=self
        )
        self.setWindowIcon(icons.app_icon())
        self.setMinimumSize(1120, 640)
        words.set_zone(str(context.zone))
        self._build()
        self._hand_out()
        self._connect()
        self._remember_place()
        self._fill()
        self.status.work.start()

    def _build(self) -> None:
        self._top = QFrame()
        self._top.setProperty("role", "bar")
        self._top_slot = QVBoxLayout(self._top)
        self._top_slot.setContentsMargins(0, 0, 0, 0)
        self._middle = QWidget()
        self._middle_slot = QVBoxLayout(self._middle)
        self._middle_slot.setContentsMargins(0, 0, 0, 0)
        self.status = StatusLine(self._context, self._workspaces, self._current)
        self.edition = EditionBar(self._context)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self.edition)
        column.addWidget(self._middle, 1)
        column.addWidget(self.status)
        self._column = column
        # The keyboard begins nowhere: no button lights up before somebody presses Tab.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._stack = Pages(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._stack.addWidget(page)
        self.ended_page = EndedPage()
        self._stack.addWidget(self.ended_page)
        self.locked_page = LockedPage(self._context)
        self._stack.addWidget(self.locked_page)
        self._hidden: list[QWidget] = []
        self.idle = IdleWatch(self._context.session.lock_after_min, self)
        self.notices = Notices(self)
        self.guard = Guard(self._context, self)
        self.unsent = UnsentPanel(self._context.outbox, self)

    def _hand_out(self) -> None:
        context = self._context
        # Every clock on the screen counts by the hub's time.
        elapsed.set_source(context.hub_now)
        window = context.window
        window.notices = self.notices
        window.language = words.language
        window.to_front = self.raise_for_a_call
        window.sound_changed = self.status.set_sound
        window.phone_changed = self.status.set_phone
        window.may_take_out = self.guard.may_take_out

    def _connect(self) -> None:
        status, context = self.status, self._context
        status.language_wanted.connect(self.language_wanted)
        status.theme_wanted.connect(self.theme_wanted)
        status.sign_out_wanted.connect(self.sign_out_wanted)
        status.workspace_wanted.connect(self.open_workspace)
        status.sheet_wanted.connect(self.show_sheet)
        status.unsent_pressed.connect(self._open_unsent)
        status.work_wanted.connect(self.show_inbox)
        status.own_password_wanted.connect(self.change_own_password)
        status.lock_wanted.connect(self.lock)
        status.away_wanted.connect(self.show_away)
        self._rights.came.connect(self._rights_read)
        self._rights.start(ask=False)
        self.idle.idle.connect(self.lock)
        self.locked_page.unlocked.connect(self.unlock)
        self.locked_page.sign_out_wanted.connect(self.sign_out_wanted)
        self.ended_page.back.connect(self.back_to_sign_in)
        context.background.fault.connect(self._tell)
        context.outbox.unusable.connect(self._tell)
        context.outbox.refused.connect(self._refused)
        context.session.ended.connect(self.show_ended)
        self.painted.connect(self._announce)
        words.changed.connect(self.rebuild)
        shortcuts.bind(self, "desk.sheet", self.show_sheet)
        shortcuts.bind(self, "desk.sign_out", self.sign_out_wanted.emit)
        shortcuts.bind(self, "desk.notice", self.notices.act)
        shortcuts.bind(
            self, "desk.theme", lambda: self.theme_wanted.emit("light" if theme.current().name == "dark" else "dark")
        )

    def _announce(self) -> None:
        """Let the seat say what it is; where the hub cannot be told now, the next sign-in will."""

        def failed(error: DeskError) -> None:
            log.info("the seat was not announced: %s", error.error_id)

        self._context.background.run(self, lambda: announce(self._context), lambda _nothing: None, failed)

    # -- the workspace -----------------------------------------------------------------------------------------------

    def open_workspace(self, name: str) -> None:
        """Put another of the person's workspaces into the window."""
        if name != self._current:
            self._current = name
            self.status.set_current(name)
            self.rebuild()

    def rebuild(self) -> None:
        """Build the workspace anew, in the language in force. It saves its drafts in ``close_down`` and reads them again."""
        if self._over:
            return
        self._clear()
        self._fill()
        self.status.retranslate()

    def _fill(self) -> None:
        made = self._open(self._current, self._context)
        workspace = _as_workspace(made)
        self._workspace = made
        self._top_slot.addWidget(workspace.top_bar)
        self._middle_slot.addWidget(made)
        self._tab_to_the_status_line_last()
        self.setWindowTitle(self.tr("{title} · Agent Desk").format(title=workspace.title))
        self._memory.setValue("workspace", self._current)
        self.workspace_opened.emit(self._current)

    def _tab_to_the_status_line_last(self) -> None:
        """Tab follows the order in which widgets came into the window: put in again, the status line comes last."""
        self._column.removeWidget(self.status)
        self.status.setParent(None)
        self._column.addWidget(self.status)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        made, self._workspace = self._workspace, None
        if made is None:
            return
        workspace = _as_workspace(made)
        workspace.close_down()
        for widget in (workspace.top_bar, made):
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()

    @property
    def workspace(self) -> QWidget | None:
        """The workspace in the window."""
        return self._workspace

    # -- what happens to it ------------------------------------------------------------------------------------------

    def show_ended(self, reason: str) -> None:
        """The sign-in is over: one sentence in the whole window, and the way back."""
        if self._over:
            return
        self._over = True
        self.unlock()
        self.idle.stop()
        self.guard.close()
        self._clear()
        self.unsent.close_it()
        self.ended_page.say(reason, self._context.outbox.pending_count)
        self._stack.setCurrentWidget(self.ended_page)

    @property
    def locked(self) -> bool:
        """Whether the seat is locked."""
        return self._stack.currentWidget() is self.locked_page

    def lock(self) -> None:
        """Show nothing but who may unlock the seat; calls and what waits to be sent go on."""
        if self._over or self.locked:
            return
        self._hidden = [one for one in QApplication.topLevelWidgets() if one is not self and one.isVisible()]
        for window in self._hidden:
            window.hide()
        self.notices.hold(True)
        focus.enter(self.locked_page, lambda: self._stack.setCurrentWidget(self.locked_page))
        self.locked_page.begin()

    def unlock(self) -> None:
        """Show the seat as it was."""
        if not self.locked:
            return
        self.locked_page.leave()
        self._stack.setCurrentIndex(0)
        hidden, self._hidden = self._hidden, []
        self.notices.hold(False)
        for window in hidden:
            if shiboken6.isValid(window):
                window.show()

    def show_away(self) -> None:
        """Show who stands in for the person, and let them name somebody."""
        AwayDialog(self._context, self).open()

    # -- what the person may do, while they are signed in ------------------------------------------------------------

    def _is_about_my_rights(self, change: Change) -> bool:
        mine = self._context.session.active and change.entity_id in (self._context.session.me.id, EVERYBODY)
        return RightsChanged.is_told_by(change) and mine

    def _rights_read(self, now: Me) -> None:
        if self._over or not self._context.session.active or set(now.permissions) == self._permissions:
            return
        self._permissions = set(now.permissions)
        self.rights_changed.emit(list(now.roles))
        said = self.tr("What you may do has changed. Your workspaces are in the menu at your name.")
        self.notices.info(said, key="rights")

    def set_workspaces(self, names: list[str]) -> None:
        """Offer these workspaces from now on; the open one stays until the person turns to another."""
        self._workspaces = names
        self.status.set_workspaces(names)

    def change_own_password(self) -> None:
        """Ask for the old password and the new one."""
        OwnPasswordDialog(self._context, self).open()

    def tell_remarks(self) -> None:
        """What went not quite as asked while signing in (no keyring, a damaged outbox), and recovery codes that are new."""
        codes, self._context.session.recovery_codes = self._context.session.recovery_codes, []
        if codes:
            RecoveryCodesDialog(codes, self).open()
        remarks, self._context.session.remarks = self._context.session.remarks, []
        for remark in remarks:
            self.notices.warning(self._context.words(remark), urgent=True, key=remark.error_id)

    def raise_for_a_call(self) -> None:
        """Come to the front without taking the keyboard away from another program's half-typed word where the system allows."""
        if self.isMinimized():
            self.showNormal()
        if QApplication.activeWindow() is None:
            # Where a dialog of ours has the keyboard, somebody may be typing in it; it says itself that it rings.
            self.raise_()
            self.activateWindow()

    def show_sheet(self) -> None:
        """The sheet of keys."""
        sheet = shortcuts.ShortcutSheet(parent=self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def show_inbox(self) -> None:
        """Show what there is to do; what is opened there is shown by the workspace."""
        self.inbox = InboxDialog(self._context, self)
        self.inbox.opened.connect(self._open_work)
        self.inbox.open()

    def _open_work(self, item: WorkItem) -> None:
        if self._workspace is None or _as_workspace(self._workspace).open_work(item):
            return
        if item.kind in TASK_WORK:
            # A task is answered wherever its person is.
            TaskDialog(self._context, item.subject_id, self).open()
        else:
            self.notices.info(self.tr("This is done in another of your workspaces."))

    def _open_unsent(self) -> None:
        self.unsent.open_above(QPoint(theme.SPACE_3, self.status.y() - theme.SPACE_2))

    def _tell(self, error: DeskError) -> None:
        self._context.tell(error)

    def _refused(self, key: str, _sentence: str) -> None:
        for write in self._context.outbox.refused_writes():
            if write.key == key:
                said = self.tr("Refused: {what}. {why}").format(
                    what=words.pick(write.what_zh, write.what_en), why=words.pick(write.sentence_zh, write.sentence_en)
                )
                self.notices.bad(said, urgent=True, key=key)

    # -- place -------------------------------------------------------------------------------------------------------

    def _remember_place(self) -> None:
        place = self._memory.value("place")
        if place is None or not self.restoreGeometry(place):
            room = self.screen().availableSize()
            if room.width() >= LEAST.width() and (
                room.width() <= WIDE.width() or room.height() <= WIDE.height() + FRAME_PX
            ):
                # With its frame the window would not fit, and the status line would lie below the edge.
                self.setWindowState(Qt.WindowState.WindowMaximized)
            self.resize(WIDE)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.tell_remarks)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._on_screen:
            self._on_screen = True
            QTimer.singleShot(0, self, self.painted.emit)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.ended_page.retranslate()
            self.locked_page.retranslate()
        super().changeEvent(event)

    def close_down(self) -> None:
        """Save drafts and the window's place; the shell is about to go."""
        self._memory.setValue("place", self.saveGeometry())
        self.guard.close()
        self._over = True
        self.locked_page.leave()
        self.idle.stop()
        self._clear()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.close_down()
        super().closeEvent(event)
        self.closed.emit()


def _as_workspace(widget: QWidget) -> Workspace:
    """Every workspace is a QWidget with ``title``, ``top_bar`` and ``close_down``; Python cannot say both in one type."""
    workspace: Workspace = widget  # type: ignore[assignment]
    return workspace
