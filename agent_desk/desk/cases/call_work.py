"""A form about a call without its pixels: one draft a call, handed in once, kept on the seat while the hub is away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from agent_desk.desk.cases.operations import About
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import DraftedForm, Submission, Values

Standing = Literal["typing", "sending", "kept", "opened"]
_STANDINGS: dict[str, Standing] = {"sending": "sending", "waiting": "kept", "saved": "opened"}


class CallWork(QObject):
    """One form being taken down at this seat. `standing` says how it stands; signals say what came."""

    filled = Signal(object)
    """dict of values to show: a draft, or a form that came back."""
    standing_changed = Signal(str)
    failed = Signal(object)
    """DeskError: what the form offers did not come."""
    opened = Signal(object)
    """The record of the form shown now: it has its number."""
    came_back = Signal()
    """The form shown now had waited for the hub, which did not take it: it can be mended."""

    def __init__(self, context: DeskContext, draft: str, record_type: type[Any], parent: QObject | None = None) -> None:
        """`draft`: what its drafts are called in the outbox file."""
        super().__init__(parent)
        self._context = context
        self.drafted: DraftedForm[Any] = DraftedForm(context, draft, self._send, record_type, creates=True, parent=self)
        self.standing: Standing = "typing"
        self.result: Any = None
        self.drafted.filled.connect(self.filled)
        self.drafted.state_changed.connect(self._stand)
        self.drafted.saved.connect(self._show_result)

    @property
    def ready(self) -> bool:
        """Whether what the form offers is known, so that it can be handed in."""
        raise NotImplementedError

    # -- which form --------------------------------------------------------------------------------------------------

    @property
    def about(self) -> About:
        """What the form is opened from."""
        return About(**self.drafted.about)

    @property
    def values(self) -> Values:
        """What is typed; empty while nothing is."""
        return self.drafted.values

    def open(self, about: About, *, anew: bool = False) -> None:
        """Turn to the form of this call: its draft, the one that waits for the hub, or (with `anew` always) a blank one."""
        self.result = None
        self.drafted.open(about.key, about=asdict(about), anew=anew)

    def start_another(self) -> None:
        """A blank form for the same call, beside one that waits or is done."""
        self.open(self.about, anew=True)

    def take_back(self, key: str) -> bool:
        """Open a form again that the hub did not take later; False when it is gone. Its fields are shown by `filled`."""
        return self.drafted.take_back(key)

    # -- typing and sending ------------------------------------------------------------------------------------------

    def type(self, values: Mapping[str, Any]) -> None:
        """The form holds these values now; they are on the disk a moment later."""
        if self.standing == "typing":
            self.drafted.type(values)
            self.look(values)

    def look(self, values: Mapping[str, Any]) -> None:
        """Ask the hub what it knows of these values, where it is not known yet."""

    def save(self) -> None:
        """Hand the form in, once."""
        if self.standing == "typing":
            self.drafted.save()

    def _send(self, sent: Submission[Any]) -> Any:
        raise NotImplementedError

    def _show_result(self, made: Any) -> None:
        self.result = made
        self.opened.emit(made)

    def _stand(self, state: str) -> None:
        before = self.standing
        self.standing = _STANDINGS.get(state, "typing")
        self.standing_changed.emit(self.standing)
        if state == "refused" and before == "kept":
            self.came_back.emit()
