"""Complaints that look like the same matter as a text: found by the index of pairs and by who complains, ranked by their texts.

Nobody is told of a complaint that they may not see: what is looked through is what the caller sees, and of what they do not see
not even the number of matches leaves the hub.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, Float, Text, literal_column, or_, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from agent_desk.hub.cases import learning, links, seen
from agent_desk.hub.cases.class_rules import Learnt
from agent_desk.hub.cases.terms import TermTable
from agent_desk.hub.cases.text_rules import Weights, in_common, likeness, pairs, probes, telling
from agent_desk.hub.cases.views import Views
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.knowledge import service as knowledge
from agent_desk.models.calls.calls import Call
from agent_desk.models.cases import SEARCHED, Complaint
from agent_desk.schemas.cases.records import CaseStateWord
from agent_desk.schemas.cases.rules import OPEN_STATES
from agent_desk.schemas.cases.text_told import (
    SHORTEST_TEXT,
    AxisSuggestions,
    Neighbour,
    Suggestion,
    TextAsk,
    TextTold,
)
from agent_desk.schemas.kit import personal_numbers

BACK: Final = timedelta(days=365)
"""Complaints that are over are looked through as far back as this; open ones all of them."""
SHOWN: Final = 5
LEAST: Final = 0.2
"""Less alike than that by their texts, complaints of different people are not told."""
LEAST_OF_THE_SAME: Final = 0.1
"""The same where the customer, the telephone or a number is the same."""
_MOST_READ: Final = 600
_COUNTED: Final = 150
"""Counting how seldom strings are takes longer than comparing; so many give an idea of it."""
_MOST_OF_ONE: Final = 100
_MOST_WEIGHED: Final = 40
_BEGINNING: Final = 120
_TELLING_NUMBERS: Final = frozenset({"card", "telephone", "identity"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared: a text, with whose it is as far as it is known. `but`: the complaint that it belongs to; `within`: what the caller
    may see."""

    text: str
    within: ColumnElement[bool]
    customer_id: uuid.UUID | None = None
    caller: str = ""
    but: uuid.UUID | None = None

    @property
    def numbers(self) -> frozenset[str]:
        """Cards and telephones that stand in it."""
        return _numbers(self.text)


@dataclass(slots=True)
class Candidate:
    """A complaint that is compared, and what is found."""

    id: uuid.UUID
    text: str
    customer_id: uuid.UUID | None
    caller: str
    likeness: float = 0.0
    same_customer: bool = False
    same_telephone: bool = False
    same_number: bool = False
    common: dict[str, float] = field(default_factory=dict)

    @property
    def of_the_same(self) -> bool:
        """Whether it is the same customer, telephone or number."""
        return self.same_customer or self.same_telephone or self.same_number


def told(
    unit: Unit, ask: TextAsk, *, customer_id: uuid.UUID | None = None, call_id: uuid.UUID | None = None
) -> TextTold:
    """Return what a text that is typed tells; nothing of one that is too short."""
    within = seen.visible(unit)
    learnt, said = learning.learnt(unit)
    typed = ask.narrative.strip()
    if len(typed) < SHORTEST_TEXT:
        return TextTold(**said)
    caller = ""
    if call_id is not None and seen.had_call(unit, call_id):
        caller = unit.db.scalar(select(Call.caller).where(Call.id == call_id)) or ""
    words = knowledge.cut(typed)
    views = Views.of(unit, [], unit.zone)
    return TextTold(
        neighbours=_shown(unit, Asked(typed, within, customer_id, caller), learnt, words, views),
        suggested=_suggested(learnt, words, views.terms) if learnt is not None else [],
        **said,
    )


def of_complaint(unit: Unit, complaint_id: uuid.UUID) -> list[Neighbour]:
    """Return the complaints that look like the same matter as one, those that were said to be first. Raises NotFound."""
    one = seen.require_complaint(unit, complaint_id)
    learnt, _said = learning.learnt(unit)
    asked = Asked(one.narrative, seen.visible(unit), one.customer_id, one.caller, one.id)
    return _shown(unit, asked, learnt, knowledge.cut(one.narrative), Views.of(unit, [one], unit.zone), one)


# ---------------------------------------------------------------------- which classes


def _suggested(learnt: Learnt, words: list[str], terms: TermTable) -> list[AxisSuggestions]:
    found = []
    for axis in learning.AXES:
        offered = {one.key for one in terms.leaves(axis)}
        likely = learnt.suggest(axis, words)
        found.append(
            AxisSuggestions(
                axis=axis,
                terms=[
                    Suggestion(term=terms.ref(axis, one.key), share=round(one.share, 3), words=one.words)
                    for one in likely
                    if one.key in offered
                ],
            )
        )
    return found


# ---------------------------------------------------------------------- which complaints


def _shown(
    unit: Unit, asked: Asked, learnt: Learnt | None, words: list[str], views: Views, one: Complaint | None = None
) -> list[Neighbour]:
    linked = links.of(unit, asked.but) if asked.but is not None else frozenset()
    weights, found = _ranked(unit, asked, learnt, words)
    ranked = [other for other in found if other.id in linked]
    ranked += [other for other in found if other.id not in linked and _tells(other)]
    missing = linked - {other.id for other in ranked}
    if missing:
        ranked = [*_compared(unit, asked, weights, Complaint.id.in_(missing)), *ranked]
    ranked = ranked[: max(SHOWN, len(linked))]
    rows = {
        row.id: row for row in unit.db.scalars(select(Complaint).where(Complaint.id.in_([two.id for two in ranked])))
    }
    return [_neighbour(rows[other.id], other, words, views, other.id in linked, one) for other in ranked]


def _tells(other: Candidate) -> bool:
    return other.likeness >= (LEAST_OF_THE_SAME if other.of_the_same else LEAST) or other.same_number


def _neighbour(
    row: Complaint, found: Candidate, words: list[str], views: Views, linked: bool, one: Complaint | None
) -> Neighbour:
    begins = row.narrative if len(row.narrative) <= _BEGINNING else f"{row.narrative[:_BEGINNING]}…"
    state: CaseStateWord = row.state  # type: ignore[assignment]
    is_open = row.state in OPEN_STATES
    before = one is None or (row.received_at, row.number) < (one.received_at, one.number)
    return Neighbour(
        id=row.id,
        number=row.number,
        state=state,
        open=is_open,
        received_at=row.received_at,
        business=views.terms.ref("business", row.business),
        cause=views.terms.ref("cause", row.cause),
        text=views.masks.words(begins),
        likeness=round(min(1.0, found.likeness), 3),
        words=telling(words, found.common),
        same_customer=found.same_customer,
        same_telephone=found.same_telephone,
        same_number=found.same_number,
        linked=linked,
        merges=is_open and found.same_customer and before,
    )


def _ranked(unit: Unit, asked: Asked, learnt: Learnt | None, words: list[str]) -> tuple[Weights, list[Candidate]]:
    """Return how strings weigh, and what was compared, the same customer's first and of those the most alike."""
    weights = learnt.weights if learnt is not None else None
    recent = or_(Complaint.state.in_(OPEN_STATES), Complaint.received_at >= unit.now - BACK)
    if weights is not None:
        asks = [*probes(words, weights, _texts(unit, weights.texts)), *(pairs(one) for one in asked.numbers)]
        by_text = _read(unit, asked, _hit(or_(*map(_has, asks)), recent)) if asks else []
    else:
        # Too few are there to learn from: all of them are compared, and weighed by the newest of them.
        by_text = _read(unit, asked, recent)
        weights = Weights.of(one.text for one in by_text[:_COUNTED])
    found = {one.id: one for one in by_text}
    if asked.customer_id is not None:
        found |= {
            one.id: one for one in _read(unit, asked, Complaint.customer_id == asked.customer_id, most=_MOST_OF_ONE)
        }
    if asked.caller:
        found |= {one.id: one for one in _read(unit, asked, Complaint.caller == asked.caller, most=_MOST_OF_ONE)}
    return weights, _weighed(asked, weights, found.values())


def _compared(unit: Unit, asked: Asked, weights: Weights, which: ColumnElement[bool]) -> list[Candidate]:
    return _weighed(asked, weights, _read(unit, asked, which))


def _texts(unit: Unit, least: int) -> int:
    """Return about how many complaints there are, as the database reckons; no fewer than were learnt from."""
    reckoned = select(literal_column("reltuples", Float)).select_from(text("pg_class"))
    many = unit.db.scalar(reckoned.where(text("oid = 'complaint'::regclass")))
    return max(int(many or 0), least, 1)


def _has(probe: frozenset[str]) -> ColumnElement[bool]:
    return literal_column(SEARCHED, ARRAY(Text)).contains(sorted(probe))


def _hit(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that a complaint is one of those which the index of pairs finds: a handful, found before anything else is
    asked, else the pairs of all that the caller may see would be made anew."""
    hits = select(Complaint.id).where(*which).correlate(None).cte("hits").prefix_with("MATERIALIZED")
    return Complaint.id.in_(select(hits.c.id))


def _read(unit: Unit, asked: Asked, which: ColumnElement[bool], most: int = _MOST_READ) -> list[Candidate]:
    """Return the newest of those that the caller may see."""
    query = select(Complaint.id, Complaint.narrative, Complaint.customer_id, Complaint.caller).where(
        asked.within, which
    )
    if asked.but is not None:
        query = query.where(Complaint.id != asked.but)
    rows = unit.db.execute(query.order_by(Complaint.received_at.desc(), Complaint.id).limit(most))
    return [Candidate(row.id, row.narrative, row.customer_id, row.caller) for row in rows]


def _weighed(asked: Asked, weights: Weights, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Compare: all by the pairs they share, the best of them by all their strings."""
    vector, numbers = weights.vector(asked.text), asked.numbers
    weigh = {pair: weights.weight(pair) for pair in pairs(asked.text.lower())}
    found = list[tuple[float, Candidate]]()
    for one in candidates:
        one.same_customer = asked.customer_id is not None and one.customer_id == asked.customer_id
        one.same_telephone = bool(asked.caller) and one.caller == asked.caller
        one.same_number = bool(numbers) and bool(numbers & _numbers(one.text))
        shared = sum(weigh[pair] for pair in pairs(one.text.lower()) if pair in weigh)
        found.append((shared / (len(one.text) + 20) ** 0.5, one))
    found.sort(key=lambda pair: (not pair[1].of_the_same, -pair[0]))
    for _shared, one in found[:_MOST_WEIGHED]:
        other = weights.vector(one.text)
        one.likeness, one.common = likeness(vector, other), in_common(vector, other)
    ranked = [one for _shared, one in found[:_MOST_WEIGHED]]
    return sorted(ranked, key=lambda one: (not one.of_the_same, -one.likeness))


def _numbers(text: str) -> frozenset[str]:
    return frozenset(one.digits for one in personal_numbers.find(text) if one.kind in _TELLING_NUMBERS)
