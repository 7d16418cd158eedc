"""Which day the board shows: today, live, or a past one."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.controls import Button, IconButton
from agent_desk.ui.kit.inputs import Calendar


class DayPicker(QWidget):
    """Back a day, a calendar, on a day; and one button that leads back to the live board."""

    picked = Signal(object)
    """date, or None for the live board."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day: date | None = None
        self.back = IconButton("chevron-left", self.tr("The day before"))
        self.day_button = Button("", icon="calendar-days")
        self.on = IconButton("chevron-right", self.tr("The day after"))
        self.live = Button(self.tr("Back to live"), kind="primary", icon="activity")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_1)
        for widget in (self.back, self.day_button, self.on, self.live):
            row.addWidget(widget)
        self._popup = QFrame(self, Qt.WindowType.Popup)
        self._popup.setProperty("role", "card")
        column = QVBoxLayout(self._popup)
        column.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2)
        self.calendar = Calendar()
        column.addWidget(self.calendar)
        self.back.clicked.connect(lambda: self._step(-1))
        self.on.clicked.connect(lambda: self._step(1))
        self.live.clicked.connect(lambda: self.pick(None))
        self.day_button.clicked.connect(self.open_calendar)
        self.calendar.clicked.connect(self._from_calendar)
        self.calendar.activated.connect(self._from_calendar)
        self._show()

    @property
    def day(self) -> date | None:
        """The past day chosen; None: live."""
        return self._day

    def today(self) -> date:
        """Return the centre's calendar day, by the hub's clock."""
        return words.local(elapsed.now()).date()

    def pick(self, day: date | None) -> None:
        """Show this day; today, or none, is the live board."""
        wanted = None if day is None or day >= self.today() else day
        if wanted != self._day:
            self._day = wanted
            self._show()
            self.picked.emit(wanted)

    def open_calendar(self) -> None:
        """Let the calendar down below its button."""
        today, shown = self.today(), self._day or self.today()
        self.calendar.setMaximumDate(QDate(today.year, today.month, today.day))
        self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._popup.adjustSize()
        self._popup.move(self.day_button.mapToGlobal(QPoint(0, self.day_button.height() + theme.SPACE_1)))
        self._popup.show()
        self.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _from_calendar(self, chosen: QDate) -> None:
        self._popup.hide()
        self.pick(date(chosen.year(), chosen.month(), chosen.day()))

    def _step(self, days: int) -> None:
        self.pick((self._day or self.today()) + timedelta(days=days))

    def _show(self) -> None:
        past = self._day is not None
        shown = self._day
        if shown is None:
            self.day_button.set_label(self.tr("Today"))
        else:
            self.day_button.set_label(day_text(shown))
        self.on.setEnabled(past)
        self.live.setVisible(past)


def day_text(day: date) -> str:
    """ "13 Nov 2025" or "2025年11月13日"."""
    return words.date(datetime(day.year, day.month, day.day, 12, tzinfo=words.zone()))
