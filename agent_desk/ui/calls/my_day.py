"""An agent's own day in figures: what stands in the middle while nobody's card is open."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.desk.calls.seat import Seat
from agent_desk.schemas.calls.records import OwnFigures, SeatView
from agent_desk.schemas.figures.words import WINDOWS
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Tile


class MyDay(QWidget):
    """Calls, average handling time, share answered in time, rings that were let pass; each says how it is counted."""

    def __init__(self, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        today = words.say(WINDOWS["today"])
        self._calls = Tile(self.tr("Calls"), window=today, note=self.tr("ended"))
        self._aht = Tile(self.tr("AHT"), window=today, note=self.tr("with wrap-up"))
        self._level = Tile(self.tr("In time"), window=today)
        self._missed = Tile(self.tr("Not taken"), window=today)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_3)
        for tile in (self._calls, self._aht, self._level, self._missed):
            row.addWidget(tile, 1)
        seat.view_changed.connect(self._show)
        if seat.view is not None:
            self._show(seat.view)

    def _show(self, view: SeatView) -> None:
        today = view.today
        self._calls.set_figure(words.number(today.handled))
        self._aht.set_figure(words.duration(handling_ms(today)))
        share = in_time(today)
        note = self.tr("{within} of {first} in {seconds} s").format(
            within=today.answered_within, first=today.answered_first, seconds=today.threshold_ms // 1000
        )
        self._level.set_figure(words.percent(share), note=note)
        let_pass = self.tr(", ").join(
            said.format(n=n)
            for said, n in ((self.tr("{n} missed"), today.missed), (self.tr("{n} refused"), today.refused))
            if n
        )
        self._missed.set_figure(words.number(today.missed + today.refused), note=let_pass or self.tr("none"))
        self._missed.set_figure(words.number(today.missed + today.refused), tone="warning" if today.missed else "")


def handling_ms(today: OwnFigures) -> int | None:
    """AHT = (talk + hold + after-call work) / calls handled, in milliseconds; None before the first call."""
    whole = today.talk_ms + today.hold_ms + today.acw_ms
    return whole // today.handled if today.handled else None


def in_time(today: OwnFigures) -> float | None:
    """Share of the calls answered first by this agent that were answered within their queue's T; None without any."""
    return today.answered_within / today.answered_first if today.answered_first else None
