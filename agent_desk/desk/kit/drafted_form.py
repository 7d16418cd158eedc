"""The one form of the desk, without its pixels: a draft on the seat's disk at once, sent once, and never lost.

A panel says what its form is made of (`send`, `values_of`, the record) and passes on what is typed; how it stands is one of
the states of :data:`FormState`, shown in one way by ``ui/kit/pages/drafted_form.py``.
"""

from __future__ import annotations

import copy
import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, Literal, TypeVar

from pydantic import TypeAdapter, ValidationError
from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.desk.kit.api import new_key, under_key
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import (
    DeskError,
    HubFault,
    HubRefused,
    HubUnreachable,
    KeptForLater,
    OutboxUnusable,
    UnexpectedFault,
)
from agent_desk.schemas.kit.bounded import fault_of

R = TypeVar("R")
Values = dict[str, Any]
"""What a form holds, by field."""

FormState = Literal["clean", "drafted", "sending", "waiting", "saved", "refused", "unreachable", "stale"]
"""How a form stands.

`clean`: nothing typed. `drafted`: typed, on this seat's disk. `sending`: on its way. `waiting`: late, in the outbox until the
hub is back. `saved`: the hub has it. `refused`: the hub said no (`faults` by field, `sentence`). `unreachable`: no answer, and
nothing sends it by itself. `stale`: somebody else was quicker (`theirs`).
"""

_TAKEN = "idempotency_mismatch"
DRAFT_MS = 400
"""After so long without a key the draft goes to the disk."""


@dataclass(frozen=True, slots=True)
class Submission(Generic[R]):
    """What is sent. A repeat of the same values carries the same `key` and `at`, so that the hub does it once."""

    subject: str
    """The key of what it is about, as given to `open`."""
    values: Values
    record: R | None
    """The record that was changed, as it was known; None for a new one, or while the hub's is not known."""
    version: int
    key: str
    at: datetime
    """The hub's time when these very values were sent first."""
    action: str
    """The second button of a form that has two ("submit"); empty for saving."""
    about: Values
    """What was remembered beside the values when the subject was opened."""


@dataclass(slots=True)
class _Draft:
    values: Values
    base: Values
    """The record's values that these were typed over."""
    before: Values | None = None
    """While a choice between two versions is open: the values before the other person changed them."""
    version: int = 0
    request: str = ""
    sent: Values | None = None
    sent_at: datetime | None = None
    action: str = ""
    waiting: bool = False
    may_have_arrived: bool = False
    subject: str = ""
    """The key it was opened under; what waits beside a newer draft is kept under the key of its write."""
    about: Values = field(default_factory=dict)
    """What the form wants to know of its subject, and what is not typed."""

    def differs(self) -> bool:
        return not same(self.values, self.base)

    def typed_on(self) -> bool:
        """Return whether more was typed since it was sent."""
        return self.sent is None or not same(self.values, self.sent)


class DraftedForm(QObject, Generic[R]):
    """One form at this seat; it turns from subject to subject (`open`), and each has its own draft.

    `kind` names the form in the outbox file. `send` asks the hub for one write, off the screen thread, through the outbox
    (then it survives a hub that is away) or directly. `values_of` gives the fields of a record. With `creates` every save makes a
    record of its own; `lets_go` gives the form back blank as soon as the outbox has it. `saves_itself` sends on leaving, and
    with `rest_ms` after so long without a key.
    """

    filled = Signal(object)
    """dict: show these values; they may be those in sight already."""
    state_changed = Signal(str)
    draft_stored = Signal(object)
    """datetime (the hub's time) when the draft went to the disk; None where the disk does not take it."""
    saved = Signal(object)
    """The record, when the hub has what was sent from the subject shown, at once or later."""
    took_theirs = Signal(object)
    """The other person's record, when it was chosen."""
    saved_elsewhere = Signal(object)
    """The record, when the hub has what was sent from a subject that is not shown any more."""
    refused_elsewhere = Signal(str, str)
    """(key of the write, sentence) of a subject that is not shown any more; `take_back` opens it again."""

    def __init__(
        self,
        context: DeskContext,
        kind: str,
        send: Callable[[Submission[R]], R],
        record_type: type[R],
        *,
        values_of: Callable[[R], Values] = lambda _record: {},
        creates: bool = False,
        lets_go: bool = False,
        saves_itself: bool = False,
        rest_ms: int = 0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self.kind, self._send, self._adapter = context, kind, send, TypeAdapter[R](record_type)
        self._values_of, self._creates, self._lets_go = values_of, creates, lets_go
        self._saves_itself = saves_itself
        self.key: str | None = None
        self.state: FormState = "clean"
        self.record: R | None = None
        self.theirs: R | None = None
        self.error: DeskError | None = None
        self.faults: dict[str, str] = {}
        self.sentence = ""
        self.restored = False
        """Whether what is shown was typed earlier and found on the disk."""
        self._draft = _Draft({}, {})
        self._blank: Values = {}
        self._busy = False
        self._next: str | None = None
        self._early: tuple[str, object, bool] | None = None
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_MS)
        self._draft_timer.timeout.connect(self.keep_draft)
        self._rest_timer = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest_timer.timeout.connect(self.save)
        context.outbox.sent.connect(self._sent_later)
        context.outbox.refused.connect(self._refused_later)

    # -- what is known -----------------------------------------------------------------------------------------------

    @property
    def values(self) -> Values:
        """What is typed now."""
        return self._draft.values

    @property
    def base(self) -> Values:
        """The values of the record that is being changed."""
        return self._draft.base

    @property
    def about(self) -> Values:
        """What was remembered beside the values when the subject was opened."""
        return self._draft.about

    def set_about(self, about: Values) -> None:
        """Remember something else beside the values."""
        self._draft.about = dict(about)

    @property
    def dirty(self) -> bool:
        """Whether something typed is not known to the hub."""
        return self.key is not None and self.state not in ("clean", "saved")

    @property
    def busy(self) -> bool:
        """Whether something is on its way."""
        return self._busy

    @property
    def waiting(self) -> bool:
        """Whether something lies in the outbox until the hub is back; more may have been typed since."""
        return self._draft.waiting

    @property
    def request(self) -> str:
        """The idempotency key of what was sent last; empty before."""
        return self._draft.request

    @property
    def action(self) -> str:
        """The action that was sent last."""
        return self._draft.action

    @property
    def taken_before(self) -> bool:
        """Whether the hub had taken the form before these fields were changed: the next save makes another one."""
        return self.error is not None and self.error.error_id == _TAKEN

    @property
    def editable(self) -> bool:
        """Whether it can be typed in: not while something final is on its way or waits."""
        on_its_way = self._busy or self.waiting
        return self.key is not None and not (on_its_way and (self._creates or bool(self._draft.action)))

    @property
    def their_fields(self) -> list[str]:
        """Return the fields that the other person changed, while a choice between two versions is open."""
        before = self._draft.before
        return [] if before is None else [name for name, value in self.base.items() if value != before.get(name)]

    @property
    def differences(self) -> list[tuple[str, Any, Any]]:
        """Return (field, theirs, mine) of the fields in which both versions differ now."""
        return [(name, self.base.get(name), mine) for name, mine in self.values.items() if mine != self.base.get(name)]

    # -- which subject -----------------------------------------------------------------------------------------------

    def open(
        self,
        key: str | None,
        record: R | None = None,
        *,
        blank: Values | None = None,
        about: Values | None = None,
        anew: bool = False,
    ) -> None:
        """Turn to another subject: its draft, what waits for the hub, or the record (`blank` for a new one).

        `anew` begins a blank one beside what waits. What was typed about the subject before is kept, or sent, on the way.
        """
        self.leave()
        if anew and self.waiting:
            self._move_aside()
        self.key, self.record, self.theirs = key, record, None
        self._blank, self._busy, self._next = dict(blank or {}), False, None
        self._clear_faults()
        self.restored = False
        self._draft = self._fresh(about)
        kept = None if key is None or anew else self._load(key)
        if kept is not None:
            kept.subject, kept.about = key or "", kept.about or dict(about or {})
            self._resume(kept)
            return
        self._turn("clean")
        self.filled.emit(dict(self.values))

    def _fresh(self, about: Values | None = None) -> _Draft:
        values = self._values_of(self.record) if self.record is not None else dict(self._blank)
        return _Draft(
            dict(values), dict(values), version=_version(self.record), subject=self.key or "", about=dict(about or {})
        )

    def _resume(self, kept: _Draft) -> None:
        """Go on with a draft from the disk, as far as the hub does not have it already."""
        pending = any(write.key == kept.request for write in self._context.outbox.pending())
        refused = any(write.key == kept.request for write in self._context.outbox.refused_writes())
        was_waiting, kept.waiting = kept.waiting, bool(kept.request) and (pending or refused)
        now = self._values_of(self.record) if self.record is not None else None
        arrived = self._creates and was_waiting and not kept.waiting
        if arrived or (now is not None and same(kept.values, now) and not kept.waiting):
            self._drop(self.key)
            self._turn("clean")
            self.filled.emit(dict(self.values))
            return
        self._draft, self.restored = kept, not kept.waiting
        if refused:
            self.filled.emit(dict(self.values))
            self._take_back(kept.request)
        elif kept.waiting:
            self._turn("waiting")
            self.filled.emit(dict(self.values))
        else:
            self._compare(now)
            self.filled.emit(dict(self.values))
            if self._saves_itself and self.state == "drafted" and self._rest_timer.interval():
                self._rest_timer.start()

    def _compare(self, now: Values | None) -> None:
        """Find whether a draft still stands over the record as it is now."""
        draft = self._draft
        if now is not None and draft.before is not None and same(now, draft.base):
            self.theirs = self.record
            self._turn("stale")
        elif now is None or same(now, draft.base) or (draft.sent is not None and same(now, draft.sent)):
            draft.base = dict(now) if now is not None else draft.base
            draft.version = _version(self.record) if self.record is not None else draft.version
            self._turn("drafted")
        elif self.record is not None:
            self._go_stale(self.record)

    def renew(self, record: R) -> None:
        """The hub's record came, for the first time or again: show it, or hold it against what is typed."""
        if self.key is None or self._busy or self.waiting:
            return
        if overtaken(record, self.record):
            return
        now = self._values_of(record)
        if not self.dirty or same(now, self.values):
            self.record, self.theirs = record, None
            self._finish()
            self._turn("saved" if self.state == "saved" else "clean")
            self.filled.emit(dict(self.values))
        elif same(now, self.base) or (self._draft.sent is not None and same(now, self._draft.sent)):
            self.record, self._draft.base, self._draft.version = record, dict(now), _version(record)
            if self.state == "stale":
                self.theirs = record
        else:
            self._go_stale(record)
            self.filled.emit(dict(self.values))

    def meet(self, error: DeskError) -> bool:
        """Take up the record in a refusal that an action beside the form met; False when the error carries none."""
        current = self._current(error)
        if current is not None:
            self.renew(current)
        return current is not None

    def leave(self) -> None:
        """Keep what is typed, and send it where the form does so by itself."""
        self._rest_timer.stop()
        if self._saves_itself and self.state == "drafted":
            self.save()
        self.keep_draft()

    # -- typing ------------------------------------------------------------------------------------------------------

    def type(self, values: Mapping[str, Any]) -> None:
        """The form holds these values now; they are on the disk a moment later."""
        if not self.editable or same(values, self.values):
            return
        self._draft.values, self.restored = dict(values), False
        self._draft_timer.start()
        if self._saves_itself and self._rest_timer.interval():
            self._rest_timer.start()
        if self.state == "stale":
            self.state_changed.emit(self.state)
            return
        self._clear_faults()
        self._turn("drafted" if self._draft.differs() or self._busy or self.waiting else "clean")

    def keep_draft(self) -> None:
        """Put what is typed on the disk now; take away a draft that says nothing new."""
        self._draft_timer.stop()
        if self.key is None:
            return
        if self.dirty:
            kept = self._put(self.key, self._draft)
            self.draft_stored.emit(self._context.hub_now() if kept else None)
        else:
            self._drop(self.key)

    def discard(self) -> None:
        """Give up what was typed: back to the record, or to a blank form."""
        self._rest_timer.stop()
        self._clear_faults()
        self.theirs, self._next = None, None
        self._finish()
        self._turn("clean")
        self.filled.emit(dict(self.values))

    # -- sending -----------------------------------------------------------------------------------------------------

    def save(self, action: str = "") -> None:
        """Send what is typed, once. While something is on its way or waits, this follows it."""
        if self.key is None or self.state == "stale" or not self.editable:
            return
        if self._busy or self.waiting:
            self._next = action or self._next or ""
            return
        if not action and not self._creates and not self._draft.differs():
            return
        self._rest_timer.stop()
        self._next, self.theirs = None, None
        self._clear_faults()
        self._busy = True
        self._turn("sending")
        self._dispatch(self.key, self._draft, self.record, action)

    def _dispatch(self, key: str, draft: _Draft, record: R | None, action: str) -> None:
        again = not draft.typed_on() and draft.action == action
        unsure = self._creates and draft.may_have_arrived and draft.action == action
        if not draft.request or not (again or unsure):
            draft.request = new_key()
        if not again or draft.sent_at is None:
            draft.sent_at = self._context.hub_now()
        draft.sent, draft.action = copy.deepcopy(draft.values), action
        self._put(key, draft)
        sent: Submission[R] = Submission(
            draft.subject,
            copy.deepcopy(draft.values),
            record,
            draft.version,
            draft.request,
            draft.sent_at,
            action,
            draft.about,
        )
        self._context.background.run(
            self,
            lambda: self._ask(sent),
            lambda answer: self._came(key, sent, answer),
            lambda error: self._failed(key, sent, error),
        )

    def _ask(self, sent: Submission[R]) -> R:
        """Ask the hub, off the screen thread. What our own records do not take is a fault of the form, as the hub's are."""
        try:
            with under_key(sent.key):
                return self._send(sent)
        except ValidationError as wrong:
            fields = {str(one["loc"][0]) if one["loc"] else "": fault_of(one) for one in wrong.errors()}
            raise not_taken(fields) from wrong

    def _came(self, key: str, sent: Submission[R], record: R) -> None:
        if key == self.key and sent.key == self._draft.request:
            self._arrived(record)
        else:
            self._arrived_elsewhere(key, record)

    def _arrived(self, record: R) -> None:
        """The hub has what was sent; what was typed since stays and is sent next, where the form does so by itself."""
        draft = self._draft
        self._busy, self._early, self.record, draft.waiting = False, None, record, False
        follows, self._next = self._next, None
        self._clear_faults()
        more = draft.typed_on() and not self._creates
        if more:
            self._go_on(draft, record)
            self._turn("drafted")
            self.keep_draft()
        else:
            if self._creates:
                self.record = None
            typed = draft.values
            self._finish()
            self._turn("saved")
            if not self._creates and not same(typed, self.values):
                self.filled.emit(dict(self.values))
        self.saved.emit(record)
        if follows:
            self.save(follows)
        elif more and self._saves_itself:
            if self._rest_timer.interval():
                self._rest_timer.start()
            else:
                self.save()
        elif more and follows is not None:
            self.save()

    def _go_on(self, draft: _Draft, record: R) -> None:
        """Set what was typed since it was sent over the record that came of it."""
        now, sent = self._values_of(record), draft.sent or {}
        own = {name: value for name, value in draft.values.items() if value != sent.get(name)}
        draft.base, draft.values, draft.version = dict(now), {**now, **own}, _version(record)
        draft.waiting, draft.before = False, None

    def _arrived_elsewhere(self, key: str, record: R) -> None:
        draft = self._load(key)
        if draft is not None:
            if self._creates or not draft.typed_on():
                self._drop(key)
            else:
                self._go_on(draft, record)
                if self._saves_itself and draft.differs():
                    self._dispatch(key, draft, record, "")
                else:
                    self._put(key, draft)
        self.saved_elsewhere.emit(record)

    def _finish(self) -> None:
        """Nothing is left to send: the draft has served."""
        self._draft_timer.stop()
        if self.key is not None:
            self._drop(self.key)
        self._draft = self._fresh(self._draft.about)

    # -- what the hub did not take -----------------------------------------------------------------------------------

    def _failed(self, key: str, sent: Submission[R], error: DeskError) -> None:
        if key != self.key or sent.key != self._draft.request:
            self._failed_elsewhere(key, error)
            return
        self._busy, self.error, self.sentence = False, error, self._context.words(error)
        if isinstance(error, KeptForLater):
            self._wait()
            return
        self._next = None
        current = self._current(error)
        if current is not None and self._changed_elsewhere(current, sent):
            self.record, self._draft.version = current, _version(current)
            self._draft.request, self._draft.sent = "", None
            self.save()
            return
        if current is not None:
            self._go_stale(current)
            self.filled.emit(dict(self.values))
            return
        self._draft.may_have_arrived = not isinstance(error, HubRefused | OutboxUnusable | UnexpectedFault)
        if self.taken_before:
            self._draft.request, self._draft.sent = "", None
        elif not self._draft.may_have_arrived:
            self._draft.sent = None
        self.faults = fields_of(error)
        self._turn("unreachable" if _unreachable(error) else "refused")
        self.keep_draft()

    def _failed_elsewhere(self, key: str, error: DeskError) -> None:
        """What was sent from a subject that was left: the draft stays, waiting or to be mended."""
        draft = self._load(key)
        if isinstance(error, KeptForLater) and draft is not None:
            draft.waiting = True
            self._put(key, draft)
        self._context.tell(error)

    def _wait(self) -> None:
        """The outbox has it."""
        self._draft.waiting = True
        early, self._early = self._early, None
        if self._draft.typed_on() and not self._creates:
            self._turn("drafted")
        else:
            self._turn("waiting")
        self.keep_draft()
        if early is not None and early[0] == self._draft.request:
            (self._sent_later if early[2] else self._refused_later)(early[0], early[1])
        elif self._lets_go:
            self._move_aside()
            about, sentence = self._draft.about, self.sentence
            self._draft = self._fresh(about)
            self._turn("clean")
            self.filled.emit(dict(self.values))
            self.sentence = sentence
            self.state_changed.emit(self.state)

    def _move_aside(self) -> None:
        """Keep what waits under the key of its write, so that another one can be begun about the same subject."""
        if self.key is not None:
            self._put(self._draft.request, self._draft)
            self._drop(self.key)

    def _current(self, error: DeskError) -> R | None:
        """Return the record as it is, from a refusal because somebody else was quicker; None for every other error."""
        if error.error_id != "stale_version" or not isinstance(error.values.get("current"), Mapping):
            return None
        return self._adapter.validate_python(error.values["current"])

    def _clear_faults(self) -> None:
        self.error, self.faults, self.sentence = None, {}, ""

    # -- what the outbox says later ----------------------------------------------------------------------------------

    def _sent_later(self, write: str, answer: object) -> None:
        if self._busy and write == self._draft.request:
            # It went out before we were told that it waits.
            self._early = (write, answer, True)
        elif self.waiting and write == self._draft.request:
            self._arrived(self._adapter.validate_python(answer))
        else:
            key = self._left_under(write)
            if key is not None:
                self._arrived_elsewhere(key, self._adapter.validate_python(answer))

    def _refused_later(self, write: str, sentence: object) -> None:
        if self._busy and write == self._draft.request:
            self._early = (write, sentence, False)
        elif self.waiting and write == self._draft.request:
            self._take_back(write)
        elif self._left_under(write) is not None:
            refused = next((one for one in self._context.outbox.refused_writes() if one.key == write), None)
            if refused is not None:
                chinese = self._context.language() == "zh"
                self.refused_elsewhere.emit(write, refused.sentence_zh if chinese else refused.sentence_en)

    def _left_under(self, write: str) -> str | None:
        """Return the subject left earlier whose write this is."""
        for key in self._context.outbox.drafts(self.kind):
            draft = self._load(key) if key != self.key else None
            if draft is not None and draft.request == write:
                return key
        return None

    def take_back(self, write: str) -> bool:
        """Open what was refused later again, as the draft of its subject; False when it is gone."""
        left = self._left_under(write)
        draft = self._load(left) if left is not None else None
        if left is None or draft is None:
            return False
        self._drop(left)
        self.leave()
        self.key, self.record, self.theirs, self._busy, self._next = draft.subject, None, None, False, None
        self._draft = draft
        self._draft.waiting = True
        self._take_back(write)
        return True

    def _take_back(self, write: str) -> None:
        """The form shown was refused after it had waited: it can be mended here. The outbox has no more to do with it."""
        refused = next((one for one in self._context.outbox.refused_writes() if one.key == write), None)
        self._draft.waiting, self._draft.sent, self._draft.request = False, None, ""
        if refused is not None:
            self._context.outbox.discard_refused(write)
        error_id = refused.error_id if refused is not None else ""
        if error_id == "stale_version" and not self._creates and self.key is not None:
            # The refusal of then does not carry the other version: asked again, the hub gives it.
            self._busy = True
            self._turn("sending")
            self._dispatch(self.key, self._draft, self.record, self._draft.action)
            return
        self.error = HubRefused(error_id)
        if refused is not None:
            self.sentence = refused.sentence_zh if self._context.language() == "zh" else refused.sentence_en
        self._turn("refused")
        self.filled.emit(dict(self.values))
        self.keep_draft()

    # -- two versions ------------------------------------------------------------------------------------------------

    def _go_stale(self, theirs: R) -> None:
        """Somebody else was quicker. What the person did not touch follows the other version; what they typed stays."""
        draft, now = self._draft, self._values_of(theirs)
        own = {name: value for name, value in draft.values.items() if value != draft.base.get(name)}
        draft.before = draft.before if draft.before is not None else dict(draft.base)
        draft.base, draft.values, draft.version = dict(now), {**now, **own}, _version(theirs)
        draft.sent = None
        if not draft.differs():
            # Both typed the same.
            self.record = theirs
            self._arrived_as_theirs(theirs)
            return
        self.theirs = theirs
        self._rest_timer.stop()
        self._turn("stale")
        self.keep_draft()

    def _changed_elsewhere(self, theirs: R, sent: Submission[R]) -> bool:
        """Return whether what somebody else changed is no field of this form: then there is nothing to choose between.

        Who takes a step with the record is asked all the same: it may not be what they saw.
        """
        newer = _version(theirs) != sent.version
        return newer and not sent.action and same(self._values_of(theirs), self._draft.base)

    def _arrived_as_theirs(self, theirs: R) -> None:
        self._finish()
        self._turn("saved")
        self.saved.emit(theirs)

    def keep_mine(self) -> None:
        """Save the own fields over the other version, knowing it."""
        if self.theirs is None:
            return
        self.record, self.theirs, self._draft.before = self.theirs, None, None
        self._turn("drafted")
        self.filled.emit(dict(self.values))
        self.save()

    def take_theirs(self) -> None:
        """Give up the own version and go on from the other one."""
        if self.theirs is None:
            return
        theirs = self.theirs
        self.record = theirs
        self.discard()
        self.took_theirs.emit(theirs)

    # -- rows of the outbox file -------------------------------------------------------------------------------------

    def _turn(self, state: FormState) -> None:
        self.state = state
        self.state_changed.emit(state)

    def _put(self, key: str, draft: _Draft) -> bool:
        """Put a draft on the disk; False, and told, where the disk does not take it: then it is in the form alone."""
        kept = {name: _packed(getattr(draft, name)) for name in _Draft.__slots__}
        try:
            self._context.outbox.put_draft(self.kind, key, kept)
        except OutboxUnusable as fault:
            self._context.tell(fault)
            return False
        return True

    def _load(self, key: str) -> _Draft | None:
        kept = self._context.outbox.get_draft(self.kind, key)
        if kept is None:
            return None
        if "base" not in kept or not isinstance(kept["base"], dict):
            return self._of_first_release(kept)
        return _Draft(**{name: _unpacked(value) for name, value in kept.items() if name in _Draft.__slots__})

    def _of_first_release(self, kept: Mapping[str, Any]) -> _Draft:
        """Return a draft as release 0.1.0 kept it: the fields by themselves, or under a word."""
        fields: Mapping[str, Any] = kept.get("values") or kept.get("form") or kept
        base = dict(self._draft.base)
        values = {**base, **{name: value for name, value in fields.items() if not base or name in base}}
        return _Draft(values, base, version=self._draft.version)

    def _drop(self, key: str | None) -> None:
        if key is None:
            return
        try:
            self._context.outbox.drop_draft(self.kind, key)
        except OutboxUnusable as fault:
            self._context.tell(fault)


def fields_of(error: DeskError) -> dict[str, str]:
    """Return field -> code of a form that the hub did not take; empty for any other error."""
    fields = error.values.get("fields") if error.error_id == "invalid_form" else None
    return dict(fields) if isinstance(fields, Mapping) else {}


def not_taken(fields: Mapping[str, str]) -> HubRefused:
    """Return the refusal of a form that is known to be wrong before it is sent: field -> code."""
    return HubRefused("invalid_form", {"fields": dict(fields), "names": ", ".join(fields)}, status=422)


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two forms say the same. 1 and True are two answers; a list and a tuple are one."""
    return _text(one) == _text(other)


def _text(values: Mapping[str, Any]) -> str:
    return json.dumps(_packed(dict(values)), sort_keys=True, ensure_ascii=False)


def _unreachable(error: DeskError) -> bool:
    return isinstance(error, HubUnreachable) or (isinstance(error, HubFault) and error.status in (502, 503, 504))


def overtaken(record: object, known: object) -> bool:
    """Return whether a record that came is older than the one that is known: its answer was on its way while that one was made."""
    return 0 < _version(record) < _version(known)


def _version(record: object) -> int:
    return int(getattr(record, "version", 0) or 0)


_TAGS: dict[str, Callable[[str], Any]] = {
    "uuid": uuid.UUID,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
}


def _packed(value: Any) -> Any:
    """Return a value as JSON has it; ids and times under a tag, so that they come back as what they were."""
    if isinstance(value, uuid.UUID):
        return {"$uuid": str(value)}
    if isinstance(value, datetime):
        return {"$datetime": value.isoformat()}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, Mapping):
        return {str(name): _packed(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_packed(one) for one in value]
    return value


def _unpacked(value: Any) -> Any:
    if isinstance(value, dict):
        if len(value) == 1:
            ((name, text),) = value.items()
            if name.startswith("$") and name[1:] in _TAGS:
                return _TAGS[name[1:]](text)
        return {name: _unpacked(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_unpacked(one) for one in value]
    return value
