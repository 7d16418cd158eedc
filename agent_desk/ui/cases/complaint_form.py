"""The complaint form: slides over the customer while the call goes on."""

import uuid
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.desk.cases.form import ComplaintWork
from agent_desk.desk.cases.operations import About
from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.cases.records import ComplaintOpened, DueDate, SimilarComplaint, Terms
from agent_desk.schemas.cases.text_told import Neighbour, TextTold
from agent_desk.ui.cases import presentation
from agent_desk.ui.cases.call_form import CallForm
from agent_desk.ui.cases.complaint_fields import ComplaintFields
from agent_desk.ui.cases.neighbour_lines import NeighbourLines
from agent_desk.ui.cases.outcome import Outcome
from agent_desk.ui.cases.read_beside import ReadBeside
from agent_desk.ui.cases.suggested import Suggested
from agent_desk.ui.cases.why import DueLine
from agent_desk.ui.kit import words
from agent_desk.ui.kit.controls import Button, banner
from agent_desk.ui.kit.notices import Action as NoticeAction

_NEIGHBOURS, _FEW = 3, 2
_ROOMY_PX = 680
"""A form that is lower shows few neighbours, so that what is typed and what it suggests stay in sight."""


class ComplaintForm(CallForm):
    """One complaint at a time, one draft per call. `opened` carries the ComplaintOpened."""

    icon = "megaphone"
    fault = staticmethod(presentation.fault_words)
    work: ComplaintWork
    fields: ComplaintFields

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        self._similar: list[SimilarComplaint] = []
        self._neighbours: list[Neighbour] = []
        work = ComplaintWork(context)
        self.suggested = Suggested(work.told_feed)
        super().__init__(context, work, ComplaintFields(self.suggested), parent)
        self.beside = ReadBeside(context, self)
        self.work.told_changed.connect(self._show_told)
        self.suggested.taken.connect(self._take_class)
        self.neighbours.read_wanted.connect(lambda one: self.beside.open_for(one.id, one.number))
        self.neighbours.same_wanted.connect(self._say_same)
        self.beside.whole_wanted.connect(self._to_its_page)
        self.work.terms_loaded.connect(self._offer)
        self.work.due_changed.connect(self._show_due)
        self.work.similar_changed.connect(self._show_similar)
        self.look_at_similar.clicked.connect(lambda: self.made_wanted.emit(self._similar[0].id))

    # -- what it says of itself --------------------------------------------------------------------------------------

    def name(self) -> str:
        return self.tr("New complaint")

    def make_outcome(self) -> Outcome:
        return Outcome(self.tr("Open this complaint"), self.tr("Another complaint"))

    def above(self) -> list[QWidget]:
        """The warning about an open complaint of the same thing."""
        self._warning, self._warning_text = banner("", "warning", "triangle-alert")
        self.look_at_similar = Button(self.tr("Look at it"), size="small")
        layout = self._warning.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.addWidget(self.look_at_similar, 0, Qt.AlignmentFlag.AlignTop)
        self._warning.hide()
        return [self._warning]

    def below(self) -> list[QWidget]:
        """When it is due, and why."""
        self.neighbours = NeighbourLines(_NEIGHBOURS, self.tr("Looks like the same matter"))
        self.due_line = DueLine(self, self.work.due_feed)
        return [self.neighbours, self.due_line]

    def prefill(self, about: About) -> dict[str, Any]:
        self.fields.set_about(about)
        return self.fields.prefill(about)

    def first_empty(self) -> str:
        empty = (name for name, value in self.fields.values().items() if value in (None, ""))
        return next((one for one in empty if one != "complainant" or self.work.about.customer_id is None), "narrative")

    def show_made(self, made: ComplaintOpened) -> None:
        when = presentation.due_words(made.due)
        found = "\n".join(presentation.similar_words(one) for one in made.similar)
        warning = self.tr("Already open about the same thing; the handler may merge them:\n{found}").format(found=found)
        self.outcome.show_made(
            made.id,
            self.tr("Complaint received"),
            made.number,
            self.tr("Tell the customer this number. Decide and tell {when}.").format(when=when),
            warning if made.similar else "",
        )

    def tell_made(self, made: ComplaintOpened) -> None:
        text = self.tr("The complaint kept on this seat was received: {number}, last day {day}.")
        text = text.format(number=made.number, day=presentation.day_words(made.due_on))
        action = NoticeAction(self.tr("Open"), lambda: self.made_wanted.emit(made.id))
        self._context.notices.good(text, action=action, urgent=True, key=made.number)

    def refused_words(self) -> str:
        return self.tr("A complaint kept on this seat was not taken: {why}")

    def over_words(self) -> str:
        return self.tr(
            "This complaint is of {customer}, number {caller}, call of {time}. That call is over: whoever calls now is somebody "
            "else. Hand it in, or close it and keep the draft."
        )

    def waiting_words(self) -> str:
        return self.tr("The legal limit counts from today.")

    # -- what comes from the work ------------------------------------------------------------------------------------

    def _offer(self, terms: Terms) -> None:
        self._filling = True
        self.fields.offer(terms)
        self._filling = False
        self._offered()

    def warning_text(self) -> str:
        """Return the warning about an open complaint; empty when there is none."""
        return self._warning_text.text() if self._similar else ""

    def _show_due(self, due: DueDate | None) -> None:
        self.due_line.set_due(due)

    def _show_similar(self, found: list[SimilarComplaint]) -> None:
        self._similar = found
        self._warning.setVisible(bool(found))
        if found:
            text = self.tr("This customer has an open complaint about the same business and cause: {found}")
            self._warning_text.setText(text.format(found=presentation.similar_words(found[0])))

    def _show_told(self, found: TextTold | None) -> None:
        self.suggested.show_told(found)
        self._neighbours = found.neighbours if found is not None else []
        self._show_neighbours()

    def _show_neighbours(self) -> None:
        said = self.fields.same_as.value().strip()
        same = self.tr("Same matter")
        shown = self._neighbours[: _NEIGHBOURS if self.height() >= _ROOMY_PX else _FEW]
        self.neighbours.show_cases(shown, lambda one: "" if one.number == said else same)

    def _take_class(self, axis: str, key: str) -> None:
        """A suggestion is a choice like any other: it can be changed, and is part of the draft."""
        if self.work.standing == "typing":
            self.fields.put(axis, key)

    def _say_same(self, one: Neighbour) -> None:
        self.fields.put("same_as", one.number)
        self._show_neighbours()

    def _to_its_page(self, complaint_id: uuid.UUID) -> None:
        self.beside.close_it()
        self.made_wanted.emit(complaint_id)

    # -- small things ------------------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Close; the draft is kept."""
        self.due_line.panel.close_it()
        self.beside.close_it()
        super().leave()

    def _escape(self) -> None:
        over = next((one for one in (self.due_line.panel, self.beside) if one.isVisible()), None)
        if over is not None:
            over.close_it()
        else:
            self.leave()

    def _tick(self) -> None:
        time = words.time_of_day(self._context.hub_now())
        now = self.work.standing == "typing" and self.fields.received_on.value() is None
        text = self.tr("Received now, {time}").format(time=time) if now else ""
        if text != self._receipt.text():
            self._receipt.setText(text)
