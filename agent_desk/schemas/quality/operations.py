"""What can be asked about quality: score forms, samples, the own items, reviews, results."""

import uuid
from typing import Annotated, Final

from pydantic import Field

from agent_desk.schemas.kit.bounded import Moment
from agent_desk.schemas.kit.operation import ALL, COMMON, HELD, OWN, Operations, Scope
from agent_desk.schemas.kit.paging import After, Limit
from agent_desk.schemas.quality.records import (
    Activation,
    ItemPage,
    NewSample,
    NewScoreForm,
    QualityChoices,
    ResultsBy,
    ResultTable,
    Review,
    ReviewForm,
    ReviewItem,
    ReviewPage,
    Sample,
    SamplePage,
    SamplePreview,
    SamplePreviewForm,
    ScoreForm,
    ScoreFormEdit,
)

FORMS, SAMPLE, REVIEW, RESULTS = "quality.forms", "quality.sample", "quality.review", "quality.results"
OWN_OR_SAMPLES: Final = Scope("own", all_with=SAMPLE)
area = Operations("quality")


@area.read("/quality/forms", FORMS, COMMON)
def forms() -> list[ScoreForm]:
    """Return every edition of every score form."""


@area.read("/quality/forms/{form_id}", FORMS, COMMON)
def form(form_id: uuid.UUID) -> ScoreForm:
    """Return one edition with its questions."""


@area.write("/quality/forms/{form_id}/editions", FORMS, ALL)
def new_edition(form_id: uuid.UUID) -> ScoreForm:
    """Copy an edition into the next one, to be changed and put in force."""


@area.write("/quality/forms/{form_id}", FORMS, ALL, method="PUT")
def edit_form(form_id: uuid.UUID, form: ScoreFormEdit) -> ScoreForm:
    """Write an edition anew; 409 for one that has been used, and for one that somebody changed meanwhile."""


@area.write("/quality/forms/{form_id}/activate", FORMS, ALL)
def activate_form(form_id: uuid.UUID, form: Activation) -> ScoreForm:
    """Put an edition in force, at once or from a day on: new samples are scored with it, drawn ones keep theirs."""


@area.write("/quality/forms/{form_id}/later", FORMS, ALL, method="DELETE")
def take_back_form(form_id: uuid.UUID) -> ScoreForm:
    """Withdraw that an edition comes in force on a later day."""


@area.write("/quality/forms", FORMS, ALL)
def add_form(form: NewScoreForm) -> ScoreForm:
    """Make the first edition of another form, with one question to begin with; it is not in force yet."""


@area.read("/quality/choices", SAMPLE, HELD)
def choices() -> QualityChoices:
    """Return queues, agents, reviewers and score forms for a new sample."""


@area.write("/quality/samples/preview", SAMPLE, HELD, once=False)
def preview(form: SamplePreviewForm) -> SamplePreview:
    """Return how many calls match. Nothing is drawn."""


@area.write("/quality/samples", SAMPLE, HELD)
def draw(form: NewSample) -> Sample:
    """Draw a sample and hand its calls to the reviewers."""


@area.read("/quality/samples", REVIEW, OWN_OR_SAMPLES, summed="quality.list")
def samples(*, limit: Limit = None, after: After = None) -> SamplePage:
    """Return samples, newest first; the own ones are those with a call for the caller."""


@area.read("/quality/samples/{sample_id}", REVIEW, OWN_OR_SAMPLES, summed="quality.list")
def sample(sample_id: uuid.UUID) -> Sample:
    """Return one sample."""


@area.read("/quality/items", REVIEW, OWN, summed="quality.list")
def items(
    *, sample_id: uuid.UUID | None = None, done: bool | None = None, limit: Limit = None, after: After = None
) -> ItemPage:
    """Return the caller's calls to score, the first due first; `done` None for all, else submitted or not."""


@area.read("/quality/items/{item_id}", "calls.view", Scope("own", all_with=RESULTS), audits="quality.read")
def item(item_id: uuid.UUID) -> ReviewItem:
    """Return one call with its story, its form and its review: the caller's own, or a submitted one."""


@area.write("/quality/items/{item_id}/review", REVIEW, OWN, method="PUT")
def save_review(item_id: uuid.UUID, form: ReviewForm) -> Review:
    """Save a draft; 409 with both versions when it is stale."""


@area.write("/quality/items/{item_id}/submit", REVIEW, OWN)
def submit_review(item_id: uuid.UUID, form: ReviewForm) -> Review:
    """Score for good; 422 names the questions without an answer."""


@area.read("/quality/results", RESULTS, HELD, audits="quality.results")
def results(
    from_at: Moment,
    to_at: Moment,
    by: ResultsBy = "agent",
    *,
    agent_id: uuid.UUID | None = None,
    form_id: uuid.UUID | None = None,
) -> ResultTable:
    """Return counts and means of the reviews submitted in [from_at, to_at)."""


@area.read("/quality/reviews", RESULTS, HELD, audits="quality.reviews")
def reviews(
    from_at: Moment,
    to_at: Moment,
    *,
    agent_id: uuid.UUID | None = None,
    form_id: uuid.UUID | None = None,
    limit: Annotated[Limit, Field(ge=1)] = None,
    after: After = None,
) -> ReviewPage:
    """Return the reviews behind a figure, newest first."""
