"""Where a forecast comes from: what its number is made of, which days it was learnt of and how much each of them weighs."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QLocale, QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.desk.planning.forecast import forecast
from agent_desk.schemas.planning.records import Forecast, ForecastRow, UsedDay
from agent_desk.schemas.planning.words import MARKS
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button, KeyValue, label
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.floor_presentation import on_the_wall
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.table_model import Column, TableModel
from agent_desk.ui.kit.tables import TableView


def weekday_name(weekday: int) -> str:
    """Return "Thursday" or "星期四"; 0 is Monday."""
    locale = QLocale(QLocale.Language.Chinese if words.language() == "zh" else QLocale.Language.English)
    return locale.dayName(weekday + 1)


def about_forecast(told: Forecast) -> str:
    """Return in one line what the forecast of a day is and comes from, or why there is none."""
    if not told.rows:
        return no_forecast(told)
    whole = QCoreApplication.translate(
        "ForecastDialog",
        "Forecast for today: {total}, learnt of {days} days. So far {so_far} came, {expected} were expected; × {factor} for the rest.",
    )
    text = whole.format(
        total=words.number(sum(row.offered for row in told.rows)),
        days=told.history_days,
        so_far=words.number(told.so_far),
        expected=words.number(told.expected_so_far),
        factor=f"{told.today_later:.2f}",
    )
    return text if told.calendar_known else f"{unknown_calendar(told)} {text}"


def no_forecast(told: Forecast) -> str:
    """Return why nothing can be foretold."""
    if told.why_none == "shut":
        return QCoreApplication.translate("ForecastDialog", "No forecast: days like this one never had calls.")
    return QCoreApplication.translate("ForecastDialog", "No forecast: no day with calls yet to learn from.")


def unknown_calendar(told: Forecast) -> str:
    """Return what is said of a year whose holidays are not published in this program."""
    text = QCoreApplication.translate(
        "ForecastDialog",
        "The public holidays of {year} are not known: Monday to Friday count as workdays. "
        'An administrator enters them under "Working days".',
    )
    return text.format(year=told.day.year)


class _Columns(QObject):
    """What the columns say."""

    def made(self) -> list[Column[UsedDay]]:
        return [
            Column(self.tr("Day"), lambda one: f"{one.day:%Y-%m-%d} {weekday_name(one.day.weekday())}", width=190),
            Column(self.tr("Offered"), lambda one: words.number(one.offered), align="right", width=100),
            Column(
                self.tr("Weighs"),
                lambda one: words.percent(one.weight, 1),
                align="right",
                width=90,
                explain=self.tr("Its part in the level of a day"),
            ),
            Column(self.tr("Note"), self._note),
        ]

    def _note(self, one: UsedDay) -> str:
        said = [words.say(MARKS.of(mark)) for mark in one.marks]
        if one.like != one.day.weekday():
            said.append(self.tr("counts as a {weekday}").format(weekday=weekday_name(one.like)))
        if one.unusual:
            said.append(self.tr("unusual, weighed down"))
        return "; ".join(said)


class ForecastDialog(Dialog):
    """Opened, never executed: the board goes on behind it. One interval of today."""

    def __init__(
        self, context: DeskContext, starts_at: datetime, minutes: int, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Where this figure comes from"), icon="info", parent=parent)
        self.setMinimumSize(820, 620)
        self._starts_at, self._minutes = starts_at, minutes
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        self.value = label("–", "figure")
        self.words = label("", "strong", wrap=True)
        row.addWidget(self.value)
        row.addSpacing(theme.SPACE_4)
        row.addWidget(self.words, 1)
        self.sum = label("", "code", wrap=True, selectable=True)
        self.facts = KeyValue()
        self._columns = _Columns(self)
        self.model = TableModel(self._columns.made(), key=lambda one: one.day)
        self.table: TableView[UsedDay] = TableView(self.model, sortable=False)
        self.feed: Feed[Forecast] = Feed(context, self._ask, parent=self)
        content = FeedPanel(context, self.feed, self.table, self._show)
        for widget in (head, self.sum, self.facts):
            self.body.addWidget(widget)
        self.body.addWidget(content, 1)
        close = self.add_button(Button(self.tr("Close"), kind="primary"), self.accept)
        close.setDefault(True)

    def _ask(self) -> Request[Forecast]:
        minutes = self._minutes
        return lambda api: forecast(api, minutes)

    def _show(self, told: Forecast) -> Nothing | None:
        found = next((row for row in told.rows if row.starts_at == self._starts_at), None)
        if found is None:
            return Nothing("calendar-days", no_forecast(told))
        self.value.setText(words.number(found.offered))
        self.words.setText(
            self.tr("calls expected = level of a day × weekday × month × calendar × part of the day × today")
        )
        self.sum.setText(sum_of(told, found))
        self.facts.set_rows(self._facts(told, found))
        self.model.replace(told.days)
        return None

    def _facts(self, told: Forecast, row: ForecastRow) -> list[tuple[str, str | QWidget]]:
        begins = on_the_wall(row.starts_at, told.zone)
        ends = begins + timedelta(minutes=self._minutes)
        rows: list[tuple[str, str | QWidget]] = [
            (
                self.tr("Window"),
                self.tr("calls offered {start} to {end} (not included), {zone}").format(
                    start=words.date_time(begins), end=words.time_of_day(ends), zone=told.zone
                ),
            ),
            (
                self.tr("Level"),
                self.tr("{level} calls a day: the days below, the newest weighing most").format(
                    level=words.number(told.level)
                ),
            ),
            (
                self.tr("Weekday"),
                self.tr("a {weekday} has {factor} times as many").format(
                    weekday=weekday_name(told.like), factor=f"{told.weekday:.3f}"
                ),
            ),
            (
                self.tr("Month"),
                self.tr("at this place in the month × {factor}").format(factor=f"{told.month:.3f}"),
            ),
            (self.tr("Calendar"), self._calendar(told)),
            (
                self.tr("Part of the day"),
                self.tr("{share} of the calls of a {weekday} come then").format(
                    share=words.percent(row.share, 2), weekday=weekday_name(told.like)
                ),
            ),
            (self.tr("Today"), self._today(told, row)),
        ]
        return rows

    def _calendar(self, told: Forecast) -> str:
        said = [
            self.tr("{mark}: × {factor}, learnt of {days} days").format(
                mark=words.say(MARKS.of(one.mark)), factor=f"{one.factor:.3f}", days=one.days
            )
            for one in told.marks
        ]
        if not said:
            said.append(self.tr("a day like any other of its weekday"))
        if not told.calendar_known:
            said.append(unknown_calendar(told))
        return "; ".join(said)

    def _today(self, told: Forecast, row: ForecastRow) -> str:
        if row.starts_at < told.over_until:
            return self.tr("this interval is over: as it was expected in the morning")
        if not told.near and not told.later:
            return self.tr("as it was expected in the morning: nothing says otherwise yet")
        return self.tr(
            "{recent} came in the last 90 minutes, {expected} were expected: {deviation}. {near} of that persists for an hour, {later} "
            "after it, as {days} days have shown: × {factor}"
        ).format(
            recent=words.number(told.recent),
            expected=words.number(told.expected_recent),
            deviation=f"{(told.recent / told.expected_recent - 1) * 100:+.1f} %",
            near=words.percent(told.near),
            later=words.percent(told.later),
            days=told.persists_days,
            factor=f"{_today_of(row):.3f}",
        )


def sum_of(told: Forecast, row: ForecastRow) -> str:
    """Return the product with its numbers: "3,480 × 1.080 × 0.987 × 4.61 % × 1.040 = 178.1"."""
    parts = [
        words.number(told.level),
        f"{told.weekday:.3f}",
        f"{told.month:.3f}",
        *(f"{one.factor:.3f}" for one in told.marks),
        words.percent(row.share, 2),
        f"{_today_of(row):.3f}",
    ]
    return f"{' × '.join(parts)} = {words.number(row.offered, 1)}"


def _today_of(row: ForecastRow) -> float:
    return row.offered / row.morning if row.morning else 1.0
