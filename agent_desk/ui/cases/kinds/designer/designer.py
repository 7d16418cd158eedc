"""The designer: the parts at the left, the drawing in the middle, what is chosen at the right, what the check finds below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.cases import kinds
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import DraftedForm, Submission, Values
from agent_desk.schemas.cases.kinds.comparing import PartChange, compared
from agent_desk.schemas.cases.kinds.definition import Kind
from agent_desk.schemas.cases.kinds.records import DesignChoices, DraftForm, KindVersion
from agent_desk.ui.cases.kinds import fields
from agent_desk.ui.cases.kinds.designer.board import Board
from agent_desk.ui.cases.kinds.designer.compare import CompareDialog, change_line
from agent_desk.ui.cases.kinds.designer.document import Document
from agent_desk.ui.cases.kinds.designer.outline import FindingList, Outline
from agent_desk.ui.cases.kinds.designer.panel import Panel
from agent_desk.ui.cases.kinds.designer.play import PlayDialog
from agent_desk.ui.cases.kinds.designer.said import text
from agent_desk.ui.cases.kinds.fields import called
from agent_desk.ui.cases.kinds.publishing import PublishDialog
from agent_desk.ui.kit import shortcuts, theme, words
from agent_desk.ui.kit.controls import Button, IconButton
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.pages.drafted_form import FormNotice, standing
from agent_desk.ui.kit.pages.editor import SAVE

_GROUP = str(QT_TRANSLATE_NOOP("Shortcuts", "Administration"))
UNDO = shortcuts.register(
    shortcuts.Action("admin.undo", "Ctrl+Z", str(QT_TRANSLATE_NOOP("Shortcuts", "Undo")), _GROUP, page=True)
)
REDO = shortcuts.register(
    shortcuts.Action("admin.redo", "Ctrl+Y", str(QT_TRANSLATE_NOOP("Shortcuts", "Do again")), _GROUP, page=True)
)


class DesignerDialog(Dialog):
    """Draws a kind. `record`: the draft that is gone on with, or the version from which the next one is made; `versions`: all of the
    kind, for comparing. `saved` carries the KindVersion."""

    saved = Signal(object)
    published = Signal()

    def __init__(
        self,
        context: DeskContext,
        record: KindVersion,
        versions: Sequence[KindVersion],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text("designer").format(kind=called(record.kind)), icon="pencil", parent=parent)
        self._context, self._base, self._versions = context, record, list(versions)
        self.choices: DesignChoices | None = None
        self.dialog: Dialog | None = None
        self.document = Document(record.kind, parent=self)
        self.board = Board(self.document)
        self.outline = Outline(self.document)
        self.findings = FindingList(self.document)
        self.panel = Panel(self.document, {})
        self.drafted: DraftedForm[KindVersion] = DraftedForm(
            context, "kind_design", self._send, KindVersion, values_of=_values, parent=self
        )
        self.notice = FormNotice(
            context,
            self.drafted,
            fault=fields.fault,
            labels={"kind": text("definition")},
            say=self._sizes,
            fills=False,
            stands_alone=True,
        )
        self.standing = theme.label("", "muted")
        self.says = theme.label("", "caption", wrap=True)
        self._build()
        self._connect()
        draft = record if record.state == "draft" else None
        self.drafted.open(record.code, draft, blank=_values(record))
        api = context.api
        context.background.run(self, lambda: kinds.design_choices(api), self._offer, context.tell)
        if parent is not None:
            self.resize(max(980, parent.width() - 40), max(600, parent.height() - 40))
        self.board.setFocus()

    # -- how it is laid out ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._outer.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_3)
        self._outer.setSpacing(theme.SPACE_2)
        self.undo_button = IconButton("undo-2", text("undo"), shortcut=UNDO.keys)
        self.redo_button = IconButton("redo-2", text("redo"), shortcut=REDO.keys)
        self.state_button = Button(text("add_state"), icon="plus", size="small")
        self.end_button = Button(text("add_end"), icon="circle-dot", size="small")
        self.connect_button = Button(text("connect"), icon="arrow-right", size="small")
        self.delete_button = IconButton("trash-2", text("delete"))
        self.layout_button = Button(text("lay_out"), icon="refresh-cw", size="small")
        self.larger_button = IconButton("plus", text("zoom_in"))
        self.smaller_button = IconButton("minus", text("zoom_out"))
        self.fit_button = IconButton("maximize-2", text("fit"))
        bar = QHBoxLayout()
        bar.setSpacing(theme.SPACE_1)
        for button in (self.undo_button, self.redo_button, self.state_button, self.end_button, self.connect_button):
            bar.addWidget(button)
        bar.addWidget(self.delete_button)
        bar.addStretch(1)
        for button in (self.layout_button, self.smaller_button, self.larger_button, self.fit_button):
            bar.addWidget(button)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addLayout(bar)
        column.addWidget(self.board, 1)
        column.addWidget(self.says)
        column.addWidget(self.findings)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        self.outline.setMinimumWidth(180)
        self.panel.setMinimumWidth(280)
        for widget in (self.outline, middle, self.panel):
            split.addWidget(widget)
        split.setSizes([200, 640, 320])
        split.setStretchFactor(1, 1)
        self.body.addWidget(self.notice)
        self.body.addWidget(split, 1)
        self._buttons.insertWidget(0, self.standing)
        self.play_button = self.add_button(Button(text("play"), icon="play"), self.play)
        self.compare_button = self.add_button(Button(text("compare"), icon="arrow-right-left"), self.compare)
        self.publish_button = self.add_button(Button(text("publish"), icon="circle-check"), self.publish)
        self.close_button = self.add_cancel(text("close"))
        self.save_button = self.add_button(Button(text("save"), icon="save", kind="primary"), self.save)

    def _connect(self) -> None:
        document, board = self.document, self.board
        self.undo_button.clicked.connect(document.stack.undo)
        self.redo_button.clicked.connect(document.stack.redo)
        shortcuts.bind(self, UNDO.id, document.stack.undo)
        shortcuts.bind(self, REDO.id, document.stack.redo)
        shortcuts.bind(self, SAVE.id, self.save)
        self.save_button.set_shortcut(SAVE.keys)
        self.state_button.clicked.connect(lambda: board.add_state(final=False))
        self.end_button.clicked.connect(lambda: board.add_state(final=True))
        self.connect_button.clicked.connect(board.connect_chosen)
        self.delete_button.clicked.connect(self.outline.delete_part)
        self.layout_button.clicked.connect(board.lay_out)
        self.larger_button.clicked.connect(lambda: board.zoom(1.15))
        self.smaller_button.clicked.connect(lambda: board.zoom(1 / 1.15))
        self.fit_button.clicked.connect(board.fit)
        board.wanted.connect(self.panel.take_keyboard)
        self.findings.wanted.connect(self.panel.take_keyboard)
        document.changed.connect(self._changed)
        document.chose.connect(self._chosen)
        # Bound: a stack that goes with its dialog tells of it once more.
        document.stack.indexChanged.connect(self._stand)
        self.drafted.filled.connect(self._filled)
        self.drafted.state_changed.connect(lambda _state: self._stand())
        self.drafted.saved.connect(self._saved)
        self._chosen()
        self._stand()

    def focus_home(self) -> QWidget:
        """The board: the arrows walk it."""
        return self.board

    # -- what is drawn and what is kept ------------------------------------------------------------------------------

    def _offer(self, found: DesignChoices) -> None:
        self.choices = found
        self.document.set_roles([one.code for one in found.roles])
        self.panel.set_roles({one.code: words.pick(one.zh, one.en) for one in found.roles})

    def _changed(self) -> None:
        self.drafted.type({"kind": _dumped(self.document.kind)})
        self._chosen()
        self._stand()

    def _filled(self, values: Values) -> None:
        """Show what was typed earlier, or what somebody else has saved; what is drawn already stays as it is, with its steps."""
        said: Mapping[str, Any] = values["kind"]
        if _dumped(self.document.kind) != said:
            self.document.begin(Kind.model_validate(said))

    def _chosen(self) -> None:
        table = self.document.chosen[0]
        self.connect_button.setEnabled(table == "states")
        self.delete_button.setEnabled(bool(table))
        theme.restyle(self.says)
        self.says.setText(self.board.says())

    def _stand(self, _at: int = 0) -> None:
        record, stack = self.drafted.record, self.document.stack
        number = record.number if record is not None else self._base.number
        what = text("draft_of" if record is not None else "new_draft").format(number=number)
        how = standing(self.drafted)
        self.standing.setText(f"{what} · {how}" if how else what)
        self.undo_button.setEnabled(stack.canUndo())
        self.redo_button.setEnabled(stack.canRedo())
        self.save_button.setEnabled(self.drafted.dirty and self.drafted.state not in ("sending", "stale"))
        ready = record is not None and record.state == "draft" and not self.drafted.dirty
        self.publish_button.setEnabled(ready and not self.document.findings)
        self.publish_button.set_tip("" if self.publish_button.isEnabled() else text("publish_first"))

    def save(self) -> None:
        """Keep it as the draft of its kind in the hub."""
        self.drafted.save()

    def _send(self, sent: Submission[KindVersion]) -> KindVersion:
        kind = Kind.model_validate(sent.values["kind"])
        version = sent.record.version if sent.record is not None else None
        return kinds.save_draft(self._context.api, kind.code, DraftForm(kind=kind, version=version))

    def _saved(self, record: KindVersion) -> None:
        self.document.stack.setClean()
        self._context.notices.good(text("saved"), key="kinds.saved")
        self._stand()
        self.saved.emit(record)

    def _sizes(self, _name: str, value: Mapping[str, Any]) -> str:
        """Say what a definition has that differs from the one that is drawn, or how large it is where it is that one."""
        kind = Kind.model_validate(value)
        roles = {one.code: words.pick(one.zh, one.en) for one in (self.choices.roles if self.choices else ())}
        lines = [change_line(kind, one, roles) for one in self._differing(kind)]
        sizes = text("sizes").format(fields=len(kind.fields), states=len(kind.states), ways=len(kind.transitions))
        return "; ".join(lines[:6]) if lines else sizes

    def _differing(self, kind: Kind) -> list[PartChange]:
        return compared(self.document.kind, kind)

    def reject(self) -> None:
        """Close it: what is not saved yet is kept on this seat, and the designer goes on with it."""
        self.drafted.keep_draft()
        super().reject()

    def put_away(self) -> None:
        self.drafted.keep_draft()
        super().put_away()

    # -- what can be done with it ------------------------------------------------------------------------------------

    def play(self) -> None:
        """Walk a case through what is drawn."""
        self._open(PlayDialog(self._context, self.document.kind, self))

    def compare(self) -> None:
        """Hold what is drawn beside the versions that there are."""
        others = [(text("numbered").format(number=one.number), one.kind) for one in self._versions]
        now = (text("this_one"), self.document.kind)
        self._open(CompareDialog([*others, now], before=0, after=len(others), roles=self._roles(), parent=self))

    def publish(self) -> None:
        """Ask from which day the draft counts."""
        record = self.drafted.record
        if record is not None and not self.drafted.dirty:
            dialog = PublishDialog(self._context, record, self)
            dialog.saved.connect(lambda _row: self._is_published())
            dialog.asked.connect(self.published)
            self._open(dialog)

    def _is_published(self) -> None:
        self.published.emit()
        self.accept()

    def _roles(self) -> dict[str, str]:
        return {one.code: words.pick(one.zh, one.en) for one in (self.choices.roles if self.choices else ())}

    def _open(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.open()


def _dumped(kind: Kind) -> dict[str, Any]:
    return kind.model_dump(mode="json", exclude_defaults=True)


def _values(record: KindVersion) -> Values:
    return {"kind": _dumped(record.kind)}
