"""Correcting what was recorded; when somebody was quicker, both versions stand side by side and nothing is lost."""

from typing import Any

from PySide6.QtWidgets import QWidget

from agent_desk.desk.cases import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.schemas.cases.records import AxisWord, Complaint, EditComplaint, Terms
from agent_desk.ui.cases import presentation
from agent_desk.ui.cases.kinds.dialogs import let_scroll
from agent_desk.ui.cases.party import PartyInputs, named
from agent_desk.ui.kit.forms import CascadeChoice, Choice, DayInput, Option, TextInput
from agent_desk.ui.kit.pages.form_dialog import FormDialog

_EMPTIED = {"about_person_id", "about_branch_code"}
"""Fields whose empty choice says that nobody is named."""
AXES: tuple[AxisWord, ...] = ("source", "channel", "business", "cause", "wish", "urgency")


class CorrectDialog(FormDialog):
    """The fields of a complaint that may be corrected; what the customer said is not among them."""

    def __init__(self, context: DeskContext, complaint: Complaint, terms: Terms, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            self.tr("Correct {number}").format(number=complaint.number),
            "complaint_correction",
            self._edit,
            Complaint,
            values_of=_values,
            action=self.tr("Save correction"),
            icon="pencil",
            hint=self.tr("What the customer said stays as it was recorded; add a note instead."),
            fault=presentation.fault_words,
            parent=parent,
        )
        self.setMinimumWidth(580)
        self._options: dict[str, list[Option]] = {
            "source": presentation.options_of(terms.sources),
            "channel": presentation.options_of(terms.channels),
            "business": presentation.options_of(terms.businesses),
            "cause": presentation.options_of(terms.causes),
            "wish": presentation.options_of(terms.wishes),
            "urgency": presentation.options_of(terms.urgencies),
        }
        self._people, self._branches = presentation.people_options(terms), presentation.branch_options(terms)
        self.party = PartyInputs()
        self._put_in()
        self.drafted.filled.connect(lambda _values: self.party.show_in(self.form))
        self.begin(str(complaint.id), complaint, focus="business")

    def _put_in(self) -> None:
        names = {
            "source": self.tr("Source"),
            "channel": self.tr("Channel (A)"),
            "business": self.tr("Business (B)"),
            "cause": self.tr("Cause (C)"),
            "wish": self.tr("What the customer asks for"),
            "urgency": self.tr("Urgency"),
        }
        self.form.add("complainant", self.tr("Complainant"), TextInput(limit=120))
        for axis in AXES:
            options = self._options[axis]
            deep = any(option.children for option in options)
            field = CascadeChoice(options, levels=3) if deep else Choice(options, searchable=True)
            self.form.add(axis, names[axis], field, required=True)

        self.form.add("source_number", self.tr("Number of the source"), TextInput(limit=60))
        self.form.add("about_person_id", self.tr("Person complained of"), Choice(self._people, searchable=True))
        self.form.add("about_branch_code", self.tr("Branch complained of"), Choice(self._branches, searchable=True))
        self.form.add("about_department", self.tr("Department complained of"), TextInput(limit=80))
        self.form.add("happened_on", named("happened_on"), DayInput())
        self.form.add("amount", named("amount"), TextInput("1200.50", limit=15))
        for name, widget in self.party.widgets.items():
            self.form.add(name, named(name), widget)
        self.party.chosen.edited.connect(lambda: self.party.show_in(self.form))
        let_scroll(self, self.form, len(self.form.values()))

    def _edit(self, sent: Submission[Complaint]) -> Complaint:
        """Hand over what differs from what was read."""
        assert sent.record is not None
        before = _values(sent.record)
        changed = {name: value for name, value in sent.values.items() if value != before[name]}
        for name in _EMPTIED & changed.keys():
            changed[name] = changed[name] or None
        form = EditComplaint.model_validate({**changed, "version": sent.version})
        return operations.edit(self._context.api, sent.record.id, form)


def _values(complaint: Complaint) -> dict[str, Any]:
    about, branch = complaint.about_person, complaint.about_branch
    return {
        "complainant": complaint.complainant,
        **{axis: getattr(complaint, axis).key for axis in AXES},
        "source_number": complaint.source_number,
        "about_person_id": str(about.id) if about is not None else "",
        "about_branch_code": branch.code if branch is not None else "",
        "about_department": complaint.about_department,
        "happened_on": complaint.happened_on.isoformat() if complaint.happened_on is not None else None,
        "amount": complaint.amount,
        "party": complaint.party,
        "people": complaint.people,
        "representatives": [str(one) for one in complaint.representatives],
        "proxy_name": complaint.proxy_name,
        "proxy_reach": complaint.proxy_reach,
        "proxy_on": complaint.proxy_on.isoformat() if complaint.proxy_on is not None else None,
        "proxy_proof": complaint.proxy_proof,
    }
