"""Lists of words that the centre edits: not-ready reasons, and dispositions by topic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel
from PySide6.QtWidgets import QWidget

from agent_desk.desk.administration import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Request
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.administration.changes import DispositionChanged, ReasonChanged
from agent_desk.schemas.administration.records import DispositionRow, NewWord, ReasonRow, WordFields
from agent_desk.ui.administration.people_page import NEW
from agent_desk.ui.kit import shortcuts, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.forms import TextInput
from agent_desk.ui.kit.inputs import Tick
from agent_desk.ui.kit.pages.editor import Editor, Values
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.tables import Column, Mark


class NewWordDialog(FormDialog):
    """Asks for a new word; `parents` for those that stand below a topic. `saved` carries its row."""

    def __init__(
        self,
        context: DeskContext,
        title: str,
        kind: str,
        add: Callable[[NewWord], Any],
        row: type[BaseModel],
        parents: Sequence[tuple[str, str]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            context,
            title,
            kind,
            lambda sent: add(_new_word(sent.values)),
            row,
            action=self.tr("Add"),
            action_icon="check",
            icon="plus",
            parent=parent,
        )
        if parents is not None:
            topics = Choice([("", self.tr("A new topic")), *parents])
            self.form.add("parent_code", self.tr("Below the topic"), topics)
            topics.set_value("")
        self.form.add("name_zh", self.tr("Chinese name"), TextInput(limit=60), required=True)
        self.form.add("name_en", self.tr("English name"), TextInput(limit=80), required=True)
        hint = self.tr("Small letters, digits, dot, hyphen. It stays for ever, since history names it.")
        self.form.add("code", self.tr("Code"), TextInput(limit=40), required=True, hint=hint)
        self.begin("new")


def _new_word(values: Values) -> NewWord:
    return NewWord(
        code=values["code"].strip().lower(),
        parent_code=values.get("parent_code") or None,
        name_zh=values["name_zh"],
        name_en=values["name_en"],
    )


class _WordsPage(ListPage):
    """What both lists share."""

    kind: type[ReasonRow] | type[DispositionRow]
    entity: str
    told: type[ReasonChanged] | type[DispositionChanged]

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.table.setSortingEnabled(False)
        self.new_button = Button(self.tr("Add"), icon="plus")
        self.head_actions.addWidget(self.new_button)
        self.new_button.clicked.connect(self.add_word)
        shortcuts.bind(self, NEW.id, self.add_word)
        self.new_button.set_shortcut(NEW.keys)
        editor = Editor(context, self.kind, _values, self._send)
        editor.form.add("name_zh", self.tr("Chinese name"), TextInput(limit=60), required=True)
        editor.form.add("name_en", self.tr("English name"), TextInput(limit=80), required=True)
        self.active = Tick(self.tr("Offered"))
        hint = self.tr("A retired word is no longer offered; what was said with it keeps its name.")
        editor.form.add("active", self.tr("In use"), self.active, hint=hint)
        self.put_editor(editor)

    def key(self, record: ReasonRow | DispositionRow) -> str:
        return record.code

    def cares(self, change: Change) -> bool:
        return self.told.is_told_by(change)

    def _mark(self, row: ReasonRow | DispositionRow) -> Mark:
        if not row.active:
            return Mark(self.tr("Retired"), "muted", "circle-off")
        return Mark(self.tr("Offered"), "good", "circle-check")

    def open(self, record: ReasonRow | DispositionRow) -> None:
        assert self.editor is not None
        self.editor.show_record(record, words.pick(record.name_zh, record.name_en), self.entity, record.code)

    def _send(self, record: Any, values: Values) -> Any:
        raise NotImplementedError

    def add_word(self) -> None:
        """Ask for a new word."""
        raise NotImplementedError

    def _added(self, row: Any) -> None:
        self.refresh()
        assert self.editor is not None
        self.editor.leave(lambda: self.open(row))


class ReasonsPage(_WordsPage):
    """Not-ready reasons."""

    kind = ReasonRow
    entity = "reason"
    told = ReasonChanged

    def head(self) -> tuple[str, str]:
        says = self.tr("Why an agent takes no calls. Seats offer a change the next time they open.")
        return self.tr("Not-ready reasons"), says

    def columns(self) -> list[Column[ReasonRow]]:
        return [
            Column(self.tr("Chinese name"), lambda row: row.name_zh),
            Column(self.tr("English name"), lambda row: row.name_en),
            Column(self.tr("Code"), lambda row: row.code, width=120),
            Column(self.tr("State"), lambda row: self._reason_mark(row).text, mark=self._reason_mark, width=132),
        ]

    def _reason_mark(self, row: ReasonRow) -> Mark:
        return Mark(self.tr("Set by the hub"), "accent_ink", "settings") if row.system else self._mark(row)

    def ask(self) -> Request[list[ReasonRow]]:
        return operations.reasons

    def open(self, record: ReasonRow | DispositionRow) -> None:
        super().open(record)
        system = isinstance(record, ReasonRow) and record.system
        self.active.setEnabled(not system)
        assert self.editor is not None
        said = self.tr("The hub sets this reason itself: it can be renamed, not retired, and no agent can choose it.")
        self.editor.says(said if system else "")

    def _send(self, record: Any, values: Values) -> Any:
        form = WordFields.model_validate(values | {"version": record.version})
        return operations.edit_reason(self._context.api, record.code, form)

    def add_word(self) -> None:
        api = self._context.api
        dialog = NewWordDialog(
            self._context,
            self.tr("Add a reason"),
            "new_reason",
            lambda form: operations.add_reason(api, form),
            ReasonRow,
            parent=self,
        )
        dialog.saved.connect(self._added)
        dialog.open()


class DispositionsPage(_WordsPage):
    """Dispositions by topic."""

    kind = DispositionRow
    entity = "disposition"
    told = DispositionChanged

    def head(self) -> tuple[str, str]:
        says = self.tr("What a call was about. A retired topic takes what stands below it out of sight.")
        return self.tr("Dispositions"), says

    def columns(self) -> list[Column[DispositionRow]]:
        return [
            Column(
                self.tr("Chinese name"),
                lambda row: self._indented(row, row.name_zh),
                icon=lambda row: "" if row.parent_code else "folder",
            ),
            Column(self.tr("English name"), lambda row: row.name_en),
            Column(self.tr("Code"), lambda row: row.code, width=150),
            Column(self.tr("State"), lambda row: self._mark(row).text, mark=self._mark, width=118),
        ]

    def _indented(self, row: DispositionRow, name: str) -> str:
        return f"      {name}" if row.parent_code else name

    def ask(self) -> Request[list[DispositionRow]]:
        return operations.dispositions

    def _send(self, record: Any, values: Values) -> Any:
        form = WordFields.model_validate(values | {"version": record.version})
        return operations.edit_disposition(self._context.api, record.code, form)

    def add_word(self) -> None:
        api = self._context.api
        topics = [
            (row.code, words.pick(row.name_zh, row.name_en)) for row in self.model.records() if not row.parent_code
        ]
        dialog = NewWordDialog(
            self._context,
            self.tr("Add a disposition"),
            "new_disposition",
            lambda form: operations.add_disposition(api, form),
            DispositionRow,
            topics,
            parent=self,
        )
        dialog.saved.connect(self._added)
        dialog.open()


def _values(row: ReasonRow | DispositionRow) -> Values:
    return {"name_zh": row.name_zh, "name_en": row.name_en, "active": row.active}
