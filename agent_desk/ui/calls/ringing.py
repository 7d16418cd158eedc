"""Calls that ring at colleagues, for whoever picks one up."""

from __future__ import annotations

import uuid

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from agent_desk.desk.calls import dialling
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed
from agent_desk.schemas.calls.pick_up import RingingCall
from agent_desk.ui.kit import icons, words
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing

CALL = Qt.ItemDataRole.UserRole
LOOK_MS = 1000
"""Rings are told to their own agent alone (the cost must not grow with the seats), so who looks for one asks while they look."""


class RingingDialog(Dialog):
    """What rings longest stands first; Enter picks up."""

    chosen = Signal(object)
    """The call's id."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Calls that ring at colleagues"), icon="phone-incoming", parent=parent)
        self.list = QListWidget()
        self.list.setMinimumSize(420, 180)
        self.list.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self.list.setAccessibleName(self.tr("Calls that ring at colleagues"))
        self.list.itemActivated.connect(lambda _: self._take())
        self.feed: Feed[list[RingingCall]] = Feed(context, lambda: dialling.ringing, poll_ms=LOOK_MS, parent=self)
        self.states = FeedPanel(context, self.feed, self.list, self._show_calls)
        self.body.addWidget(self.states, 1)
        self.add_cancel()
        self._go = self.add_button(Button(self.tr("Pick up"), kind="primary", icon="phone-incoming"), self._take)
        self._go.setEnabled(False)
        self.feed.failed.connect(lambda _error: self._go.setEnabled(False))

    def _show_calls(self, calls: list[RingingCall]) -> Nothing | None:
        """Show these; the choice stays where it was."""
        before = self._current()
        self.list.clear()
        for call in calls:
            text = self.tr("{caller} · {queue} · rings at {name} since {time}").format(
                caller=call.caller.text or self.tr("Number withheld"),
                queue=words.pick(call.queue.name_zh, call.queue.name_en),
                name=words.pick(call.at.name, call.at.name_en),
                time=words.time_of_day(call.rings_since),
            )
            item = QListWidgetItem(icons.icon("phone-incoming", "ringing"), text)
            item.setData(CALL, call.call_id)
            self.list.addItem(item)
            if call.call_id == before:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 and calls:
            self.list.setCurrentRow(0)
        self._go.setEnabled(bool(calls))
        if calls:
            return None
        return Nothing(
            "phone-incoming",
            self.tr("Nothing rings at a colleague"),
            self.tr("Calls that you may pick up appear here by themselves."),
        )

    def _current(self) -> uuid.UUID | None:
        item = self.list.currentItem()
        found = item.data(CALL) if item is not None else None
        return found if isinstance(found, uuid.UUID) else None

    def _take(self) -> None:
        call_id = self._current()
        # Enter on the list is the default button's as well: once is enough.
        if call_id is not None and self.isVisible():
            self.chosen.emit(call_id)
            self.accept()
