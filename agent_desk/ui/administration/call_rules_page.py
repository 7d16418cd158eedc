"""Rules of rings: from whom an agent may pick up a ringing call, and how many missed rings pause an agent."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from agent_desk.desk.administration import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Request
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.calls.changes import CallRulesChanged
from agent_desk.schemas.calls.pick_up import CallRules, CallRulesForm, PickupWord
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.inputs import NumberInput
from agent_desk.ui.kit.pages.editor import Editor, Values
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.list_page import Page

PICKUP: dict[PickupWord, str] = {
    "nobody": str(QT_TRANSLATE_NOOP("CallRules", "From nobody")),
    "team": str(QT_TRANSLATE_NOOP("CallRules", "From colleagues of the own team")),
    "queue": str(QT_TRANSLATE_NOOP("CallRules", "Calls of the own queues")),
    "centre": str(QT_TRANSLATE_NOOP("CallRules", "From everybody")),
}


class CallRulesPage(Page):
    """One form."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.editor = Editor(context, CallRules, _values, self._send)
        form = self.editor.form
        said = [(word, QCoreApplication.translate("CallRules", text)) for word, text in PICKUP.items()]
        form.add("pickup", self.tr("Agents may pick up ringing calls"), Choice(said), required=True)
        form.add("misses_allowed", self.tr("Missed rings in a row that pause an agent"), NumberInput(0, 20))
        self.editor.setMaximumWidth(720)
        self.states = FeedPanel(context, self.feed, self.editor, self._show)
        self.body.addWidget(self.states, 1)

    def head(self) -> tuple[str, str]:
        return self.tr("Ringing"), self.tr("A change counts from the next ring. Roles say who may pick up at all.")

    def cares(self, change: Change) -> bool:
        return CallRulesChanged.is_told_by(change)

    def ask(self) -> Request[CallRules]:
        return operations.call_rules

    def _show(self, rules: CallRules) -> None:
        if self.editor.form.dirty():
            return
        self.editor.show_record(rules, self.tr("Rules of rings"), "setting", "calls")
        self.editor.says(self.tr("0 missed rings: nobody is paused for them."))

    def leave(self, then: object) -> None:
        self.editor.leave(then)  # type: ignore[arg-type]

    def _send(self, record: CallRules, values: Values) -> CallRules:
        form = CallRulesForm.model_validate(values | {"version": record.version})
        return operations.set_call_rules(self._context.api, form)


def _values(rules: CallRules) -> Values:
    return {"pickup": rules.pickup, "misses_allowed": rules.misses_allowed}
