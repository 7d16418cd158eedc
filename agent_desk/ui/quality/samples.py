"""Every sample with its seed and criteria, so that a draw can be shown to be fair, and how far the reviewers are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import PagedFeed, changes_of
from agent_desk.desk.quality import operations
from agent_desk.schemas.quality.changes import ReviewChanged, SampleChanged, ScoreFormChanged
from agent_desk.schemas.quality.records import Sample, SamplePage
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button, Card, KeyValue, StateStack
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView
from agent_desk.ui.quality import presentation


class Samples(QWidget):
    """The samples page. `again_wanted` carries a Sample whose draw is to be repeated or varied."""

    again_wanted = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.feed: PagedFeed[SamplePage] = PagedFeed(
            context,
            lambda: lambda api, after: operations.samples(api, after=after),
            cares=changes_of(ScoreFormChanged, SampleChanged, ReviewChanged),
            parent=self,
        )
        self.model = TableModel(self._columns(), key=lambda row: row.id)
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Samples"))
        self.more = Button(self.tr("Show more"), size="small")
        self.again = Button(self.tr("Draw again …"), icon="refresh-cw")
        self.again.set_tip(self.tr("Opens a new draw with this seed and these criteria"))
        self._facts = KeyValue()
        self._people = KeyValue()
        self._build()
        self._connect()

    def _columns(self) -> list[Column[Sample]]:
        return [
            Column(self.tr("Name"), lambda row: row.name),
            Column(
                self.tr("Drawn"), lambda row: words.short(row.drawn_at), width=122, sort_key=lambda row: row.drawn_at
            ),
            Column(self.tr("Seed"), lambda row: str(row.seed), align="right", width=100, sort_key=lambda row: row.seed),
            Column(
                self.tr("Calls"), lambda row: str(row.items), align="right", width=70, sort_key=lambda row: row.items
            ),
            Column(
                self.tr("Submitted"),
                lambda row: words.percent(row.submitted / row.items if row.items else None),
                align="right",
                width=92,
                sort_key=lambda row: row.submitted / max(row.items, 1),
            ),
            Column(
                self.tr("Due"),
                lambda row: presentation.due(row.due_at)[0],
                mark=self._due,
                width=138,
                sort_key=lambda row: row.due_at.timestamp() if row.due_at else None,
            ),
        ]

    def _due(self, row: Sample) -> Mark | None:
        if row.submitted == row.items:
            return Mark(self.tr("finished"), "good", "circle-check")
        said, tone = presentation.due(row.due_at)
        return Mark(said, tone, "clock") if said else None

    def _build(self) -> None:
        left = Card(self.tr("Samples"), icon="clipboard-list", padding=theme.SPACE_3)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.more)
        self.more.hide()
        self.states = FeedPanel(self._context, self.feed, content, self._came)
        left.add(self.states, 1)
        right = Card(self.tr("How it was drawn"), icon="scale")
        right.add_header(self.again)
        details = QWidget()
        page = QVBoxLayout(details)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_3)
        page.addWidget(self._facts)
        page.addWidget(theme.label(self.tr("Reviewers"), "section"))
        page.addWidget(self._people)
        page.addStretch(1)
        self.detail_states = StateStack(details)
        right.add(self.detail_states, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 7)
        split.setStretchFactor(1, 4)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)
        self._show(None)

    def _connect(self) -> None:
        self.table.selected_record.connect(self._show)
        self.more.clicked.connect(self.feed.more)
        self.again.clicked.connect(self._want_again)

    def refresh(self) -> None:
        """Fetch again, when it is in sight."""
        self.feed.refresh()

    def _came(self, page: SamplePage) -> Nothing | None:
        self.model.replace(page.items)
        self.more.setVisible(page.next is not None)
        if not page.items:
            hint = self.tr("Draw one with Ctrl+N: the calls go to the reviewers at once.")
            return Nothing("clipboard-list", self.tr("No samples yet"), hint)
        if self.table.current_record() is None:
            self.table.selectRow(0)
        self._show(self.table.current_record())
        return None

    def _show(self, sample: Sample | None) -> None:
        self.again.setVisible(sample is not None and self._context.session.may("quality.sample"))
        if sample is None:
            self.detail_states.show_empty("scale", self.tr("No sample chosen"))
            return
        self._facts.set_rows(self._rows(sample))
        self._people.set_rows(
            [
                (presentation.person(one.person), self.tr("{done} of {n}").format(done=one.submitted, n=one.items))
                for one in sample.reviewers
            ]
        )
        self.detail_states.show_content()

    def _rows(self, sample: Sample) -> list[tuple[str, str | QWidget]]:
        wanted = sample.criteria
        everywhere, everybody = self.tr("all"), self.tr("all")
        names: dict[tuple[str, ...], str] = {
            (): self.tr("nothing: purely at random"),
            ("agent",): self.tr("agents"),
            ("queue",): self.tr("queues"),
            ("agent", "queue"): self.tr("agents and queues"),
        }
        spread = names[tuple(sorted(wanted.strata))]
        how = self.tr("the same number each") if wanted.share == "even" else self.tr("by their share of the calls")
        first, last = words.date(wanted.from_at), words.date(wanted.to_at.replace(microsecond=0))
        return [
            (self.tr("Seed"), str(sample.seed)),
            (self.tr("Asked for"), self.tr("{n} calls").format(n=sample.n)),
            (self.tr("Offered"), self.tr("from {first} until before {last}").format(first=first, last=last)),
            (self.tr("Queues"), ", ".join(wanted.queues) or everywhere),
            (self.tr("Agents"), str(len(wanted.agents)) if wanted.agents else everybody),
            (self.tr("Talked at least"), words.duration(wanted.min_talk_ms)),
            (self.tr("Spread over"), f"{spread} · {how}" if wanted.strata else spread),
            (
                self.tr("Score form"),
                presentation.form_words(sample.form.name_zh, sample.form.name_en, sample.form.edition),
            ),
            (self.tr("Drawn by"), f"{presentation.person(sample.drawn_by)} · {words.date_time(sample.drawn_at)}"),
        ]

    def _want_again(self) -> None:
        sample = self.table.current_record()
        if sample is not None:
            self.again_wanted.emit(sample)
