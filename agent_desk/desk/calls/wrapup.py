"""The wrap-up of one call at one seat: a drafted form that sends itself when the person turns to another call."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from agent_desk.desk.calls import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import DraftedForm, Submission, Values
from agent_desk.schemas.calls.records import WrapUp, WrapUpForm

DRAFT = "wrap_up"
_BLANK: Values = {"disposition_code": None, "notes": "", "resolved": None}


class WrapUpWork(QObject):
    """What is typed about one call; `drafted` says how it stands."""

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.call_id: uuid.UUID | None = None
        self.drafted: DraftedForm[WrapUp] = DraftedForm(
            context, DRAFT, self._send, WrapUp, values_of=_values, saves_itself=True, parent=self
        )
        self.drafted.open(None, blank=_BLANK)

    @property
    def dirty(self) -> bool:
        """Whether something typed is not known to the hub."""
        return self.drafted.dirty

    def open(self, call_id: uuid.UUID | None) -> None:
        """Turn to another call; what was typed about the one before is saved on the way."""
        if call_id == self.call_id:
            return
        self.call_id = call_id
        if call_id is None:
            self.drafted.open(None, blank=_BLANK)
            return
        self.drafted.open(str(call_id), blank=_BLANK)
        self._context.background.run(
            self, lambda: operations.wrap_up(self._context.api, call_id), self._came, lambda _error: None
        )

    def _came(self, known: WrapUp) -> None:
        """What the hub has; unknown while the hub is away, and then the save tells."""
        if known.call_id == self.call_id and (known.version or self.drafted.state == "clean"):
            self.drafted.renew(known)

    def edit(self, values: Mapping[str, Any]) -> None:
        """Take down what was typed or chosen."""
        if self.call_id is not None:
            self.drafted.type(values)

    def keep_draft(self) -> None:
        """Put the draft on the disk now."""
        self.drafted.keep_draft()

    def save(self) -> None:
        """Send what is typed; while a save is under way this follows it."""
        self.drafted.save()

    def _send(self, sent: Submission[WrapUp]) -> WrapUp:
        form = WrapUpForm(**sent.values, version=sent.version)
        return operations.save_wrap_up(self._context.outbox, uuid.UUID(sent.subject), form)


def _values(known: WrapUp) -> Values:
    return {"disposition_code": known.disposition_code, "notes": known.notes, "resolved": known.resolved}
