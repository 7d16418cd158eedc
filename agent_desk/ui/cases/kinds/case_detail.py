"""One case of a register: what can be done next, its fields, tasks and clocks, and what was done."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.cases import kinds
from agent_desk.desk.kit import approvals
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.schemas.cases.kinds.changes import KindCaseChanged
from agent_desk.schemas.cases.kinds.records import (
    CaseChoices,
    CaseWords,
    KindCase,
    KindEvent,
    VersionOf,
)
from agent_desk.schemas.cases.kinds.words import EVENTS
from agent_desk.schemas.cases.papers.operations import USE as PAPERS
from agent_desk.schemas.cases.words import RECUSALS
from agent_desk.schemas.kit.approvals import Decision
from agent_desk.ui.cases.kinds import fields
from agent_desk.ui.cases.kinds.dialogs import DelegateDialog, EditCaseDialog, MoveDialog
from agent_desk.ui.cases.kinds.fields import called, text
from agent_desk.ui.cases.papers.calls_panel import CallsPanel
from agent_desk.ui.cases.papers.files_panel import FilesPanel
from agent_desk.ui.cases.papers.letters_panel import LettersPanel
from agent_desk.ui.cases.tasks.case_dialogs import UrgeDialog, WatchDialog
from agent_desk.ui.cases.tasks.case_tasks import CaseTasks
from agent_desk.ui.kit import layouts, theme, words
from agent_desk.ui.kit.cards import KeyValue
from agent_desk.ui.kit.controls import Button, Card, Divider, Icon, IconButton, Menu, Pill, banner, label
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pages.reason_dialog import ReasonFormDialog
from agent_desk.ui.kit.scrolled import ScrollArea

_SHOWN = 3
"""So many steps are buttons; the others stand in the menu."""


class CaseDetail(Card):
    """Shows a case by its id and follows its changes. `changed` carries the KindCase after something was done here."""

    changed = Signal(object)
    closed = Signal()
    """Back to where the person came from."""
    complaint_wanted = Signal(object)
    """Id of the complaint that the case belongs to."""

    def __init__(self, context: DeskContext, *, back: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.back = IconButton("arrow-left", text("back"), size="small")
        self.back.clicked.connect(self.closed)
        theme.appear(self.back, back)
        self._context = context
        self.case_id: uuid.UUID | None = None
        self.case: KindCase | None = None
        self.offered: Feed[CaseChoices] = Feed(context, lambda: kinds.choices, parent=self)
        """What its dialogs may choose from."""
        self.feed: Feed[KindCase] = Feed(
            context, self._ask, cares=changes_of(KindCaseChanged, id_of=lambda: self.case_id), parent=self
        )
        self.state, self.due = Pill(), Pill()
        self.moves: dict[str, Button] = {}
        self.more = Button(text("more"))
        self.menu = Menu(self)
        self.more.set_menu(self.menu)
        self.complaint = Button("", kind="link", icon="link")
        self.complaint.clicked.connect(self._want_complaint)
        self._recused, self._recused_text = banner("", "warning", "scale")
        self.waits = label("", "strong", wrap=True)
        self.confirm_button = Button(text("confirm"), kind="good", size="small", icon="check")
        self.refuse_button = Button(text("refuse"), size="small", icon="x")
        self.confirm_button.clicked.connect(lambda: self.decide(confirmed=True))
        self.refuse_button.clicked.connect(lambda: self.decide(confirmed=False))
        self.sheet = KeyValue()
        self.clocks = label("", "caption", wrap=True)
        self.calls = CallsPanel(context, "kind_case")
        self.files, self.letters = FilesPanel(context, "kind_case"), LettersPanel(context, "kind_case")
        theme.appear(self.files, context.session.may(PAPERS))
        theme.appear(self.letters, context.session.may(PAPERS))
        self.tasks, self.story = CaseTasks(context, "kind_case"), QVBoxLayout()
        self.dialog: FormDialog | None = None
        self._lay()
        self.show_case(None)

    def _lay(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(self.back)
        head.addWidget(self.state)
        head.addWidget(self.due)
        head.addStretch(1)
        head.addWidget(self.complaint)
        column.addLayout(head)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.SPACE_2)
        self._buttons.addWidget(self.more)
        self._buttons.addStretch(1)
        column.addLayout(self._buttons)
        self._waiting = QWidget()
        waiting = QHBoxLayout(self._waiting)
        waiting.setContentsMargins(0, 0, 0, 0)
        waiting.setSpacing(theme.SPACE_2)
        waiting.addWidget(self.waits, 1)
        waiting.addWidget(self.confirm_button)
        waiting.addWidget(self.refuse_button)
        column.addWidget(self._recused)
        column.addWidget(self._waiting)
        column.addWidget(self._scrolled(), 1)
        self.states = FeedPanel(self._context, self.feed, content, self._show, also=(self.offered,))
        self.add(self.states, 1)

    def _scrolled(self) -> ScrollArea:
        column = QVBoxLayout()
        column.setContentsMargins(theme.SPACE_1, theme.SPACE_1, theme.SPACE_3, theme.SPACE_1)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self.sheet)
        column.addWidget(self.clocks)
        column.addWidget(self.calls)
        column.addWidget(self.files)
        column.addWidget(self.letters)
        column.addWidget(self.tasks)
        column.addWidget(Divider())
        column.addWidget(label(text("story"), "section"))
        self.story.setSpacing(theme.SPACE_3)
        column.addLayout(self.story)
        column.addStretch(1)
        self._area = ScrollArea(column, read=text("read"))
        return self._area

    def focus_home(self) -> QWidget:
        """What is read: the arrows scroll it."""
        return self._area

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.back.isVisible():
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    # -- which case --------------------------------------------------------------------------------------------------

    def show_case(self, case_id: uuid.UUID | None) -> None:
        """Show this case; None shows what to do instead."""
        if case_id == self.case_id and self.case is not None:
            self.feed.refresh()
            return
        self.case_id, self.case = case_id, None
        self.files.show_owner(None)
        self.letters.show_owner(None)
        self.calls.show_owner(None)
        self.tasks.show_case(None)
        if case_id is None:
            self.set_title(" ")
            self.feed.forget()
            self.states.show_empty("clipboard-list", text("none_chosen"), text("none_chosen_hint"))
            return
        self.feed.anew()

    def _ask(self) -> Request[KindCase] | None:
        wanted = self.case_id
        return None if wanted is None else lambda api: kinds.case(api, wanted)

    def _show(self, case: KindCase) -> None:
        # It may have been asked for by a task of it.
        self.case, self.case_id = case, case.id
        self.files.show_owner(case.id)
        self.letters.show_owner(case.id)
        self.calls.show_owner(case.id, works=case.may_edit or case.may_hand_back)
        kind = case.definition
        self.set_title(fields.titled(case))
        state, due = fields.state_mark(kind.states_by_code[case.state]), fields.due_mark(case)
        self.state.set(state.text, tone=state.tone, icon=state.icon)
        self.due.setVisible(due is not None)
        if due is not None:
            self.due.set(due.text, tone=due.tone, icon=due.icon)
        self._show_waiting(case)
        self._show_complaint(case)
        rows = [(called(one), fields.said(one, case)) for one in kind.fields]
        owner = words.pick(case.owner.name, case.owner.name_en) if case.owner is not None else text("nobody")
        opener = words.pick(case.opened_by.name, case.opened_by.name_en)
        if case.supervised_by is not None:
            rows.append((text("supervised"), words.pick(case.supervised_by.name, case.supervised_by.name_en)))
        rows += [
            (text("owner"), owner),
            (text("opened_by"), f"{opener}  {words.short(case.opened_at)}"),
        ]
        self.sheet.set_rows([(caption, value) for caption, value in rows])
        self.clocks.setText("\n".join(words.pick(one.zh, one.en) for one in case.due))
        self.clocks.setVisible(bool(case.due))
        self.tasks.show_case(case.id, case.number, may_give=case.may_give)
        _fill(self.story, [_line(one) for one in case.story])
        self._offer(case)

    def _show_waiting(self, case: KindCase) -> None:
        """Say which step waits for a second person, and let whoever may confirm or refuse it."""
        waits = case.waits
        self._waiting.setVisible(waits is not None)
        if waits is None:
            return
        step = called(case.definition.transitions_by_code[waits.transition])
        who = words.pick(waits.asked_by.name, waits.asked_by.name_en)
        self.waits.setText(text("waits").format(who=who, step=step))
        for button in (self.confirm_button, self.refuse_button):
            button.setVisible(waits.may_decide)

    def _show_complaint(self, case: KindCase) -> None:
        """Name the complaint that the case belongs to, and say why the person has to stand back from it."""
        self.complaint.setVisible(case.complaint is not None)
        self.complaint.set_label(f"{text('complaint')} {case.complaint.number}" if case.complaint is not None else "")
        self.complaint.setEnabled(self._context.session.may("cases.view"))
        why = words.say(RECUSALS[case.recused]) if case.recused is not None else ""
        self._recused_text.setText(text("recused").format(why=why) if why else "")
        self._recused.setVisible(bool(why))

    def recusal_text(self) -> str:
        """Return why the person at the seat has to stand back; empty where nothing stands against it."""
        return self._recused_text.text()

    def _want_complaint(self) -> None:
        if self.case is not None and self.case.complaint is not None:
            self.complaint_wanted.emit(self.case.complaint.id)

    def decide(self, *, confirmed: bool) -> None:
        """Confirm or refuse the step that waits."""
        waits = self.case.waits if self.case is not None else None
        if waits is None or not waits.may_decide:
            return
        api, do = self._context.api, approvals.approve if confirmed else approvals.refuse
        decision = Decision(digest=waits.digest)
        self._context.background.run(
            self,
            lambda: do(api, waits.approval_id, decision),
            lambda _row: self.feed.refresh(),
            self._not_decided,
        )

    def _not_decided(self, error: DeskError) -> None:
        self._context.tell(error)
        self.feed.refresh()

    # -- what can be done --------------------------------------------------------------------------------------------

    def _offer(self, case: KindCase) -> None:
        ways = [case.definition.transitions_by_code[code] for code in case.moves]
        for button in self.moves.values():
            button.hide()
            button.deleteLater()
        self.moves = {}
        self.menu.clear()
        for at, way in enumerate(ways):
            if at >= _SHOWN:
                self.menu.add(called(way), partial(self.move_case, way.code))
                continue
            button = Button(called(way), kind="primary" if at == 0 else "secondary")
            button.clicked.connect(lambda _=False, code=way.code: self.move_case(code))
            self._buttons.insertWidget(at, button)
            self.moves[way.code] = button
        more: list[tuple[bool, str, Callable[[], object], str]] = [
            (case.may_edit, "edit", self.edit_case, "pencil"),
            (case.may_take, "take", self.take_case, "user-check"),
            (case.may_hand_back, "hand_back", self.hand_back_case, "undo-2"),
            (case.may_delegate, "delegate", self.delegate_case, "user-plus"),
            (case.may_urge, "urge", self.urge_case, "bell"),
            (case.may_supervise and case.supervised_by is None, "supervise", self.supervise_case, "flag"),
            (case.may_supervise and case.supervised_by is not None, "unsupervise", self.supervise_case, "flag"),
        ]
        for may, word, do, icon in more:
            if may:
                self.menu.add(text(word), do, icon=icon)
        self.more.setVisible(bool(self.menu.actions()))

    def move_case(self, code: str) -> None:
        """Ask what a step needs, and do it."""
        if self.case is not None and code in self.case.moves:
            way = self.case.definition.transitions_by_code[code]
            self._open(MoveDialog(self._context, self.case, way, self.offered.now, self.window()))

    def edit_case(self) -> None:
        """Change the fields."""
        if self.case is not None:
            self._open(EditCaseDialog(self._context, self.case, self.offered.now, self.window()))

    def take_case(self) -> None:
        """Have the case."""
        if self.case is not None:
            case_id, form = self.case.id, VersionOf(version=self.case.version)
            api = self._context.api
            self._context.background.run(
                self, lambda: kinds.take_case(api, case_id, form), self._done, self._context.tell
            )

    def hand_back_case(self) -> None:
        """Let others have it, with a reason."""
        self._ask_why("hand_back", kinds.hand_back_case, required=True)

    def urge_case(self) -> None:
        """Urge whoever has to go on."""
        if self.case is not None:
            self._open(UrgeDialog(self._context, "kind_case", self.case.id, self.case.number, self.window()))

    def supervise_case(self) -> None:
        """Put the case under supervision, or take it out."""
        case = self.case
        if case is not None:
            on = case.supervised_by is None
            self._open(WatchDialog(self._context, "kind_case", case.id, case.number, on=on, parent=self.window()))

    def delegate_case(self) -> None:
        """Let somebody else have it."""
        if self.case is not None:
            self._open(DelegateDialog(self._context, self.case, self.offered.now, self.window()))

    def _ask_why(self, word: str, do: Callable[[Api, uuid.UUID, CaseWords], KindCase], *, required: bool) -> None:
        if self.case is None:
            return
        case_id, version = self.case.id, self.case.version

        def said(api: Api, _reason: Any, words_: str) -> KindCase:
            return do(api, case_id, CaseWords(words=words_, version=version))

        self._ask_reason(word, f"{text(word)} · {fields.titled(self.case)}", said, required=required)

    def _ask_reason(self, word: str, title: str, said: Callable[[Api, Any, str], KindCase], *, required: bool) -> None:
        assert self.case is not None  # asked from a case alone
        dialog = ReasonFormDialog(
            self._context,
            f"kind_{word}",
            f"{self.case.id}/{self.case.version}",
            title,
            text(word),
            said,
            KindCase,
            text_required=required,
            text_label=text("why") if required else text("why_maybe"),
            limit=1000,
            parent=self.window(),
        )
        self._open(dialog)

    def _open(self, dialog: FormDialog) -> None:
        self.dialog = dialog
        dialog.saved.connect(self._done)
        dialog.asked.connect(self.feed.refresh)
        dialog.refused.connect(lambda _error: self.feed.refresh())
        dialog.finished.connect(self._dialog_gone)
        dialog.open()

    def _dialog_gone(self) -> None:
        self.dialog = None

    def _done(self, case: KindCase | None) -> None:
        if case is None:
            # What is said beside the case gives back nothing.
            self.feed.refresh()
            return
        if case.id == self.case_id:
            self.feed.take(case)
        self.changed.emit(case)


def _line(event: KindEvent) -> QWidget:
    term = EVENTS.of(event.kind)
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.SPACE_2)
    row.addWidget(Icon(term.icon or "circle", term.tone), 0, Qt.AlignmentFlag.AlignTop)
    said = QVBoxLayout()
    said.setSpacing(2)
    head = QHBoxLayout()
    what = words.pick(event.zh, event.en)
    who = words.pick(event.person.name, event.person.name_en) if event.person is not None else ""
    head.addWidget(label(what, "strong", wrap=True), 1)
    head.addWidget(label(f"{who}  {words.short(event.at)}", "caption"), 0, Qt.AlignmentFlag.AlignTop)
    said.addLayout(head)
    if event.words:
        said.addWidget(label(event.words, "body", wrap=True, selectable=True))
    row.addLayout(said, 1)
    line.setAccessibleName(f"{what}, {who}, {words.short(event.at)}: {event.words}")
    return line


def _fill(column: QVBoxLayout, widgets: list[QWidget]) -> None:
    layouts.empty(column)
    for widget in widgets:
        column.addWidget(widget)
