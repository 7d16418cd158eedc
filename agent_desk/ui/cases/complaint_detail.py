"""One complaint, to read first: its last day and why, what was said, what was done; what may be done is in its buttons."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.cases import kinds, operations
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.cases.changes import ComplaintChanged
from agent_desk.schemas.cases.kinds.operations import USE as REGISTERS
from agent_desk.schemas.cases.kinds.records import CaseChoices, Register
from agent_desk.schemas.cases.papers.operations import USE as PAPERS
from agent_desk.schemas.cases.records import (
    Beginning,
    ClassForm,
    Complaint,
    ComplaintStory,
    ExtensionForm,
    ExtensionToldForm,
    GradeForm,
    HoldForm,
    PauseForm,
    ResumeForm,
    Terms,
    TransitionForm,
)
from agent_desk.schemas.cases.text_told import Neighbour
from agent_desk.ui.cases import presentation
from agent_desk.ui.cases.actions import ActionDialog, CaseAction, Facts, actions_of
from agent_desk.ui.cases.correct import CorrectDialog
from agent_desk.ui.cases.kinds.dialogs import NewCaseDialog
from agent_desk.ui.cases.kinds.fields import text as registers_text
from agent_desk.ui.cases.linked_cases import LinkedCases
from agent_desk.ui.cases.neighbours_panel import NeighboursPanel
from agent_desk.ui.cases.notes import NoteBox
from agent_desk.ui.cases.papers.calls_panel import CallsPanel
from agent_desk.ui.cases.papers.files_panel import FilesPanel
from agent_desk.ui.cases.papers.letters_panel import LettersPanel
from agent_desk.ui.cases.read_beside import ReadBeside
from agent_desk.ui.cases.sheet import Sheet
from agent_desk.ui.cases.story import Story
from agent_desk.ui.cases.tasks import wording
from agent_desk.ui.cases.tasks.case_dialogs import UrgeDialog, WatchDialog
from agent_desk.ui.cases.tasks.case_tasks import CaseTasks
from agent_desk.ui.cases.why import DueLine
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button, Divider, IconButton, Menu, Pill, banner, label
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.scrolled import ScrollArea
from agent_desk.ui.kit.tables import Mark

_LATER_MS = 250
_EXTENSION = "extend"


class ComplaintDetail(QWidget):
    """Shows a complaint by its id and follows its changes. Signals leave, the workspace routes them."""

    closed = Signal()
    """Back to where the person came from."""
    changed = Signal(object)
    """Complaint, after something was done to it here."""
    customer_wanted = Signal(object)
    call_wanted = Signal(object)
    case_wanted = Signal(object)
    """Id of a case that belongs to the complaint."""

    def __init__(self, context: DeskContext, *, back: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.complaint_id: uuid.UUID | None = None
        self.complaint: Complaint | None = None
        self.feed: Feed[ComplaintStory] = Feed(
            context, self._ask_story, cares=changes_of(ComplaintChanged, id_of=lambda: self.complaint_id), parent=self
        )
        self.dialog: FormDialog | None = None
        self.back = IconButton("arrow-left", self.tr("Back to the list"))
        theme.appear(self.back, back)
        self._number = label("", "title", selectable=True)
        self._due, self._state, self._grade = Pill(), Pill(), Pill()
        self.next_button = Button(self.tr("Next step"), kind="primary")
        self.more_button = Button(self.tr("More"))
        self.menu = Menu(self)
        self.more_button.set_menu(self.menu)
        self.due_line, self.sheet, self.story = DueLine(self), Sheet(), Story()
        self.linked = LinkedCases(opens=context.session.may(REGISTERS))
        self.tasks = CaseTasks(context, "complaint")
        self.neighbours = NeighboursPanel(context)
        self.beside = ReadBeside(context, self)
        self.notes = NoteBox(context)
        self.calls = CallsPanel(context, "complaint")
        self.files, self.letters = FilesPanel(context, "complaint"), LettersPanel(context, "complaint")
        theme.appear(self.files, context.session.may(PAPERS))
        theme.appear(self.letters, context.session.may(PAPERS))
        self._recused, self._recused_text = banner("", "warning", "scale")
        self._recused.hide()
        self._next: CaseAction | None = None
        self.others: list[CaseAction] = []
        self._build()
        self._connect()
        self.show_complaint(None)

    # -- layout ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addLayout(self._head())
        column.addWidget(self.due_line)
        column.addWidget(self._recused)
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self.notes)
        self.states = FeedPanel(self._context, self.feed, content, self._came)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.states)
        self.setAccessibleName(self.tr("Complaint"))

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(theme.SPACE_2)
        for widgets in (
            (self.back, self._number, self._due, self._state, self._grade),
            (self.next_button, self.more_button),
        ):
            row = QHBoxLayout()
            row.setSpacing(theme.SPACE_2)
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)
            head.addLayout(row)
        return head

    def _scrolled(self) -> ScrollArea:
        column = QVBoxLayout()
        column.setContentsMargins(theme.SPACE_1, theme.SPACE_1, theme.SPACE_3, theme.SPACE_1)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self.linked)
        column.addWidget(self.sheet)
        column.addWidget(self.calls)
        column.addWidget(self.files)
        column.addWidget(self.letters)
        column.addWidget(Divider())
        column.addWidget(self.tasks)
        column.addWidget(Divider())
        column.addWidget(self.neighbours)
        column.addWidget(Divider())
        column.addWidget(label(self.tr("What was done"), "section"))
        column.addWidget(self.story)
        column.addStretch(1)
        self._area = ScrollArea(column, read=self.tr("Facts and story"))
        return self._area

    def focus_home(self) -> QWidget:
        """What is read: the arrows scroll it, Esc goes back."""
        return self._area

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        self.next_button.clicked.connect(lambda: self.do(self._next) if self._next else None)
        self.notes.saved.connect(self._saved)
        self.sheet.customer_wanted.connect(self.customer_wanted)
        self.sheet.call_wanted.connect(self.call_wanted)
        self.linked.wanted.connect(self.case_wanted)
        self.neighbours.read_wanted.connect(lambda one: self.beside.open_for(one.id, one.number))
        self.neighbours.merge_wanted.connect(self.merge_into)
        self.beside.whole_wanted.connect(self._to_its_page)

    # -- which complaint ---------------------------------------------------------------------------------------------

    def show_complaint(self, complaint_id: uuid.UUID | None) -> None:
        """Show this complaint; None shows what to do instead."""
        if complaint_id == self.complaint_id and self.complaint is not None:
            self.refresh()
            return
        self.due_line.panel.close_it()
        self.beside.close_it()
        self.neighbours.show_complaint(None)
        self.complaint_id, self.complaint = complaint_id, None
        self.notes.show_complaint(complaint_id)
        self.files.show_owner(complaint_id)
        self.letters.show_owner(complaint_id)
        self.calls.show_owner(None)
        self.tasks.show_case(None)
        if complaint_id is None:
            hint = self.tr("Choose one from the list to read it.")
            self.feed.forget()
            self.states.show_empty("file-text", self.tr("No complaint chosen"), hint)
            return
        self.feed.anew()

    def refresh(self) -> None:
        """Fetch it again."""
        self.feed.refresh()

    def _ask_story(self) -> Request[ComplaintStory] | None:
        wanted = self.complaint_id
        return None if wanted is None else lambda api: operations.story(api, wanted)

    def _saved(self, story: ComplaintStory) -> None:
        """What a note gave back."""
        if story.complaint.id == self.complaint_id:
            self.feed.take(story)

    def _came(self, story: ComplaintStory) -> None:
        self._show(story.complaint)
        self.story.show_events(story.events)

    def _show(self, complaint: Complaint) -> None:
        self.complaint = complaint
        self.calls.show_owner(complaint.id, works="note" in complaint.may and complaint.recused is None)
        self._number.setText(complaint.number)
        due, state = presentation.due_mark(complaint), presentation.state_mark(complaint.state)
        self._due.set(due.text, tone=due.tone, icon=due.icon)
        self._due.setVisible(due.text != state.text)
        if complaint.step is not None:
            state = Mark(words.pick(complaint.step.name_zh, complaint.step.name_en), complaint.step.tone, state.icon)
        self._state.set(state.text, tone=state.tone, icon=state.icon)
        grade = presentation.grade_mark(complaint.grade)
        self._grade.set(grade.text, tone=grade.tone, icon=grade.icon)
        self._grade.setVisible(complaint.grade != "ordinary")
        self.due_line.set_due(complaint.due, complaint.internal)
        self.due_line.set_paused(complaint.paused)
        self._recused_text.setText(presentation.recusal_words(complaint.recused) if complaint.recused else "")
        self._recused.setVisible(complaint.recused is not None)
        self.linked.show_cases(complaint.linked)
        self.neighbours.show_complaint(complaint)
        self.sheet.show_complaint(complaint)
        self.tasks.show_case(complaint.id, complaint.number, may_give=complaint.may_give)
        self.notes.set_may(
            note="note" in complaint.may, new_facts=complaint.open and complaint.recused in (None, "took_call")
        )
        self._offer(complaint)

    def recusal_text(self) -> str:
        """Return why the person at the seat has to stand back; empty where nothing stands against it."""
        return self._recused_text.text()

    def _offer(self, complaint: Complaint) -> None:
        self._next, self.others = actions_of(complaint)
        self.next_button.setVisible(self._next is not None)
        if self._next is not None:
            self.next_button.set_label(self._next.label())
            self.next_button.set_icon(self._next.icon)
        self.menu.clear()
        for action in self.others:
            self.menu.add(action.label(), partial(self.do, action), icon=action.icon)
        for one in complaint.begins:
            self.menu.add(begin_text(one), partial(self.begin_case, one.kind), icon="link")
        beside: list[tuple[bool, str, Callable[[], None], str]] = [
            (complaint.may_give, "give", self.tasks.give, "check"),
            (complaint.may_urge, "case_urge", self.urge, "bell"),
            (complaint.may_supervise and complaint.supervised_by is None, "case_supervised", self.watch, "flag"),
            (complaint.may_supervise and complaint.supervised_by is not None, "case_unsupervised", self.watch, "flag"),
        ]
        for may, word, do, icon in beside:
            if may:
                self.menu.add(wording.text(word), do, icon=icon)
        self.more_button.setVisible(bool(self.menu.actions()))

    # -- doing -------------------------------------------------------------------------------------------------------

    def do(self, action: CaseAction) -> None:
        """Do this to the complaint shown, after asking what it needs."""
        if self.complaint is None:
            return
        api, complaint = self._context.api, self.complaint
        if action.word == "edit":
            self._context.background.run(self, lambda: operations.terms(api), self._correct, self._context.tell)
        elif action.way is not None and action.way.fields:
            self._context.background.run(
                self,
                lambda: _asked(api, complaint, action),
                lambda found: self._ask(action, complaint, *found),
                self._context.tell,
            )
        elif action.way is not None and action.way.enters == "assigned":
            self._context.background.run(
                self,
                lambda: operations.handlers(api, complaint_id=complaint.id),
                lambda people: self._ask(action, complaint, people),
                self._context.tell,
            )
        elif action.ask is not None:
            self._ask(action, complaint, [])
        else:
            self._send(action, complaint)

    def merge_into(self, other: Neighbour) -> None:
        """Merge the complaint shown into another: the step asks as always, with the number filled in."""
        action = next((one for one in self._actions() if one.way is not None and one.way.enters == "merged"), None)
        if action is not None and self.complaint is not None:
            self._ask(action, self.complaint, [])
            if self.dialog is not None:
                self.dialog.form.put("merged_into", other.number)

    def _actions(self) -> list[CaseAction]:
        return [*([self._next] if self._next is not None else []), *self.others]

    def _to_its_page(self, complaint_id: uuid.UUID) -> None:
        self.beside.close_it()
        self.show_complaint(complaint_id)

    def urge(self) -> None:
        """Urge whoever has to go on with it."""
        if self.complaint is not None and self.dialog is None:
            one = self.complaint
            self._open_beside(UrgeDialog(self._context, "complaint", one.id, one.number, self.window()))

    def watch(self) -> None:
        """Put it under supervision, or take it out."""
        if self.complaint is not None and self.dialog is None:
            one, window = self.complaint, self.window()
            on = one.supervised_by is None
            self._open_beside(WatchDialog(self._context, "complaint", one.id, one.number, on=on, parent=window))

    def _open_beside(self, dialog: UrgeDialog | WatchDialog) -> None:
        """What is said beside the complaint gives back nothing: it is shown anew."""
        self.dialog = dialog
        dialog.saved.connect(lambda _nothing: self.refresh())
        dialog.finished.connect(self._dialog_gone)
        dialog.open()

    def _ask(
        self,
        action: CaseAction,
        complaint: Complaint,
        people: list[PersonRef],
        choices: CaseChoices | None = None,
    ) -> None:
        if self.dialog is not None:
            return
        api = self._context.api
        dialog = ActionDialog(
            self._context,
            action,
            Facts(complaint, people, choices),
            lambda sent: _work(action, complaint, sent.values)(api),
            self._words_of,
            parent=self.window(),
        )
        dialog.refused.connect(self._not_possible)
        dialog.asked.connect(self.refresh)
        self._open(dialog)

    def _correct(self, terms: Terms) -> None:
        if self.complaint is not None and self.dialog is None:
            self._open(CorrectDialog(self._context, self.complaint, terms, parent=self.window()))

    def _open(self, dialog: FormDialog) -> None:
        self.dialog = dialog
        dialog.saved.connect(self._done)
        dialog.finished.connect(self._dialog_gone)
        dialog.open()

    def begin_case(self, kind: str) -> None:
        """Begin a review, a mediation or a rectification from the complaint shown."""
        complaint, api = self.complaint, self._context.api
        if complaint is None:
            return
        self._context.background.run(
            self,
            lambda: (kinds.registers(api), kinds.choices(api)),
            lambda found: self._ask_case(complaint, kind, *found),
            self._context.tell,
        )

    def _ask_case(self, complaint: Complaint, kind: str, registers: list[Register], choices: CaseChoices) -> None:
        found = next((one.kind for one in registers if one.kind.code == kind), None)
        if found is None or self.dialog is not None:
            return
        dialog = NewCaseDialog(self._context, found, choices, self.window(), complaint=complaint)
        self.dialog = dialog
        dialog.saved.connect(lambda _case: self.refresh())
        dialog.finished.connect(self._dialog_gone)
        dialog.open()

    def _dialog_gone(self) -> None:
        self.dialog = None

    def _send(self, action: CaseAction, complaint: Complaint) -> None:
        """Do what needs no asking."""
        api = self._context.api
        work = _work(action, complaint, {})
        self.next_button.setEnabled(False)
        self._context.background.run(self, lambda: work(api), self._done, self._refused)

    def _done(self, complaint: Complaint) -> None:
        self.next_button.setEnabled(True)
        if complaint.id == self.complaint_id:
            self._show(complaint)
            self.refresh()
        self.changed.emit(complaint)

    def _refused(self, error: DeskError) -> None:
        self.next_button.setEnabled(True)
        said = self._words_of(error)
        if said is None:
            self._context.tell(error)
        else:
            self._context.notices.warning(said)
            self.refresh()

    def _not_possible(self, error: DeskError) -> None:
        """The dialog says it; what is shown behind it is fetched anew."""
        if self._words_of(error) is not None:
            self.refresh()

    def _words_of(self, error: DeskError) -> str | None:
        """Return the sentence for a move that is gone; None for every other error."""
        if error.error_id != "transition_refused":
            return None
        return self.tr("This is not possible any more: somebody has changed the complaint. It is shown anew.")

    # -- news --------------------------------------------------------------------------------------------------------

    def keep_draft(self) -> None:
        """A half-typed note goes to the disk now."""
        self.notes.keep_draft()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.due_line.panel.close_it()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.back.isVisible():
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def begin_text(one: Beginning) -> str:
    """Return what the menu says of a kind of case that may be begun."""
    return f"{registers_text('begin').format(kind=words.pick(one.name_zh, one.name_en))} …"


def _asked(api: Api, complaint: Complaint, action: CaseAction) -> tuple[list[PersonRef], CaseChoices | None]:
    """Return whom a step can be given to, and what its fields may be chosen from: what a dialog needs to know beforehand."""
    gives = action.way is not None and action.way.enters == "assigned"
    people = operations.handlers(api, complaint_id=complaint.id) if gives else []
    chosen = action.way is not None and any(one.type in ("person", "branch") for one in action.way.fields)
    return people, kinds.choices(api) if chosen else None


def _work(action: CaseAction, complaint: Complaint, values: dict[str, Any]) -> Callable[[Any], Complaint]:
    """Return the one request that an action is."""
    given = {name: value for name, value in values.items() if value is not None}
    given = {name: value for name, value in given.items() if value != "" or name not in ("letter_id", "satisfaction")}
    if action.word == "pause":
        return lambda api: operations.pause(api, complaint.id, PauseForm(**given))
    if action.word == "resume":
        return lambda api: operations.resume(api, complaint.id, ResumeForm(**given))
    if action.word == "class":
        return lambda api: operations.set_class(api, complaint.id, ClassForm(**given))
    if action.word == _EXTENSION:
        return lambda api: operations.extend(api, complaint.id, ExtensionForm(**given))
    if action.word == "extension_told":
        return lambda api: operations.extension_told(api, complaint.id, ExtensionToldForm(**given))
    if action.word == "grade":
        return lambda api: operations.set_grade(
            api, complaint.id, GradeForm(grade=given.get("grade") or None, reason=given["reason"])
        )
    if action.word in ("hold", "release"):
        do = operations.hold if action.word == "hold" else operations.release
        return lambda api: do(api, complaint.id, HoldForm(**given))
    own = {one.code for one in action.way.fields} if action.way is not None else set()
    filled = {code: str(given.pop(code)) for code in own & set(given)}
    form = TransitionForm.model_validate({"to": action.word, "fields": filled, **given})
    return lambda api: operations.transition(api, complaint.id, form)
