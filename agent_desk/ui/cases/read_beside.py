"""A complaint read beside a form: its facts, what was said, what was done, in a panel over the form; what is typed stays as it is."""

from __future__ import annotations

import uuid

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.cases import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.schemas.cases.changes import ComplaintChanged
from agent_desk.schemas.cases.records import ComplaintStory
from agent_desk.ui.cases import presentation
from agent_desk.ui.cases.story import Story
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button, IconButton, Pill, label
from agent_desk.ui.kit.covers import Overlay
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.scrolled import ScrollArea

_WIDTH, _TALLEST = 520, 400


class ReadBeside(Overlay):
    """Opens over `host`; Esc, or the focus that goes elsewhere, closes it. `whole_wanted` carries the id: to its own page."""

    whole_wanted = Signal(object)

    def __init__(self, context: DeskContext, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.complaint_id: uuid.UUID | None = None
        self.feed: Feed[ComplaintStory] = Feed(
            context, self._ask, cares=changes_of(ComplaintChanged, id_of=lambda: self.complaint_id), parent=self
        )
        self._number, self._state = label("", "heading", selectable=True), Pill()
        self._facts = label("", "caption", wrap=True)
        self.text = label("", "body", wrap=True, selectable=True)
        self.story = Story()
        self.whole = Button(self.tr("Open its page"), kind="link")
        self.whole.clicked.connect(lambda: self.whole_wanted.emit(self.complaint_id))
        close = IconButton("x", self.tr("Close"), size="small")
        close.clicked.connect(self.close_it)
        head = QHBoxLayout()
        head.addWidget(self._number)
        head.addWidget(self._state)
        head.addStretch(1)
        head.addWidget(self.whole)
        head.addWidget(close)
        content = QVBoxLayout()
        content.setSpacing(theme.SPACE_3)
        content.addWidget(self._facts)
        content.addWidget(self.text)
        content.addWidget(label(self.tr("What was done"), "section"))
        content.addWidget(self.story)
        content.addStretch(1)
        self._area = ScrollArea(content, read=self.tr("Facts and story"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        column.addLayout(head)
        column.addWidget(FeedPanel(context, self.feed, self._area, self._came), 1)

    def open_for(self, complaint_id: uuid.UUID, number: str) -> None:
        """Read this one, at the top of the host: what is typed below stays in sight where there is room."""
        if complaint_id != self.complaint_id:
            self.complaint_id = complaint_id
            self._number.setText(number)
            self._state.hide()
            self.feed.anew()
        width = min(_WIDTH, self._host.width() - 2 * theme.SPACE_3)
        height = min(_TALLEST, self._host.height() - 2 * theme.SPACE_3)
        self.setGeometry(self._host.width() - width - theme.SPACE_3, theme.SPACE_3, width, height)
        self.setAccessibleName(self.tr("Complaint {number}").format(number=number))
        self.open_now()

    def focus_home(self) -> QWidget:
        """What is read: the arrows scroll it."""
        return self._area

    def _ask(self) -> Request[ComplaintStory] | None:
        wanted = self.complaint_id
        return None if wanted is None else lambda api: operations.story(api, wanted)

    def _came(self, found: ComplaintStory) -> None:
        one = found.complaint
        state = presentation.state_mark(one.state)
        self._state.set(state.text, tone=state.tone, icon=state.icon)
        self._state.show()
        self._number.setText(one.number)
        parts = [
            presentation.customer_words(one.customer, one.complainant),
            words.date_time(one.received_at),
            *(presentation.name_of(term) for term in (one.source, one.business, one.cause, one.wish)),
        ]
        self._facts.setText(" · ".join(part for part in parts if part))
        self.text.setText(one.narrative)
        self.story.show_events(found.events)
