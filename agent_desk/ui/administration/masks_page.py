"""The mask policy: how each field leaves the hub, before and after a call is verified."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from agent_desk.desk.customers import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Request
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.customers.changes import MaskPolicyChanged
from agent_desk.schemas.customers.records import MaskField, MaskKind, MaskPolicy, MaskRuleForm, MaskRuleView
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.inputs import NumberInput
from agent_desk.ui.kit.pages.editor import Editor, Undo, Values
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.tables import Column

FIELDS: dict[MaskField, str] = {
    "name": str(QT_TRANSLATE_NOOP("Masks", "Name")),
    "telephone": str(QT_TRANSLATE_NOOP("Masks", "Telephone")),
    "identity": str(QT_TRANSLATE_NOOP("Masks", "Identity number")),
    "card": str(QT_TRANSLATE_NOOP("Masks", "Card number")),
    "account": str(QT_TRANSLATE_NOOP("Masks", "Account number")),
    "address": str(QT_TRANSLATE_NOOP("Masks", "Address")),
    "mail": str(QT_TRANSLATE_NOOP("Masks", "Mail address")),
}
KINDS: dict[MaskKind, str] = {
    "digits": str(QT_TRANSLATE_NOOP("Masks", "first and last characters stay")),
    "name": str(QT_TRANSLATE_NOOP("Masks", "the surname stays")),
    "mail": str(QT_TRANSLATE_NOOP("Masks", "the mail house stays")),
    "hidden": str(QT_TRANSLATE_NOOP("Masks", "hidden altogether")),
    "clear": str(QT_TRANSLATE_NOOP("Masks", "shown in clear")),
}


def _say(source: str) -> str:
    return QCoreApplication.translate("Masks", source)


class MasksPage(ListPage):
    """Every field twice, with the rule of one."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.table.setSortingEnabled(False)
        editor = Editor(context, MaskRuleView, _values, self._send, Undo(action="settings.mask"))
        listed = [(kind, _say(text)) for kind, text in KINDS.items()]
        editor.form.add("kind", self.tr("How it is shown"), Choice(listed), required=True)
        editor.form.add("head", self.tr("First characters that stay"), NumberInput(0, 64))
        editor.form.add("tail", self.tr("Last characters that stay"), NumberInput(0, 64))
        editor.form.edited.connect(lambda _name: self._enable())
        self.put_editor(editor)

    def head(self) -> tuple[str, str]:
        says = self.tr(
            "What seats see of customers' data. In force with the next request; a reveal with a reason stays possible."
        )
        return self.tr("Masks"), says

    def key(self, record: MaskRuleView) -> str:
        return f"{record.field}.{record.verified}"

    def columns(self) -> list[Column[MaskRuleView]]:
        return [
            Column(self.tr("Field"), lambda row: _say(FIELDS[row.field]), width=132),
            Column(self.tr("When"), self._when, width=150),
            Column(self.tr("How"), self._how),
            Column(self.tr("Example"), lambda row: row.example, width=200),
        ]

    def _when(self, row: MaskRuleView) -> str:
        return self.tr("after verification") if row.verified else self.tr("before verification")

    def _how(self, row: MaskRuleView) -> str:
        if row.kind in ("digits", "mail"):
            return self.tr("first {head}, last {tail} stay").format(head=row.head, tail=row.tail)
        return _say(KINDS[row.kind])

    def cares(self, change: Change) -> bool:
        return MaskPolicyChanged.is_told_by(change)

    def ask(self) -> Request[MaskPolicy]:
        return operations.masks

    def records_of(self, answer: MaskPolicy) -> list[MaskRuleView]:
        order = list(FIELDS)
        return sorted(answer.rules, key=lambda row: (order.index(row.field), row.verified))

    def open(self, record: MaskRuleView) -> None:
        assert self.editor is not None
        title = f"{_say(FIELDS[record.field])} · {self._when(record)}"
        self.editor.show_record(record, title, "mask_rule", str(record.id), key=self.key(record))
        self.editor.says(self.tr("A made-up value is shown as: {example}").format(example=record.example))
        self._enable()

    def _enable(self) -> None:
        assert self.editor is not None
        counts = self.editor.form.values()["kind"] in ("digits", "mail")
        for name in ("head", "tail"):
            self.editor.form.field(name).setEnabled(counts)

    def _send(self, record: MaskRuleView, values: Values) -> MaskRuleView:
        rule = MaskRuleForm(field=record.field, verified=record.verified, version=record.version, **values)
        policy = operations.change_masks(self._context.api, [rule])
        return next(one for one in policy.rules if self.key(one) == self.key(record))

    def _saved(self, record: MaskRuleView) -> None:
        super()._saved(record)
        self.open(record)


def _values(row: MaskRuleView) -> Values:
    return {"kind": row.kind, "head": row.head, "tail": row.tail}
