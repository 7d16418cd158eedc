"""Customers who are parked, for whoever picks them up."""

from __future__ import annotations

import uuid

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from agent_desk.schemas.calls.dialling import ParkedCall
from agent_desk.ui.kit import words
from agent_desk.ui.kit.controls import Button, StateStack
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.pick_list import Pick, PickList


class ParkedDialog(Dialog):
    """Who waits longest stands first; Enter picks up."""

    chosen = Signal(object)
    """The call's id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Parked calls"), icon="circle-pause", parent=parent)
        self.list = PickList(self.tr("Parked calls"))
        self.list.setMinimumHeight(180)
        self.list.chosen.connect(lambda _call: self._take())
        self._stack = StateStack(self.list)
        self.body.addWidget(self._stack, 1)
        self.add_cancel()
        self._go = self.add_button(Button(self.tr("Pick up"), kind="primary", icon="phone-incoming"), self._take)

    def show_calls(self, calls: list[ParkedCall]) -> None:
        """Show these; the choice stays where it was."""
        self.list.offer([self._entry(call) for call in calls])
        self._go.setEnabled(bool(calls))
        if calls:
            self._stack.show_content()
        else:
            self._stack.show_empty("circle-pause", self.tr("Nobody is parked"), "")

    def _entry(self, call: ParkedCall) -> Pick:
        text = self.tr("{caller} · {queue} · parked {time} by {name}").format(
            caller=call.caller.text or self.tr("Number withheld"),
            queue=words.pick(call.queue_zh, call.queue_en),
            time=words.time_of_day(call.parked_at),
            name=words.pick(call.by, call.by_en),
        )
        return Pick(call.call_id, text, "circle-pause", "muted")

    def _current(self) -> uuid.UUID | None:
        found = self.list.current()
        return found.value if found is not None else None

    def _take(self) -> None:
        call_id = self._current()
        # Enter on the list is the default button's as well: once is enough.
        if call_id is not None and self.isVisible():
            self.chosen.emit(call_id)
            self.accept()
