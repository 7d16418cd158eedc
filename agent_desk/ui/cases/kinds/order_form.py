"""The form of a work order: beside the call, filled from it, and typed by keyboard; its fields are those of the kind that calls open."""

from typing import Any

from PySide6.QtWidgets import QWidget

from agent_desk.desk.cases.operations import About
from agent_desk.desk.cases.order_work import OrderWork
from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.cases.kinds.definition import FieldSpec
from agent_desk.schemas.cases.kinds.records import KindCase
from agent_desk.ui.cases.call_form import CallForm
from agent_desk.ui.cases.kinds import fields
from agent_desk.ui.cases.kinds.fields import called
from agent_desk.ui.cases.outcome import Outcome
from agent_desk.ui.cases.paired_form import PairedForm
from agent_desk.ui.kit import words
from agent_desk.ui.kit.inputs import TextInput
from agent_desk.ui.kit.notices import Action as NoticeAction
from agent_desk.ui.kit.pages.feed_panel import StaleMark

_WIDE = ("text", "line")
_GRADES = 3
"""A choice of so many words at most begins with the first, which is the usual one."""
_FROM_CALL = ("customer", "telephone")
"""Left empty, they are filled from the call."""


class OrderForm(CallForm):
    """One work order at a time, one draft per call. `opened` carries the KindCase."""

    icon = "clipboard-list"
    fault = staticmethod(fields.fault)
    work: OrderWork

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, OrderWork(context), PairedForm(), parent)
        self.outdated = False
        """Whether another version of the kind counts now: the workspace makes the form anew when nothing is typed."""
        self._specs: dict[str, FieldSpec] = {}
        self.work.offered.connect(self._offer)
        self.work.outdated.connect(self._is_outdated)
        self.save_button.setEnabled(False)

    def name(self) -> str:
        return self.tr("New request")

    def above(self) -> list[QWidget]:
        return [StaleMark(self.work.registers)]

    def make_outcome(self) -> Outcome:
        return Outcome(self.tr("Open this request"), self.tr("Another request"))

    def _is_outdated(self) -> None:
        self.outdated = True

    def _offer(self) -> None:
        kind = self.work.kind
        assert kind is not None and isinstance(self.fields, PairedForm)
        self._title.setText(called(kind))
        self.setAccessibleName(called(kind))
        self._specs = {one.code: one for one in kind.at_opening()}
        self._filling = True
        waiting: list[tuple[str, str, QWidget, bool]] = []
        for spec in self._specs.values():
            # Required is what nobody fills in for whoever types.
            needed = spec.required and spec.type not in _FROM_CALL
            made = (spec.code, called(spec), fields.input_of(spec, self.work.choices, needed), needed)
            if spec.type not in _WIDE:
                waiting.append(made)
            if waiting and (len(waiting) == 2 or spec.type in _WIDE):
                self.fields.add_pair(*waiting)
                waiting = []
            if spec.type in _WIDE:
                self.fields.add(*made[:3], required=needed)
        if waiting:
            self.fields.add_pair(*waiting)
        self._filling = False
        self._offered()

    def prefill(self, about: About) -> dict[str, Any]:
        began: dict[str, Any] = {}
        for code, spec in self._specs.items():
            field = self.fields.field(code)
            if isinstance(field, TextInput) and spec.type in _FROM_CALL:
                field.setPlaceholderText(about.customer if spec.type == "customer" else about.caller)
            first = spec.words[0].code if spec.type == "choice" and spec.required and _is_graded(spec) else None
            began[code] = "" if fields.is_typed(spec) else first
        return began

    def first_empty(self) -> str:
        now = self.fields.values()
        return next((code for code, spec in self._specs.items() if spec.required and now[code] in (None, "")), "")

    def show_made(self, made: KindCase) -> None:
        until = words.date_time(made.due_at) if made.due_at is not None else ""
        hint = self.tr("Tell the customer this number.")
        due = self.tr("To be done by {time}.").format(time=until) if until else ""
        self.outcome.show_made(made.id, self.tr("Request received"), made.number, f"{hint} {due}".strip())

    def tell_made(self, made: KindCase) -> None:
        text = self.tr("The request kept on this seat was received: {number}.").format(number=made.number)
        action = NoticeAction(self.tr("Open"), lambda: self.made_wanted.emit(made.id))
        self._context.notices.good(text, action=action, urgent=True, key=made.number)

    def refused_words(self) -> str:
        return self.tr("A request kept on this seat was not taken: {why}")

    def over_words(self) -> str:
        return self.tr(
            "This request is of {customer}, number {caller}, call of {time}. That call is over: whoever calls now is somebody "
            "else. Hand it in, or close it and keep the draft."
        )

    def waiting_words(self) -> str:
        return ""


def _is_graded(spec: FieldSpec) -> bool:
    """Return whether a choice begins with the usual: a short row of grades; a list of matters is chosen from."""
    return len(spec.words) <= _GRADES and not any(one.parent for one in spec.words)
