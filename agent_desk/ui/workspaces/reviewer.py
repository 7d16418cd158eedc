"""The reviewer's workspace: own calls left, the call with its customer in the middle, the score card right; samples, results."""

from __future__ import annotations

import uuid
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.desk.quality import operations
from agent_desk.schemas.cases.kinds.operations import USE as REGISTERS
from agent_desk.schemas.kit.work_items import WorkItem
from agent_desk.schemas.quality.records import ItemRow, Review, ReviewItem, Sample
from agent_desk.ui.cases.kinds.fields import text as registers_text
from agent_desk.ui.cases.kinds.registers_page import RegistersPage
from agent_desk.ui.customers.timeline import Timeline
from agent_desk.ui.kit import shortcuts, theme
from agent_desk.ui.kit.controls import Button, Segmented
from agent_desk.ui.kit.covers import Pages
from agent_desk.ui.kit.notices import Action as NoticeAction
from agent_desk.ui.quality.call_facts import CallFacts
from agent_desk.ui.quality.new_sample import NewSampleDialog
from agent_desk.ui.quality.results import Results
from agent_desk.ui.quality.samples import Samples
from agent_desk.ui.quality.score_card import ScoreCard
from agent_desk.ui.quality.work_list import WorkList

_GROUP = str(QT_TRANSLATE_NOOP("Shortcuts", "Review"))


def _key(id: str, keys: str, text: object) -> shortcuts.Action:
    return shortcuts.register(shortcuts.Action(id, keys, str(text), _GROUP, place="reviewer"))


NEXT = _key("quality.next", "Alt+Down", QT_TRANSLATE_NOOP("Shortcuts", "Next call"))
PREVIOUS = _key("quality.previous", "Alt+Up", QT_TRANSLATE_NOOP("Shortcuts", "Previous call"))
QUESTIONS = _key("quality.questions", "Alt+Right", QT_TRANSLATE_NOOP("Shortcuts", "To the questions"))
CALLS = _key("quality.calls", "Alt+Left", QT_TRANSLATE_NOOP("Shortcuts", "To the list of calls"))
NEW = _key("quality.new_sample", "Ctrl+N", QT_TRANSLATE_NOOP("Shortcuts", "Draw a sample"))
PAGES = ("score", "samples", "results")
_PAGE_KEYS = [
    _key("quality.page_score", "Ctrl+1", QT_TRANSLATE_NOOP("Shortcuts", "Score calls")),
    _key("quality.page_samples", "Ctrl+2", QT_TRANSLATE_NOOP("Shortcuts", "Samples")),
    _key("quality.page_results", "Ctrl+3", QT_TRANSLATE_NOOP("Shortcuts", "Results")),
]


class ReviewerWorkspace(QWidget):
    """What a QA reviewer sees. Opening a call is written down by the hub, so only a click or a key opens one."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.title = self.tr("Quality")
        self._item_id: uuid.UUID | None = None
        self.feed: Feed[ReviewItem] = Feed(context, self._ask_item, parent=self)
        self.work_list = WorkList(context)
        self.facts = CallFacts(context, self.feed)
        self.timeline = Timeline(context)
        self.card = ScoreCard(context)
        self.samples = Samples(context)
        self.results = Results(context)
        self.registers: RegistersPage | None = None
        registers = [("registers", registers_text("page"))] if context.session.may(REGISTERS) else []
        self.pages = Segmented(
            [
                ("score", self.tr("Score calls")),
                ("samples", self.tr("Samples")),
                ("results", self.tr("Results")),
                *registers,
            ]
        )
        self.new_button = Button(self.tr("Draw a sample"), icon="plus")
        theme.appear(self.new_button, context.session.may("quality.sample"))
        self.top_bar: QWidget = self._bar()
        self._build()
        self._connect()
        self.card.show_nothing()

    # -- layout ------------------------------------------------------------------------------------------------------

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setFixedHeight(52)
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.SPACE_4, 0, theme.SPACE_3, 0)
        row.setSpacing(theme.SPACE_4)
        row.addWidget(theme.label(self.title, "heading"))
        row.addWidget(self.pages)
        self._open_words = theme.label("", "muted")
        row.addWidget(self._open_words)
        row.addStretch(1)
        row.addWidget(self.new_button)
        return bar

    def _build(self) -> None:
        self.facts.timeline_slot.addWidget(self.timeline, 1)
        columns = QSplitter()
        columns.setChildrenCollapsible(False)
        for widget, least, share in ((self.work_list, 264, 0), (self.facts, 420, 1), (self.card, 400, 0)):
            widget.setMinimumWidth(least)
            columns.addWidget(widget)
            columns.setStretchFactor(columns.count() - 1, share)
        columns.setSizes([288, 680, 440])
        self.stack = Pages()
        for page in (columns, self.samples, self.results):
            self.stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        layout.addWidget(self.stack)

    def _connect(self) -> None:
        self.pages.changed.connect(lambda name: self.open_page(str(name)))
        self.work_list.chosen.connect(self._open_row)
        self.work_list.counted.connect(self._count)
        self.card.submitted.connect(self._submitted)
        self.feed.asked.connect(self.card.show_nothing)
        self.feed.came.connect(self._show_item)
        self.feed.failed.connect(self._not_opened)
        self.samples.again_wanted.connect(self.new_sample)
        self.results.review_wanted.connect(self._open_result)
        self.new_button.clicked.connect(self._new)
        shortcuts.bind(self.new_button, NEW.id, self._new)
        shortcuts.bind(self, NEXT.id, lambda: self.work_list.open_next(1))
        shortcuts.bind(self, PREVIOUS.id, lambda: self.work_list.open_next(-1))
        shortcuts.bind(self, QUESTIONS.id, self._to_questions)
        shortcuts.bind(self, CALLS.id, self._to_calls)
        for name, action in zip(PAGES, _PAGE_KEYS, strict=True):
            shortcuts.bind(self, action.id, partial(self.open_page, name))

    # -- pages -------------------------------------------------------------------------------------------------------

    def open_page(self, name: str) -> None:
        """Turn to "score", "samples", "results" or "registers"."""
        self.pages.set_value(name)
        if name != "registers":
            self.stack.setCurrentIndex(PAGES.index(name))
            return
        if self.registers is None:
            self.registers = RegistersPage(self.context)
            self.stack.addWidget(self.registers)
        self.stack.setCurrentWidget(self.registers)

    def _count(self, n: int) -> None:
        self._open_words.setText(self.tr("{n} to score").format(n=n) if n else self.tr("nothing to score"))

    def _to_questions(self) -> None:
        self.open_page("score")
        self.card.focus_first()

    def _to_calls(self) -> None:
        self.open_page("score")
        self.work_list.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- a call ------------------------------------------------------------------------------------------------------

    def _open_row(self, row: ItemRow) -> None:
        self.open_item(row.id)

    def _open_result(self, item_id: uuid.UUID) -> None:
        self.open_page("score")
        self.work_list.mark_opened(item_id)
        self.open_item(item_id)

    def open_item(self, item_id: uuid.UUID) -> None:
        """Fetch a call and show it in all three columns."""
        if self.card.work.item_id == item_id:
            self.card.focus_first()
            return
        self.card.work.leave()
        self._item_id = item_id
        self.feed.anew()

    def _ask_item(self) -> Request[ReviewItem] | None:
        wanted = self._item_id
        return None if wanted is None else lambda api: operations.item(api, wanted)

    def _show_item(self, item: ReviewItem) -> None:
        self.work_list.mark_opened(item.item.id)
        customer = item.story.call.customer
        self.timeline.show_customer(customer.customer_id if customer is not None else None)
        # What is read anew after the line was gone must not take the place of what is being typed.
        if self.card.work.item_id != item.item.id:
            self.card.show_item(item)

    def _not_opened(self, _error: DeskError) -> None:
        self.work_list.mark_opened(None)
        self.card.show_nothing()
        self.timeline.show_customer(None)

    def _submitted(self, review: Review) -> None:
        self.work_list.refresh()
        following = NoticeAction(self.tr("Next call"), lambda: self.work_list.open_next(1))
        self.context.notices.good(self.tr("The review is submitted."), action=following, key="quality.submitted")

    # -- samples -----------------------------------------------------------------------------------------------------

    def _new(self) -> None:
        self.new_sample()

    def new_sample(self, like: Sample | None = None) -> NewSampleDialog | None:
        """Open the dialog; None where the person may not draw."""
        if not self.context.session.may("quality.sample"):
            return None
        dialog = NewSampleDialog(self.context, like, parent=self)
        dialog.saved.connect(self._drawn)
        dialog.open()
        return dialog

    def _drawn(self, sample: Sample) -> None:
        self.work_list.refresh()
        self.samples.refresh()
        self.context.notices.good(
            self.tr("{name}: {n} calls drawn with seed {seed}.").format(
                name=sample.name, n=sample.items, seed=sample.seed
            ),
            key="quality.drawn",
        )

    def open_work(self, item: WorkItem) -> bool:
        """Open the call that has to be scored, or the case of a register."""
        if item.kind == "sample_item":
            self._open_result(item.subject_id)
            return True
        if item.kind == "kind_case" and self.context.session.may(REGISTERS):
            self.open_page("registers")
            assert self.registers is not None  # made when it was opened
            self.registers.show_work(item)
            return True
        return False

    def close_down(self) -> None:
        """Keep and send what is typed."""
        self.card.close_down()
