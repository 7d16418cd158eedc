"""Adding to a complaint's story: a note, or new facts that start the limit anew. Half-typed text is a draft on the disk."""

import uuid

from PySide6.QtCore import QT_TRANSLATE_NOOP, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.cases import operations
from agent_desk.desk.kit.api import new_key
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError, KeptForLater, OutboxUnusable
from agent_desk.schemas.cases.records import WORDS_LIMIT, ComplaintStory, NoteForm
from agent_desk.ui.cases import presentation
from agent_desk.ui.kit import dialogs, shortcuts, theme
from agent_desk.ui.kit.controls import Button, label
from agent_desk.ui.kit.inputs import TextArea

DRAFT = "complaint_note"
_DRAFT_MS = 400
SAVE = shortcuts.register(
    shortcuts.Action(
        "case.note",
        "Ctrl+S",
        str(QT_TRANSLATE_NOOP("Shortcuts", "Save the note on a complaint")),
        str(QT_TRANSLATE_NOOP("Shortcuts", "Work")),
        local=True,
    )
)


class NoteBox(QWidget):
    """`saved` carries the ComplaintStory with the new line."""

    saved = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._complaint_id: uuid.UUID | None = None
        self._key = new_key()
        self._filling = False
        self.area = TextArea(self.tr("Add a note: what was asked, promised, found out"), limit=WORDS_LIMIT, lines=2)
        self.area.setAccessibleName(self.tr("Note"))
        self._said = label("", "caption", wrap=True)
        self.save_button = Button(self.tr("Add note"), icon="plus", size="small")
        self.facts_button = Button(self.tr("New facts …"), size="small")
        tip = self.tr("New facts and reasons from the complainant: the legal limit starts anew")
        self.facts_button.set_tip(tip)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self._said, 1)
        row.addWidget(self.facts_button)
        row.addWidget(self.save_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_1)
        page.addWidget(self.area)
        page.addLayout(row)
        self._timer = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._timer.timeout.connect(self.keep_draft)
        self.area.edited.connect(self._typed)
        self.save_button.clicked.connect(self.save)
        self.facts_button.clicked.connect(self._ask_facts)
        shortcuts.bind(self, SAVE.id, self.save)
        self.save_button.set_shortcut(SAVE.keys)
        self._enable()

    def show_complaint(self, complaint_id: uuid.UUID | None) -> None:
        """Turn to another complaint; what was typed about the one before stays as its draft."""
        if complaint_id == self._complaint_id:
            return
        self.keep_draft()
        self._complaint_id, self._key = complaint_id, new_key()
        draft = self._context.outbox.get_draft(DRAFT, str(complaint_id)) if complaint_id else None
        self._fill(str(draft["words"]) if draft else "")
        self._said.setText("")

    def set_may(self, *, note: bool, new_facts: bool) -> None:
        """Whether a note may be added, and whether there is a limit that could start anew."""
        self.setVisible(note)
        self.facts_button.setVisible(new_facts)

    def keep_draft(self) -> None:
        """What is typed goes to the disk now."""
        self._timer.stop()
        if self._complaint_id is None:
            return
        outbox, key = self._context.outbox, str(self._complaint_id)
        try:
            if self.area.value():
                outbox.put_draft(DRAFT, key, {"words": self.area.value()})
            else:
                outbox.drop_draft(DRAFT, key)
        except OutboxUnusable as fault:
            self._said.setText(self._context.words(fault))

    def save(self) -> None:
        """Add what is typed as a note."""
        self._send(NoteForm(kind="note", words=self.area.value()))

    def _ask_facts(self) -> None:
        if not self.area.value():
            self._said.setText(self.tr("Write down the new facts first."))
            self.area.setFocus()
            return
        dialogs.confirm(
            self,
            self.tr("Start the legal limit anew?"),
            self.tr("Only new facts and reasons from the complainant do that. It then counts from today."),
            self.tr("Start anew"),
            lambda: self._send(NoteForm(kind="new_facts", words=self.area.value())),
        )

    def _send(self, form: NoteForm) -> None:
        if self._complaint_id is None or not form.words or self.area.too_long() or not self.save_button.isEnabled():
            return
        outbox, complaint_id, key = self._context.outbox, self._complaint_id, self._key
        self._enable(busy=True)
        self._context.background.run(
            self,
            lambda: operations.note(outbox, complaint_id, form, key=key),
            self._came,
            lambda error: self._refused(error, complaint_id),
        )

    def _came(self, story: ComplaintStory) -> None:
        if story.complaint.id == self._complaint_id:
            self._forget(story.complaint.id)
        self._enable()
        self.saved.emit(story)

    def _refused(self, error: DeskError, complaint_id: uuid.UUID) -> None:
        if isinstance(error, KeptForLater) and complaint_id == self._complaint_id:
            self._forget(complaint_id)
        faults = operations.fields_of(error)
        sentence = "  ".join(presentation.fault_words(code) for code in faults.values())
        self._said.setText(sentence or self._context.words(error))
        self._enable()

    def _forget(self, complaint_id: uuid.UUID) -> None:
        self._timer.stop()
        self._context.outbox.drop_draft(DRAFT, str(complaint_id))
        self._key = new_key()
        self._fill("")
        self._said.setText("")

    def _fill(self, text: str) -> None:
        self._filling = True
        self.area.set_value(text)
        self._filling = False
        self._enable()

    def _typed(self) -> None:
        self._enable()
        if not self._filling:
            self._said.setText("")
            self._timer.start()

    def _enable(self, *, busy: bool = False) -> None:
        self.save_button.setEnabled(bool(self.area.value()) and not busy)
        self.facts_button.setEnabled(not busy)
