"""One call that is over, to read: when, how long, who took it, what was written. Opened from a time line or a list."""

from __future__ import annotations

import uuid

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.calls import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.schemas.calls.records import CallRow, CallStory, Disposition, Leg, PersonRef, WrapUp
from agent_desk.ui.calls import fact_words, presentation
from agent_desk.ui.calls.sound_bars import SoundRow
from agent_desk.ui.kit import layouts, theme, words
from agent_desk.ui.kit.controls import Button, Card, Divider, Icon, KeyValue, Pill
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.recording_player import RecordingPlayer
from agent_desk.ui.kit.scrolled import ScrollArea

_Fetched = tuple[CallStory, list[Disposition]]


class CallStoryView(Card):
    """Read-only. `closed` when the person is through; a number of a customer or complaint is reached elsewhere."""

    closed = Signal()

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self.call_id: uuid.UUID | None = None
        self.feed: Feed[_Fetched] = Feed(context, self._ask, parent=self)
        self.back = Button(self.tr("Back"), kind="ghost", icon="arrow-left", size="small")
        self.back.clicked.connect(self.closed)
        self._title = theme.label("", "heading")
        self._outcome = Pill()
        self.player = RecordingPlayer(context)
        self._facts = KeyValue(columns=2)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(theme.SPACE_4)
        self.states = FeedPanel(context, self.feed, self._scrolled(), self._came)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        for widget in (self.back, self._title, self._outcome):
            head.addWidget(widget)
        head.addStretch(1)
        self.body.addLayout(head)
        self.add(Divider())
        self.add(self.states, 1)
        self.setAccessibleName(self.tr("Past call"))

    def _scrolled(self) -> ScrollArea:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, theme.SPACE_2, 0)
        column.setSpacing(theme.SPACE_4)
        column.addWidget(self.player)
        column.addWidget(self._facts)
        column.addWidget(Divider())
        column.addLayout(self._parts)
        column.addStretch(1)
        self._area = ScrollArea(column, read=self.tr("Facts and notes"))
        return self._area

    def focus_home(self) -> QWidget:
        """What is read: the arrows scroll it, Esc goes back."""
        return self._area

    def show_call(self, call_id: uuid.UUID) -> None:
        """Fetch and show this call."""
        self.call_id = call_id
        self._title.setText("")
        self._outcome.hide()
        self.player.show_call(call_id)
        self.feed.anew()

    def _ask(self) -> Request[_Fetched] | None:
        wanted = self.call_id
        if wanted is None:
            return None
        return lambda api: (operations.story(api, wanted), operations.dispositions(api))

    def _came(self, came: _Fetched) -> None:
        story, topics = came
        call = story.call
        queue = words.pick(call.queue.name_zh, call.queue.name_en)
        self._title.setText(self.tr("Call, {time}").format(time=words.short(call.offered_at)))
        self._title.setToolTip(queue)
        look = presentation.outcome(call.outcome)
        self._outcome.set(look.text, tone=look.tone, icon=look.icon)
        self._outcome.show()
        self._facts.set_rows(
            [*self._rows(call, queue), *fact_words.pairs(story.facts), *fact_words.routing_pairs(story.routing)]
        )
        self._fill_parts(story, topics)

    def _rows(self, call: CallRow, queue: str) -> list[tuple[str, str | QWidget]]:
        customer = f"{call.customer.name.text} · {call.customer.number}" if call.customer else ""
        verified = words.time_of_day(call.verified_at) if call.verified_at else self.tr("not verified")
        return [
            (self.tr("Queue"), queue),
            (self.tr("Waited"), words.duration(call.wait_ms)),
            (
                self.tr("Called") if call.direction == "outbound" else self.tr("Caller"),
                call.caller.text or self.tr("Number withheld"),
            ),
            (self.tr("Talk"), words.duration(call.talk_ms)),
            (self.tr("Customer"), customer),
            (self.tr("On hold"), words.duration(call.hold_ms)),
            (self.tr("Identity"), verified),
            (self.tr("After-call work"), words.duration(call.acw_ms)),
        ]

    def _fill_parts(self, story: CallStory, topics: list[Disposition]) -> None:
        layouts.empty(self._parts)
        notes = {wrap_up.person.id: wrap_up for wrap_up in story.wrap_ups}
        for leg in story.legs:
            self._parts.addWidget(self._part(leg, notes.pop(leg.person.id, None), topics))
        if not story.legs:
            self._parts.addWidget(theme.label(self.tr("No agent took this call."), "muted", wrap=True))

    def _part(self, leg: Leg, note: WrapUp | None, topics: list[Disposition]) -> QWidget:
        """Return one agent's part: who, when, how it ended, and what they wrote."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(Icon("headset", "muted"))
        head.addWidget(theme.label(_name(leg.person), "strong"))
        head.addWidget(theme.label(words.time_of_day(leg.rung_at, seconds=True), "muted"))
        head.addStretch(1)
        head.addWidget(theme.label(presentation.leg_result(leg.result), "caption"))
        column.addLayout(head)
        if leg.quality is not None:
            column.addWidget(SoundRow(leg.quality))
        if note is not None:
            column.addWidget(self._note(note, topics))
        return box

    def _note(self, note: WrapUp, topics: list[Disposition]) -> QWidget:
        frame = QFrame()
        frame.setProperty("role", "sunken")
        column = QVBoxLayout(frame)
        column.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_3)
        column.setSpacing(theme.SPACE_1)
        about = _disposition(note.disposition_code, topics) or self.tr("No disposition")
        solved = {True: self.tr("solved at once"), False: self.tr("not solved yet"), None: ""}[note.resolved]
        column.addWidget(theme.label(" · ".join(part for part in (about, solved) if part), "strong", wrap=True))
        text = note.notes or self.tr("No notes.")
        column.addWidget(theme.label(text, "body" if note.notes else "muted", wrap=True, selectable=True))
        return frame

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _name(person: PersonRef) -> str:
    return words.pick(person.name, person.name_en)


def _disposition(code: str | None, topics: list[Disposition]) -> str:
    """Return a leaf's name with its topic's before it; the code itself where the bank has retired it."""
    for topic in topics:
        for leaf in topic.children:
            if leaf.code == code:
                return f"{words.pick(topic.name_zh, topic.name_en)} · {words.pick(leaf.name_zh, leaf.name_en)}"
        if topic.code == code:
            return words.pick(topic.name_zh, topic.name_en)
    return code or ""
