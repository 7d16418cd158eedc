"""The facts of a complaint as they were recorded, read-only: who, what about, what was said, what was decided."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.schemas.cases.records import Complaint
from agent_desk.schemas.cases.words import PARTIES, SATISFACTIONS
from agent_desk.ui.cases import presentation
from agent_desk.ui.cases.party import named
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button, KeyValue, label

_TWO_COLUMNS_PX = 520


class Sheet(QWidget):
    """Two columns of facts where there is room, then the texts. `customer_wanted` and `call_wanted` carry ids."""

    customer_wanted = Signal(object)
    call_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._complaint: Complaint | None = None
        self._columns = 0
        self._facts: KeyValue | None = None
        self._place = QVBoxLayout()
        self._narrative_head = label(self.tr("What the customer said"), "section")
        self._narrative = label("", "body", wrap=True, selectable=True)
        self._resolution_head = label(self.tr("Decision and reasons"), "section")
        self._resolution = label("", "body", wrap=True, selectable=True)
        self.customer, self.call = (
            Button(self.tr("Open the customer"), kind="link"),
            Button(self.tr("Open the call"), kind="link"),
        )
        self.customer.clicked.connect(self._want_customer)
        self.call.clicked.connect(self._want_call)
        links = QHBoxLayout()
        links.setSpacing(theme.SPACE_4)
        links.addWidget(self.customer)
        links.addWidget(self.call)
        links.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_2)
        page.addLayout(self._place)
        page.addLayout(links)
        page.addSpacing(theme.SPACE_1)
        for widget in (self._narrative_head, self._narrative, self._resolution_head, self._resolution):
            page.addWidget(widget)

    def show_complaint(self, complaint: Complaint) -> None:
        """Show its facts."""
        self._complaint = complaint
        self._narrative.setText(complaint.narrative)
        self._resolution.setText(complaint.resolution)
        for widget in (self._resolution_head, self._resolution):
            widget.setVisible(bool(complaint.resolution))
        self.customer.setVisible(complaint.customer is not None)
        self.call.setVisible(complaint.call_id is not None)
        self._lay_facts(anew=True)

    def _lay_facts(self, *, anew: bool = False) -> None:
        columns = 2 if self.width() >= _TWO_COLUMNS_PX else 1
        if self._complaint is None or (columns == self._columns and not anew):
            return
        rows = self._rows(self._complaint)
        if columns == self._columns and self._facts is not None:
            self._facts.set_rows(rows)
            return
        if self._facts is not None:
            self._place.removeWidget(self._facts)
            self._facts.hide()
            self._facts.deleteLater()
        self._columns = columns
        self._facts = KeyValue(rows, columns=columns)
        self._place.addWidget(self._facts)

    def _rows(self, one: Complaint) -> list[tuple[str, str | QWidget]]:
        rows: list[tuple[str, str | QWidget]] = [
            (self.tr("Customer"), presentation.customer_words(one.customer)),
            (self.tr("Complainant"), one.complainant or (self.tr("The customer") if one.customer else "")),
            (self.tr("Received"), words.date_time(one.received_at)),
            (self.tr("Source"), presentation.name_of(one.source)),
            (self.tr("Channel (A)"), presentation.name_of(one.channel)),
            (self.tr("Business (B)"), presentation.name_of(one.business)),
            (self.tr("Cause (C)"), presentation.name_of(one.cause)),
            (self.tr("Asks for"), presentation.name_of(one.wish)),
            (self.tr("Urgency"), presentation.name_of(one.urgency)),
            (self.tr("Class"), presentation.class_word(one.case_class)),
            (self.tr("Opened by"), presentation.person_words(one.opened_by)),
            (self.tr("Handler"), presentation.person_words(one.assigned_to)),
        ]
        rows += _of_party(one)
        if one.happened_on is not None:
            rows.append((named("happened_on"), presentation.day_words(one.happened_on)))
        if one.amount:
            rows.append((named("amount"), words.number(float(one.amount), 2)))
        rows.append((self.tr("Grade"), presentation.grade_words(one)))
        if one.hold is not None:
            held = f"{words.date_time(one.hold.at)} {presentation.person_words(one.hold.by)} · {one.hold.reason}"
            rows.append((self.tr("Legal hold"), held))
        rows += [(words.pick(field.zh, field.en), field.value) for field in one.own]
        if one.supervised_by is not None:
            rows.append((self.tr("Supervised by"), presentation.person_words(one.supervised_by)))
        if one.waits is not None:
            step = words.pick(one.waits.name_zh, one.waits.name_en)
            who = presentation.person_words(one.waits.asked_by)
            rows.append((self.tr("Waits for a second person"), f"{step} · {who}"))
        if one.source_number:
            rows.append((self.tr("Number of the source"), one.source_number))
        if one.source_on is not None:
            rows.append((self.tr("Day on the source's proof"), presentation.day_words(one.source_on)))
        if one.about_person is not None:
            rows.append((self.tr("Person complained of"), presentation.person_words(one.about_person)))
        if one.about_branch is not None:
            rows.append((self.tr("Branch complained of"), presentation.branch_words(one.about_branch)))
        if one.about_department:
            rows.append((self.tr("Department complained of"), one.about_department))
        if one.caller:
            rows.append((self.tr("Called from"), one.caller))
        if one.told_at is not None:
            rows.append((self.tr("Complainant told"), words.date_time(one.told_at)))
        if one.satisfaction is not None:
            rows.append((self.tr("How content they are"), words.say(SATISFACTIONS[one.satisfaction])))
        for again in one.rounds[1:]:
            rows.append((self.tr("Taken up again"), f"{words.date_time(again.started_at)} · {again.reason}"))
            if again.told_at is not None:
                rows.append((self.tr("Told again"), words.date_time(again.told_at)))
        if one.closed_at is not None:
            rows.append((self.tr("Ended"), words.date_time(one.closed_at)))
        if one.merged_into:
            rows.append((self.tr("Merged into"), one.merged_into))
        return rows

    def _want_customer(self) -> None:
        if self._complaint is not None and self._complaint.customer is not None:
            self.customer_wanted.emit(self._complaint.customer.customer_id)

    def _want_call(self) -> None:
        if self._complaint is not None:
            self.call_wanted.emit(self._complaint.call_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_facts()


def _of_party(one: Complaint) -> list[tuple[str, str | QWidget]]:
    """Return who complains, where it is not simply the person themself."""
    if one.party == "self":
        return []
    rows: list[tuple[str, str | QWidget]] = [(named("party"), words.say(PARTIES[one.party]))]
    if one.party == "group":
        rows.append((named("people"), str(one.people)))
        rows.append((named("representatives"), words.pick("、", ", ").join(one.representatives)))
    if one.party == "proxy":
        day = presentation.day_words(one.proxy_on) if one.proxy_on is not None else ""
        rows.append((named("proxy_name"), one.proxy_name))
        rows.append((named("proxy_reach"), one.proxy_reach))
        rows.append((named("proxy_proof"), f"{one.proxy_proof} · {day}"))
    return rows
