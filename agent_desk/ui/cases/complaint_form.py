"""The complaint form: slides over the customer while the call goes on. What is typed survives the hub, Esc and the desk's end."""

import uuid
from datetime import datetime
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.cases.form import ComplaintWork
from agent_desk.desk.cases.operations import About
from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.cases.records import ComplaintOpened, DueDate, SimilarComplaint, Terms
from agent_desk.ui.cases import presentation
from agent_desk.ui.cases.complaint_fields import ComplaintFields
from agent_desk.ui.cases.outcome import Outcome
from agent_desk.ui.cases.why import DueLine
from agent_desk.ui.kit import elapsed, focus, shortcuts, theme, words
from agent_desk.ui.kit.controls import Button, Divider, Icon, IconButton, banner, label
from agent_desk.ui.kit.covers import Pages
from agent_desk.ui.kit.notices import Action as NoticeAction
from agent_desk.ui.kit.pages.drafted_form import FormNotice
from agent_desk.ui.kit.scrolled import ScrollArea

SAVE = shortcuts.register(
    shortcuts.Action(
        "case.save",
        "Ctrl+S",
        str(QT_TRANSLATE_NOOP("Shortcuts", "Hand in the complaint")),
        str(QT_TRANSLATE_NOOP("Shortcuts", "Work")),
        page=True,
    )
)
CLOSE = shortcuts.register(
    shortcuts.Action(
        "case.close",
        "Esc",
        str(QT_TRANSLATE_NOOP("Shortcuts", "Close the complaint, keep the draft")),
        str(QT_TRANSLATE_NOOP("Shortcuts", "Work")),
        inside=True,
    )
)


class ComplaintForm(QFrame):
    """One complaint at a time, one draft per call. `open_for` turns to a call; signals leave, the workspace routes them."""

    opened = Signal(object)
    """ComplaintOpened: a complaint of this seat has its number, at once or later."""
    closed = Signal()
    """The person is through with the form for now; a draft is kept."""
    complaint_wanted = Signal(object)
    """uuid of a complaint to look at."""
    open_wanted = Signal()
    """The form has something to mend and wants to be seen; it is filled already."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._filling = False
        self._similar: list[SimilarComplaint] = []
        self.setProperty("role", "card")
        self.work = ComplaintWork(context, self)
        self.fields = ComplaintFields()
        self.outcome = Outcome()
        self.due_line = DueLine(self, self.work.due_feed)
        self._about_words, self._receipt = label("", "caption", wrap=True), label("", "caption")
        self._draft_words = label("", "caption")
        self.notice = FormNotice(context, self.work.drafted, self.fields, fault=presentation.fault_words, fills=False)
        self._warning, self._warning_text = banner("", "warning", "triangle-alert")
        self._over, self._over_text = banner("", "bad", "phone-off")
        self._untouched: dict[str, Any] | None = None
        """What the form held when it was filled for its call; None where somebody had typed in it before."""
        self.look_at_similar = Button(self.tr("Look at it"), size="small")
        self.close_button = Button(self.tr("Close, keep the draft"))
        self.discard_button = Button(self.tr("Discard draft"), kind="ghost")
        self.save_button = Button(self.tr("Save"), kind="primary", icon="save")
        self._build()
        self._connect()
        self.setAccessibleName(self.tr("New complaint"))

    # -- layout ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_3)
        page.setSpacing(theme.SPACE_2)
        page.addLayout(self._head())
        page.addWidget(Divider())
        page.addWidget(self._over)
        page.addWidget(self.notice)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        layout = self._warning.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.addWidget(self.look_at_similar, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._warning)
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self.due_line)
        column.addLayout(self._foot())
        self._stack = Pages()
        self._stack.addWidget(body)
        self._stack.addWidget(self.outcome)
        self._body = body
        page.addWidget(self._stack, 1)
        self._warning.hide()
        self._over.hide()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(Icon("megaphone", "accent_ink", 18))
        head.addWidget(label(self.tr("New complaint"), "heading"))
        head.addWidget(self._about_words, 1)
        head.addWidget(self._receipt)
        close = IconButton("x", self.tr("Close, keep the draft"), size="small", shortcut=CLOSE.keys)
        close.clicked.connect(self.leave)
        head.addWidget(close)
        return head

    def _scrolled(self) -> ScrollArea:
        column = QVBoxLayout()
        # Room for the focus rings at the edge of the scrolled part.
        column.setContentsMargins(2, 2, theme.SPACE_2, 2)
        column.addWidget(self.fields, 1)
        return ScrollArea(column)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_2)
        foot.addWidget(self._draft_words, 1)
        foot.addWidget(self.discard_button)
        foot.addWidget(self.close_button)
        foot.addWidget(self.save_button)
        return foot

    def _connect(self) -> None:
        work = self.work
        self.fields.edited.connect(lambda _field: self._typed())
        work.terms_loaded.connect(self._offer)
        work.filled.connect(self._fill)
        work.standing_changed.connect(self._stand)
        work.drafted.draft_stored.connect(self._say_draft)
        work.due_changed.connect(self._show_due)
        work.similar_changed.connect(self._show_similar)
        work.failed.connect(self.notice.tell)
        work.opened.connect(self._show_opened)
        work.came_back.connect(self.open_wanted)
        work.drafted.saved_elsewhere.connect(self._arrived_late)
        work.drafted.refused_elsewhere.connect(self._refused_late)
        self.outcome.done.connect(self.leave)
        self.outcome.another.connect(self._another)
        self.outcome.view.connect(self.complaint_wanted)
        self.look_at_similar.clicked.connect(lambda: self.complaint_wanted.emit(self._similar[0].id))
        self.close_button.clicked.connect(self.leave)
        self.discard_button.clicked.connect(self._discard)
        self.save_button.clicked.connect(self.save)
        shortcuts.bind(self, SAVE.id, self.save)
        shortcuts.bind(self, CLOSE.id, self._escape)
        self.save_button.set_shortcut(SAVE.keys)
        self.close_button.set_shortcut(CLOSE.keys)
        elapsed.ticker().tick.connect(self._tick)

    # -- what the workspace calls ------------------------------------------------------------------------------------

    def open_for(
        self,
        *,
        call_id: uuid.UUID | None = None,
        customer_id: uuid.UUID | None = None,
        customer: str = "",
        caller: str = "",
        called_at: str = "",
    ) -> None:
        """Turn to the complaint of this call: its draft, the one that waits for the hub, or a form filled from the call.

        `customer` is the masked line to show ("王* · C000123"), `caller` the masked number. The cursor goes to the first
        empty field.
        """
        about = About(call_id=call_id, customer_id=customer_id, customer=customer, caller=caller, called_at=called_at)
        if about != self.work.about or self.work.standing in ("opened", "kept") or not self.work.values:
            self.work.open(about)
        self._focus()

    def hangs_on(self) -> uuid.UUID | None:
        """Return the call that the form in sight is about."""
        return self.work.about.call_id if not self.isHidden() else None

    def touched(self) -> bool:
        """Return whether something was typed that is not handed in yet."""
        open_ = not self.isHidden() and self.work.standing in ("typing", "sending")
        return open_ and self.fields.values() != self._untouched

    def put_away(self) -> None:
        """Its call is over and nothing was typed, or all of it is handed in."""
        self.leave()

    def say_over(self) -> None:
        """Say whose complaint this is, since its call is over: who calls next is somebody else."""
        about = self.work.about
        at = words.time_of_day(datetime.fromisoformat(about.called_at)) if about.called_at else "–"
        text = self.tr(
            "This complaint is of {customer}, number {caller}, call of {time}. That call is over: whoever calls now is somebody "
            "else. Hand it in, or close it and keep the draft."
        )
        nobody = self.tr("a customer who is not known")
        self._over_text.setText(
            text.format(customer=about.customer or nobody, caller=about.caller or self.tr("withheld"), time=at)
        )
        self._over.show()

    def over_text(self) -> str:
        """Return what is said of a call that is over; empty while it goes on."""
        return "" if self._over.isHidden() else self._over_text.text()

    def keep_draft(self) -> None:
        """What is typed goes to the disk now: the desk closes, or the language changes."""
        self.work.drafted.keep_draft()

    def leave(self) -> None:
        """Close; the draft is kept."""
        self.due_line.panel.close_it()
        self.work.drafted.keep_draft()
        self.closed.emit()

    def save(self) -> None:
        """Hand the form in, if nothing is missing."""
        if self.work.standing != "typing" or self.work.terms is None:
            return
        if not self.fields.check():
            return
        self.work.type(self.fields.values())
        self.work.save()

    # -- what comes from the work ------------------------------------------------------------------------------------

    def _typed(self) -> None:
        if not self._filling:
            self.work.type(self.fields.values())

    def _offer(self, terms: Terms) -> None:
        self._filling = True
        self.fields.offer(terms)
        self._filling = False
        self._fill(self.work.values)
        self.notice.refresh()
        self.save_button.setEnabled(True)

    def _fill(self, values: dict[str, Any]) -> None:
        about = self.work.about
        self._over.hide()
        self._filling = True
        self.fields.set_about(about)
        self.fields.set_values({**self.fields.prefill(about), **values})
        self.fields.set_errors({})
        self._filling = False
        self._untouched = None if values else self.fields.values()
        who = [part for part in (about.customer, about.caller) if part]
        self._about_words.setText("  ·  ".join(who))
        self._draft_words.setText("")
        self.save_button.setEnabled(self.work.terms is not None)
        self.work.look(self.fields.values())
        self._tick()

    def _stand(self, standing: str) -> None:
        editable = standing == "typing"
        self.fields.setEnabled(editable)
        for button in (self.save_button, self.discard_button):
            button.setEnabled(editable)
        self.save_button.set_label(self.tr("Saving …") if standing == "sending" else self.tr("Save"))
        if standing == "kept":
            self.outcome.show_waiting()
        self._stack.setCurrentWidget(self.outcome if standing in ("kept", "opened") else self._body)
        if standing == "kept":
            self._focus()
        self._tick()

    def _show_opened(self, made: ComplaintOpened) -> None:
        self.outcome.show_opened(made)
        self._stack.setCurrentWidget(self.outcome)
        if self.isVisible():
            self._focus()
        else:
            self._tell_number(made)
        self.opened.emit(made)

    def _arrived_late(self, made: ComplaintOpened) -> None:
        self._tell_number(made)
        self.opened.emit(made)

    def _tell_number(self, made: ComplaintOpened) -> None:
        text = self.tr("The complaint kept on this seat was received: {number}, last day {day}.")
        text = text.format(number=made.number, day=presentation.day_words(made.due_on))
        action = NoticeAction(self.tr("Open"), lambda: self.complaint_wanted.emit(made.id))
        self._context.notices.good(text, action=action, urgent=True, key=made.number)

    def _refused_late(self, key: str, sentence: str) -> None:
        text = self.tr("A complaint kept on this seat was not taken: {why}").format(why=sentence)
        action = NoticeAction(self.tr("Mend it"), lambda: self._mend(key))
        self._context.notices.bad(text, action=action, urgent=True, key=key)

    def _mend(self, key: str) -> None:
        if self.work.take_back(key):
            self.open_wanted.emit()

    def error_text(self) -> str:
        """Return the sentence above the fields; empty when there is none."""
        return self.notice.text() if self.notice.tone == "bad" else ""

    def warning_text(self) -> str:
        """Return the warning about an open complaint; empty when there is none."""
        return self._warning_text.text() if self._similar else ""

    def _show_due(self, due: DueDate | None) -> None:
        self.due_line.set_due(due)

    def _show_similar(self, found: list[SimilarComplaint]) -> None:
        self._similar = found
        self._warning.setVisible(bool(found))
        if found:
            text = self.tr("This customer has an open complaint about the same business and cause: {found}")
            self._warning_text.setText(text.format(found=presentation.similar_words(found[0])))

    def _say_draft(self, at: datetime | None) -> None:
        if at is None:
            self._draft_words.setText(self.tr("The draft could not be kept on this seat's disk."))
        else:
            self._draft_words.setText(self.tr("Draft kept {time}").format(time=words.time_of_day(at)))

    # -- small things ------------------------------------------------------------------------------------------------

    def focus_home(self) -> QWidget:
        """The first field that is empty, or the way on from what is handed in."""
        if self.work.standing in ("kept", "opened"):
            return self.outcome.finish
        empty = (name for name, value in self.fields.values().items() if value in (None, ""))
        name = next((one for one in empty if one != "complainant" or self.work.about.customer_id is None), "narrative")
        return self.fields.field(name)

    def _focus(self) -> None:
        focus.to(self)

    def _another(self) -> None:
        self.work.start_another()
        self._focus()

    def _discard(self) -> None:
        self.work.drafted.discard()
        self._draft_words.setText("")
        self._focus()

    def _escape(self) -> None:
        if self.due_line.panel.isVisible():
            self.due_line.panel.close_it()
        else:
            self.leave()

    def _tick(self) -> None:
        time = words.time_of_day(self._context.hub_now())
        now = self.work.standing == "typing" and self.fields.received_on.value() is None
        text = self.tr("Received now, {time}").format(time=time) if now else ""
        if text != self._receipt.text():
            self._receipt.setText(text)
