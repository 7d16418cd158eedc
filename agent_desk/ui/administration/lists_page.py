"""The page of a declared list: its entries in their order, the form of one, and a dialog for a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from pydantic import BaseModel
from PySide6.QtWidgets import QWidget

from agent_desk.desk.administration import lists
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.kit import settings as setting_fields
from agent_desk.schemas.kit.lists import DeclaredList, ListFields, PlannedChange, shown_fields
from agent_desk.schemas.kit.settings import Shown
from agent_desk.schemas.lists import declared_lists
from agent_desk.schemas.lists.changes import ListChanged
from agent_desk.ui.administration.people_page import NEW
from agent_desk.ui.kit import shortcuts, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.forms import Form, TextInput
from agent_desk.ui.kit.inputs import Tick
from agent_desk.ui.kit.pages import setting_words
from agent_desk.ui.kit.pages.declared_fields import add_field, said
from agent_desk.ui.kit.pages.editor import Editor, Undo, Values
from agent_desk.ui.kit.pages.foresight import Foresight
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pages.later_day import COUNTS_FROM, Pending, PendingList, add_later_day, fault
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.pick_many import PickMany
from agent_desk.ui.kit.tables import Column, Mark

NAMES = ("name_zh", "name_en")
MOST_BESIDE = 2
"""So many fields of its own stand beside both names of an entry."""


class NewEntryDialog(FormDialog):
    """Asks for a new entry: its fields and its code; `parents` for those that stand below another; `later`: it may be offered from a later
    day on. `saved` carries its row."""

    def __init__(
        self,
        context: DeskContext,
        title: str,
        kind: str,
        add: Callable[[Values], Any],
        row: type[BaseModel],
        *,
        fields: Mapping[str, Shown] | None = None,
        first: Values | None = None,
        parents: tuple[str, str, Sequence[tuple[str, str]]] | None = None,
        later: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            context,
            title,
            kind,
            lambda sent: add({**sent.values, "code": sent.values["code"].strip().lower()}),
            row,
            action=self.tr("Add"),
            action_icon="check",
            icon="plus",
            fault=fault,
            parent=parent,
        )
        if parents is not None:
            label, none, listed = parents
            above = Choice([("", none), *listed])
            self.form.add("parent_code", label, above)
            above.set_value("")
        for name, field in (fields or _NAMES).items():
            add_field(self.form, name, field)
        if later:
            add_later_day(self.form)
        hint = self.tr("Small letters, digits, dot, hyphen. It stays for ever, since history names it.")
        self.form.add("code", self.tr("Code"), TextInput(limit=40), required=True, hint=hint)
        self.let_scroll()
        self.begin("new", blank=first)


class ListEntriesPage(ListPage):
    """The entries of one declared list."""

    def __init__(self, context: DeskContext, declared: DeclaredList[Any], parent: QWidget | None = None) -> None:
        self.declared = declared
        self._offered = {of: self._offer(context, of) for of in sorted(set(declared.picked().values()))}
        super().__init__(context, parent)
        for feed in self._offered.values():
            feed.setParent(self)
            feed.came.connect(lambda _rows: self._show_offered())
        self.table.setSortingEnabled(False)
        self.new_button = Button(self.tr("Add"), icon="plus")
        self.head_actions.addWidget(self.new_button)
        self.new_button.clicked.connect(self.add_entry)
        shortcuts.bind(self, NEW.id, self.add_entry)
        self.new_button.set_shortcut(NEW.keys)
        self.up_button = Button(self.tr("Up"), icon="chevron-up", size="small")
        self.down_button = Button(self.tr("Down"), icon="chevron-down", size="small")
        for button, by in ((self.up_button, -1), (self.down_button, 1)):
            button.clicked.connect(partial(self.move_entry, by))
            self.foot.addWidget(button)
        self.foot.addStretch(1)
        self.put_editor(self._editor(context))
        self.table.selected_record.connect(self._enable)

    def _editor(self, context: DeskContext) -> Editor:
        undo = Undo(action=f"settings.{self.declared.entity}")
        editor = Editor(context, self.declared.row, self._values, self._send, undo, fault=fault)
        for name, field in self.declared.own().items():
            add_field(editor.form, name, field)
        self.active = Tick(self.tr("Offered"))
        hint = self.tr("A retired entry is no longer offered; what was said with it keeps its name.")
        editor.form.add("active", self.tr("In use"), self.active, hint=hint)
        add_later_day(editor.form)
        self.pending = PendingList()
        editor.form.add_wide(self.pending)
        editor.saved.connect(self._show_pending)
        Foresight(context, editor, self._changes)
        return editor

    def _offer(self, context: DeskContext, of: str) -> Feed[list[Any]]:
        """Make the feed of another list, whose entries a field of this one chooses."""
        other = next(one for one in declared_lists() if one.name == of)

        def cares(change: Change) -> bool:
            told = ListChanged.read(change)
            return told is not None and told.name == of

        return Feed(context, lambda: lambda api: lists.entries(api, other), cares=cares)

    def also(self) -> Sequence[Feed[Any]]:
        return tuple(self._offered.values())

    def _show_offered(self) -> None:
        assert self.editor is not None
        self._fill_picks(self.editor.form)
        self.editor.refill()

    def _fill_picks(self, form: Form) -> None:
        for name, of in self.declared.picked().items():
            field = form.field(name)
            assert isinstance(field, PickMany)
            rows = self._offered[of].now or []
            field.set_options([(row.code, words.pick(row.name_zh, row.name_en)) for row in rows if row.active])

    def _changes(self) -> list[str]:
        assert self.editor is not None
        detail = {"before": self._values(self.editor.record), "after": self.editor.form.values()}
        return setting_words.list_changes(self.declared.entity, detail) or []

    # -- the list ----------------------------------------------------------------------------------------------------

    def head(self) -> tuple[str, str]:
        return said(self.declared.title), said(self.declared.counts)

    def key(self, record: Any) -> str:
        return str(record.code)

    def cares(self, change: Change) -> bool:
        told = ListChanged.read(change)
        return told is not None and told.name == self.declared.name

    def ask(self) -> Request[list[Any]]:
        return lambda api: lists.entries(api, self.declared)

    def columns(self) -> list[Column[Any]]:
        nested = self.declared.nested
        own = self.declared.own()
        more = [name for name in own if name not in NAMES]
        here, other = NAMES if words.language() == "zh" else NAMES[::-1]
        first: Column[Any] = Column(
            said(own[here].label),
            lambda row: f"      {getattr(row, here)}" if row.parent_code else getattr(row, here),
            icon=(lambda row: "" if row.parent_code else "folder") if nested else None,
            tooltip=lambda row: f"{row.name_zh}\n{row.name_en}",
        )
        # Where an entry has much of its own to show, its other name and its code stand in its form alone.
        beside: list[Column[Any]] = [
            Column(said(own[other].label), lambda row: getattr(row, other)),
            Column(self.tr("Code"), lambda row: row.code, width=130),
        ]
        narrow = len(more) > MOST_BESIDE
        return [
            first,
            *([] if narrow else beside[:1]),
            *(self._own_column(name) for name in more),
            *([] if narrow else beside[1:]),
            Column(
                self.tr("State"),
                lambda row: self._mark(row).text,
                mark=self._mark,
                width=132,
                tooltip=lambda row: "\n".join(self._planned(row, one) for one in row.pending),
            ),
        ]

    def _own_column(self, name: str) -> Column[Any]:
        field = self.declared.own()[name]
        width = 72 if isinstance(field, setting_fields.Tick) else 108 if isinstance(field, setting_fields.Picks) else 0
        return Column(said(field.label), lambda row: self._shown(name, field, row), width=width)

    def _shown(self, name: str, field: Shown, row: Any) -> str:
        """Return a field as a person reads it: entries of other lists by their names."""
        value = getattr(row, name)
        of = self.declared.picked().get(name)
        if of is None or not value:
            return setting_words.shown_as(field, value)
        called = {one.code: words.pick(one.name_zh, one.name_en) for one in self._offered[of].now or []}
        return self.tr(", ").join(called.get(code, code) for code in value)

    def _mark(self, row: Any) -> Mark:
        if row.system:
            return Mark(self.tr("Set by the hub"), "accent_ink", "settings")
        if not row.active:
            return Mark(self.tr("Retired"), "muted", "circle-off")
        return Mark(self.tr("Offered"), "good", "circle-check")

    # -- one entry ---------------------------------------------------------------------------------------------------

    def open(self, record: Any) -> None:
        assert self.editor is not None
        self.editor.show_record(record, words.pick(record.name_zh, record.name_en), self.declared.entity, record.code)
        self.active.setEnabled(not record.system)
        self._show_pending(record)
        told = self.tr("The hub sets this itself: it can be renamed, not retired, and no agent can choose it.")
        self.editor.says(told if record.system else "")

    def _show_pending(self, row: Any) -> None:
        """Show what waits for its day, each with a button that takes it back."""
        api, background = self._context.api, self._context.background
        assert self.editor is not None
        taken, failed = self.editor.take, self.editor.failed

        def line(one: PlannedChange) -> Pending:
            return Pending(
                self._planned(row, one),
                lambda: background.run(
                    self, lambda: lists.take_back(api, self.declared, row.code, one.id), taken, failed
                ),
            )

        self.pending.show_lines(decided=[line(one) for one in row.pending])

    def _planned(self, row: Any, one: PlannedChange) -> str:
        detail = {"before": {name: getattr(row, name, None) for name in one.changes}, "after": one.changes}
        changes = setting_words.list_changes(self.declared.entity, detail) or []
        text = self.tr("From {day} ({by}): {fields}").format(
            day=one.counts_from.isoformat(), by=words.pick(one.by, one.by_en), fields="; ".join(changes)
        )
        if not one.fault:
            return text
        told = self.tr("This could not be made on its day and is tried again: {fault}")
        return f"{text}\n{told.format(fault=fault(one.fault))}"

    def _values(self, row: Any) -> Values:
        held = {name: getattr(row, name) for name in (*self.declared.own(), "active")}
        shown: Values = {name: tuple(value) if isinstance(value, list) else value for name, value in held.items()}
        return shown | {COUNTS_FROM: None}

    def _send(self, record: Any, values: Values) -> Any:
        form = self.declared.edit.model_validate(values | {"version": record.version})
        return lists.edit(self._context.api, self.declared, record.code, form)

    # -- what is done ------------------------------------------------------------------------------------------------

    def add_entry(self) -> None:
        """Ask for a new entry."""
        one, api = self.declared, self._context.api
        parents = None
        if one.nested:
            upper = [row for row in self.model.records() if not row.parent_code]
            parents = (
                self.tr("Below"),
                self.tr("(nothing: a new one of the upper level)"),
                [(row.code, words.pick(row.name_zh, row.name_en)) for row in upper],
            )

        def add(values: Values) -> Any:
            values["parent_code"] = values.get("parent_code") or None
            return lists.add(api, one, one.new.model_validate(values))

        dialog = NewEntryDialog(
            self._context,
            self.tr("Add: {subject}").format(subject=said(one.subject)),
            f"new_{one.entity}",
            add,
            one.row,
            fields=one.own(),
            first=one.first(),
            parents=parents,
            later=True,
            parent=self,
        )
        self._fill_picks(dialog.form)
        dialog.saved.connect(self._added)
        dialog.open()

    def _added(self, row: Any) -> None:
        self.refresh()
        assert self.editor is not None
        self.editor.leave(lambda: self.open(row))

    def move_entry(self, by: int) -> None:
        """Move the chosen entry among those it stands beside."""
        chosen = self.table.current_record()
        rows = [row for row in self.model.records() if not row.system]
        if chosen is None or chosen not in rows:
            return
        beside = [row for row in rows if row.parent_code == chosen.parent_code]
        place = beside.index(chosen) + by
        if not 0 <= place < len(beside):
            return
        codes = [row.code for row in self.model.records()]
        first, second = codes.index(chosen.code), codes.index(beside[place].code)
        codes[first], codes[second] = codes[second], codes[first]
        self._context.background.run(
            self, lambda: lists.arrange(self._context.api, self.declared, codes), self._moved, self._not_moved
        )

    def _moved(self, rows: list[Any]) -> None:
        chosen = self.table.current_record()
        self.model.replace(rows)
        if chosen is not None:
            self.table.select_key(self.key(chosen))

    def _not_moved(self, error: Any) -> None:
        assert self.editor is not None
        self.editor.failed(error)

    def _enable(self, record: Any) -> None:
        for button in (self.up_button, self.down_button):
            button.setEnabled(record is not None and not record.system)


_NAMES = shown_fields(ListFields)
