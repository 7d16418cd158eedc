"""The top bar of an agent: the own state with its clock, what was asked for next, today's own figures."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from agent_desk.desk.calls.seat import Seat
from agent_desk.schemas.calls.records import OwnFigures, OwnState, SeatView
from agent_desk.ui.calls.my_day import handling_ms, in_time
from agent_desk.ui.kit import shortcuts, states, theme, words
from agent_desk.ui.kit.controls import Button, Divider, Menu, Pill
from agent_desk.ui.kit.pages.feed_panel import StaleMark
from agent_desk.ui.kit.states import StatePill

BUSY = ("reserved", "talking", "on_hold")


class StateBar(QWidget):
    """State, reason, since, asked-for next state; one button to be ready, one menu of reasons; calls, AHT, own service level."""

    find_wanted = Signal()

    def __init__(self, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seat = seat
        self._pill = StatePill()
        self._next = Pill()
        self._ready = Button(self.tr("Ready"), kind="primary", icon="circle-check")
        self._not_ready = Button(self.tr("Not ready"), icon="coffee")
        self._menu = Menu(self._not_ready)
        self._not_ready.set_menu(self._menu)
        self._find = Button(self.tr("Find customer"), icon="search")
        self._find.clicked.connect(self.find_wanted)
        self.mark = StaleMark(seat.feed)
        self._figures: list[tuple[QLabel, QLabel]] = []
        self._lay_out()
        self._ready.clicked.connect(seat.ready)
        shortcuts.bind(self._ready, "state.ready", self._press_ready)
        shortcuts.bind(self._not_ready, "state.not_ready", self._not_ready.showMenu)
        shortcuts.bind(self._find, "customer.find", self.find_wanted.emit)
        self._next.hide()
        seat.view_changed.connect(self._show)
        if seat.view is not None:
            self._show(seat.view)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self._pill)
        row.addWidget(self._next)
        row.addSpacing(theme.SPACE_2)
        row.addWidget(self._ready)
        row.addWidget(self._not_ready)
        row.addWidget(self.mark)
        row.addStretch(1)
        for caption in (self.tr("Calls today"), self.tr("AHT"), ""):
            name, value = theme.label(caption, "caption"), theme.FigureLabel("–")
            self._figures.append((name, value))
            row.addWidget(name)
            row.addWidget(value)
            row.addSpacing(theme.SPACE_2)
        divider = Divider("vertical")
        divider.setFixedHeight(16)
        row.addWidget(divider)
        row.addSpacing(theme.SPACE_1)
        row.addWidget(self._find)

    def _press_ready(self) -> None:
        if self._ready.isEnabled():
            self._seat.ready()

    def _show(self, view: SeatView) -> None:
        own = view.own
        names = {reason.code: words.pick(reason.name_zh, reason.name_en) for reason in view.reasons}
        self._pill.set_state(own.state, names.get(own.reason or "", ""), own.since_at)
        self._show_next(own, names)
        asked_ready = own.next_state == "ready" or (own.next_state is None and own.state == "after_call_work")
        self._ready.setEnabled(own.state != "ready" and not (own.state in BUSY and asked_ready))
        # Only where going ready is what comes next does the button call for it; in a call it would only distract.
        self._ready.set_kind("primary" if own.state == "not_ready" else "secondary")
        self._menu.clear()
        for reason in view.reasons:
            if not reason.system:
                self._menu.add(names[reason.code], partial(self._seat.not_ready, reason.code))
        self._show_figures(view.today)

    def _show_next(self, own: OwnState, names: dict[str, str]) -> None:
        wanted = own.next_state
        self._next.setVisible(wanted is not None)
        if wanted is not None:
            reason = names.get(own.next_reason or "", "")
            look = states.look(wanted)
            words_of_it = f"{words.say(look)} · {reason}" if reason else words.say(look)
            self._next.set(self.tr("Then: {state}").format(state=words_of_it), tone=look.tone, icon="arrow-right")

    def _show_figures(self, today: OwnFigures) -> None:
        (_, calls), (_, aht), (level_name, level) = self._figures
        calls.setText(words.number(today.handled))
        aht.setText(words.duration(handling_ms(today)))
        level_name.setText(self.tr("Within {seconds} s").format(seconds=today.threshold_ms // 1000))
        level.setText(words.percent(in_time(today)))
        explained = self._explained(today)
        for name, value in self._figures:
            name.setToolTip(explained)
            value.setToolTip(explained)
            value.setAccessibleName(f"{name.text()}: {value.text()}")

    def _explained(self, today: OwnFigures) -> str:
        return self.tr(
            "Own calls ended today; AHT = (talk + hold + after-call work) / calls. "
            "Share: calls I answered within {seconds} s of joining the queue / calls I answered first. "
            "Missed {missed}, refused {refused}."
        ).format(seconds=today.threshold_ms // 1000, missed=today.missed, refused=today.refused)
