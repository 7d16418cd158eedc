"""A dialog that is a form: typed, kept as a draft, sent once; it closes when the hub has it, and stays with what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import DraftedForm, Submission, Values
from agent_desk.desk.kit.errors import DeskError
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.pages.drafted_form import FormNotice
from agent_desk.ui.kit.pages.faults import fault as common_fault
from agent_desk.ui.kit.scrolled import ScrollArea

WAITS: Final = "waits_for_second_person"
HIGHEST_PX: Final = 460
"""So much of a form fits the smallest screen (720 high) with the title, a line for what is wrong, and the buttons."""


class FormDialog(Dialog):
    """`kind`, `send`, `record_type` and `values_of` as of :class:`DraftedForm`; the others as of :class:`FormNotice`.

    Without `values_of` it makes something new. Put the fields into `form` (or lay out `forms` of your own in `body`) and call
    :meth:`begin`. Enter sends, out of a text of several lines Ctrl+Enter. Cancel gives up what was typed.
    """

    saved = Signal(object)
    """The record that came of it; the dialog closes then."""
    asked = Signal()
    """A second person has to confirm it: that has been asked for, and the dialog closes."""
    refused = Signal(object)
    """DeskError: it stays open."""

    def __init__(
        self,
        context: DeskContext,
        title: str,
        kind: str,
        send: Callable[[Submission[Any]], Any],
        record_type: Any,
        *,
        values_of: Callable[[Any], Values] | None = None,
        action: str = "",
        action_icon: str = "",
        action_kind: Literal["primary", "danger"] = "primary",
        icon: str = "",
        tone: str = "accent_ink",
        hint: str = "",
        fault: Callable[[str], str] = common_fault,
        fields: Mapping[str, str] | None = None,
        words: Callable[[DeskError], str | None] | None = None,
        forms: Sequence[Form] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, icon=icon, tone=tone, parent=parent)
        self._context = context
        self.form = forms[0] if forms else Form(labels="top")
        self._forms = tuple(forms) or (self.form,)
        self.drafted: DraftedForm[Any] = DraftedForm(
            context,
            kind,
            send,
            record_type,
            values_of=values_of or (lambda _record: {}),
            creates=values_of is None,
            parent=self,
        )
        self.notice = FormNotice(context, self.drafted, *self._forms, fault=fault, fields=fields, words=words)
        if hint:
            self.body.addWidget(theme.label(hint, "muted", wrap=True))
        self.body.addWidget(self.notice)
        if not forms:
            self.body.addWidget(self.form)
        self.add_cancel()
        self.action_button = self.add_button(
            Button(action or self.tr("Save"), kind=action_kind, icon=action_icon), self.send
        )
        self.drafted.state_changed.connect(self._stand)
        self.drafted.saved.connect(self._was_saved)
        self.drafted.took_theirs.connect(self.saved)

    def begin(self, key: str, record: Any = None, *, blank: Values | None = None, focus: str = "") -> None:
        """Show a draft typed earlier, the record, or a new one that begins as `blank`; `key` is what it is about."""
        now = {name: value for form in self._forms for name, value in form.values().items()}
        self.drafted.open(key, record, blank={**now, **(blank or {})})
        name = focus or next(iter(self.form.values()), "")
        if name:
            self.form.field(name).setFocus(Qt.FocusReason.OtherFocusReason)

    def let_scroll(self) -> None:
        """Scroll the form from now on if it is higher than fits a dialog on the smallest screen; call it when its fields are in."""
        if self.form.sizeHint().height() <= HIGHEST_PX:
            return
        self.body.removeWidget(self.form)
        column = QVBoxLayout()
        # Room for the focus rings at the edge of the scrolled part.
        column.setContentsMargins(2, 2, theme.SPACE_2, 2)
        column.addWidget(self.form)
        column.addStretch(1)
        area = ScrollArea(column)
        area.setMinimumHeight(HIGHEST_PX)
        self.body.addWidget(area, 1)

    def check(self) -> bool:
        """Show what is missing and say whether it may be sent."""
        found = [form.check() for form in self._forms]
        return all(found)

    def send(self) -> None:
        """Have the hub do it, if nothing is missing."""
        if not self.action_button.isEnabled() or not self.check():
            return
        if self.drafted.record is not None and not self.drafted.dirty:
            self.accept()
        else:
            self.drafted.save()

    def send_from(self, widget: QWidget) -> None:
        """Have Enter send from a table of the dialog, too, which would keep it."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.send()
            return True
        return super().eventFilter(watched, event)

    def reject(self) -> None:
        self.drafted.discard()
        super().reject()

    def put_aside(self) -> None:
        """Close it and keep what was typed on the seat: what it is about is not in sight any more."""
        self.drafted.keep_draft()
        super().reject()

    def put_away(self) -> None:
        """What was typed is a draft on the seat's disk: the same dialog opened again goes on with it."""
        self.drafted.keep_draft()
        if self.drafted.dirty:
            told = self.tr('"{title}" was put away for the call. What you typed is kept: open it again to go on.')
            self._context.notices.info(
                told.format(title=self.windowTitle()), urgent=True, key=f"away {self.drafted.kind}"
            )
        super().put_away()

    def _was_saved(self, record: Any) -> None:
        self.saved.emit(record)
        self.accept()

    def _stand(self, state: str) -> None:
        """While the hub is asked nothing can be pressed twice; between two versions the notice's buttons choose."""
        self.action_button.setEnabled(state not in ("sending", "stale"))
        error = self.drafted.error
        if state == "refused" and error is not None and error.error_id == WAITS:
            # It has been asked for, so nothing is left to do here.
            self.drafted.discard()
            self._context.notices.info(self._context.words(error), key=WAITS)
            self.asked.emit()
            self.accept()
        elif state in ("refused", "unreachable") and error is not None:
            self.refused.emit(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # In a text of several lines Enter is a new line and does not come here; with Ctrl it sends from there too.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.send()
        else:
            super().keyPressEvent(event)
