"""Forms that hang on one call, and whether somebody is writing: what a call's end takes with it, and what it must not tear away."""

import uuid
from typing import Any, Protocol, TypeGuard

from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from agent_desk.ui.kit.search_field import SearchField


class TaskForm(Protocol):
    """A form about one call. When the call is over, an untouched one goes with it; a touched one stays and says whose it is."""

    def hangs_on(self) -> uuid.UUID | None:
        """Return the call that it is about; None while it is about none."""

    def touched(self) -> bool:
        """Return whether somebody has put something into it that would be lost or confused with the next caller's."""

    def put_away(self) -> None:
        """Take it off the screen; nobody has touched it."""

    def say_over(self) -> None:
        """Say aloud whose it is: its call is over, and the next caller is somebody else."""


def is_task_form(widget: Any) -> TypeGuard[TaskForm]:
    """Return whether a widget is a form about one call. By its class: a window has a thousand widgets, and a call ends soon."""
    return hasattr(type(widget), "hangs_on")


def forms_in(panel: QWidget) -> list[TaskForm]:
    """Return the forms in `panel` that hang on a call."""
    return [one for one in panel.findChildren(QWidget) if is_task_form(one) and one.hangs_on() is not None]


def call_over(panel: QWidget, call_id: uuid.UUID) -> None:
    """This call is over for whoever sits here: what is untouched goes, what is touched says whose it is."""
    for form in forms_in(panel):
        if form.hangs_on() != call_id:
            continue
        if form.touched():
            form.say_over()
        else:
            form.put_away()


def being_written(window: QWidget) -> bool:
    """Return whether somebody is writing in this window, so that the next keys belong where the cursor is.

    Writing is: the cursor in a field with something in it, or anywhere in a form that was touched. In a search field, whose
    words stay when the search is over, only while keys come.
    """
    field = window.focusWidget()
    if field is None or not field.isVisible() or not field.isEnabled():
        return False
    if isinstance(field, SearchField):
        return field.typed_lately()
    return _holds_text(field) or _in_a_touched_form(field)


def _holds_text(field: QWidget) -> bool:
    if isinstance(field, QLineEdit):
        return bool(field.text()) and not field.isReadOnly()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        document = field.document()
        return not field.isReadOnly() and document is not None and not document.isEmpty()
    if isinstance(field, QComboBox):
        return field.isEditable() and field.currentText() != field.itemText(field.currentIndex())
    return isinstance(field, QAbstractSpinBox) and not field.isReadOnly()


def _in_a_touched_form(field: QWidget) -> bool:
    at: QWidget | None = field
    while at is not None:
        if is_task_form(at) and at.touched():
            return True
        at = at.parentWidget()
    return False
