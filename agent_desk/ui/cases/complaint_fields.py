"""The fields of the complaint form: laid out in two columns, filled from the call, read as plain values."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from agent_desk.desk.cases.operations import About
from agent_desk.schemas.cases.records import NARRATIVE_LIMIT, CaseClassWord, Term, Terms
from agent_desk.ui.cases import presentation
from agent_desk.ui.cases.paired_form import PairedForm
from agent_desk.ui.cases.party import BLANK_PARTY, PartyInputs, named
from agent_desk.ui.kit.forms import CascadeChoice, Choice, DayInput, TextArea, TextInput

_PHONE = "phone"
_CALL_SOURCE = "call"
_CLASSES: tuple[CaseClassWord, ...] = ("simple", "complex")


class ComplaintFields(PairedForm):
    """Captions above the inputs, two short inputs side by side. Tab goes in reading order.

    Whose complaint it is decides whether the complainant's name is required: with a customer, empty means the customer.
    """

    def __init__(self, below_text: QWidget | None = None, parent: QWidget | None = None) -> None:
        """`below_text`: what stands below the customer's words, above the classes."""
        super().__init__(parent)
        self._below_text = below_text
        self._with_customer = False
        self.terms: Terms | None = None
        self.complainant = TextInput(limit=120)
        self.source, self.wish = Choice(searchable=True), Choice(searchable=True)
        self.channel = CascadeChoice(levels=3)
        self.business, self.cause = CascadeChoice(levels=2), CascadeChoice(levels=2)
        self.narrative = TextArea(
            self.tr("In the customer's words: what happened, when, which amount, what they were told"),
            limit=NARRATIVE_LIMIT,
            lines=3,
        )
        self.urgency = Choice()
        self.case_class = Choice([(word, presentation.class_word(word)) for word in _CLASSES])
        self.received_on, self.source_on = DayInput(), DayInput()
        self.source_number, self.about_department = TextInput(limit=60), TextInput(limit=80)
        self.about_person_id, self.about_branch_code = Choice(searchable=True), Choice(searchable=True)
        self.happened_on, self.amount = DayInput(), TextInput("1200.50", limit=15)
        self.same_as = TextInput("TS20261123-0001", limit=20)
        self.party = PartyInputs()
        self._put_in()
        self.party.chosen.edited.connect(self._show_party)
        self._show_party()

    def _put_in(self) -> None:
        self.add_pair(
            ("complainant", self.tr("Complainant"), self.complainant, False),
            ("source", self.tr("Source"), self.source, True),
        )
        self.add("channel", self.tr("Channel (A)"), self.channel, required=True)
        self.add("narrative", self.tr("What the customer says"), self.narrative, required=True)
        if self._below_text is not None:
            self.add_wide(self._below_text)
        self.add_pair(
            ("business", self.tr("Business (B)"), self.business, True),
            ("cause", self.tr("Cause (C)"), self.cause, True),
        )
        self.add_pair(
            ("wish", self.tr("What the customer asks for"), self.wish, True),
            ("urgency", self.tr("Urgency"), self.urgency, True),
        )
        self.add("case_class", self.tr("Class of the legal limit"), self.case_class, required=True)
        self.add_pair(
            ("received_on", self.tr("Received on, if not today"), self.received_on, False),
            ("source_number", self.tr("Number of the source"), self.source_number, False),
        )
        self.add_pair(
            ("source_on", self.tr("Day on the source's proof"), self.source_on, False),
            ("about_department", self.tr("Department complained of"), self.about_department, False),
        )
        self.add_pair(
            ("about_person_id", self.tr("Person complained of"), self.about_person_id, False),
            ("about_branch_code", self.tr("Branch complained of"), self.about_branch_code, False),
        )
        self.add_pair(
            ("happened_on", named("happened_on"), self.happened_on, False),
            ("amount", named("amount"), self.amount, False),
        )
        self.add_pair(("same_as", named("same_as"), self.same_as, False))
        for pair in self.party.pairs():
            self.add_pair(*((name, named(name), widget, False) for name, widget in pair))

    def _show_party(self) -> None:
        """Ask of a proxy and of a group what has to be known of them, and of nobody else."""
        self.party.show_in(self)

    def set_values(self, values: Mapping[str, Any], *, clean: bool = True) -> None:
        super().set_values(values, clean=clean)
        self._show_party()

    def offer(self, terms: Terms) -> None:
        """Offer these lists; what is chosen stays."""
        self.terms = terms
        kept = self.values()
        self.channel.set_options(presentation.options_of(terms.channels))
        self.business.set_options(presentation.options_of(terms.businesses))
        self.cause.set_options(presentation.options_of(terms.causes))
        for choice, listed in (
            (self.source, terms.sources),
            (self.wish, terms.wishes),
            (self.urgency, terms.urgencies),
        ):
            choice.set_options(presentation.options_of(listed))
        self.case_class.set_options(
            [(word, presentation.class_word(word, terms.limit_days.get(word))) for word in _CLASSES]
        )
        self.about_person_id.set_options(presentation.people_options(terms))
        self.about_branch_code.set_options(presentation.branch_options(terms))
        self.set_values(kept, clean=False)

    def set_about(self, about: About) -> None:
        """Whose form it is."""
        self._with_customer = about.customer_id is not None
        hint = self.tr("The customer") if self._with_customer else self.tr("Name of the person who complains")
        self.complainant.setPlaceholderText(hint)

    def prefill(self, about: About) -> dict[str, Any]:
        """Return what a form starts with: from a call the channel is the telephone and the source the customer's call."""
        from_call = about.call_id is not None and self.terms is not None
        channels = self.terms.channels if self.terms else []
        sources = {term.key for term in self.terms.sources} if self.terms else set()
        urgencies = self.terms.urgencies if self.terms else []
        return {
            "complainant": "",
            "source": _CALL_SOURCE if from_call and _CALL_SOURCE in sources else None,
            "channel": _PHONE if from_call and _is_leaf(channels, _PHONE) else None,
            "business": None,
            "cause": None,
            "wish": None,
            "narrative": "",
            "case_class": "simple",
            "received_on": None,
            "source_on": None,
            "source_number": "",
            "about_person_id": None,
            "about_branch_code": None,
            "about_department": "",
            "urgency": urgencies[0].key if urgencies else None,
            "happened_on": None,
            "amount": "",
            "same_as": "",
            **BLANK_PARTY,
        }

    def missing(self) -> dict[str, str]:
        """As of the kit; and who complains, and classes that are not chosen down to the last level."""
        found = super().missing()
        for name in found:
            field = self.field(name)
            too_long = isinstance(field, TextArea) and field.too_long()
            found[name] = presentation.fault_words("too_long" if too_long else "missing")
        nameless = not self._with_customer and not self.complainant.value()
        if nameless and self.party.chosen.value() != "anonymous":
            found["complainant"] = presentation.fault_words("missing")
        for name, choice in (("channel", self.channel), ("business", self.business), ("cause", self.cause)):
            if choice.value() is not None and not choice.complete():
                found[name] = presentation.fault_words("not_a_leaf")
        return {name: found[name] for name in self.values() if name in found}


def _is_leaf(terms: list[Term], key: str) -> bool:
    return any((term.key == key and not term.children) or _is_leaf(term.children, key) for term in terms)
