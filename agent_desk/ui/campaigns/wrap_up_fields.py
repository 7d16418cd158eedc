"""The wrap-up form of the call's project: a part of the wrap-up, kept as a draft and saved with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from agent_desk.desk.campaigns.answers import AnswersWork
from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.campaigns.records import AnswerField
from agent_desk.ui.campaigns.answer_input import AnswerInput, label_of
from agent_desk.ui.kit import layouts, theme
from agent_desk.ui.kit.pages.drafted_form import FormNotice

COLUMNS = 6


class WrapUpFields(QWidget):
    """Hidden while the call has no project with a form. `ask_in_script` shows a question that the script asks, and says whether it does."""

    settled = Signal()
    """What was typed has arrived, or has not: the wrap-up looks whether it may go on."""

    def __init__(
        self,
        context: DeskContext,
        work: AnswersWork,
        ask_in_script: Callable[[AnswerField], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.work, self._ask_in_script = work, ask_in_script
        self.inputs: dict[str, AnswerInput] = {}
        self._shown: tuple[object, ...] = ()
        self.notice = FormNotice(
            context, work.drafted, labels={"answers": self.tr("Answers of the project")}, say=self._say
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.SPACE_3)
        self._grid.setVerticalSpacing(theme.SPACE_1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addWidget(self.notice)
        column.addLayout(self._grid)
        work.changed.connect(self._look)
        work.drafted.state_changed.connect(lambda _state: self.settled.emit())
        self.hide()

    # -- what the wrap-up asks of a part of it --------------------------------------------------------------------------

    def missing(self) -> str:
        """Return a sentence for what must be answered before the call is finished, with the focus there; "" for nothing."""
        field = self.work.missing()
        if field is None:
            return ""
        if field.code in self.inputs:
            self.inputs[field.code].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._ask_in_script(field)
        name = self.work.project.name if self.work.project is not None else ""
        return self.tr("{project}: please answer “{question}” first.").format(project=name, question=label_of(field))

    def save(self) -> None:
        """Send what is typed."""
        self.work.drafted.save()

    def waits(self) -> bool:
        """Return whether the hub lets nobody finish before what is on its way is there."""
        return self.work.must_arrive and self.work.drafted.state in ("drafted", "sending")

    def refused(self) -> bool:
        """Return whether the hub did not take what it must have."""
        return self.work.must_arrive and self.work.drafted.dirty and not self.waits()

    def first(self) -> QWidget | None:
        """Return where the keyboard goes in this part; None while it has nothing."""
        return next(iter(self.inputs.values()), None) if not self.isHidden() else None

    # -- showing ---------------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        project = self.work.project
        shown = (project.call_id, project.edition) if project is not None else ()
        if shown != self._shown:
            self._shown = shown
            self._make(project.fields if project is not None else [])
        for code, made in self.inputs.items():
            made.set_value(self.work.answers.get(code))

    def _make(self, fields: list[AnswerField]) -> None:
        layouts.empty(self._grid)
        self.inputs = {}
        for at, field in enumerate(fields):
            row, column = 2 * (at // COLUMNS), at % COLUMNS
            made = AnswerInput(field, captioned=True, parent=self)
            made.setAccessibleName(
                self.tr("{label}, required").format(label=label_of(field)) if field.required else label_of(field)
            )
            made.edited.connect(lambda made=made: self.work.answer(made.field.code, made.value()))
            self.inputs[field.code] = made
            caption = theme.label(f"{label_of(field)} *" if field.required else label_of(field), "caption")
            caption.setBuddy(made)
            self._grid.addWidget(caption, row, column)
            self._grid.addWidget(made, row + 1, column)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.setVisible(bool(fields))

    def _say(self, _name: str, value: Any) -> str:
        known = {one.code: one for one in self.work.project.asked()} if self.work.project is not None else {}
        return "; ".join(f"{label_of(known[code])}: {one}" for code, one in value.items() if code in known) or "–"
