"""Quality on the wire: score forms by edition, samples of ended calls, reviews, and what they add up to.

Changes of the area "quality" are told as entity "sample" (entity_id: the sample), "review" (entity_id: the item; hint:
`state`) and "score_form" (entity_id: the edition). Scores are 0.0 to 100.0 with one decimal.
"""

import uuid
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from agent_desk.schemas.calls.records import CallStory, PersonRef, QueueRef
from agent_desk.schemas.cases.records import CaseStateWord
from agent_desk.schemas.customers.records import Word
from agent_desk.schemas.kit.bounded import Count, Day, Line, Moment, Text
from agent_desk.schemas.kit.free_text import FreeText, OwnText
from agent_desk.schemas.kit.paging import Page
from agent_desk.schemas.kit.record import WireRecord
from agent_desk.schemas.knowledge.records import ArticleUsed

QuestionKind = Literal["points", "yesno", "fatal"]
ItemState = Literal["new", "draft", "submitted"]
Stratum = Literal["agent", "queue"]
Share = Literal["even", "proportional"]
ResultsBy = Literal["agent", "question", "form"]
AnswerValue = Annotated[StrictInt, Field(ge=0, le=5)] | StrictBool | Literal["na"]
"""0 to 5 for points; true or false for yes and no, and for a fatal fault; "na" where the question does not apply."""

COMMENT_LIMIT = 2000
MOST_DRAWN = 500
LARGEST_SEED = 999_999_999


# ---------------------------------------------------------------------- forms


class Question(WireRecord):
    """One weighted question. The weight of a fatal one is 0: it takes all or nothing."""

    code: str = Field(min_length=1, max_length=40, pattern=r"^[a-z0-9_]+$")
    section_zh: Line = Field(min_length=1, max_length=60)
    section_en: Line = Field(min_length=1, max_length=60)
    name_zh: Line = Field(min_length=1, max_length=120)
    name_en: Line = Field(min_length=1, max_length=120)
    help_zh: Text = Field(default="", max_length=600)
    help_en: Text = Field(default="", max_length=600)
    kind: QuestionKind
    weight: int = Field(ge=0, le=100)


class FormRef(WireRecord):
    """An edition of a score form by name."""

    id: uuid.UUID
    code: str
    edition: int
    name_zh: OwnText
    name_en: OwnText


class ScoreForm(FormRef):
    """An edition with its questions in order. `used`: a sample is scored with it, so it is never changed again."""

    active: bool
    counts_on: date | None = None
    """The day of the centre from which it is to be in force, where that lies ahead."""
    used: bool
    pass_mark: int
    created_at: datetime
    questions: list[Question]
    version: int


class ScoreFormEdit(WireRecord):
    """An edition anew, whole. `version` is the one that was read."""

    name_zh: Line = Field(min_length=1, max_length=120)
    name_en: Line = Field(min_length=1, max_length=120)
    pass_mark: int = Field(ge=0, le=100)
    questions: list[Question] = Field(min_length=1, max_length=80)
    version: Count


class NewScoreForm(WireRecord):
    """A form there was none of before: its first edition, not in force yet."""

    code: str = Field(min_length=1, max_length=40, pattern=r"^[a-z0-9_]+$")
    name_zh: Line = Field(min_length=1, max_length=120)
    name_en: Line = Field(min_length=1, max_length=120)


class Activation(WireRecord):
    """Put an edition in force, at once or from a later day of the centre on. `version` is the one that was read."""

    version: Count
    counts_from: Day | None = None


# ---------------------------------------------------------------------- samples


class SampleCriteria(WireRecord):
    """Which ended, answered calls may be drawn: offered in [from_at, to_at), by whom, where, how long.

    Empty lists mean everybody and everywhere. `strata` names what the draw is spread over; `share` "even" gives every
    stratum the same number as far as it goes, "proportional" its share of the calls.
    """

    from_at: Moment
    to_at: Moment
    queues: list[Line] = Field(default=[], max_length=200)
    agents: list[uuid.UUID] = Field(default=[], max_length=1000)
    min_talk_ms: Count = 0
    strata: list[Stratum] = Field(default=[], max_length=2)
    share: Share = "even"


class SamplePreviewForm(WireRecord):
    """How many calls would match."""

    criteria: SampleCriteria
    reviewers: list[uuid.UUID] = Field(default=[], max_length=100)


class StratumCount(WireRecord):
    """Calls of one stratum. `agent` and `queue` are set where the draw is spread over them."""

    agent: PersonRef | None = None
    queue: QueueRef | None = None
    calls: int


class SamplePreview(WireRecord):
    """What may be drawn. `recused`: calls left out because every reviewer took part in them."""

    matching: int
    recused: int
    strata: list[StratumCount]


class NewSample(WireRecord):
    """Draw `n` calls. Without `seed` the hub draws one and shows it; without `form_id` the edition in force is taken."""

    name: Line = Field(min_length=1, max_length=120)
    criteria: SampleCriteria
    n: int = Field(ge=1, le=MOST_DRAWN)
    seed: int | None = Field(default=None, ge=0, le=LARGEST_SEED)
    due_at: Moment | None = None
    reviewers: list[uuid.UUID] = Field(min_length=1, max_length=100)
    form_id: uuid.UUID | None = None


class ReviewerShare(WireRecord):
    """How many calls of a sample one reviewer has, and how many of them are submitted."""

    person: PersonRef
    items: int
    submitted: int


class Sample(WireRecord):
    """A draw: everything needed to draw it again, and how far it is."""

    id: uuid.UUID
    name: OwnText
    seed: int
    n: int
    criteria: SampleCriteria
    form: FormRef
    drawn_by: PersonRef
    drawn_at: datetime
    due_at: datetime | None = None
    items: int
    submitted: int
    reviewers: list[ReviewerShare]


class SamplePage(Page[Sample]):
    """A page of samples, newest first."""


class QualityChoices(WireRecord):
    """What a new sample chooses from."""

    queues: list[QueueRef]
    agents: list[PersonRef]
    reviewers: list[PersonRef]
    forms: list[FormRef]


# ---------------------------------------------------------------------- items and reviews


class ItemRow(WireRecord):
    """One call given to a reviewer. `state`: nothing said yet, a draft, or submitted for good."""

    id: uuid.UUID
    sample_id: uuid.UUID
    sample_name: OwnText
    due_at: datetime | None = None
    stratum: str = ""
    position: int
    call_id: uuid.UUID
    queue: QueueRef
    agent: PersonRef
    offered_at: datetime
    talk_ms: int
    state: ItemState
    score: float | None = None
    fatal: bool = False
    version: int = 0


class ItemPage(Page[ItemRow]):
    """A page of a reviewer's items, the first due first. `open` counts all that are not submitted."""

    open: int


class ReviewForm(WireRecord):
    """Answers by question code, and the comment. `version` is the one that was read: 0 for the first save."""

    answers: dict[Line, AnswerValue] = Field(default={}, max_length=200)
    comment: Text = Field(default="", max_length=COMMENT_LIMIT)
    version: Count = 0


class Review(WireRecord):
    """A review as the hub has it. `score` is over what is answered so far; `missing` names questions without an answer.

    `sections`: the score of each section by itself (key: its Chinese name), fatal faults aside.
    """

    item_id: uuid.UUID
    answers: dict[str, AnswerValue] = {}
    comment: FreeText = ""
    state: ItemState = "new"
    score: float | None = None
    fatal: bool = False
    sections: dict[str, float | None] = {}
    missing: list[str] = []
    submitted_at: datetime | None = None
    version: int = 0


class ComplaintRef(WireRecord):
    """A complaint that was opened in the call."""

    id: uuid.UUID
    number: str
    state: CaseStateWord
    received_at: datetime


class ReviewItem(WireRecord):
    """Everything a reviewer needs to score one call. Notes are masked; the time line comes from the customers' area."""

    item: ItemRow
    reviewer: PersonRef
    own: bool
    """Whether the caller is the one who may score it."""
    story: CallStory
    dispositions: list[Word] = []
    """Names of the dispositions in the story, topic first where it has one."""
    complaints: list[ComplaintRef] = []
    articles: list[ArticleUsed] = []
    form: ScoreForm
    review: Review


# ---------------------------------------------------------------------- results


class ResultRow(WireRecord):
    """What the submitted reviews of one agent, question or form say.

    `mean` is the mean score in percent, of a question the mean share of its points; `fatal` counts reviews with a fatal
    fault (of a fatal question: how often it was found); `passed` those at or over the pass mark; `na` answers "n/a".
    """

    key: str
    name_zh: OwnText
    name_en: OwnText
    person: PersonRef | None = None
    section_zh: OwnText = ""
    section_en: OwnText = ""
    kind: QuestionKind | None = None
    reviews: int
    mean: float | None = None
    fatal: int = 0
    passed: int = 0
    na: int = 0


class ResultTable(WireRecord):
    """Results of the reviews submitted in [from_at, to_at). `total` is over all of them."""

    by: ResultsBy
    from_at: datetime
    to_at: datetime
    rows: list[ResultRow]
    total: ResultRow


class ReviewRow(WireRecord):
    """A submitted review in a list."""

    item_id: uuid.UUID
    call_id: uuid.UUID
    sample_name: OwnText
    form: FormRef
    agent: PersonRef
    reviewer: PersonRef
    queue: QueueRef
    offered_at: datetime
    submitted_at: datetime
    score: float | None = None
    fatal: bool = False
    passed: bool = False


class ReviewPage(Page[ReviewRow]):
    """A page of submitted reviews, newest first."""
