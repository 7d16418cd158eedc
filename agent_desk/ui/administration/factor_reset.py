"""A row with the button that takes somebody's second factor away, for a lost telephone: asked why, closed when the hub has done it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.people import operations
from agent_desk.schemas.administration.records import StaffRow
from agent_desk.schemas.people.records import FactorReset as Why
from agent_desk.ui.kit import words
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.pages.reason_dialog import ReasonFormDialog


class FactorReset(QWidget):
    """In sight for somebody who has a second factor. `done` is given the person as they are then."""

    def __init__(self, context: DeskContext, done: Callable[[StaffRow], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = Button(self.tr("Reset second factor …"), icon="key-round")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addStretch(1)
        self._context, self._done = context, done
        self._row: StaffRow | None = None
        self.dialog: ReasonFormDialog | None = None
        self.button.clicked.connect(self.ask)
        self.hide()

    def show_person(self, row: StaffRow) -> None:
        """Be about this person."""
        self._row = row
        self.setVisible(row.second_factor)

    def ask(self) -> None:
        """Ask why."""
        row = self._row
        if row is None:
            return

        def said(api: Api, _reason: Any, why: str) -> StaffRow:
            return operations.reset_second_factor(api, row.id, Why(reason=why))

        self.dialog = ReasonFormDialog(
            self._context,
            "reset_second_factor",
            str(row.id),
            self.tr("Take the second factor of {name} away?").format(name=words.pick(row.name, row.name_en)),
            self.tr("Take it away"),
            said,
            StaffRow,
            text=self.tr(
                "For a lost telephone without recovery codes: make sure who asks. At the next sign-in they take a new one into their"
                " telephone."
            ),
            danger=True,
            parent=self.window(),
        )
        self.dialog.saved.connect(self._done)
        self.dialog.destroyed.connect(self._dialog_gone)
        self.dialog.open()

    def _dialog_gone(self) -> None:
        self.dialog = None
