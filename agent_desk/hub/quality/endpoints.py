"""Quality over HTTP: score forms, samples, the own items, reviews, results."""

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query

from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import read, write
from agent_desk.hub.quality import drawing, forms, results, samples, service
from agent_desk.schemas.quality.records import (
    ItemPage,
    NewSample,
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
    VersionOnly,
)

router = APIRouter(prefix="/api/quality", tags=["quality"])


@read(router, "/forms", permission="quality.forms")
def every_form(unit: Unit) -> list[ScoreForm]:
    """Every edition of every score form."""
    return forms.forms(unit.db)


@read(router, "/forms/{form_id}", permission="quality.forms")
def one_form(unit: Unit, form_id: uuid.UUID) -> ScoreForm:
    """One edition with its questions."""
    return forms.form(unit.db, form_id)


@write(router, "/forms/{form_id}/editions", permission="quality.forms")
def new_edition(unit: Unit, form_id: uuid.UUID) -> ScoreForm:
    """Copy an edition into the next one, to be changed and put in force."""
    return forms.new_edition(unit, form_id)


@write(router, "/forms/{form_id}", permission="quality.forms", method="PUT")
def edit_form(unit: Unit, form_id: uuid.UUID, form: ScoreFormEdit) -> ScoreForm:
    """Write an edition anew; 409 for one that has been used, and for one that somebody changed meanwhile."""
    return forms.edit(unit, form_id, form)


@write(router, "/forms/{form_id}/activate", permission="quality.forms")
def activate_form(unit: Unit, form_id: uuid.UUID, form: VersionOnly) -> ScoreForm:
    """Put an edition in force: new samples are scored with it, drawn ones keep theirs."""
    return forms.activate(unit, form_id, form)


@read(router, "/choices", permission="quality.sample")
def choices(unit: Unit) -> QualityChoices:
    """What a new sample chooses from."""
    return drawing.choices(unit.db)


@write(router, "/samples/preview", permission="quality.sample", idempotent=False)
def preview(unit: Unit, form: SamplePreviewForm) -> SamplePreview:
    """How many calls match. Writes nothing, so it needs no idempotency."""
    return drawing.preview(unit, form)


@write(router, "/samples", permission="quality.sample")
def draw(unit: Unit, form: NewSample) -> Sample:
    """Draw a sample and hand its calls to the reviewers."""
    return samples.records(unit.db, [drawing.draw(unit, form)])[0]


@read(router, "/samples", permission="quality.review")
def every_sample(unit: Unit, limit: int | None = None, after: str | None = None) -> SamplePage:
    """Samples, newest first: all with quality.sample, else those with a call for the caller."""
    return samples.page(unit, limit, after)


@read(router, "/samples/{sample_id}", permission="quality.review")
def one_sample(unit: Unit, sample_id: uuid.UUID) -> Sample:
    """One sample."""
    return samples.sample(unit, sample_id)


@read(router, "/items", permission="quality.review")
def my_items(
    unit: Unit,
    sample_id: uuid.UUID | None = None,
    done: bool | None = None,
    limit: int | None = None,
    after: str | None = None,
) -> ItemPage:
    """The caller's calls to score, the first due first."""
    return service.my_items(unit, service.Wanted(sample_id=sample_id, done=done), limit, after)


@read(router, "/items/{item_id}", permission="calls.view", audited=True)
def one_item(unit: Unit, item_id: uuid.UUID) -> ReviewItem:
    """One call with its story, its form and its review: the caller's own, or a submitted one."""
    return service.item(unit, item_id)


@write(router, "/items/{item_id}/review", permission="quality.review", method="PUT")
def save_review(unit: Unit, item_id: uuid.UUID, form: ReviewForm) -> Review:
    """Keep a draft; 409 with both versions when it is stale."""
    return service.save(unit, item_id, form)


@write(router, "/items/{item_id}/submit", permission="quality.review")
def submit_review(unit: Unit, item_id: uuid.UUID, form: ReviewForm) -> Review:
    """Score for good; 422 names the questions without an answer."""
    return service.submit(unit, item_id, form)


@read(router, "/results", permission="quality.results", audited=True)
def result_table(
    unit: Unit,
    from_at: datetime,
    to_at: datetime,
    by: ResultsBy = "agent",
    agent_id: uuid.UUID | None = None,
    form_id: uuid.UUID | None = None,
) -> ResultTable:
    """Counts and means of the reviews submitted in [from_at, to_at)."""
    wanted = results.Wanted(from_at=from_at, to_at=to_at, agent_id=agent_id, form_id=form_id)
    return results.results(unit, by, wanted)


@read(router, "/reviews", permission="quality.results", audited=True)
def submitted_reviews(
    unit: Unit,
    from_at: datetime,
    to_at: datetime,
    agent_id: uuid.UUID | None = None,
    form_id: uuid.UUID | None = None,
    limit: Annotated[int | None, Query(ge=1)] = None,
    after: str | None = None,
) -> ReviewPage:
    """The reviews behind a figure, newest first."""
    wanted = results.Wanted(from_at=from_at, to_at=to_at, agent_id=agent_id, form_id=form_id)
    return results.reviews(unit, wanted, limit, after)
