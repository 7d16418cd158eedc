"""Results: what the submitted reviews add up to, by agent, question or form, and the reviews behind a line."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, PagedFeed, PageRequest, Request
from agent_desk.desk.kit.live import Change
from agent_desk.desk.quality import operations
from agent_desk.schemas.figures.words import WINDOWS
from agent_desk.schemas.quality.changes import ReviewChanged
from agent_desk.schemas.quality.records import ResultRow, ResultsBy, ResultTable, ReviewPage, ReviewRow
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.controls import Button, Card, Segmented, Tile
from agent_desk.ui.kit.covers import Pages
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.tables import Column, TableModel, TableView
from agent_desk.ui.quality import presentation

PASS_MARK = 80.0


class Results(QWidget):
    """The results page. `review_wanted` carries the id of an item whose review is to be shown."""

    review_wanted = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._row: ResultRow | None = None
        self.feed: Feed[ResultTable] = Feed(context, self._ask, cares=_is_result, parent=self)
        self.drill: PagedFeed[ReviewPage] = PagedFeed(context, self._ask_reviews, cares=_is_result, parent=self)
        self.by = Segmented(
            [("agent", self.tr("Agents")), ("question", self.tr("Questions")), ("form", self.tr("Forms"))]
        )
        self.days = Segmented([(n, self.tr("{n} days").format(n=n)) for n in (7, 30, 90, 365)])
        self.days.set_value(30)
        self.tables: dict[ResultsBy, TableView[ResultRow]] = {}
        self.models: dict[ResultsBy, TableModel[ResultRow]] = {}
        self._stack = Pages()
        self._make_tables()
        self.review_model = TableModel(self._review_columns(), key=lambda row: row.item_id)
        self.reviews = TableView(self.review_model)
        self.more = Button(self.tr("Show more"), size="small")
        self._build()
        self._connect()

    # -- layout ------------------------------------------------------------------------------------------------------

    def _make_tables(self) -> None:
        columns: dict[ResultsBy, list[Column[ResultRow]]] = {
            "agent": [Column(self.tr("Agent"), self._name), *self._figures(self.tr("Reviews"))],
            "question": [
                Column(self.tr("Section"), lambda row: words.pick(row.section_zh, row.section_en), width=150),
                Column(self.tr("Question"), self._name, tooltip=self._name),
                *self._figures(self.tr("Answers"), questions=True),
            ],
            "form": [Column(self.tr("Form and edition"), self._name), *self._figures(self.tr("Reviews"))],
        }
        for by, listed in columns.items():
            self.models[by] = TableModel(listed, key=lambda row: row.key)
            self.tables[by] = TableView(self.models[by])
            self.tables[by].setAccessibleName(self.tr("Results"))
            self.tables[by].set_empty("award", self.tr("No reviews in this period"))
            self._stack.addWidget(self.tables[by])

    def _name(self, row: ResultRow) -> str:
        return presentation.agent(row.person) if row.person is not None else words.pick(row.name_zh, row.name_en)

    def _figures(self, counted: str, *, questions: bool = False) -> list[Column[ResultRow]]:
        last: Column[ResultRow] = Column(
            self.tr("Passed"),
            lambda row: words.percent(row.passed / row.reviews if row.reviews else None),
            align="right",
            width=84,
            sort_key=lambda row: row.passed / row.reviews if row.reviews else None,
        )
        if questions:
            last = Column(self.tr("n/a"), lambda row: str(row.na), align="right", width=64, sort_key=lambda row: row.na)
        return [
            Column(counted, lambda row: str(row.reviews), align="right", width=84, sort_key=lambda row: row.reviews),
            Column(
                self.tr("Mean"),
                lambda row: presentation.score(row.mean),
                align="right",
                width=76,
                tone=self._tone,
                sort_key=lambda row: row.mean,
                explain=self.tr("Mean score in percent; of a question, the mean share of its points"),
            ),
            last,
            Column(
                self.tr("Fatal"),
                lambda row: str(row.fatal) if row.fatal else "–",
                align="right",
                width=70,
                tone=lambda row: "bad" if row.fatal else "muted",
                sort_key=lambda row: row.fatal,
            ),
        ]

    def _tone(self, row: ResultRow) -> str:
        return "warning" if row.mean is not None and row.mean < PASS_MARK else "text"

    def _review_columns(self) -> list[Column[ReviewRow]]:
        return [
            Column(
                self.tr("Call"), lambda row: words.short(row.offered_at), width=122, sort_key=lambda row: row.offered_at
            ),
            Column(self.tr("Agent"), lambda row: presentation.agent(row.agent)),
            Column(self.tr("Queue"), lambda row: presentation.queue(row.queue)),
            Column(self.tr("Reviewer"), lambda row: presentation.person(row.reviewer), width=96),
            Column(
                self.tr("Score"),
                lambda row: presentation.score(row.score),
                width=112,
                sort_key=lambda row: row.score,
                mark=lambda row: presentation.score_mark(row.score, row.fatal, passed=row.passed),
            ),
        ]

    def _build(self) -> None:
        period = words.say(WINDOWS["period"])
        self._reviews_tile = Tile(self.tr("Reviews"), window=period)
        self._mean_tile = Tile(
            self.tr("Mean score"), window=period, explain=self.tr("Mean of all scores in the period, 0 to 100")
        )
        self._passed_tile = Tile(
            self.tr("Passed"), window=period, explain=self.tr("Share at or over the form's pass mark")
        )
        self._fatal_tile = Tile(
            self.tr("Fatal faults"), window=period, explain=self.tr("Reviews with a fatal fault: their score is 0")
        )
        tiles = QHBoxLayout()
        tiles.setSpacing(theme.SPACE_3)
        for tile in (self._reviews_tile, self._mean_tile, self._passed_tile, self._fatal_tile):
            tiles.addWidget(tile)
        left = Card(self.tr("Results"), icon="chart-column", padding=theme.SPACE_3)
        left.add_header(self.by)
        left.add_header(self.days)
        self.states = FeedPanel(self._context, self.feed, self._stack, self._came)
        left.add(self.states, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self._drill())
        split.setSizes([680, 620])
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_3)
        page.addLayout(tiles)
        page.addWidget(split, 1)

    def _drill(self) -> Card:
        self._drill_card = Card(self.tr("Reviews"), icon="list", padding=theme.SPACE_3)
        self.reviews.setAccessibleName(self.tr("Reviews"))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.reviews, 1)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignRight)
        self.more.hide()
        self.drill_states = FeedPanel(self._context, self.drill, content, self._reviews_came)
        self._drill_card.add(self.drill_states, 1)
        return self._drill_card

    def _connect(self) -> None:
        self.by.changed.connect(lambda _by: self._anew())
        self.days.changed.connect(lambda _days: self._anew())
        for table in self.tables.values():
            table.selected_record.connect(self._chosen)
        self.reviews.activated_record.connect(lambda row: self.review_wanted.emit(row.item_id))
        self.more.clicked.connect(self.drill.more)

    # -- fetching ----------------------------------------------------------------------------------------------------

    def period(self) -> tuple[datetime, datetime]:
        """From the midnight so many days ago to the coming one, in the centre's zone."""
        today = words.local(elapsed.now()).replace(hour=0, minute=0, second=0, microsecond=0)
        days: int = self.days.value()  # type: ignore[assignment]
        return today - timedelta(days=days - 1), today + timedelta(days=1)

    def refresh(self) -> None:
        """Fetch again, when it is in sight."""
        self.feed.refresh()
        self.drill.refresh()

    def _anew(self) -> None:
        self.feed.anew(keep=self.models[self._by()].rowCount() > 0)
        self._stack.setCurrentWidget(self.tables[self._by()])
        self._chosen(self.tables[self._by()].current_record())

    def _by(self) -> ResultsBy:
        by: ResultsBy = self.by.value()  # type: ignore[assignment]
        return by

    def _ask(self) -> Request[ResultTable]:
        by, (from_at, to_at) = self._by(), self.period()
        return lambda api: operations.results(api, by, from_at, to_at)

    def _came(self, table: ResultTable) -> None:
        total = table.total
        self._reviews_tile.set_figure(words.number(total.reviews), note=self._period_words())
        self._mean_tile.set_figure(presentation.score(total.mean), note=self._period_words())
        self._passed_tile.set_figure(
            words.percent(total.passed / total.reviews if total.reviews else None), note=self._period_words()
        )
        self._fatal_tile.set_figure(
            words.number(total.fatal), tone="bad" if total.fatal else "", note=self._period_words()
        )
        self.models[table.by].replace(table.rows)

    def _period_words(self) -> str:
        return self.tr("submitted in the last {n} days").format(n=self.days.value())

    def _chosen(self, row: ResultRow | None) -> None:
        """The reviews behind a line; of a question there are those of its form."""
        by = self._by()
        self._row = row
        self._drill_card.set_title(self._name(row) if row is not None and by != "question" else self.tr("Reviews"))
        self.reviews.setColumnHidden(1, row is not None and by == "agent")
        self.review_model.replace([])
        self.drill.anew()

    def _ask_reviews(self) -> PageRequest[ReviewPage]:
        by, row, (from_at, to_at) = self._by(), self._row, self.period()
        agent = UUID(row.key) if row is not None and by == "agent" else None
        form = UUID(row.key) if row is not None and by == "form" else None
        return lambda api, after: operations.reviews(api, from_at, to_at, agent_id=agent, form_id=form, after=after)

    def _reviews_came(self, page: ReviewPage) -> Nothing | None:
        self.review_model.replace(page.items)
        self.more.setVisible(page.next is not None)
        return None if page.items else Nothing("award", self.tr("No reviews in this period"))


def _is_result(change: Change) -> bool:
    """Return whether a review counts from now on."""
    told = ReviewChanged.read(change)
    return told is not None and told.state == "submitted"
