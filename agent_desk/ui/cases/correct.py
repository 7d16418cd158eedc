"""Correcting what was recorded; when somebody was quicker, both versions stand side by side and nothing is lost."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from agent_desk.schemas.cases.records import AxisWord, Complaint, EditComplaint, TermRef, Terms
from agent_desk.ui.cases import presentation
from agent_desk.ui.kit.controls import Button, banner, label
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.forms import CascadeChoice, Choice, Form, Option, TextInput

AXES: tuple[AxisWord, ...] = ("source", "channel", "business", "cause", "wish", "urgency")


class CorrectDialog(Dialog):
    """The fields of a complaint that may be corrected; what the customer said is not among them. `given`: EditComplaint."""

    given = Signal(object)

    def __init__(self, complaint: Complaint, terms: Terms, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Correct {number}").format(number=complaint.number), icon="pencil", parent=parent)
        self.setMinimumWidth(580)
        self._base = complaint
        self._options: dict[str, list[Option]] = {
            "source": presentation.options_of(terms.sources),
            "channel": presentation.options_of(terms.channels),
            "business": presentation.options_of(terms.businesses),
            "cause": presentation.options_of(terms.causes),
            "wish": presentation.options_of(terms.wishes),
            "urgency": presentation.options_of(terms.urgencies),
        }
        self._warning, self._warning_text = banner("", "warning", "triangle-alert")
        self._warning.hide()
        hint = self.tr("What the customer said stays as it was recorded; add a note instead.")
        self.body.addWidget(label(hint, "muted", wrap=True))
        self.body.addWidget(self._warning)
        self.form = Form(labels="top")
        self._put_in()
        self.body.addWidget(self.form)
        self.theirs_button = self.add_button(Button(self.tr("Take theirs")), self._take_theirs)
        self.theirs_button.hide()
        self.add_cancel()
        self.action_button = self.add_button(Button(self.tr("Save correction"), kind="primary"), self.give)
        self.form.set_values(_values(complaint))
        self.form.field("business").setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_in(self) -> None:
        self._names = {
            "complainant": self.tr("Complainant"),
            "source": self.tr("Source"),
            "channel": self.tr("Channel (A)"),
            "business": self.tr("Business (B)"),
            "cause": self.tr("Cause (C)"),
            "wish": self.tr("What the customer asks for"),
            "urgency": self.tr("Urgency"),
        }
        self.form.add("complainant", self._names["complainant"], TextInput(limit=120))
        for axis in AXES:
            options = self._options[axis]
            deep = any(option.children for option in options)
            field = CascadeChoice(options, levels=3) if deep else Choice(options, searchable=True)
            self.form.add(axis, self._names[axis], field, required=True)

    def give(self) -> None:
        """Hand over what differs from what was read."""
        if not self.action_button.isEnabled() or not self.form.check():
            return
        changed = {name: value for name, value in self.form.values().items() if value != _values(self._base)[name]}
        if not changed:
            self.accept()
            return
        self.set_busy(True)
        self.given.emit(EditComplaint(version=self._base.version, **changed))

    def set_busy(self, busy: bool) -> None:
        """While the hub is asked, nothing can be pressed twice."""
        self.action_button.setEnabled(not busy)
        self.form.setEnabled(not busy)

    def set_faults(self, faults: Mapping[str, str], sentence: str = "") -> None:
        """What the hub did not take."""
        self.set_busy(False)
        self.form.set_errors({name: presentation.fault_words(code) for name, code in faults.items()})
        self._warn(sentence)

    def set_current(self, current: Complaint) -> None:
        """Somebody was quicker: say what differs; Save now keeps the own version, Take theirs the other."""
        self.set_busy(False)
        mine = self.form.values()
        merged = {
            name: value if value != _values(self._base)[name] else _values(current)[name]
            for name, value in mine.items()
        }
        self._base = current
        lines = [
            self.tr("{field}: theirs {theirs}, yours {yours}").format(
                field=self._names[name],
                theirs=self._word(current, name, _values(current)[name]),
                yours=self._word(current, name, value),
            )
            for name, value in merged.items()
            if value != _values(current)[name]
        ]
        self.form.set_values(merged, clean=False)
        head = self.tr("Somebody else changed this meanwhile. Nothing of yours is lost.")
        self._warn("\n".join([head, *lines]))
        self.theirs_button.show()
        self.action_button.set_label(self.tr("Save mine"))

    def _word(self, current: Complaint, name: str, value: Any) -> str:
        if name == "complainant":
            return str(value) or "–"
        ref: TermRef = getattr(current, name)
        if ref.key == value:
            return presentation.name_of(ref)
        return _text_of(self._options[name], value)

    def _take_theirs(self) -> None:
        self.form.set_values(_values(self._base))
        self.accept()

    def _warn(self, sentence: str) -> None:
        self._warning_text.setText(sentence)
        self._warning.setVisible(bool(sentence))

    def warning_text(self) -> str:
        """What stands above the fields."""
        return self._warning_text.text()


def _values(complaint: Complaint) -> dict[str, Any]:
    return {"complainant": complaint.complainant, **{axis: getattr(complaint, axis).key for axis in AXES}}


def _text_of(options: list[Option] | tuple[Option, ...], value: Any) -> str:
    for option in options:
        if option.value == value:
            return option.text
        below = _text_of(option.children, value)
        if below:
            return below
    return ""
