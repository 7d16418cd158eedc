"""Buttons of the call panel beside the four of every call: while somebody is asked, while talking, and while nobody is on the line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from agent_desk.desk.calls.conversation import Conversation
from agent_desk.desk.calls.seat import Seat
from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.calls.records import SeatView
from agent_desk.ui.calls.keypad import DialDialog, TonesDialog
from agent_desk.ui.calls.parked import ParkedDialog
from agent_desk.ui.calls.ringing import RingingDialog
from agent_desk.ui.kit import shortcuts, theme
from agent_desk.ui.kit.controls import Button, IconButton


class ConsultKeys(QWidget):
    """Pass on, back, talk of three."""

    def __init__(self, talk: Conversation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.SPACE_2)
        self.complete = Button(self.tr("Pass on"), kind="primary", icon="phone-forwarded")
        self.back = Button(self.tr("Back"), icon="undo-2", tooltip=self.tr("Back to the customer"))
        self.join = Button(self.tr("Talk of three"), icon="users")
        for button, id, action in (
            (self.complete, "call.complete", talk.complete),
            (self.back, "call.back", talk.back),
            (self.join, "call.join", talk.join),
        ):
            button.clicked.connect(lambda _=False, action=action: action())
            shortcuts.bind(button, id, button.animateClick)
        grid.addWidget(self.complete, 0, 0)
        grid.addWidget(self.back, 0, 1)
        grid.addWidget(self.join, 1, 0, 1, 2)

    def show_state(self, answered: bool) -> None:
        """Back is always possible; the rest once who is asked is on the line."""
        self.complete.setEnabled(answered)
        self.join.setEnabled(answered)
        self.back.setEnabled(True)

    def rest(self) -> None:
        """An order is on its way."""
        for button in (self.complete, self.back, self.join):
            button.setEnabled(False)


class TalkKeys(QWidget):
    """Small ones beside the clock: the sound is bad, press keys, park."""

    def __init__(self, talk: Conversation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._talk = talk
        self._dialog: TonesDialog | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_1)
        self.tones = IconButton("keyboard", self.tr("Press keys"), size="small")
        self.park = IconButton("circle-pause", self.tr("Park the customer"), size="small")
        self.sound_bad = IconButton("volume-x", self.tr("The sound is bad"), size="small")
        self.tones.clicked.connect(self.open_tones)
        self.sound_bad.clicked.connect(lambda: talk.sound_is_bad())
        shortcuts.bind(self.sound_bad, "call.sound_bad", self.sound_bad.click)
        self.park.clicked.connect(lambda: talk.park())
        shortcuts.bind(self.tones, "call.tones", self.tones.click)
        shortcuts.bind(self.park, "call.park", self.park.click)
        row.addWidget(self.sound_bad)
        row.addWidget(self.tones)
        row.addWidget(self.park)

    def show_view(self, view: SeatView) -> None:
        """Keys while somebody is on the line; parking while nobody else is asked."""
        call = view.call
        talking = call is not None and call.state in ("talking", "on_hold")
        self.setVisible(talking)
        self.park.setEnabled(talking and view.consultation is None)
        self.tones.setEnabled(talking)
        if not talking and self._dialog is not None:
            self._dialog.reject()

    def open_tones(self) -> None:
        """The keypad, beside the call."""
        if self._dialog is None:
            self._dialog = TonesDialog(self.window())
            self._dialog.pressed.connect(self._talk.press)
            self._dialog.finished.connect(self._gone)
            self._dialog.show()

    def _gone(self, _result: int) -> None:
        self._dialog = None


class IdleKeys(QWidget):
    """While nobody is on the line: call a number, take a call that rings at a colleague, pick up a parked customer."""

    def __init__(self, context: DeskContext, talk: Conversation, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._talk, self._seat = context, talk, seat
        self._dialog: DialDialog | ParkedDialog | RingingDialog | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        self.dial = Button(self.tr("Call"), icon="phone-outgoing", size="small", tooltip=self.tr("Call a number"))
        self.parked = Button(self.tr("Parked"), icon="circle-pause", size="small")
        self.dial.clicked.connect(self.open_dial)
        self.parked.clicked.connect(self.open_parked)
        taken = self.tr("Take a call that rings at a colleague")
        self.ringing = Button(self.tr("Pick up"), icon="phone-incoming", size="small", tooltip=taken)
        self.ringing.clicked.connect(self.open_ringing)
        shortcuts.bind(self.ringing, "call.pick_up", self.ringing.click)
        shortcuts.bind(self.dial, "call.dial", self.dial.click)
        shortcuts.bind(self.parked, "call.parked", self.parked.click)
        for button in (self.dial, self.ringing, self.parked):
            row.addWidget(button)
        seat.view_changed.connect(self.show_view)

    def show_view(self, view: SeatView) -> None:
        """What is possible in this state."""
        state, count = view.own.state, len(view.parked)
        self.setVisible(view.call is None and state != "signed_out")
        self.dial.setVisible(self._talk.may_dial)
        self.dial.setEnabled(state in ("ready", "not_ready", "after_call_work"))
        self.ringing.setVisible(self._talk.may_pick_up)
        self.ringing.setEnabled(state in ("ready", "not_ready"))
        self.parked.set_label(self.tr("Parked ({count})").format(count=count) if count else self.tr("Parked"))
        self.parked.setEnabled(bool(count) and state in ("ready", "not_ready"))
        if isinstance(self._dialog, ParkedDialog):
            self._dialog.show_calls(view.parked)
        if view.call is not None and self._dialog is not None:
            self._dialog.reject()

    def open_dial(self) -> None:
        """Ask for a number."""
        if self._dialog is None:
            dialog = DialDialog(self.window())
            dialog.chosen.connect(self._dial)
            self._open(dialog)

    def _dial(self, number: str) -> None:
        dialog = self._dialog

        def if_there(do: Callable[[DialDialog], object]) -> None:
            if isinstance(dialog, DialDialog) and self._dialog is dialog:
                do(dialog)

        self._talk.dial_number(
            number, asked=lambda: if_there(DialDialog.accept), failed=lambda: if_there(DialDialog.not_taken)
        )

    def open_parked(self) -> None:
        """Who is parked."""
        if self._dialog is None and self._seat.view is not None:
            dialog = ParkedDialog(self.window())
            dialog.chosen.connect(self._talk.pick_up)
            dialog.show_calls(self._seat.view.parked)
            self._open(dialog)

    def open_ringing(self) -> None:
        """What rings at colleagues."""
        if self._dialog is None:
            dialog = RingingDialog(self._context, self.window())
            dialog.chosen.connect(self._talk.pick_up_ring)
            self._open(dialog)

    def _open(self, dialog: DialDialog | ParkedDialog | RingingDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(self._gone)
        dialog.open()

    def _gone(self, _result: int) -> None:
        self._dialog = None
