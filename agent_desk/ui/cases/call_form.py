"""A form about a call: slides over the customer while the call goes on. What is typed survives the hub, Esc and the desk's end."""

import uuid
from datetime import datetime
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.cases.call_work import CallWork
from agent_desk.desk.cases.operations import About
from agent_desk.desk.kit.context import DeskContext
from agent_desk.ui.cases.outcome import Outcome
from agent_desk.ui.kit import elapsed, focus, shortcuts, theme, words
from agent_desk.ui.kit.controls import Button, Divider, Icon, IconButton, banner, label
from agent_desk.ui.kit.covers import Pages
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.notices import Action as NoticeAction
from agent_desk.ui.kit.pages.drafted_form import FormNotice
from agent_desk.ui.kit.pages.faults import fault as common_fault
from agent_desk.ui.kit.scrolled import ScrollArea

SAVE = shortcuts.register(
    shortcuts.Action(
        "case.save",
        "Ctrl+S",
        str(QT_TRANSLATE_NOOP("Shortcuts", "Hand in the complaint or request")),
        str(QT_TRANSLATE_NOOP("Shortcuts", "Work")),
        page=True,
    )
)
CLOSE = shortcuts.register(
    shortcuts.Action(
        "case.close",
        "Esc",
        str(QT_TRANSLATE_NOOP("Shortcuts", "Close the complaint or request, keep the draft")),
        str(QT_TRANSLATE_NOOP("Shortcuts", "Work")),
        inside=True,
    )
)


class CallForm(QFrame):
    """One form at a time, one draft per call. `open_for` turns to a call; signals leave, the workspace routes them.

    A form of an area says how its result is told (`show_made`), what stands around its fields (`above`, `below`), and what they
    begin with (`prefill`).
    """

    opened = Signal(object)
    """The record of the hub: a form of this seat has its number, at once or later."""
    closed = Signal()
    """The person is through with the form for now; a draft is kept."""
    made_wanted = Signal(object)
    """uuid of what was made, to look at."""
    open_wanted = Signal()
    """The form has something to mend and wants to be seen; it is filled already."""

    icon = "clipboard-list"
    fault = staticmethod(common_fault)
    """Says a field's fault in words."""

    def __init__(
        self,
        context: DeskContext,
        work: CallWork,
        fields: Form,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._filling = False
        self.setProperty("role", "card")
        self.work, self.fields = work, fields
        work.setParent(self)
        self.outcome = self.make_outcome()
        self._title = label(self.name(), "heading")
        self._about_words, self._receipt = label("", "caption"), label("", "caption")
        self._draft_words = label("", "caption")
        self.notice = FormNotice(context, work.drafted, fields, fault=self.fault, fills=False)
        self._over, self._over_text = banner("", "bad", "phone-off")
        self._untouched: dict[str, Any] | None = None
        """What the form held when it was filled for its call; None where somebody had typed in it before."""
        self.close_button = Button(self.tr("Close, keep the draft"))
        self.discard_button = Button(self.tr("Discard draft"), kind="ghost")
        self.save_button = Button(self.tr("Save"), kind="primary", icon="save")
        self._build()
        self._connect()
        self.setAccessibleName(self.name())

    # -- what a form of an area says ---------------------------------------------------------------------------------

    def name(self) -> str:
        """What is taken down here."""
        raise NotImplementedError

    def make_outcome(self) -> Outcome:
        """Return what stands in the fields' place when it is handed in."""
        raise NotImplementedError

    def above(self) -> list[QWidget]:
        """What stands above the fields."""
        return []

    def below(self) -> list[QWidget]:
        """What stands below the fields."""
        return []

    def prefill(self, about: About) -> dict[str, Any]:
        """Return what the fields begin with."""
        raise NotImplementedError

    def first_empty(self) -> str:
        """Return the field that the cursor goes to."""
        return next((name for name, value in self.fields.values().items() if value in (None, "")), "")

    def show_made(self, made: Any) -> None:
        """Put what became of it into `outcome`."""
        raise NotImplementedError

    def tell_made(self, made: Any) -> None:
        """Tell of one that was kept on the seat and has its number now, while another form is shown."""
        raise NotImplementedError

    def refused_words(self) -> str:
        """Return the sentence, with {why}, for one that was kept on the seat and was not taken."""
        raise NotImplementedError

    def over_words(self) -> str:
        """Return the sentence, with {customer}, {caller} and {time}, for one whose call is over."""
        raise NotImplementedError

    def waiting_words(self) -> str:
        """Return what holds while it waits for the hub."""
        raise NotImplementedError

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
        for widget in self.above():
            column.addWidget(widget)
        column.addWidget(self._scrolled(), 1)
        for widget in self.below():
            column.addWidget(widget)
        column.addLayout(self._foot())
        self._stack = Pages()
        self._stack.addWidget(body)
        self._stack.addWidget(self.outcome)
        self._body = body
        page.addWidget(self._stack, 1)
        self._over.hide()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(Icon(self.icon, "accent_ink", 18))
        head.addWidget(self._title)
        self._about_words.setWordWrap(True)
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
        work.filled.connect(self._fill)
        work.standing_changed.connect(self._stand)
        work.drafted.draft_stored.connect(self._say_draft)
        work.failed.connect(self.notice.tell)
        work.opened.connect(self._show_opened)
        work.came_back.connect(self.open_wanted)
        work.drafted.saved_elsewhere.connect(self._arrived_late)
        work.drafted.refused_elsewhere.connect(self._refused_late)
        self.outcome.done.connect(self.leave)
        self.outcome.another.connect(self._another)
        self.outcome.view.connect(self.made_wanted)
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
        """Turn to the form of this call: its draft, the one that waits for the hub, or a form filled from the call.

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
        """Say whose form this is, since its call is over: who calls next is somebody else."""
        about = self.work.about
        at = words.time_of_day(datetime.fromisoformat(about.called_at)) if about.called_at else "–"
        nobody = self.tr("a customer who is not known")
        caller = about.caller or self.tr("withheld")
        self._over_text.setText(self.over_words().format(customer=about.customer or nobody, caller=caller, time=at))
        self._over.show()

    def over_text(self) -> str:
        """Return what is said of a call that is over; empty while it goes on."""
        return "" if self._over.isHidden() else self._over_text.text()

    def keep_draft(self) -> None:
        """What is typed goes to the disk now: the desk closes, or the language changes."""
        self.work.drafted.keep_draft()

    def leave(self) -> None:
        """Close; the draft is kept."""
        self.work.drafted.keep_draft()
        self.closed.emit()

    def save(self) -> None:
        """Hand the form in, if nothing is missing."""
        if self.work.standing != "typing" or not self.work.ready:
            return
        if not self.fields.check():
            return
        self.work.type(self.fields.values())
        self.work.save()

    # -- what comes from the work ------------------------------------------------------------------------------------

    def _typed(self) -> None:
        if not self._filling:
            self.work.type(self.fields.values())

    def _offered(self) -> None:
        """What the form offers has come: what is typed is shown again, and it can be handed in."""
        self._fill(self.work.values)
        self.notice.refresh()
        self.save_button.setEnabled(True)

    def _fill(self, values: dict[str, Any]) -> None:
        about = self.work.about
        self._over.hide()
        self._filling = True
        began = self.prefill(about)
        self.fields.set_values({**began, **{name: value for name, value in values.items() if name in began}})
        self.fields.set_errors({})
        self._filling = False
        self._untouched = None if values else self.fields.values()
        who = [part for part in (about.customer, about.caller) if part]
        self._about_words.setText("  ·  ".join(who))
        self._draft_words.setText("")
        self.save_button.setEnabled(self.work.ready)
        self.work.look(self.fields.values())
        self._tick()

    def _stand(self, standing: str) -> None:
        editable = standing == "typing"
        self.fields.setEnabled(editable)
        for button in (self.save_button, self.discard_button):
            button.setEnabled(editable)
        self.save_button.set_label(self.tr("Saving …") if standing == "sending" else self.tr("Save"))
        if standing == "kept":
            self.outcome.show_waiting(self.waiting_words())
        self._stack.setCurrentWidget(self.outcome if standing in ("kept", "opened") else self._body)
        if standing == "kept":
            self._focus()
        self._tick()

    def _show_opened(self, made: Any) -> None:
        self.show_made(made)
        self._stack.setCurrentWidget(self.outcome)
        if self.isVisible():
            self._focus()
        else:
            self.tell_made(made)
        self.opened.emit(made)

    def _arrived_late(self, made: Any) -> None:
        self.tell_made(made)
        self.opened.emit(made)

    def _refused_late(self, key: str, sentence: str) -> None:
        action = NoticeAction(self.tr("Mend it"), lambda: self._mend(key))
        self._context.notices.bad(self.refused_words().format(why=sentence), action=action, urgent=True, key=key)

    def _mend(self, key: str) -> None:
        if self.work.take_back(key):
            self.open_wanted.emit()

    def error_text(self) -> str:
        """Return the sentence above the fields; empty when there is none."""
        return self.notice.text() if self.notice.tone == "bad" else ""

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
        name = self.first_empty()
        return self.fields.field(name) if name else self.save_button

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
        self.leave()

    def _tick(self) -> None:
        """Say what moves with the time."""
