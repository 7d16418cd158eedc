"""Every alarm that was raised: when, how bad it became, how long it lasted, who acknowledged it and with what note."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import PagedFeed, changes_of
from agent_desk.desk.supervising import operations
from agent_desk.schemas.supervising.changes import AlarmChanged
from agent_desk.schemas.supervising.records import AlarmPage, AlarmRow
from agent_desk.ui.kit import elapsed, words
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.floor_presentation import person_name
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.with_foot import with_foot
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView
from agent_desk.ui.supervising.alarm_words import about, severity_mark, value_text


class AlarmHistory(QWidget):
    """The newest first, a page more on demand."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.feed: PagedFeed[AlarmPage] = PagedFeed(
            context,
            lambda: lambda api, after: operations.alarm_history(api, after=after),
            key=lambda row: row.id,
            cares=changes_of(AlarmChanged),
            parent=self,
        )
        self.model: TableModel[AlarmRow] = TableModel(self._columns(), key=lambda row: row.id)
        self.table: TableView[AlarmRow] = TableView(self.model)
        self.table.setAccessibleName(self.tr("Alarms so far"))
        self.table.set_empty("bell-off", self.tr("No alarm yet"), self.tr("They appear here when a rule raises one."))
        self.more = Button(self.tr("Earlier alarms"), icon="chevron-down", size="small")
        self.more.clicked.connect(self.feed.more)
        self.states = FeedPanel(context, self.feed, with_foot(self.table, self.more), self._came)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.states)
        self.setFocusProxy(self.table)

    def _columns(self) -> list[Column[AlarmRow]]:
        return [
            Column(
                self.tr("Raised"), lambda row: words.short(row.raised_at), width=104, sort_key=lambda row: row.raised_at
            ),
            Column(
                self.tr("Severity"),
                lambda row: severity_mark(row.severity).text,
                mark=lambda row: severity_mark(row.severity),
                width=104,
            ),
            Column(self.tr("Alarm"), about),
            Column(self.tr("Worst"), lambda row: value_text(row, row.worst), align="right", width=72),
            Column(self.tr("Threshold"), lambda row: value_text(row, row.threshold), align="right", width=84),
            Column(self.tr("Lasted"), self._lasted, align="right", width=84, live=True),
            Column(self.tr("State"), lambda row: self.state(row).text, mark=self.state, width=120),
            Column(self.tr("Acknowledged"), self.seen, width=250, tooltip=self.seen),
        ]

    def _lasted(self, row: AlarmRow) -> str:
        end = row.cleared_at or elapsed.now()
        return words.duration(round((end - row.raised_at).total_seconds() * 1000))

    def state(self, row: AlarmRow) -> Mark:
        """Return whether it is over."""
        if row.cleared_at is not None:
            return Mark(self.tr("over"), "muted", "circle-check")
        return Mark(self.tr("goes on"), "bad", "bell-ring")

    def seen(self, row: AlarmRow) -> str:
        """By whom, when, with which note."""
        by, at = row.acknowledged_by, row.acknowledged_at
        if by is None or at is None:
            return "–"
        said = f"{person_name(by)} {words.time_of_day(at)}"
        return f"{said}: {row.note}" if row.note else said

    def _came(self, page: AlarmPage) -> None:
        self.model.replace(page.items)
        self.more.setVisible(page.next is not None)
