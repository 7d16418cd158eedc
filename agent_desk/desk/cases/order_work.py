"""A work order taken down in a call, without its pixels: the kind that is opened from calls, and what its fields may be chosen from."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from agent_desk.desk.cases import kinds
from agent_desk.desk.cases.call_work import CallWork
from agent_desk.desk.cases.operations import About
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.feed import Feed
from agent_desk.schemas.cases.kinds.changes import KindVersionChanged
from agent_desk.schemas.cases.kinds.definition import Kind
from agent_desk.schemas.cases.kinds.records import CaseChoices, KindCase, NewCase, Register

DRAFT = "work_order"


class OrderWork(CallWork):
    """One work order being taken down at this seat. `opened` carries the KindCase."""

    offered = Signal()
    """The kind and the choices are known."""
    outdated = Signal()
    """Another version of the kind counts now than the form has."""

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(context, DRAFT, KindCase, parent)
        self.kind: Kind | None = None
        self.choices: CaseChoices | None = None
        self.registers: Feed[list[Register]] = Feed(
            context, lambda: kinds.registers, cares=KindVersionChanged.is_told_by, parent=self
        )
        self._choices: Feed[CaseChoices] = Feed(context, lambda: kinds.choices, parent=self)
        self.registers.came.connect(self._registers_came)
        self.registers.failed.connect(self.failed)
        self._choices.came.connect(self._choices_came)
        self.registers.start()
        self._choices.start()

    @property
    def ready(self) -> bool:
        """Whether kind and choices are known."""
        return self.kind is not None and self.choices is not None

    def _registers_came(self, registers: list[Register]) -> None:
        found = next((one.kind for one in registers if one.kind.in_calls and one.may_open), None)
        if self.kind is not None and found != self.kind:
            self.outdated.emit()
        elif found is not None and self.kind is None:
            self.kind = found
            self._tell()

    def _choices_came(self, choices: CaseChoices) -> None:
        self._choices.stop()
        self.choices = choices
        self._tell()

    def _tell(self) -> None:
        if self.ready:
            self.offered.emit()

    def _send(self, sent: Submission[KindCase]) -> KindCase:
        about = About(**sent.about)
        assert self.kind is not None  # the form is handed in once it is ready
        fields = {
            code: str(value).strip()
            for code, value in sent.values.items()
            if value not in (None, "") and code in self.kind.fields_by_code
        }
        form = NewCase(kind=self.kind.code, fields=fields, call_id=about.call_id, customer_id=about.customer_id)
        return kinds.take_down(self._context.outbox, form)
