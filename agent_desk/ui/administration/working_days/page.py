"""The page of working days: the setting's form, and beside it a year in which days are chosen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.desk.planning.calendar import published_year
from agent_desk.schemas.kit.settings import SettingView
from agent_desk.schemas.planning.records import PublishedYear
from agent_desk.schemas.planning.settings import CALENDAR, CentreCalendar, days_of, written
from agent_desk.ui.administration.settings_page import SettingPage
from agent_desk.ui.administration.working_days.year import Shown, YearView
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.controls import Card, IconButton, Pill
from agent_desk.ui.kit.pages.feed_panel import FeedPanel

FIRST, LAST = 2000, 2100
_OFF, _WORKED = "holidays", "workdays"


class WorkingDaysPage(SettingPage):
    """The bank's own days as text, for whoever types them, and in a year, for whoever looks."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, CALENDAR, parent)
        self.year = words.local(elapsed.now()).year
        self.view = YearView()
        self.view.setAccessibleName(self.tr("Calendar of the year"))
        self.published: Feed[PublishedYear] = Feed(context, self._ask_year, parent=self)
        self._year_states = FeedPanel(context, self.published, self.view, lambda _year: self._show_year())
        self._title = theme.label("", "section")
        self._known = Pill()
        self._chosen = theme.label("", "muted", wrap=True)
        self.body.removeWidget(self.states)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_3)
        row.addWidget(self.states, 2)
        row.addWidget(self._card(), 3)
        self.body.addLayout(row, 1)
        self.view.turned.connect(self._turn)
        self.view.moved.connect(lambda day: self._chosen.setText(self.view.said(day)))
        self.editor.form.edited.connect(lambda _name: self._show_year())
        self._say_year()

    def _card(self) -> Card:
        card = Card(padding=theme.SPACE_3)
        head = QHBoxLayout()
        before = self._step("chevron-left", self.tr("The year before"), -1)
        after = self._step("chevron-right", self.tr("The next year"), 1)
        for widget in (before, self._title, after):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._known)
        card.body.addLayout(head)
        card.add(self._year_states, 1)
        legend = self.tr("Filled: off. Framed: worked on a weekend. Thick: the bank's own. Click or Space turns a day.")
        card.add(theme.label(legend, "caption", wrap=True))
        card.add(self._chosen)
        return card

    def _step(self, icon: str, tip: str, by: int) -> IconButton:
        button = IconButton(icon, tip, size="small")
        button.clicked.connect(lambda: self.go_to(self.year + by))
        return button

    def go_to(self, year: int) -> None:
        """Show another year."""
        if FIRST <= year <= LAST:
            self.year = year
            self._say_year()
            self.published.anew()

    def _say_year(self) -> None:
        self._title.setText(words.pick(f"{self.year} 年", str(self.year)))

    def _ask_year(self) -> Request[PublishedYear]:
        year = self.year
        return lambda api: published_year(api, year)

    # -- the year ------------------------------------------------------------------------------------------------------

    def _typed_days(self) -> CentreCalendar:
        values = self.editor.form.values()
        return CentreCalendar.model_construct(
            holidays=[one for one in values[_OFF] if list(days_of(one))],
            workdays=[one for one in values[_WORKED] if list(days_of(one))],
        )

    def _show(self, view: SettingView[Any]) -> None:
        super()._show(view)
        self._show_year()

    def _shown(self, view: SettingView[Any]) -> None:
        super()._shown(view)
        self._show_year()

    def _show_year(self) -> None:
        published = self.published.now
        if published is None or published.year != self.year:
            return
        own = self._typed_days()
        days: dict[date, Shown] = {
            one.day: Shown(one.worked, name=words.pick(one.name_zh, one.name_en)) for one in published.days
        }
        days |= {day: Shown(False, own=True) for day in own.days_off() if day.year == self.year}
        days |= {day: Shown(True, own=True) for day in own.days_worked() if day.year == self.year}
        self.view.show_year(self.year, days)
        known = published.known
        text = self.tr("published") if known else self.tr("not published yet: enter the days")
        self._known.set(text, tone="good" if known else "warning", icon="circle-check" if known else "triangle-alert")

    def _turn(self, day: date) -> None:
        """An own day is taken back; any other becomes the opposite of what it is."""
        own = self._typed_days()
        off, worked = set(own.days_off()), set(own.days_worked())
        if day in off | worked:
            off.discard(day)
            worked.discard(day)
        else:
            (off if self.view.shown(day).worked else worked).add(day)
        changed: Mapping[str, tuple[str, ...]] = {_OFF: tuple(written(off)), _WORKED: tuple(written(worked))}
        self.editor.form.set_values(changed, clean=False)
        self._show_year()
