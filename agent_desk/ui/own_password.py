"""A person's own password changed at the desk. Nothing typed here is kept as a draft."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.people import operations
from agent_desk.schemas.people.records import OwnPassword
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.shown_once import ShownOnce


class OwnPasswordDialog(Dialog):
    """Asks for the old password and twice for the new one; it closes when the hub has changed it."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Change password"), icon="key-round", parent=parent)
        self._context = context
        self.old, self.new, self.again = self._field(), self._field(), self._field()
        for caption, field in (
            (self.tr("Password in use"), self.old),
            (self.tr("New password"), self.new),
            (self.tr("New password, again"), self.again),
        ):
            label = theme.label(caption, "strong")
            label.setBuddy(field)
            field.setAccessibleName(caption)
            self.body.addWidget(label)
            self.body.addWidget(field)
        self.fault = theme.label("", "error", wrap=True)
        self.body.addWidget(self.fault)
        self.add_cancel()
        self.action_button = self.add_button(Button(self.tr("Change"), kind="primary"), self.send)
        self.again.returnPressed.connect(self.send)
        self.old.setFocus()

    def may_go(self) -> bool:
        """Stay with what is typed: passwords are kept nowhere."""
        return not any(field.text() for field in (self.old, self.new, self.again))

    def _field(self) -> QLineEdit:
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setMaxLength(256)
        field.textEdited.connect(lambda _text: self.fault.clear())
        return field

    def send(self) -> None:
        """Have the hub change it, if nothing is missing and both entries agree."""
        if not self.action_button.isEnabled():
            return
        for field in (self.old, self.new, self.again):
            if not field.text():
                field.setFocus()
                return
        if self.new.text() != self.again.text():
            self.fault.setText(self.tr("The two entries differ. Please type the new password twice."))
            self.again.selectAll()
            self.again.setFocus()
            return
        self.action_button.setEnabled(False)
        form, api = OwnPassword(old=self.old.text(), new=self.new.text()), self._context.api
        run = self._context.background.run
        run(self, lambda: operations.change_own_password(api, form), lambda _done: self._changed(), self._refused)

    def _changed(self) -> None:
        self._context.window.notices.good(self.tr("Your password has been changed."))
        self.accept()

    def _refused(self, error: DeskError) -> None:
        self.action_button.setEnabled(True)
        self.fault.setText(self._context.words(error))
        wrong = self.old if error.error_id in ("wrong_credentials", "sign_in_delayed") else self.new
        wrong.selectAll()
        wrong.setFocus()


class RecoveryCodesDialog(ShownOnce):
    """Shows the recovery codes of a second factor that has just come into force, once."""

    def __init__(self, codes: list[str], parent: QWidget | None = None) -> None:
        note = self.tr(
            "Your second factor is in force. Keep these codes where your telephone is not: each of them signs you in once "
            "without it. They are not shown again."
        )
        taken = self.tr("I have written them down")
        super().__init__(self.tr("Recovery codes"), note, "\n".join(codes), long=True, taken=taken, parent=parent)
