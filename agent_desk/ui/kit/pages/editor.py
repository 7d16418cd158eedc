"""A form over one record with its version: saved, mended where it was wrong, compared where somebody else was quicker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from agent_desk.desk.customers.operations import fields_of
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.ui.kit import shortcuts, theme
from agent_desk.ui.kit.controls import Button, Card, StateStack, banner
from agent_desk.ui.kit.dialogs import confirm
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.pages.history import History

Values = dict[str, Any]
_GROUP = str(QT_TRANSLATE_NOOP("Shortcuts", "Administration"))
SAVE = shortcuts.register(
    shortcuts.Action("admin.save", "Ctrl+S", str(QT_TRANSLATE_NOOP("Shortcuts", "Save the change")), _GROUP, local=True)
)
_FAULTS: dict[str, str] = {
    "missing": str(QT_TRANSLATE_NOOP("AdminWords", "Please fill this in.")),
    "taken": str(QT_TRANSLATE_NOOP("AdminWords", "This is taken already.")),
    "unknown": str(QT_TRANSLATE_NOOP("AdminWords", "This is not on the list any more. Please choose again.")),
    "at_the_seat": str(
        QT_TRANSLATE_NOOP("AdminWords", "The agent is at the seat now. Change it after they have left.")
    ),
    "longer_than_threshold": str(QT_TRANSLATE_NOOP("AdminWords", "This cannot be longer than T.")),
    "not_a_share": str(QT_TRANSLATE_NOOP("AdminWords", "A share lies between 0 and 100 %.")),
    "below_threshold": str(QT_TRANSLATE_NOOP("AdminWords", "This must be at or above the threshold.")),
    "above_threshold": str(QT_TRANSLATE_NOOP("AdminWords", "This must be above 0, and at or below the threshold.")),
    "system_reason": str(QT_TRANSLATE_NOOP("AdminWords", "The hub sets this reason itself, so it cannot be retired.")),
    "not_a_topic": str(QT_TRANSLATE_NOOP("AdminWords", "Choose a topic.")),
    "not_active": str(QT_TRANSLATE_NOOP("AdminWords", "This person is not active.")),
    "not_for_this_field": str(QT_TRANSLATE_NOOP("AdminWords", "This way of masking does not fit this field.")),
    "string_pattern_mismatch": str(
        QT_TRANSLATE_NOOP("AdminWords", "Small letters, digits, dot, hyphen and underscore only.")
    ),
    "string_too_long": str(QT_TRANSLATE_NOOP("AdminWords", "This is too long.")),
    "string_too_short": str(QT_TRANSLATE_NOOP("AdminWords", "Please fill this in.")),
}
_WRONG = str(QT_TRANSLATE_NOOP("AdminWords", "This is not right."))


def fault(code: str) -> str:
    """A sentence for what is wrong with a field."""
    return QCoreApplication.translate("AdminWords", _FAULTS.get(code, _WRONG))


class Editor(Card):
    """The right side of a page: `form`, what it changes and from when (`says`), Save, and the history of the record.

    `kind` is the record; `values_of` what of it the form shows; `send(record, values)` asks the hub, off the screen
    thread, and gives the new record; `fields` are the hub's names of fields that the form calls otherwise; `fault` says a
    code in words. `saved` carries the new record.
    """

    saved = Signal(object)

    def __init__(
        self,
        context: DeskContext,
        kind: type[BaseModel],
        values_of: Callable[[Any], Values],
        send: Callable[[Any, Values], Any],
        *,
        nothing: tuple[str, str, str] = ("pencil", "", ""),
        fields: Mapping[str, str] | None = None,
        fault: Callable[[str], str] = fault,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(" ", parent=parent)
        self._context, self._kind, self._values_of, self._send = context, kind, values_of, send
        self._fields, self._fault_words = dict(fields or {}), fault
        self.record: Any = None
        self._theirs: Any = None
        self.form = Form(labels="top")
        self.history = History(context)
        self._said, self._said_words = banner("", "info", "info")
        self._fault, self.fault_words = banner("", "bad", "circle-alert")
        self._stale, self.stale_words = banner("", "warning", "triangle-alert")
        self.mine, self.theirs = (
            Button(self.tr("Keep mine"), size="small"),
            Button(self.tr("Take the other"), size="small"),
        )
        self.save_button = Button(self.tr("Save"), kind="primary", icon="save")
        self.undo_button = Button(self.tr("Undo"), icon="undo-2")
        self.buttons = QHBoxLayout()
        self._build()
        self._connect()
        self._nothing = nothing
        self.show_record(None)

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_3)
        layout = self._stale.layout()
        assert isinstance(layout, QHBoxLayout)
        for button in (self.mine, self.theirs):
            layout.addWidget(button)
        for line in (self._said, self._fault, self._stale):
            column.addWidget(line)
            line.hide()
        column.addWidget(self._scrolled(), 1)
        self.buttons.setSpacing(theme.SPACE_2)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.undo_button)
        self.buttons.addWidget(self.save_button)
        column.addLayout(self.buttons)
        self.states = StateStack(content)
        self.add(self.states, 1)

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("role", "plain")
        column = QVBoxLayout(inside)
        # Room for the focus rings at the edge of the scrolled part.
        column.setContentsMargins(2, 2, theme.SPACE_2, 2)
        column.setSpacing(theme.SPACE_4)
        column.addWidget(self.form)
        column.addWidget(self.history)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def _connect(self) -> None:
        self.save_button.clicked.connect(self.save)
        self.undo_button.clicked.connect(self.undo)
        self.mine.clicked.connect(self._keep_mine)
        self.theirs.clicked.connect(self._take_theirs)
        self.form.dirty_changed.connect(lambda _dirty: self._enable())
        shortcuts.bind(self, SAVE.id, self.save)
        self.save_button.set_shortcut(SAVE.keys)

    def says(self, text: str) -> None:
        """What a change here changes, and from when; "" for nothing."""
        self._said_words.setText(text)
        self._said.setVisible(bool(text))

    # -- the record --------------------------------------------------------------------------------------------------

    def show_record(self, record: Any, title: str = "", entity: str = "", entity_id: str = "") -> None:
        """Edit this record; None shows that nothing is chosen."""
        self.record, self._theirs = record, None
        self._fault.hide()
        self._stale.hide()
        self.set_title(title or " ")
        if record is None:
            icon, said, hint = self._nothing
            self.states.show_empty(icon, said or self.tr("Nothing chosen"), hint)
        else:
            self.form.set_errors({})
            self.form.set_values(self._values_of(record))
            self.history.show_about(entity, entity_id)
            self.states.show_content()
        self._enable()

    def leave(self, then: Callable[[], object], stay: Callable[[], object] = lambda: None) -> None:
        """Go on with `then`; where something typed would be lost, ask first (`stay` when the person stays)."""
        if self.record is None or not self.form.dirty():
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
        if self.record is not None:
            self.form.set_values(self._values_of(self.record))
            self.form.set_errors({})
            self._fault.hide()

    def save(self) -> None:
        """Send the change."""
        if self.record is None or not self.form.dirty() or not self.form.check():
            return
        record, values = self.record, self.form.values()
        self._fault.hide()
        self._busy(True)
        self._context.background.run(self, lambda: self._send(record, values), self._done, self._failed)

    def take(self, record: Any) -> None:
        """The record as it is now, after an action beside the form; what is typed stays."""
        self._busy(False)
        typed = self.form.values() if self.form.dirty() else None
        self.record = record
        self.form.set_values(self._values_of(record))
        if typed is not None:
            self.form.set_values(typed, clean=False)
        self.history.refresh()
        self.saved.emit(record)

    def _done(self, record: Any) -> None:
        self._busy(False)
        self.record = record
        self._stale.hide()
        self.form.set_values(self._values_of(record))
        self.history.refresh()
        self._context.notices.good(self.tr("Saved."), key="admin.saved")
        self.saved.emit(record)

    def failed(self, error: DeskError) -> None:
        """Say what went wrong, in the form's own place."""
        self._failed(error)

    def _failed(self, error: DeskError) -> None:
        self._busy(False)
        if error.error_id == "stale_version" and "current" in error.values:
            self._show_stale(self._kind.model_validate(error.values["current"]))
            return
        named = {name.rsplit(".", 1)[-1]: code for name, code in fields_of(error).items()}
        faults = {self._fields.get(name, name): self._fault_words(code) for name, code in named.items()}
        known = {name: text for name, text in faults.items() if name in self.form.values()}
        if known:
            self.form.set_errors(known)
        else:
            self.fault_words.setText(self._context.words(error))
            self._fault.show()

    def _busy(self, busy: bool) -> None:
        self.save_button.set_label(self.tr("Saving …") if busy else self.tr("Save"))
        self.save_button.setEnabled(not busy and self.form.dirty())

    def _enable(self) -> None:
        dirty = self.record is not None and self.form.dirty()
        self.save_button.setEnabled(dirty)
        self.undo_button.setEnabled(dirty)

    # -- two versions ------------------------------------------------------------------------------------------------

    def _show_stale(self, theirs: Any) -> None:
        self._theirs = theirs
        before, now = self._values_of(self.record), self._values_of(theirs)
        labels = self._labels()
        other = [labels.get(name, name) for name in now if now[name] != before.get(name)]
        said = self.tr("Somebody else changed this meanwhile: {fields}.").format(fields=self.tr(", ").join(other))
        self.stale_words.setText(said)
        self._stale.show()

    def _labels(self) -> Mapping[str, str]:
        return {name: self.form.field(name).accessibleName().split(",")[0] for name in self.form.values()}

    def _keep_mine(self) -> None:
        """The own fields over the other version, knowing it; fields the person did not touch follow the other."""
        if self._theirs is None:
            return
        before, typed = self._values_of(self.record), self.form.values()
        own = {name: value for name, value in typed.items() if value != before.get(name)}
        self.record = self._theirs
        self.form.set_values(self._values_of(self.record))
        self.form.set_values(own, clean=False)
        self._stale.hide()
        self.save()

    def _take_theirs(self) -> None:
        if self._theirs is None:
            return
        self.record = self._theirs
        self._stale.hide()
        self.form.set_values(self._values_of(self.record))
        self.history.refresh()
        self.saved.emit(self.record)
