"""What the text of a complaint tells: complaints that look like the same matter, and the classes it suggests."""

import uuid
from datetime import datetime

from pydantic import Field

from agent_desk.schemas.cases.records import NARRATIVE_LIMIT, AxisWord, CaseStateWord, TermRef
from agent_desk.schemas.kit import bounded
from agent_desk.schemas.kit.free_text import FreeText
from agent_desk.schemas.kit.record import WireRecord

SHORTEST_TEXT = 6
"""A text of fewer signs tells nothing yet."""


class TextAsk(WireRecord):
    """What somebody types."""

    narrative: bounded.Text = Field(max_length=NARRATIVE_LIMIT)


class Neighbour(WireRecord):
    """A complaint that looks like the same matter, and why: who complains, from where, the words that both have.

    `likeness`: of the texts, from 0 to 1; `same_number`: a card or a telephone that stands in both; `linked`: somebody has said that it is
    the same matter; `merges`: it is open, of the same customer and came before, so that the other may be merged into it.
    """

    id: uuid.UUID
    number: str
    state: CaseStateWord
    open: bool
    received_at: datetime
    business: TermRef
    cause: TermRef
    text: FreeText
    """How it begins."""
    likeness: float
    words: list[FreeText] = []
    same_customer: bool = False
    same_telephone: bool = False
    same_number: bool = False
    linked: bool = False
    merges: bool = False


class Suggestion(WireRecord):
    """A class that a text suggests: how likely it is by what was learnt, and the words that speak for it."""

    term: TermRef
    share: float
    words: list[FreeText] = []


class AxisSuggestions(WireRecord):
    """The likeliest classes of an axis, the likeliest first."""

    axis: AxisWord
    terms: list[Suggestion] = []


class TextTold(WireRecord):
    """What a text tells. `learnt_at`: when the classes were learnt, None where they were not; then `cases` of the `needed` are there."""

    neighbours: list[Neighbour] = []
    suggested: list[AxisSuggestions] = []
    learnt_at: datetime | None = None
    cases: int = 0
    needed: int = 0


class SameMatterForm(WireRecord):
    """That another complaint is about the same matter."""

    other: uuid.UUID


class AxisLearnt(WireRecord):
    """How good what was learnt of an axis is, on cases that it was not learnt from: of so many `cases` the class was among the three
    suggested for `right`; it is among the three commonest for `commonest`."""

    axis: AxisWord
    cases: int
    right: int
    commonest: int


class TextsLearnt(WireRecord):
    """What came of learning from the texts of complaints."""

    cases: int
    axes: list[AxisLearnt] = []
