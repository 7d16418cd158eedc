"""The call under review: its facts, the agent's part and notes, complaints and articles; the time line has a slot below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed
from agent_desk.schemas.calls.records import Leg, WrapUp
from agent_desk.schemas.quality.records import ReviewItem
from agent_desk.ui.kit import layouts, theme, words
from agent_desk.ui.kit.controls import Card, Divider, Icon, KeyValue, Pill
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.recording_player import RecordingPlayer
from agent_desk.ui.kit.scrolled import ScrollArea
from agent_desk.ui.quality import presentation


class CallFacts(QWidget):
    """Facts above, the customer's time line (put there by the workspace: `timeline_slot`) below."""

    def __init__(self, context: DeskContext, feed: Feed[ReviewItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item: ReviewItem | None = None
        self.player = RecordingPlayer(context)
        self._card = Card(self.tr("Call"), icon="phone")
        self._outcome = Pill()
        self._card.add_header(self._outcome)
        self._facts = KeyValue(columns=2)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(theme.SPACE_2)
        self.states = FeedPanel(context, feed, self._scrolled(), self.show_item)
        self._card.add(self.states, 1)
        self._line_card = Card(self.tr("Customer"), icon="history", padding=theme.SPACE_3)
        self._who = theme.label("", "muted")
        self._line_card.add_header(self._who)
        self.timeline_slot = self._line_card.body
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self._card)
        split.addWidget(self._line_card)
        self._card.setMinimumHeight(330)
        self._line_card.setMinimumHeight(200)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(split)
        self.show_nothing()

    def _scrolled(self) -> ScrollArea:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, theme.SPACE_2, 0)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self.player)
        column.addWidget(self._facts)
        column.addWidget(Divider())
        column.addLayout(self._parts)
        column.addStretch(1)
        self._area = ScrollArea(column, read=self.tr("Call"))
        return self._area

    # -- what is shown -----------------------------------------------------------------------------------------------

    def show_nothing(self) -> None:
        """No call is open."""
        self.item = None
        self.player.show_call(None)
        self._outcome.hide()
        self._line_card.hide()
        self.states.show_empty(
            "headphones", self.tr("No call open"), self.tr("Choose a call on the left, or press Alt+Down.")
        )

    def show_item(self, item: ReviewItem) -> None:
        """Show this call."""
        self.item = item
        call = item.story.call
        self._outcome.set(presentation.outcome(call.outcome), tone="good" if call.outcome == "answered" else "muted")
        self._outcome.show()
        self.player.show_call(call.id)
        self._facts.set_rows(self._rows(item))
        _clear(self._parts)
        for leg in item.story.legs:
            note = next((one for one in item.story.wrap_ups if one.person.id == leg.person.id), None)
            self._parts.addWidget(self._leg(item, leg, note if _last_of(item, leg) else None))
        for complaint in item.complaints:
            state = presentation.case_state(complaint.state)
            self._parts.addWidget(self._line("megaphone", self.tr("Complaint"), f"{complaint.number} · {state}"))
        for article in item.articles:
            self._parts.addWidget(self._line("book-open", self.tr("Article used"), f"{article.code} {article.title}"))
        self._line_card.setVisible(call.customer is not None)
        if call.customer is not None:
            self._who.setText(f"{call.customer.name.text} · {call.customer.number}")
        self._area.verticalScrollBar().setValue(0)

    def _rows(self, item: ReviewItem) -> list[tuple[str, str | QWidget]]:
        call = item.story.call
        return [
            (self.tr("Agent"), presentation.agent(item.item.agent)),
            (self.tr("Talk"), words.duration(call.talk_ms)),
            (self.tr("Queue"), presentation.queue(call.queue)),
            (self.tr("On hold"), words.duration(call.hold_ms)),
            (self.tr("Offered"), words.date_time(call.offered_at)),
            (self.tr("After-call work"), words.duration(call.acw_ms)),
            (self.tr("Caller"), call.caller.text or self.tr("Number withheld")),
            (self.tr("Waited"), words.duration(call.wait_ms)),
            (self.tr("Verified"), self._verified(item)),
            (self.tr("Ended by"), self._ended_by(call.ended_by)),
        ]

    def _verified(self, item: ReviewItem) -> str:
        at = item.story.call.verified_at
        return self.tr("yes, at {time}").format(time=words.time_of_day(at)) if at else self.tr("no")

    def _ended_by(self, who: str | None) -> str:
        names = {"agent": self.tr("the agent"), "customer": self.tr("the customer"), "system": self.tr("the exchange")}
        return names.get(who or "", who or "")

    def _leg(self, item: ReviewItem, leg: Leg, note: WrapUp | None) -> QWidget:
        """Return one agent's part: when, how long, how it ended; below it what they wrote."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(Icon("headset", "muted"))
        head.addWidget(theme.label(presentation.agent(leg.person), "strong"))
        times = self.tr("{time} · rang {ring} · talked {talk}").format(
            time=words.time_of_day(leg.rung_at, seconds=True),
            ring=words.duration(leg.ring_ms),
            talk=words.duration(leg.talk_ms),
        )
        head.addWidget(theme.label(times, "muted"), 1)
        head.addWidget(theme.label(presentation.leg_result(leg.result), "caption"))
        column.addLayout(head)
        if note is not None:
            column.addWidget(self._note(item, note))
        return box

    def _note(self, item: ReviewItem, note: WrapUp) -> QWidget:
        frame = QFrame()
        frame.setProperty("role", "sunken")
        column = QVBoxLayout(frame)
        column.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
        column.setSpacing(theme.SPACE_1)
        named = {one.code: words.pick(one.name_zh, one.name_en) for one in item.dispositions}
        solved = {True: self.tr("solved at once"), False: self.tr("not solved yet"), None: ""}[note.resolved]
        about = named.get(note.disposition_code or "", note.disposition_code or self.tr("no disposition"))
        column.addWidget(theme.label(" · ".join(part for part in (about, solved) if part), "strong", wrap=True))
        text = theme.label(
            note.notes or self.tr("no notes"), "body" if note.notes else "muted", wrap=True, selectable=True
        )
        text.setAccessibleName(self.tr("Notes: {text}").format(text=note.notes))
        column.addWidget(text)
        return frame

    def _line(self, icon: str, caption: str, text: str) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(Icon(icon, "muted"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(theme.label(caption, "caption"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(theme.label(text, selectable=True, wrap=True), 1)
        return box


def _last_of(item: ReviewItem, leg: Leg) -> bool:
    """Return whether it is that agent's last part: their one wrap-up stands there."""
    return [one.id for one in item.story.legs if one.person.id == leg.person.id][-1] == leg.id


def _clear(layout: QVBoxLayout) -> None:
    layouts.empty(layout)
