"""What a report is asked by: rows, scope, period, comparison. `changed` after every choice that makes another report."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, cast

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.schemas.reports.sheet import AgainstWord, PeriodWord, ReportChoice, RowsBy, ScopeEntry
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.choices import Choice, Option
from agent_desk.ui.kit.controls import Segmented
from agent_desk.ui.kit.inputs import DateTimeInput

_SETTLE_MS = 150
_SCOPES: dict[str, tuple[str, ...]] = {
    "queue": ("centre",),
    "team": ("centre",),
    "agent": ("centre", "team"),
    "score_card": ("agent",),
    "measures": ("centre", "queue"),
}
"""What a table that is not of time can be narrowed to; the hub decides the same."""


class ChoiceBar(QWidget):
    """Two lines: what the rows are; of whom, when, and compared with what."""

    changed = Signal(object)
    """ReportChoice."""

    def __init__(self, *, whole_centre: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[ScopeEntry] = []
        rows: list[tuple[object, str]] = [
            ("interval", self.tr("Interval")),
            ("day", self.tr("Day")),
            ("week", self.tr("Week")),
            ("month", self.tr("Month")),
        ]
        if whole_centre:
            rows += [("queue", self.tr("Queue")), ("team", self.tr("Team")), ("agent", self.tr("Agent"))]
        rows.append(("score_card", self.tr("Score card")))
        if whole_centre:
            rows.append(("measures", self.tr("Measures")))
        self.rows = Segmented(rows)
        self.rows.set_value("day")
        self.minutes = Segmented([(n, self.tr("{n} min").format(n=n)) for n in (15, 30, 60)])
        self.minutes.set_value(30)
        self.scope = Choice(searchable=True, placeholder=self.tr("Whose calls"))
        self.period = Choice(period_options())
        self.start, self.end = DateTimeInput(date_only=True), DateTimeInput(date_only=True)
        self.against = Choice(self._againsts())
        self.against_start = DateTimeInput(date_only=True)
        self.period.set_value("last_7_days")
        self.against.set_value("none")
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(lambda: self.changed.emit(self.choice()))
        self._lay_out()
        self._name()
        self._connect()
        self._fit()

    def _againsts(self) -> list[Option]:
        return [
            Option("none", self.tr("Not compared")),
            Option("before", self.tr("Against the period before")),
            Option("week_before", self.tr("Against a week before")),
            Option("year_before", self.tr("Against a year before")),
            Option("dates", self.tr("Against the days from …")),
        ]

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        self.upper = QHBoxLayout()
        self.upper.setSpacing(theme.SPACE_3)
        self.upper.addWidget(self.rows)
        self.upper.addWidget(self.minutes)
        self.upper.addStretch(1)
        lower = QHBoxLayout()
        lower.setSpacing(theme.SPACE_2)
        self._to = theme.label(self.tr("to"), "muted")
        for widget, width in (
            (self.scope, 240),
            (self.period, 150),
            (self.start, 150),
            (self._to, 0),
            (self.end, 150),
            (self.against, 220),
            (self.against_start, 150),
        ):
            if width:
                widget.setFixedWidth(width)
            lower.addWidget(widget)
        lower.addStretch(1)
        column.addLayout(self.upper)
        column.addLayout(lower)

    def _name(self) -> None:
        for widget, name in (
            (self.rows, self.tr("What a row is")),
            (self.minutes, self.tr("Length of an interval")),
            (self.scope, self.tr("Whose calls")),
            (self.period, self.tr("Period")),
            (self.start, self.tr("First day")),
            (self.end, self.tr("Last day")),
            (self.against, self.tr("Compared with")),
            (self.against_start, self.tr("First day of the comparison")),
        ):
            widget.setAccessibleName(name)

    def _connect(self) -> None:
        self.rows.changed.connect(lambda _: self._rows_changed())
        self.minutes.changed.connect(lambda _: self._soon())
        self.scope.edited.connect(self._soon)
        for choice in (self.period, self.against):
            choice.edited.connect(self._period_changed)
        for day in (self.start, self.end, self.against_start):
            day.edited.connect(self._soon)

    # ------------------------------------------------------------------ what is chosen

    def set_scopes(self, entries: list[ScopeEntry]) -> None:
        """What can be chosen from; what was chosen stays."""
        self._entries = entries
        self._offer_scopes()

    def choice(self) -> ReportChoice:
        """Return what is asked for now."""
        dates = self.period.value() == "dates"
        other = self.against.value() == "dates"
        return ReportChoice(
            rows=cast(RowsBy, self.rows.value()),
            of=self.scope.value() or "centre",
            period=cast(PeriodWord, self.period.value()),
            start=_day(self.start) if dates else None,
            end=_day(self.end) if dates else None,
            minutes=cast(Literal[15, 30, 60], self.minutes.value()),
            against=cast(AgainstWord, self.against.value() if self._can_compare() else "none"),
            against_start=_day(self.against_start) if other and self._can_compare() else None,
            lang=cast(Any, words.language()),
        )

    def set_choice(self, choice: ReportChoice) -> None:
        """Put a choice on the widgets, and say so."""
        self.rows.set_value(choice.rows)
        self.minutes.set_value(choice.minutes)
        self._offer_scopes()
        self.scope.set_value(choice.of)
        for widget, day in (
            (self.start, choice.start),
            (self.end, choice.end),
            (self.against_start, choice.against_start),
        ):
            if day is not None:
                widget.set_value(datetime(day.year, day.month, day.day, 12, tzinfo=words.zone()))
        self.period.set_value(choice.period)
        self.against.set_value(choice.against)
        self._fit()
        self._soon()

    def day_of(self, day: date) -> None:
        """The half hours of one day."""
        self.set_choice(
            self.choice().model_copy(update={"rows": "interval", "period": "dates", "start": day, "end": day})
        )

    # ------------------------------------------------------------------ what fits together

    def _can_compare(self) -> bool:
        return self.rows.value() not in ("score_card", "measures")

    def _rows_changed(self) -> None:
        self._offer_scopes()
        self._fit()
        self._soon()

    def _period_changed(self) -> None:
        if self.period.value() == "dates" and _day(self.end) < _day(self.start):
            self.end.set_value(elapsed.now())
        self._fit()
        self._soon()

    def _fit(self) -> None:
        dates = self.period.value() == "dates"
        for widget in (self.start, self._to, self.end):
            widget.setVisible(dates)
        self.minutes.setVisible(self.rows.value() == "interval")
        self.against.setVisible(self._can_compare())
        self.against_start.setVisible(self._can_compare() and self.against.value() == "dates")

    def _offer_scopes(self) -> None:
        allowed = _SCOPES.get(str(self.rows.value()))
        shown = [one for one in self._entries if allowed is None or one.of.partition(":")[0] in allowed]
        was = self.scope.value()
        blocked = self.scope.blockSignals(True)
        self.scope.set_options([Option(one.of, scope_text(one)) for one in shown])
        self.scope.set_value(was if any(one.of == was for one in shown) else shown[0].of if shown else None)
        self.scope.blockSignals(blocked)
        self.scope.setEnabled(len(shown) > 1)

    def _soon(self) -> None:
        if self.scope.value() is not None:
            self._settle.start()


def period_options() -> list[Option]:
    """Every period there is, in words."""
    names = {
        "today": QCoreApplication.translate("ChoiceBar", "Today"),
        "yesterday": QCoreApplication.translate("ChoiceBar", "Yesterday"),
        "last_7_days": QCoreApplication.translate("ChoiceBar", "Last 7 days"),
        "last_30_days": QCoreApplication.translate("ChoiceBar", "Last 30 days"),
        "this_week": QCoreApplication.translate("ChoiceBar", "This week"),
        "last_week": QCoreApplication.translate("ChoiceBar", "Last week"),
        "this_month": QCoreApplication.translate("ChoiceBar", "This month"),
        "last_month": QCoreApplication.translate("ChoiceBar", "Last month"),
        "dates": QCoreApplication.translate("ChoiceBar", "From … to …"),
    }
    return [Option(value, text) for value, text in names.items()]


def period_text(period: PeriodWord) -> str:
    """Return a period in words."""
    return next(one.text for one in period_options() if one.value == period)


def scope_text(entry: ScopeEntry) -> str:
    """ "Whole centre", "Queue: Cards", "Agent: Li Na (1001)"."""
    name = words.pick(entry.name_zh, entry.name_en)
    kind = entry.of.partition(":")[0]
    if kind == "centre":
        return name
    word = {
        "queue": QCoreApplication.translate("ChoiceBar", "Queue"),
        "team": QCoreApplication.translate("ChoiceBar", "Team"),
        "agent": QCoreApplication.translate("ChoiceBar", "Agent"),
    }[kind]
    code = f" ({entry.code})" if kind == "agent" and entry.code != name else ""
    return f"{word} · {name}{code}"


def _day(widget: DateTimeInput) -> date:
    moment = widget.value()
    return words.local(moment if moment is not None else elapsed.now()).date()
