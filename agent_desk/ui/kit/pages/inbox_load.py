"""Who has how much to do: people, branches and kinds of work, with what is late, what will be, and how old it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.kit import work
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.schemas.kit.changes import WorkItemChanged
from agent_desk.schemas.kit.work_items import LoadRow, WorkChoice, WorkLoad
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Segmented, label
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.table_model import Column, TableModel
from agent_desk.ui.kit.tables import TableView

_DAY_S, _HOUR_S = 86_400, 3_600


def load_feed(context: DeskContext, parent: QWidget, choice: Callable[[], WorkChoice]) -> Feed[WorkLoad]:
    """Make a feed of who has how much of what is chosen."""

    def ask() -> Request[WorkLoad]:
        chosen = choice()
        return lambda api: work.load(api, chosen)

    return Feed(context, ask, cares=WorkItemChanged.is_told_by, crowd=True, parent=parent)


class InboxLoad(QWidget):
    """The three tables, one at a time. `by`: the one that stands there first."""

    def __init__(
        self, context: DeskContext, feed: Feed[WorkLoad], parent: QWidget | None = None, *, by: str = "people"
    ) -> None:
        super().__init__(parent)
        self.by = Segmented(
            [("people", self.tr("By person")), ("branches", self.tr("By branch")), ("kinds", self.tr("By kind"))]
        )
        self.by.set_value(by)
        self.model: TableModel[LoadRow] = TableModel(self._columns(), key=lambda row: (row.person_id, row.name_zh))
        self.table: TableView[LoadRow] = TableView(self.model)
        self.table.setAccessibleName(self.tr("Load"))
        self._load: WorkLoad | None = None
        note = label(
            self.tr(
                "Will be late: of what was done in the last 90 days and was as old, the share that took longer than the time left."
            ),
            "caption",
            wrap=True,
        )
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.SPACE_2)
        inner.addWidget(self.table, 1)
        inner.addWidget(note)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_2)
        page.addWidget(self.by)
        page.addWidget(FeedPanel(context, feed, content, self._came), 1)
        self.by.changed.connect(lambda _by: self._fill())

    def _columns(self) -> list[Column[LoadRow]]:
        return [
            Column(self.tr("Who"), lambda row: words.pick(row.name_zh, row.name_en)),
            Column(
                self.tr("To do"),
                lambda row: words.number(row.open),
                sort_key=lambda row: row.open,
                width=90,
                align="right",
            ),
            Column(
                self.tr("Overdue"),
                lambda row: words.number(row.overdue),
                sort_key=lambda row: row.overdue,
                tone=lambda row: "bad" if row.overdue else "muted",
                width=90,
                align="right",
            ),
            Column(
                self.tr("Due within a day"),
                lambda row: words.number(row.soon),
                sort_key=lambda row: row.soon,
                width=130,
                align="right",
            ),
            Column(
                self.tr("Will be late"),
                lambda row: "–" if row.expected_late is None else words.number(row.expected_late, 1),
                sort_key=lambda row: row.expected_late or 0.0,
                width=110,
                align="right",
            ),
            Column(
                self.tr("Median age"),
                lambda row: age_words(row.median_age_s),
                sort_key=lambda row: row.median_age_s,
                width=110,
                align="right",
            ),
            Column(
                self.tr("Oldest since"),
                lambda row: words.short(row.oldest_at),
                sort_key=lambda row: row.oldest_at,
                width=120,
            ),
        ]

    def _came(self, load: WorkLoad) -> Nothing | None:
        self._load = load
        self._fill()
        if load.people:
            return None
        return Nothing("circle-check", self.tr("Nothing to do"), self.tr("What comes up stands here by itself."))

    def _fill(self) -> None:
        if self._load is not None:
            self.model.replace(getattr(self._load, str(self.by.value())))


def age_words(seconds: float) -> str:
    """Return an age as people say it: in days, or hours within the first two days."""
    if seconds < 2 * _DAY_S:
        return QCoreApplication.translate("InboxLoad", "{n} h").format(n=words.number(seconds / _HOUR_S, 1))
    return QCoreApplication.translate("InboxLoad", "{n} days").format(n=words.number(seconds / _DAY_S, 1))
