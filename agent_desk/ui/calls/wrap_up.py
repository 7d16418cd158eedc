"""The wrap-up: what the call was about, notes, done. Saving never ends after-call work; only "Done" or its limit does."""

from __future__ import annotations

import uuid
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.desk.calls import operations
from agent_desk.desk.calls.seat import Seat
from agent_desk.desk.calls.wrapup import WrapUpWork
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Values
from agent_desk.desk.kit.feed import Feed
from agent_desk.schemas.calls.lists import TopicRule
from agent_desk.schemas.calls.records import Disposition, SeatView
from agent_desk.ui.calls.solved import SolvedChoice
from agent_desk.ui.kit import elapsed, shortcuts, task_forms, theme, words
from agent_desk.ui.kit.buttons import key_text
from agent_desk.ui.kit.choices import CascadeChoice, Option
from agent_desk.ui.kit.controls import Button, Card, ElidedLabel, Icon
from agent_desk.ui.kit.inputs import TextArea
from agent_desk.ui.kit.pages.drafted_form import FormNotice, standing

NOTES_LIMIT = 4000


class WrapUpPart(Protocol):
    """What another area adds to the wrap-up: something that is typed for the call and saved with it."""

    def missing(self) -> str: ...
    def save(self) -> None: ...
    def waits(self) -> bool: ...
    def refused(self) -> bool: ...
    def first(self) -> QWidget | None: ...


class WrapUpPanel(Card):
    """Disposition and notes of the call at this seat, or of the one whose after-call work is open."""

    complaint_wanted = Signal()
    order_wanted = Signal()
    finished = Signal()
    """The person has said "done": the call is over for them."""

    def __init__(self, context: DeskContext, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(padding=theme.SPACE_3, parent=parent)
        self.setAccessibleName(self.tr("Wrap-up"))
        self._context, self._seat = context, seat
        self.work = WrapUpWork(context, self)
        self._filling = False
        self._limit_words = theme.label("", "muted")
        self._saved_words = ElidedLabel("caption")
        self.says = theme.label("", "error", wrap=True)
        """What is asked of the person here: a topic, or to come here from where they are writing."""
        self.says.hide()
        self._low = 0
        self._after_work_of: uuid.UUID | None = None
        self._asked_about: uuid.UUID | None = None
        """The call of which was asked already whether it shall be finished without a topic."""
        self._finishing: uuid.UUID | None = None
        """The call that is finished as soon as its topic is saved."""
        self._about_call = self._customer_shown = False
        self._parts: list[tuple[WrapUpPart, QWidget]] = []
        self._may_complain, self._may_order = context.session.may("cases.open"), context.session.may("kinds.use")
        self.disposition = CascadeChoice(levels=2, placeholders=(self.tr("Topic …"), self.tr("Disposition …")))
        self.resolved = SolvedChoice()
        self.notes = TextArea(limit=NOTES_LIMIT, lines=3)
        self.notes.editor.setAccessibleName(self.tr("Wrap-up"))
        self._complaint = Button(self.tr("Open complaint"), icon="megaphone")
        self._order = Button(self.tr("Request"), icon="clipboard-list", tooltip=self.tr("Take down a request"))
        theme.appear(self._order, self._may_order)
        self._save = Button(self.tr("Save"), icon="save")
        self._done = Button(self.tr("Done"), kind="primary", icon="check")
        self.notice = FormNotice(
            context,
            self.work.drafted,
            labels={
                "disposition_code": self.tr("Disposition"),
                "resolved": self.tr("Solved?"),
                "notes": self.tr("Notes"),
            },
            say=self._say,
            texts={"notes"},
        )
        self._build()
        self._connect()
        self._enable(None)
        elapsed.ticker().tick.connect(self._tick)
        self._offered: Feed[list[Disposition]] = Feed(context, lambda: operations.dispositions, parent=self)
        self._offered.came.connect(self._offer)
        self._offered.start()

    def _build(self) -> None:
        """One row of choices and buttons, the notes below it in the whole width."""
        self.disposition.setMinimumWidth(300)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(Icon("clipboard-list", "muted"))
        row.addWidget(theme.label(self.tr("Wrap-up"), "heading"))
        row.addSpacing(theme.SPACE_2)
        row.addWidget(self.disposition, 5)
        row.addWidget(self.resolved)
        row.addWidget(self._saved_words, 3)
        row.addWidget(self._limit_words)
        row.addSpacing(theme.SPACE_2)
        for button in (self._complaint, self._order, self._save, self._done):
            row.addWidget(button)
        self.body.setSpacing(theme.SPACE_2)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.says)
        self.body.addLayout(row)
        self.body.addWidget(self.notes)

    def _connect(self) -> None:
        self.disposition.edited.connect(self._edited)
        self.resolved.edited.connect(self._edited)
        self.notes.edited.connect(self._edited)
        self.work.drafted.filled.connect(self._fill)
        self.work.drafted.state_changed.connect(self._show_saved)
        self.work.drafted.state_changed.connect(self._finish_when_saved)
        self._save.clicked.connect(self.work.save)
        self._done.clicked.connect(self._finish)
        self._complaint.clicked.connect(self.complaint_wanted)
        self._order.clicked.connect(self.order_wanted)
        shortcuts.bind(self._done, "wrapup.done", self._finish)
        shortcuts.bind(self, "wrapup.go", self.go)
        shortcuts.bind(self._complaint, "case.complaint", self._complaint.click)
        shortcuts.bind(self._order, "case.order", self._order.click)
        self._seat.view_changed.connect(self._show)

    def set_low(self, low: int) -> None:
        """In a low window the notes are a line shorter."""
        self._low = low
        self._fit_notes()

    def _fit_notes(self) -> None:
        """What is said above the wrap-up takes a line of the notes: nothing else in the window moves."""
        self.notes.set_lines((2 if self._low else 3) - (not self.says.isHidden()))

    def set_customer_shown(self, shown: bool) -> None:
        """A complaint or a request can be opened for a customer without a call too: somebody writes, or stands at the counter."""
        self._customer_shown = shown
        self._offer_forms()

    def put_part(self, part: WrapUpPart, widget: QWidget, settled: SignalInstance) -> None:
        """Have another area's part between choices and notes; `settled` says that what it sent has arrived, or has not."""
        self._parts.append((part, widget))
        self.body.insertWidget(self.body.indexOf(self.notes), widget)
        settled.connect(self._finish_when_saved)

    def go(self) -> None:
        """Put the cursor into the topic; from there into what a project asks, and from there into the notes."""
        if self.work.call_id is None:
            return
        at = self.window().focusWidget()
        stops: list[tuple[QWidget, QWidget]] = [(self.disposition, self.disposition)]
        stops += [(widget, first) for part, widget in self._parts if (first := part.first()) is not None]
        here = next((n for n, (all_, _) in enumerate(stops) if at is not None and all_.isAncestorOf(at)), -1)
        after = stops[here + 1][1] if here + 1 < len(stops) else self.notes
        after.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _offer_forms(self) -> None:
        somebody = self._about_call or self._customer_shown
        self._complaint.setEnabled(self._may_complain and somebody)
        self._order.setEnabled(self._may_order and somebody)

    def insert_note(self, text: str) -> None:
        """Put words (of an article) into the notes, at the cursor; on a line of their own after what stands there."""
        if not self.notes.isEnabled():
            return
        before = self.notes.editor.textCursor().block().text()[: self.notes.editor.textCursor().positionInBlock()]
        self.notes.insert(f"\n{text}" if before.strip() else text)

    def _offer(self, topics: list[Disposition]) -> None:
        """The choices are asked for until they are here; what is being chosen is not moved under the hand."""
        self._offered.stop()
        self._filling = True
        self.disposition.set_options([_option(topic) for topic in topics])
        self.disposition.set_value(self.work.drafted.values["disposition_code"])
        self._filling = False

    def _show(self, view: SeatView) -> None:
        work = self._seat.work
        self.work.open(work.id if work is not None and (work.answered_at or view.wrapup_call) else None)
        self._enable(view)
        self._tick()
        after = self.work.call_id if view.own.state == "after_call_work" else None
        if after != self._after_work_of:
            self._after_work_of, self._finishing = after, None
            self._say_topic("")
            if after is not None:
                self._call_ended()

    def _call_ended(self) -> None:
        """The topic comes next. What somebody is writing elsewhere is not torn away: they are told how to come here."""
        if task_forms.being_written(self.window()):
            told = self.tr("The call has ended. {key} takes you to the topic.")
            self._say_topic(told.format(key=key_text(shortcuts.keys("wrapup.go"))), tone="muted")
        else:
            self.disposition.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_topic(self, text: str, *, tone: str = "bad") -> None:
        self.says.setText(text)
        theme.restyle(self.says, tone=tone)
        self.says.setVisible(bool(text))
        self._fit_notes()

    def _enable(self, view: SeatView | None) -> None:
        on = self.work.call_id is not None
        for widget in (self.disposition, self.resolved, self.notes, self._save):
            widget.setEnabled(on)
        self._about_call = on
        self._offer_forms()
        hint = (
            self.tr("Notes: what the customer wanted, what was told")
            if on
            else self.tr("Notes are written while you talk and after the call.")
        )
        self.notes.editor.setPlaceholderText(hint)
        acw = view is not None and view.own.state == "after_call_work"
        self._done.setEnabled(acw and view is not None and view.own.can_finish)
        early = view is not None and acw and not view.own.can_finish
        self._done.set_tip(self.tr("After-call work ends by its limit alone in this queue") if early else "")

    def _fill(self, values: Values) -> None:
        self._filling = True
        self.disposition.set_value(values["disposition_code"])
        self.resolved.set_value(values["resolved"])
        if values["notes"] != self.notes.value():
            self.notes.set_value(values["notes"])
        self._filling = False

    def _edited(self) -> None:
        if not self._filling:
            chosen = self.disposition.value() if self.disposition.complete() else None
            if chosen is not None:
                self._say_topic("")
            self.work.edit({"disposition_code": chosen, "notes": self.notes.value(), "resolved": self.resolved.value()})

    def _say(self, name: str, value: Any) -> str:
        return (self.disposition if name == "disposition_code" else self.resolved).words_of(value)

    def _show_saved(self, _state: str) -> None:
        self._saved_words.setText(standing(self.work.drafted))

    def _topic_rule(self) -> TopicRule:
        work = self._seat.work
        return work.topic if work is not None else "free"

    def _finish(self) -> None:
        """Done: with a topic, or as far as this queue lets it go without."""
        if not self._done.isEnabled() or (not self.disposition.complete() and not self._may_go_without()):
            return
        if missing := next((said for part, _ in self._parts if (said := part.missing())), ""):
            self._say_topic(missing)
            return
        self.work.save()
        for part, _ in self._parts:
            part.save()
        topic_goes = self._topic_rule() == "required" and self.work.drafted.busy
        if topic_goes or any(part.waits() for part, _ in self._parts):
            # The hub lets nobody finish before it has the topic, and what another area must know.
            self._finishing = self.work.call_id
        else:
            self._say_done()

    def _may_go_without(self) -> bool:
        """Return whether the call may be finished without a topic; say what is missing where it may not, or not yet."""
        rule = self._topic_rule()
        if rule == "free" or (rule == "asked_once" and self._asked_about == self.work.call_id):
            return True
        self._asked_about = self.work.call_id
        key = key_text(shortcuts.keys("wrapup.done"))
        once = self.tr("No topic is chosen. Choose one, or press Done ({key}) once more to finish without.")
        never = self.tr("Choose a topic: this queue wants one for every call.")
        self._say_topic(once.format(key=key) if rule == "asked_once" else never)
        self.disposition.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _finish_when_saved(self, _state: str = "") -> None:
        """What the hub must have has arrived, or has not: then the form says what is wrong, and nothing is finished."""
        topic = self._topic_rule() == "required"
        state = self.work.drafted.state if topic else "saved"
        if self._finishing is None or state in ("sending", "drafted") or any(part.waits() for part, _ in self._parts):
            return
        wanted, self._finishing = self._finishing, None
        taken = state in ("saved", "clean") and not any(part.refused() for part, _ in self._parts)
        if wanted == self.work.call_id and taken:
            self._say_done()

    def _say_done(self) -> None:
        self._seat.done()
        self.finished.emit()

    def _tick(self) -> None:
        view = self._seat.view
        limit = view.own.limit_at if view is not None and view.own.state == "after_call_work" else None
        left_ms = -elapsed.since_ms(limit) if limit is not None else 0
        self._limit_words.setText(
            self.tr("{time} left").format(time=words.duration(max(0, left_ms))) if limit is not None else ""
        )

    def close_down(self) -> None:
        """The workspace goes: what is typed is on the disk, and on its way."""
        self.work.keep_draft()
        self.work.save()


def _option(topic: Disposition) -> Option:
    return Option(
        topic.code,
        words.pick(topic.name_zh, topic.name_en),
        tuple(_option(leaf) for leaf in topic.children),
        also=(topic.name_zh, topic.name_en),
    )
