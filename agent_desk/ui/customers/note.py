"""The standing note about a customer: typed text is a draft on the disk, and two people who edit it see both versions."""

import uuid

from PySide6.QtCore import QT_TRANSLATE_NOOP, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.customers import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import DraftedForm, Submission, Values
from agent_desk.schemas.customers.records import CustomerCard
from agent_desk.ui.kit import shortcuts, theme
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.inputs import TextArea
from agent_desk.ui.kit.pages.drafted_form import FormNotice
from agent_desk.ui.kit.pages.faults import fault

DRAFT = "customer_note"
LIMIT = 4000
SAVE = shortcuts.register(
    shortcuts.Action(
        "customer.note.save",
        "Ctrl+S",
        str(QT_TRANSLATE_NOOP("Shortcuts", "Save the customer's note")),
        str(QT_TRANSLATE_NOOP("Shortcuts", "Work")),
        page=True,
    )
)


class NoteEditor(QWidget):
    """Edits the note. `saved` carries the card as the hub has it now; `dirty_changed` says whether something is unsaved."""

    saved = Signal(object)
    dirty_changed = Signal(bool)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._was_dirty = False
        self.area = TextArea(self.tr("What every colleague should know about this customer"), limit=LIMIT, lines=3)
        self.area.setAccessibleName(self.tr("Note"))
        self.drafted: DraftedForm[CustomerCard] = DraftedForm(
            context, DRAFT, self._send, CustomerCard, values_of=lambda card: {"note": card.note}, parent=self
        )
        self.notice = FormNotice(
            context, self.drafted, fault=self._fault_words, labels={"note": self.tr("Note")}, texts={"note"}
        )
        self.save = Button(self.tr("Save note"), kind="primary")
        self.discard = Button(self.tr("Discard"))
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addStretch(1)
        row.addWidget(self.discard)
        row.addWidget(self.save)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, theme.SPACE_3, 0, 0)
        page.setSpacing(theme.SPACE_2)
        page.addWidget(self.notice)
        page.addWidget(self.area, 1)
        page.addLayout(row)

    def _connect(self) -> None:
        self.area.edited.connect(self._typed)
        self.save.clicked.connect(self._save)
        self.discard.clicked.connect(self.drafted.discard)
        self.drafted.filled.connect(self._fill)
        self.drafted.state_changed.connect(lambda _state: self._show())
        self.drafted.saved.connect(self.saved)
        self.drafted.saved_elsewhere.connect(self.saved)
        shortcuts.bind(self, SAVE.id, self._save)
        self.save.set_shortcut(SAVE.keys)

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_card(self, card: CustomerCard | None, call_id: uuid.UUID | None = None) -> None:
        """The card came, for the first time or again. What is being typed stays; a change by others is shown beside it."""
        key = str(card.customer_id) if card is not None else None
        call = {"call_id": call_id} if call_id else {}
        if card is None or key != self.drafted.key:
            self.drafted.open(key, card, about=call, blank={"note": ""})
        else:
            self.drafted.renew(card)
            self.drafted.set_about(call)
        self._show()

    def _fill(self, values: Values) -> None:
        if values["note"] != self.area.value():
            self.area.set_value(values["note"])

    def dirty(self) -> bool:
        """Return whether something typed is not saved."""
        return self.drafted.dirty and self.drafted.state != "waiting"

    def _show(self) -> None:
        may = self.drafted.key is not None and self._context.session.may("customers.edit")
        dirty, chooses = self.dirty(), self.drafted.state == "stale"
        self.area.editor.setReadOnly(not may)
        self.save.setVisible(may and not chooses)
        self.discard.setVisible(may and not chooses)
        self.save.setEnabled(dirty and not self.drafted.busy and not self.area.too_long())
        self.discard.setEnabled(dirty and not self.drafted.busy)
        if dirty != self._was_dirty:
            self._was_dirty = dirty
            self.dirty_changed.emit(dirty)

    def _typed(self) -> None:
        self.drafted.type({"note": self.area.value()})
        self._show()

    def keep_draft(self) -> None:
        """What is being typed goes to the disk now; a note that is saved leaves none."""
        self.drafted.keep_draft()

    def _save(self) -> None:
        if self.dirty() and not self.area.too_long():
            self.drafted.save()

    def _send(self, sent: Submission[CustomerCard]) -> CustomerCard:
        return operations.save_note(
            self._context.outbox,
            uuid.UUID(sent.subject),
            sent.values["note"],
            sent.version,
            sent.about.get("call_id"),
        )

    def _fault_words(self, code: str) -> str:
        if code == "personal_number":
            return self.tr("Identity, card and telephone numbers do not belong in a note. Please take them out.")
        return fault(code)
