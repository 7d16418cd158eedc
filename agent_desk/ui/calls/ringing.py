"""Calls that ring at colleagues, for whoever picks one up."""

from __future__ import annotations

import uuid

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from agent_desk.desk.calls import dialling
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed
from agent_desk.schemas.calls.pick_up import RingingCall
from agent_desk.ui.kit import words
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.pick_list import Pick, PickList

LOOK_MS = 1000
"""Rings are told to their own agent alone (the cost must not grow with the seats), so who looks for one asks while they look."""


class RingingDialog(Dialog):
    """What rings longest stands first; Enter picks up."""

    chosen = Signal(object)
    """The call's id."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Calls that ring at colleagues"), icon="phone-incoming", parent=parent)
        self.list = PickList(self.tr("Calls that ring at colleagues"))
        self.list.setMinimumSize(420, 180)
        self.list.chosen.connect(lambda _call: self._take())
        self.feed: Feed[list[RingingCall]] = Feed(context, lambda: dialling.ringing, poll_ms=LOOK_MS, parent=self)
        self.states = FeedPanel(context, self.feed, self.list, self._show_calls)
        self.body.addWidget(self.states, 1)
        self.add_cancel()
        self._go = self.add_button(Button(self.tr("Pick up"), kind="primary", icon="phone-incoming"), self._take)
        self._go.setEnabled(False)
        self.feed.failed.connect(lambda _error: self._go.setEnabled(False))

    def _show_calls(self, calls: list[RingingCall]) -> Nothing | None:
        """Show these; the choice stays where it was."""
        self.list.offer([self._entry(call) for call in calls])
        self._go.setEnabled(bool(calls))
        if calls:
            return None
        return Nothing(
            "phone-incoming",
            self.tr("Nothing rings at a colleague"),
            self.tr("Calls that you may pick up appear here by themselves."),
        )

    def _entry(self, call: RingingCall) -> Pick:
        text = self.tr("{caller} · {queue} · rings at {name} since {time}").format(
            caller=call.caller.text or self.tr("Number withheld"),
            queue=words.pick(call.queue.name_zh, call.queue.name_en),
            name=words.pick(call.at.name, call.at.name_en),
            time=words.time_of_day(call.rings_since),
        )
        return Pick(call.call_id, text, "phone-incoming", "ringing")

    def _current(self) -> uuid.UUID | None:
        found = self.list.current()
        return found.value if found is not None else None

    def _take(self) -> None:
        call_id = self._current()
        # Enter on the list is the default button's as well: once is enough.
        if call_id is not None and self.isVisible():
            self.chosen.emit(call_id)
            self.accept()
