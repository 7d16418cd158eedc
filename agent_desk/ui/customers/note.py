"""The standing note about a customer: typed text is a draft on the disk, and two people who edit it see both versions."""

import uuid

from PySide6.QtCore import QT_TRANSLATE_NOOP, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.customers import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.schemas.customers.records import CustomerCard
from agent_desk.ui.kit import shortcuts, theme
from agent_desk.ui.kit.controls import Button, banner, label
from agent_desk.ui.kit.difference import DifferenceView
from agent_desk.ui.kit.inputs import TextArea

DRAFT = "customer_note"
LIMIT = 4000
_DRAFT_MS = 400
SAVE = shortcuts.register(
    shortcuts.Action(
        "customer.note.save",
        "Ctrl+S",
        str(QT_TRANSLATE_NOOP("Shortcuts", "Save the customer's note")),
        str(QT_TRANSLATE_NOOP("Shortcuts", "Work")),
        local=True,
    )
)


class NoteEditor(QWidget):
    """Edits the note. `saved` carries the card as the hub has it now; `dirty_changed` says whether something is unsaved."""

    saved = Signal(object)
    dirty_changed = Signal(bool)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._customer_id: uuid.UUID | None = None
        self._call_id: uuid.UUID | None = None
        self._base, self._version = "", 0
        self._current: CustomerCard | None = None
        self._filling = self._busy = self._was_dirty = False
        self.area = TextArea(self.tr("What every colleague should know about this customer"), limit=LIMIT, lines=3)
        self.area.setAccessibleName(self.tr("Note"))
        self._hint, self._hint_text = banner("", "info", "info")
        self._error, self._error_text = banner("", "bad", "circle-alert")
        self.save = Button(self.tr("Save note"), kind="primary")
        self.discard = Button(self.tr("Discard"))
        self._conflict = QFrame()
        self.difference = DifferenceView()
        self.use_theirs, self.keep_mine = Button(self.tr("Take theirs")), Button(self.tr("Save mine"), kind="primary")
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self._conflict)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE_2)
        frame, self._conflict_text = banner("", "warning", "triangle-alert")
        box.addWidget(frame)
        box.addWidget(self.difference)
        legend = self.tr("Struck through: only theirs. Underlined: only yours.")
        box.addWidget(label(legend, "caption", wrap=True))
        choice = QHBoxLayout()
        choice.addStretch(1)
        choice.addWidget(self.use_theirs)
        choice.addWidget(self.keep_mine)
        box.addLayout(choice)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addStretch(1)
        row.addWidget(self.discard)
        row.addWidget(self.save)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, theme.SPACE_3, 0, 0)
        page.setSpacing(theme.SPACE_2)
        page.addWidget(self._hint)
        page.addWidget(self._conflict)
        page.addWidget(self.area, 1)
        page.addWidget(self._error)
        page.addLayout(row)

    def _connect(self) -> None:
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(_DRAFT_MS)
        self._draft_timer.timeout.connect(self.keep_draft)
        self.area.edited.connect(self._typed)
        self.save.clicked.connect(self._save)
        self.discard.clicked.connect(self._discard)
        self.use_theirs.clicked.connect(self._take_theirs)
        self.keep_mine.clicked.connect(self._save_mine)
        shortcuts.bind(self, SAVE.id, self._save)
        self.save.set_shortcut(SAVE.keys)

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_card(self, card: CustomerCard | None, call_id: uuid.UUID | None = None) -> None:
        """The card came, for the first time or again. What is being typed stays; a change by others is shown beside it."""
        if card is None or card.customer_id != self._customer_id:
            self.keep_draft()
            self._begin(card)
        elif card.version != self._version:
            self._newer(card)
        self._call_id = call_id
        self._show()

    def _begin(self, card: CustomerCard | None) -> None:
        self._customer_id = card.customer_id if card else None
        self._base, self._version = (card.note, card.version) if card else ("", 0)
        self._current = None
        self._say("", "")
        draft = self._context.outbox.get_draft(DRAFT, str(card.customer_id)) if card else None
        self._fill(self._base)
        if card is not None and draft and draft.get("note") not in (None, card.note):
            self._fill(str(draft["note"]))
            self._say(self.tr("You typed this earlier and have not saved it."), "")
            if draft.get("base") != card.note:
                self._current = card

    def _newer(self, card: CustomerCard) -> None:
        if card.note == self._base or not self.dirty():
            if not self.dirty():
                self._fill(card.note)
            self._base, self._version = card.note, card.version
        else:
            self._current = card

    def _fill(self, text: str) -> None:
        self._filling = True
        self.area.set_value(text)
        self._filling = False

    def dirty(self) -> bool:
        """Whether something typed is not saved."""
        return self._customer_id is not None and self.area.value() != self._base

    def _say(self, hint: str, error: str) -> None:
        self._hint_text.setText(hint)
        self._hint.setVisible(bool(hint))
        self._error_text.setText(error)
        self._error.setVisible(bool(error))

    def _show(self) -> None:
        may = self._customer_id is not None and self._context.session.may("customers.edit")
        dirty = self.dirty()
        self.area.editor.setReadOnly(not may)
        self._conflict.setVisible(self._current is not None)
        if self._current is not None:
            self._conflict_text.setText(self.tr("Somebody else changed this note meanwhile. Nothing of yours is lost."))
            self.difference.show_versions(self._current.note, self.area.value())
        self.save.setVisible(may and self._current is None)
        self.discard.setVisible(may and self._current is None)
        self.save.setEnabled(dirty and not self._busy and not self.area.too_long())
        self.discard.setEnabled(dirty and not self._busy)
        if dirty != self._was_dirty:
            self._was_dirty = dirty
            self.dirty_changed.emit(dirty)

    # -- typing and saving -------------------------------------------------------------------------------------------

    def _typed(self) -> None:
        if self._filling:
            return
        self._say("", "")
        self._draft_timer.start()
        self._show()

    def keep_draft(self) -> None:
        """What is being typed goes to the disk now; a note that is saved leaves none."""
        self._draft_timer.stop()
        if self._customer_id is None:
            return
        key = str(self._customer_id)
        if self.dirty():
            self._context.outbox.put_draft(DRAFT, key, {"note": self.area.value(), "base": self._base})
        else:
            self._context.outbox.drop_draft(DRAFT, key)

    def _save(self) -> None:
        if self._customer_id is None or self._busy or self._current is not None or not self.dirty():
            return
        self._busy = True
        self._show()
        outbox, owner, note, version, call = (
            self._context.outbox,
            self._customer_id,
            self.area.value(),
            self._version,
            self._call_id,
        )
        self._context.background.run(
            self,
            lambda: operations.save_note(outbox, owner, note, version, call),
            lambda card: self._saved(card, note),
            lambda error: self._refused(error, owner, note),
        )

    def _saved(self, card: CustomerCard, sent: str) -> None:
        self._busy = False
        if card.customer_id == self._customer_id:
            unchanged = self.area.value() == sent
            self._base, self._version = card.note, card.version
            if unchanged:
                self._fill(card.note)
            self._say("", "")
            self.keep_draft()
            self._show()
        else:
            self._context.outbox.drop_draft(DRAFT, str(card.customer_id))
        self.saved.emit(card)

    def _refused(self, error: DeskError, owner: uuid.UUID, sent: str) -> None:
        self._busy = False
        if owner != self._customer_id:
            self._context.tell(error)
            return
        current = operations.current_of(error)
        if error.error_id == "kept_for_later":
            self._base = sent
            self.keep_draft()
            self._say(self._context.words(error), "")
        elif current is not None:
            self._current = current
        elif operations.fields_of(error).get("note") == "personal_number":
            self._say(
                "", self.tr("Identity, card and telephone numbers do not belong in a note. Please take them out.")
            )
        else:
            self._say("", self._context.words(error))
        self._show()

    def _discard(self) -> None:
        self._fill(self._base)
        self._say("", "")
        self.keep_draft()
        self._show()

    def _take_theirs(self) -> None:
        if self._current is not None:
            self._base, self._version = self._current.note, self._current.version
            self._current = None
            self._discard()

    def _save_mine(self) -> None:
        if self._current is not None:
            self._base, self._version = self._current.note, self._current.version
            self._current = None
            self._save()
            self._show()
