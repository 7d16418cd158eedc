"""What is new in the free text of complaints: each topic with how many write of it, and its complaints beside."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.cases import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, changes_of
from agent_desk.schemas.cases.changes import ComplaintChanged
from agent_desk.schemas.cases.records import ComplaintRow
from agent_desk.schemas.cases.topics import News, NewTopic
from agent_desk.ui.cases.presentation import state_mark
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Card, label
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.tables import Column, TableModel, TableView

_GATHER_MS = 60_000
"""What is new today is so for hours, and finding it reads half a year of texts."""


class TopicsPage(QWidget):
    """`complaint_wanted` carries the id of a complaint that is to be read."""

    complaint_wanted = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.feed: Feed[News] = Feed(
            context, lambda: operations.news, cares=changes_of(ComplaintChanged), gather_ms=_GATHER_MS, parent=self
        )
        self.model: TableModel[NewTopic] = TableModel(self._topic_columns(), key=lambda one: one.name)
        self.table = TableView(self.model)
        self.cases: TableModel[ComplaintRow] = TableModel(self._case_columns(), key=lambda one: one.id)
        self.cases_table = TableView(self.cases)
        self.note = label("", "caption", wrap=True)
        self._lay_out(context)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_cases())
        self.cases_table.activated.connect(self._open)

    def _lay_out(self, context: DeskContext) -> None:
        self.table.setAccessibleName(self.tr("New topics"))
        self.cases_table.setAccessibleName(self.tr("Complaints of the topic"))
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(self.cases_table)
        card = Card()
        card.add(label(self.tr("New in the complaints"), "heading"))
        card.add(parts, 1)
        card.add(self.note)
        self.states = FeedPanel(context, self.feed, card, self._show, loading=self.tr("Reading complaints"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self.states, 1)

    def _topic_columns(self) -> list[Column[NewTopic]]:
        return [
            Column(self.tr("What is written of"), lambda one: one.name),
            Column(self.tr("People"), lambda one: str(one.people), align="right", width=70),
            Column(self.tr("Usual"), lambda one: f"{one.expected:.1f}", align="right", width=70),
            Column(self.tr("Since"), lambda one: one.since.isoformat(), width=110),
        ]

    def _case_columns(self) -> list[Column[ComplaintRow]]:
        return [
            Column(self.tr("Number"), lambda one: one.number, width=150),
            Column(self.tr("Received"), lambda one: words.date_time(one.received_at), width=176),
            Column(self.tr("Business"), lambda one: words.pick(one.business.name_zh, one.business.name_en)),
            Column(
                self.tr("State"),
                lambda one: state_mark(one.state).text,
                mark=lambda one: state_mark(one.state),
                width=120,
            ),
        ]

    def _show(self, found: News) -> Nothing | None:
        said = self.tr(
            "Since {first}, against the days from {before} on; {count} complaints read. Copies of one text and one person count once."
        )
        said = said.format(first=found.first, before=found.before, count=found.read)
        if not found.topics:
            return Nothing("circle-check", self.tr("Nothing new in the complaints"), said)
        self.note.setText(said)
        chosen = self.table.current_record()
        self.model.replace(found.topics)
        names = [one.name for one in found.topics]
        at = names.index(chosen.name) if chosen is not None and chosen.name in names else 0
        self.table.setCurrentIndex(self.model.index(at, 0))
        self._show_cases()
        return None

    def _show_cases(self) -> None:
        topic = self.table.current_record()
        self.cases.replace(topic.cases if topic is not None else [])

    def _open(self) -> None:
        row = self.cases_table.current_record()
        if row is not None:
            self.complaint_wanted.emit(row.id)
