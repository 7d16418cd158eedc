"""A customer whom nobody knows yet, entered by keyboard during a call; who may be the same person is shown first."""

import re
import uuid
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from agent_desk.desk.customers import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.errors import DeskError
from agent_desk.schemas.customers.records import CustomerCard, CustomerInList, NewCustomer, Word
from agent_desk.schemas.customers.words import ENTERING, ENTERING_FAULTS, GENDERS
from agent_desk.ui.customers import presentation
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.inputs import DateTimeInput, TextInput, Tick
from agent_desk.ui.kit.pages.faults import fault as common_fault
from agent_desk.ui.kit.pages.form_dialog import FormDialog

NAME_LIMIT, TELEPHONE_LIMIT = 80, 64
_DIGITS = re.compile(r"[0-9+()\-\s]{4,}")


def say(key: str) -> str:
    """Return a word of this form."""
    return words.say(ENTERING[key])


def _fault(code: str) -> str:
    return words.say(ENTERING_FAULTS[code]) if code in ENTERING_FAULTS else common_fault(code)


class NewCustomerDialog(FormDialog):
    """Asks for a customer. `saved` carries the CustomerCard, `chosen` a CustomerInList: it was one of those who are alike."""

    chosen = Signal(object)

    def __init__(
        self,
        context: DeskContext,
        branches: list[Word],
        typed: str = "",
        call_id: uuid.UUID | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            context,
            say("title"),
            "new_customer",
            self._enter,
            CustomerCard,
            action=say("enter"),
            action_icon="check",
            icon="user-plus",
            hint=say("hint"),
            fault=_fault,
            parent=parent,
        )
        self.setMinimumWidth(520)
        self._call_id = call_id
        self._alike: list[CustomerInList] = []
        self._offered: list[QWidget] = []
        self.form.add("name", say("name"), TextInput(limit=NAME_LIMIT), required=True)
        self.form.add("telephone", say("telephone"), TextInput(limit=TELEPHONE_LIMIT))
        genders = [("", say("no_gender")), *((code, words.say(term)) for code, term in GENDERS.items())]
        self.form.add("gender", say("gender"), Choice(genders))
        self.form.add("born_on", say("born_on"), DateTimeInput(optional=True, date_only=True))
        offered = [("", say("no_branch")), *((one.code, presentation.name_of(one)) for one in branches)]
        self.form.add("branch_code", say("branch_code"), Choice(offered, searchable=True))
        self._which = theme.label(say("alike"), "strong", wrap=True)
        self.apart = Tick(say("apart"))
        self.body.addWidget(self._which)
        self.body.addWidget(self.apart)
        self._show_alike([])
        self.refused.connect(self._was_refused)
        self.form.edited.connect(lambda _field: self._show_alike([]))
        number = typed if _DIGITS.fullmatch(typed) else ""
        blank = {"gender": "", "branch_code": "", "telephone": number, "name": "" if number else typed}
        self.begin(str(call_id or "new"), blank=blank, focus="name")

    def alike(self) -> list[CustomerInList]:
        """Return who is shown as possibly the same person."""
        return list(self._alike)

    def send(self) -> None:
        """Have the hub enter them; while others are shown as alike, only once it is said that it is none of them."""
        if self._alike and not self.apart.isChecked():
            self.apart.setFocus()
            return
        super().send()

    def _enter(self, sent: Submission[CustomerCard]) -> CustomerCard:
        born = sent.values["born_on"]
        form = NewCustomer(
            name=sent.values["name"],
            telephone=sent.values["telephone"],
            gender=sent.values["gender"] or "",
            born_on=words.local(born).date() if born is not None else None,
            branch_code=sent.values["branch_code"] or None,
            apart_from=[one.customer_id for one in self._alike],
            call_id=self._call_id,
        )
        return operations.enter(self._context.api, form)

    def _was_refused(self, error: DeskError) -> None:
        if error.error_id == "customers_alike":
            told: list[Any] = error.values.get("alike", [])
            known = {one.customer_id for one in self._alike}
            more = [CustomerInList.model_validate(one) for one in told]
            self._show_alike([*self._alike, *(one for one in more if one.customer_id not in known)])
            self._offered[0].setFocus()

    def _show_alike(self, alike: list[CustomerInList]) -> None:
        self._alike = alike
        for gone in self._offered:
            self.body.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._offered = []
        at = self.body.indexOf(self._which) + 1
        for one in alike:
            branch = presentation.name_of(one.branch) if one.branch is not None else ""
            told = (one.name.text, one.number, presentation.told_apart(one), branch)
            button = Button(" · ".join(part for part in told if part), icon="user")
            button.clicked.connect(lambda _checked=False, one=one: self._choose(one))
            self.body.insertWidget(at + len(self._offered), button)
            self._offered.append(button)
        self.apart.setChecked(False)
        for widget in (self._which, self.apart):
            theme.appear(widget, bool(alike))

    def _choose(self, one: CustomerInList) -> None:
        self.reject()
        self.chosen.emit(one)
