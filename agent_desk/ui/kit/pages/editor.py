"""A form over one record with its version: saved, mended where it was wrong, compared where somebody else was quicker."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import DraftedForm, Values
from agent_desk.desk.kit.errors import DeskError
from agent_desk.ui.kit import shortcuts, theme
from agent_desk.ui.kit.controls import Button, Card, StateStack, banner
from agent_desk.ui.kit.dialogs import confirm
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.pages.drafted_form import FormNotice
from agent_desk.ui.kit.pages.faults import fault as common_fault
from agent_desk.ui.kit.pages.history import History
from agent_desk.ui.kit.pages.undo import Undo
from agent_desk.ui.kit.scrolled import ScrollArea

__all__ = ["SAVE", "Editor", "Undo", "Values"]

_GROUP = str(QT_TRANSLATE_NOOP("Shortcuts", "Administration"))
SAVE = shortcuts.register(
    shortcuts.Action("admin.save", "Ctrl+S", str(QT_TRANSLATE_NOOP("Shortcuts", "Save the change")), _GROUP, page=True)
)


class Editor(Card):
    """The right side of a page: `form`, what it changes and from when (`says`), Save, and the history of the record.

    `kind` is the record; `values_of` what of it the form shows; `send(record, values)` asks the hub, off the screen
    thread, and gives the new record; `fields` are the hub's names of fields that the form calls otherwise; `fault` says a
    code in words; `undo`: how the last change is put back into the form. `saved` carries the new record.
    """

    saved = Signal(object)

    def __init__(
        self,
        context: DeskContext,
        kind: type[BaseModel],
        values_of: Callable[[Any], Values],
        send: Callable[[Any, Values], Any],
        undo: Undo,
        *,
        nothing: tuple[str, str, str] = ("pencil", "", ""),
        fields: Mapping[str, str] | None = None,
        fault: Callable[[str], str] = common_fault,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(" ", parent=parent)
        self._context = context
        self.form = Form(labels="top")
        self.drafted: DraftedForm[Any] = DraftedForm(
            context,
            kind.__name__,
            lambda sent: send(sent.record, sent.values),
            kind,
            values_of=values_of,
            parent=self,
        )
        self.history = History(context, undo)
        self._said, self._said_words = banner("", "info", "info")
        self.foreseen = theme.label("", "caption", wrap=True)
        self.foreseen.hide()
        self.notice = FormNotice(context, self.drafted, self.form, fields=fields, fault=fault)
        self.save_button = Button(self.tr("Save"), kind="primary", icon="save")
        self.undo_button = Button(self.tr("Undo"), icon="undo-2")
        self.buttons = QHBoxLayout()
        self._build()
        self._connect()
        self._nothing = nothing
        self._values_of, self._undo = values_of, undo
        self.history.wanted_back.connect(self._put_back)
        self.show_record(None)

    @property
    def record(self) -> Any:
        """The record that is edited, as the hub has it; None while nothing is chosen."""
        return self.drafted.record

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self._said)
        column.addWidget(self.notice)
        self._said.hide()
        column.addWidget(self._scrolled(), 1)
        self.buttons.setSpacing(theme.SPACE_2)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.undo_button)
        self.buttons.addWidget(self.save_button)
        column.addWidget(self.foreseen)
        column.addLayout(self.buttons)
        self.states = StateStack(content)
        self.add(self.states, 1)

    def _scrolled(self) -> ScrollArea:
        column = QVBoxLayout()
        # Room for the focus rings at the edge of the scrolled part.
        column.setContentsMargins(2, 2, theme.SPACE_2, 2)
        column.setSpacing(theme.SPACE_4)
        column.addWidget(self.form)
        column.addWidget(self.history)
        column.addStretch(1)
        return ScrollArea(column)

    def _connect(self) -> None:
        self.save_button.clicked.connect(self.save)
        self.undo_button.clicked.connect(self.undo)
        self.drafted.state_changed.connect(self._show_state)
        self.drafted.saved.connect(self._was_saved)
        self.drafted.took_theirs.connect(self._took_theirs)
        shortcuts.bind(self, SAVE.id, self.save)
        self.save_button.set_shortcut(SAVE.keys)

    def says(self, text: str) -> None:
        """What a change here changes, and from when; "" for nothing."""
        self._said_words.setText(text)
        self._said.setVisible(bool(text))

    def foresee(self, lines: Sequence[str]) -> None:
        """Say above the buttons what saving would come to, however far the form is scrolled; nothing for nothing."""
        self.foreseen.setText("\n".join(lines))
        self.foreseen.setVisible(bool(lines))

    # -- the record --------------------------------------------------------------------------------------------------

    def show_record(self, record: Any, title: str = "", entity: str = "", entity_id: str = "", key: str = "") -> None:
        """Edit this record; None shows that nothing is chosen. `key` tells records apart that share an audit entity."""
        self.set_title(title or " ")
        if record is None:
            self.drafted.open(None)
            icon, said, hint = self._nothing
            self.states.show_empty(icon, said or self.tr("Nothing chosen"), hint)
            return
        subject = key or f"{entity}/{entity_id}"
        if subject == self.drafted.key:
            self.drafted.renew(record)
        else:
            self.form.set_errors({})
            self.drafted.open(subject, record)
        self.history.show_about(entity, entity_id, self._undo.why_not(record))
        self.states.show_content()

    def leave(self, then: Callable[[], object], stay: Callable[[], object] = lambda: None) -> None:
        """Go on with `then`; where something typed would be lost, ask first (`stay` when the person stays)."""
        if not self.drafted.dirty:
            then()
            return

        def discard() -> None:
            self.undo()
            then()

        said = self.tr("The change of {name} is not saved.").format(name=self.accessibleName())
        dialog = confirm(
            self.window(), self.tr("Discard what you changed?"), said, self.tr("Discard"), discard, kind="danger"
        )
        dialog.rejected.connect(stay)

    def undo(self) -> None:
        """Back to what is saved."""
        self.form.set_errors({})
        self.drafted.discard()

    def _put_back(self, before: Mapping[str, Any]) -> None:
        """What stood there before the last change stands in the form again, to be looked at and saved."""
        if self.record is None:
            return
        self.form.set_values(self._values_of(self._undo.put(self.record, before)), clean=False)
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Send the change."""
        if self.drafted.dirty and self.form.check():
            self.drafted.save()

    def take(self, record: Any) -> None:
        """The record as it is now, after an action beside the form; what is typed stays."""
        self.drafted.renew(record)
        self.history.refresh()
        self.saved.emit(record)

    def failed(self, error: DeskError) -> None:
        """Say what an action beside the form met, in the form's own place."""
        if not self.drafted.meet(error):
            self.notice.tell(error)

    def refill(self) -> None:
        """Show the values again: a field offers other entries now."""
        self.notice.refill()

    def _was_saved(self, record: Any) -> None:
        self.history.refresh()
        self._context.notices.good(self.tr("Saved."), key="admin.saved")
        self.saved.emit(record)

    def _took_theirs(self, record: Any) -> None:
        self.history.refresh()
        self.saved.emit(record)

    def _show_state(self, state: str) -> None:
        sending = state == "sending"
        self.save_button.set_label(self.tr("Saving …") if sending else self.tr("Save"))
        self.save_button.setEnabled(self.drafted.dirty and not sending and state != "stale")
        self.undo_button.setEnabled(self.drafted.dirty and not sending)
