"""The wrap-up of one call at one seat: typed, kept as a draft at once, saved through the outbox, never doubled, never lost.

The draft lies on the seat's disk from the first letter on, so a killed desk or an absent hub costs nothing. While a save waits
in the outbox no second one is sent (it would be stale by then): it follows when the first has arrived.
"""

from __future__ import annotations

import uuid
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.desk.calls import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError, HubRefused, KeptForLater, OutboxUnusable
from agent_desk.schemas.calls.records import WrapUp, WrapUpForm

DRAFT = "wrap_up"
DRAFT_MS = 400


class WrapUpWork(QObject):
    """What is typed about one call. `state_changed` says how it stands: "typed", "saving", "saved", "kept", "stale"."""

    loaded = Signal(object)
    """WrapUpForm: what to show when a call's wrap-up is opened."""
    state_changed = Signal(str)
    stale = Signal(object)
    """The hub's WrapUp, when somebody (the same person at another seat) saved another one meanwhile."""

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.call_id: uuid.UUID | None = None
        self.form = WrapUpForm()
        self.dirty = False
        self._waiting_key: str | None = None
        self._saving = False
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_MS)
        self._draft_timer.timeout.connect(self.keep_draft)
        context.outbox.sent.connect(self._sent_later)

    def open(self, call_id: uuid.UUID | None) -> None:
        """Turn to another call; what was typed about the one before is saved on the way."""
        if call_id == self.call_id:
            return
        if self.call_id is not None and self.dirty:
            self.save()
        self.call_id, self.form, self.dirty = call_id, WrapUpForm(), False
        self._waiting_key, self._saving = None, False
        self._draft_timer.stop()
        if call_id is None:
            self.loaded.emit(self.form)
            return
        draft = self._context.outbox.get_draft(DRAFT, str(call_id))
        if draft is not None:
            self.form, self.dirty = WrapUpForm.model_validate(draft), True
        self.loaded.emit(self.form)
        self._context.background.run(
            self, lambda: operations.wrap_up(self._context.api, call_id), self._came, lambda _error: None
        )

    def _came(self, known: WrapUp) -> None:
        """What the hub has. A draft wins over it, unless nothing was typed."""
        if known.call_id != self.call_id:
            return
        if self.dirty or known.version == 0:
            self.form.version = max(self.form.version, known.version)
            return
        self.form = WrapUpForm(
            disposition_code=known.disposition_code, notes=known.notes, resolved=known.resolved, version=known.version
        )
        self.loaded.emit(self.form)

    def edit(self, *, disposition_code: str | None, notes: str, resolved: bool | None) -> None:
        """Something was typed or chosen."""
        said = (disposition_code, notes, resolved)
        if self.call_id is None or said == (self.form.disposition_code, self.form.notes, self.form.resolved):
            return
        self.form.disposition_code, self.form.notes, self.form.resolved = said
        self.dirty = True
        self._draft_timer.start()
        self.state_changed.emit("typed")

    def keep_draft(self) -> None:
        """Put the draft on the disk now."""
        self._draft_timer.stop()
        if self.call_id is None or not self.dirty:
            return
        try:
            self._context.outbox.put_draft(DRAFT, str(self.call_id), self.form.model_dump(mode="json"))
        except OutboxUnusable as fault:
            self._context.tell(fault)

    def save(self) -> None:
        """Send what is typed, unless a save is under way: then it follows it."""
        if self.call_id is None or not self.dirty or self._saving or self._waiting_key:
            return
        self.keep_draft()
        call_id, form = self.call_id, self.form.model_copy()
        self._saving = True
        self.state_changed.emit("saving")
        self._context.background.run(
            self,
            lambda: operations.save_wrap_up(self._context.outbox, call_id, form),
            lambda saved: self._saved(saved, form),
            lambda error: self._not_saved(call_id, error),
        )

    def _saved(self, saved: WrapUp, sent: WrapUpForm) -> None:
        if saved.call_id != self.call_id:
            # Turned to another call meanwhile: its draft has served.
            self._context.outbox.drop_draft(DRAFT, str(saved.call_id))
            return
        self._saving = False
        self.form.version = saved.version
        self._settle(sent)

    def _settle(self, sent: WrapUpForm) -> None:
        same = (sent.disposition_code, sent.notes, sent.resolved) == (
            self.form.disposition_code,
            self.form.notes,
            self.form.resolved,
        )
        if same:
            self.dirty = False
            self._draft_timer.stop()
            self._context.outbox.drop_draft(DRAFT, str(self.call_id))
            self.state_changed.emit("saved")
        else:
            self.save()

    def _not_saved(self, call_id: uuid.UUID, error: DeskError) -> None:
        if call_id != self.call_id:
            self._context.tell(error)
            return
        self._saving = False
        if isinstance(error, KeptForLater):
            self._waiting_key = error.key
            self._waiting_form = self.form.model_copy()
            self.state_changed.emit("kept")
        elif isinstance(error, HubRefused) and error.error_id == "stale_version":
            self.state_changed.emit("stale")
            self.stale.emit(WrapUp.model_validate(error.values["current"]))
        else:
            self.state_changed.emit("typed")
            self._context.tell(error)

    def _sent_later(self, key: str, answer: Any) -> None:
        if key != self._waiting_key:
            return
        self._waiting_key = None
        self.form.version = WrapUp.model_validate(answer).version
        self._settle(self._waiting_form)

    def take_theirs(self, theirs: WrapUp) -> None:
        """Stale: show the other version and go on from it."""
        self.form = WrapUpForm(
            disposition_code=theirs.disposition_code,
            notes=theirs.notes,
            resolved=theirs.resolved,
            version=theirs.version,
        )
        self.dirty = False
        self._context.outbox.drop_draft(DRAFT, str(theirs.call_id))
        self.loaded.emit(self.form)

    def keep_mine(self, theirs: WrapUp) -> None:
        """Stale: save the own version over the other one, knowing it."""
        self.form.version = theirs.version
        self.save()
