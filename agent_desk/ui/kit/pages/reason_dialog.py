"""A question why: it closes when the hub has done what was asked, and stays with what was typed where it has not."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.ui.kit.forms import Choice, TextArea
from agent_desk.ui.kit.pages.form_dialog import FormDialog

Do = Callable[[Api, Any, str], Any]
"""Asks the hub for one write: with the chosen reason (None where there is nothing to choose) and the text."""


class ReasonFormDialog(FormDialog):
    """A choice of reasons, a text, or both. `kind` and `key` name the draft: what is done, and to what.

    `first`: the reason and the text that stand there to begin with, those given last.
    `said` asks the hub off the screen thread and returns a record of `record_type`, which `saved` carries.
    """

    def __init__(
        self,
        context: DeskContext,
        kind: str,
        key: str,
        title: str,
        action: str,
        said: Do,
        record_type: Any,
        *,
        text: str = "",
        reasons: Sequence[tuple[Any, str]] = (),
        text_required: bool = True,
        text_label: str = "",
        danger: bool = False,
        limit: int = 400,
        first: tuple[Any, str] = (None, ""),
        parent: QWidget | None = None,
    ) -> None:
        def send(sent: Submission[Any]) -> Any:
            return said(context.api, sent.values.get("reason"), sent.values["text"])

        super().__init__(
            context,
            title,
            kind,
            send,
            record_type,
            action=action,
            action_kind="danger" if danger else "primary",
            hint=text,
            fields={"why": "text", "note": "text", "reason_text": "text", "reason_code": "reason"},
            parent=parent,
        )
        if reasons:
            self.form.add("reason", self.tr("Reason"), Choice(reasons), required=True)
        self.form.add("text", text_label or self.tr("Reason"), TextArea(limit=limit, lines=3), required=text_required)
        reason, text = first
        blank = ({"reason": reason} if reasons and reason is not None else {}) | {"text": text}
        self.begin(key, blank=blank, focus="reason" if reasons else "text")
