"""Adding to a complaint's story: a note, or new facts that start the limit anew. Half-typed text is a draft on the disk."""

import uuid

from PySide6.QtCore import QT_TRANSLATE_NOOP, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.cases import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import DraftedForm, Submission
from agent_desk.schemas.cases.records import WORDS_LIMIT, ComplaintStory, NoteForm
from agent_desk.ui.cases import presentation
from agent_desk.ui.kit import dialogs, shortcuts, theme
from agent_desk.ui.kit.controls import Button, label
from agent_desk.ui.kit.inputs import TextArea
from agent_desk.ui.kit.pages.drafted_form import FormNotice

DRAFT = "complaint_note"
SAVE = shortcuts.register(
    shortcuts.Action(
        "case.note",
        "Ctrl+S",
        str(QT_TRANSLATE_NOOP("Shortcuts", "Save the note on a complaint")),
        str(QT_TRANSLATE_NOOP("Shortcuts", "Work")),
        page=True,
    )
)


class NoteBox(QWidget):
    """`saved` carries the ComplaintStory with the new line."""

    saved = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.drafted: DraftedForm[ComplaintStory] = DraftedForm(
            context, DRAFT, self._add, ComplaintStory, creates=True, lets_go=True, parent=self
        )
        self.notice = FormNotice(context, self.drafted, fault=presentation.fault_words)
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
        page.addWidget(self.notice)
        page.addWidget(self.area)
        page.addLayout(row)
        self.area.edited.connect(self._typed)
        self.drafted.filled.connect(lambda values: self.area.set_value(values["words"]))
        self.drafted.state_changed.connect(lambda _state: self._enable())
        self.drafted.saved.connect(self.saved)
        self.drafted.saved_elsewhere.connect(self.saved)
        self.save_button.clicked.connect(self.save)
        self.facts_button.clicked.connect(self._ask_facts)
        shortcuts.bind(self, SAVE.id, self.save)
        self.save_button.set_shortcut(SAVE.keys)
        self._enable()

    def show_complaint(self, complaint_id: uuid.UUID | None) -> None:
        """Turn to another complaint; what was typed about the one before stays as its draft."""
        key = str(complaint_id) if complaint_id else None
        if key != self.drafted.key:
            self._said.setText("")
            self.drafted.open(key, blank={"words": ""})

    def set_may(self, *, note: bool, new_facts: bool) -> None:
        """Whether a note may be added, and whether there is a limit that could start anew."""
        self.setVisible(note)
        self.facts_button.setVisible(new_facts)

    def keep_draft(self) -> None:
        """What is typed goes to the disk now."""
        self.drafted.keep_draft()

    def save(self) -> None:
        """Add what is typed as a note."""
        self._send("")

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
            lambda: self._send("new_facts"),
        )

    def _send(self, action: str) -> None:
        if self.area.value() and not self.area.too_long() and self.save_button.isEnabled():
            self.drafted.save(action)

    def _add(self, sent: Submission[ComplaintStory]) -> ComplaintStory:
        form = NoteForm(kind="new_facts" if sent.action else "note", words=sent.values["words"])
        return operations.note(self._context.outbox, uuid.UUID(sent.subject), form)

    def _typed(self) -> None:
        self._said.setText("")
        self.drafted.type({"words": self.area.value()})
        self._enable()

    def _enable(self) -> None:
        self.save_button.setEnabled(bool(self.area.value()) and not self.drafted.busy)
        self.facts_button.setEnabled(not self.drafted.busy)
