"""What the statistics of complaints are asked by: an axis down, figures or another axis across, the level, the days of receipt, and
another period beside them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.schemas.cases.statistics import AXES, TIMES, TREES, AcrossWord, CaseAxis, CaseChoice, InnerWord
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.choices import Choice, Option
from agent_desk.ui.kit.controls import Segmented
from agent_desk.ui.kit.inputs import DateTimeInput

_SETTLE_MS = 150


class StatisticsBar(QWidget):
    """One line of choices; `changed` after each that makes another table."""

    changed = Signal(object)
    """CaseChoice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        axes = [Option(term.code, words.say(term)) for term in AXES.values()]
        self.down = Choice(axes)
        self.inner = Choice([Option("none", self.tr("Not divided further")), *axes])
        self.across = Choice([Option("figures", self.tr("Figures")), *axes])
        self.level = Segmented([(n, str(n)) for n in (1, 2, 3)])
        self.period = Choice(
            [
                Option("this_month", self.tr("This month")),
                Option("last_month", self.tr("Last month")),
                Option("this_quarter", self.tr("This quarter")),
                Option("last_quarter", self.tr("Last quarter")),
                Option("this_year", self.tr("This year")),
                Option("last_year", self.tr("Last year")),
                Option("dates", self.tr("From … to …")),
            ]
        )
        self.start, self.end = DateTimeInput(date_only=True), DateTimeInput(date_only=True)
        self.against = Choice(
            [
                Option("none", self.tr("No other period")),
                Option("before", self.tr("The days before")),
                Option("year_before", self.tr("A year before")),
                Option("dates", self.tr("From … to …")),
            ]
        )
        self.against_start, self.against_end = DateTimeInput(date_only=True), DateTimeInput(date_only=True)
        self.against.set_value("none")
        self.down.set_value("business")
        self.inner.set_value("none")
        self.across.set_value("figures")
        self.level.set_value(2)
        self.period.set_value("this_year")
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(lambda: self.changed.emit(self.choice()))
        self._lay_out()
        for choice in (self.down, self.inner, self.across, self.period, self.against):
            choice.edited.connect(self._edited)
        self.level.changed.connect(lambda _: self._edited())
        for day in (self.start, self.end, self.against_start, self.against_end):
            day.edited.connect(self._edited)
        self._fit()

    def _lay_out(self) -> None:
        self._to = theme.label(self.tr("to"), "muted")
        self._within = theme.label("›", "muted")
        self._by = theme.label("×", "muted")
        self._of_days = theme.label(self.tr("Received"), "muted")
        self._level_word = theme.label(self.tr("Level"), "muted")
        self._against_to = theme.label(self.tr("to"), "muted")
        self._beside = theme.label(self.tr("Compared with"), "muted")
        self.row, self.second = QHBoxLayout(), QHBoxLayout()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_2)
        lines.addLayout(self.row)
        lines.addLayout(self.second)
        self._add(
            self.row,
            (self.down, 190, self.tr("Down the page")),
            (self._within, 0, ""),
            (self.inner, 190, self.tr("Within each entry down the page")),
            (self._by, 0, ""),
            (self.across, 190, self.tr("Across the page")),
            (self._level_word, 0, ""),
            (self.level, 0, self.tr("Level of the classification")),
        )
        self._add(
            self.second,
            (self._of_days, 0, ""),
            (self.period, 150, self.tr("Days of receipt")),
            (self.start, 140, self.tr("First day")),
            (self._to, 0, ""),
            (self.end, 140, self.tr("Last day")),
            (self._beside, 0, ""),
            (self.against, 190, self.tr("Compared with")),
            (self.against_start, 140, self.tr("First day of the other period")),
            (self._against_to, 0, ""),
            (self.against_end, 140, self.tr("Last day of the other period")),
        )

    @staticmethod
    def _add(line: QHBoxLayout, *widgets: tuple[QWidget, int, str]) -> None:
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_2)
        for widget, width, name in widgets:
            if width:
                widget.setFixedWidth(width)
            if name:
                widget.setAccessibleName(name)
            line.addWidget(widget)
        line.addStretch(1)

    def choice(self) -> CaseChoice:
        """Return what is asked for now."""
        start, end = self.days()
        against = self._other_days(start, end)
        return CaseChoice(
            rows=cast(CaseAxis, self.down.value()),
            inner=cast(InnerWord, self.inner.value()),
            across=cast(AcrossWord, self.across.value()),
            level=cast(Any, self.level.value()),
            start=start,
            end=end,
            against_start=against[0] if against else None,
            against_end=against[1] if against else None,
            lang=cast(Any, words.language()),
        )

    def days(self) -> tuple[date, date]:
        """Return the first and the last day of receipt, at the centre."""
        today = words.local(elapsed.now()).date()
        month = today.replace(day=1)
        quarter = month.replace(month=month.month - (month.month - 1) % 3)
        year = month.replace(month=1)
        one = timedelta(days=1)
        match self.period.value():
            case "this_month":
                return month, today
            case "last_month":
                return (month - one).replace(day=1), month - one
            case "this_quarter":
                return quarter, today
            case "last_quarter":
                before = quarter - one
                return before.replace(day=1, month=before.month - 2), before
            case "last_year":
                return year.replace(year=year.year - 1), year - one
            case "dates":
                return _day(self.start), _day(self.end)
        return year, today

    def _other_days(self, start: date, end: date) -> tuple[date, date] | None:
        """Return the first and the last day of the other period, if one is asked for."""
        if not self._may_compare():
            return None
        match self.against.value():
            case "before":
                return start - (end - start) - timedelta(days=1), start - timedelta(days=1)
            case "year_before":
                return _year_before(start), _year_before(end)
            case "dates":
                return _day(self.against_start), _day(self.against_end)
        return None

    def _may_compare(self) -> bool:
        plain = self.across.value() == "figures" and self.inner.value() == "none"
        return bool(plain) and self.down.value() not in TIMES

    def set_choice(self, choice: CaseChoice) -> None:
        """Put a choice on the widgets, and ask for it."""
        self.down.set_value(choice.rows)
        self.inner.set_value(choice.inner)
        self.across.set_value(choice.across)
        self.level.set_value(choice.level)
        for widget, day in ((self.start, choice.start), (self.end, choice.end)):
            widget.set_value(datetime(day.year, day.month, day.day, 12, tzinfo=words.zone()))
        self.period.set_value("dates")
        self.against.set_value("none" if choice.against_start is None else "dates")
        for widget, given in ((self.against_start, choice.against_start), (self.against_end, choice.against_end)):
            if given is not None:
                widget.set_value(datetime(given.year, given.month, given.day, 12, tzinfo=words.zone()))
        self._edited()

    def ask(self) -> None:
        """Say what is asked for, for the first time or again."""
        self._settle.start()

    def _edited(self) -> None:
        # A table of an axis by itself says nothing.
        if self.across.value() == self.down.value():
            self.across.set_value("figures")
        if self.inner.value() in (self.down.value(), self.across.value()):
            self.inner.set_value("none")
        if self.period.value() == "dates" and _day(self.end) < _day(self.start):
            self.end.set_value(self.start.value())
        if self.against.value() == "dates" and _day(self.against_end) < _day(self.against_start):
            self.against_end.set_value(self.against_start.value())
        self._fit()
        if None not in (self.down.value(), self.inner.value(), self.across.value()):
            self._settle.start()

    def _fit(self) -> None:
        dates = self.period.value() == "dates"
        for widget in (self.start, self._to, self.end):
            widget.setVisible(dates)
        other = self.against.value() == "dates"
        levels = bool({self.down.value(), self.inner.value(), self.across.value()} & set(TREES))
        shown: list[tuple[QWidget, bool]] = [
            *((part, self._may_compare()) for part in (self._beside, self.against)),
            *(
                (part, self._may_compare() and other)
                for part in (self.against_start, self._against_to, self.against_end)
            ),
            *((part, levels) for part in (self._level_word, self.level)),
        ]
        for part, visible in shown:
            part.setVisible(visible)


def _day(widget: DateTimeInput) -> date:
    moment = widget.value()
    return words.local(moment if moment is not None else elapsed.now()).date()


def _year_before(day: date) -> date:
    """Return the same day a year before; of 29 February the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
