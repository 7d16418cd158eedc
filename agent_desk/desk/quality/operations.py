"""What the seat can do with quality: each function is one request to the hub. They block; run them by `background.run`.

Errors are those of `Api` (HubUnreachable, HubRefused, HubFault). Reviews go through the outbox and may raise KeptForLater:
then they lie on the seat's disk and are sent when the hub is back.
"""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from agent_desk.desk.kit.api import Api, call
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.schemas.quality import operations as ops
from agent_desk.schemas.quality.records import (
    AnswerValue,
    NewSample,
    Question,
    ResultsBy,
    ResultTable,
    Review,
    ReviewForm,
    Sample,
    SampleCriteria,
    SamplePreview,
    SamplePreviewForm,
)
from agent_desk.schemas.quality.rules import Score, for_rules, score

choices = call(ops.choices)
forms = call(ops.forms)
add_form = call(ops.add_form)
new_edition = call(ops.new_edition)
edit_form = call(ops.edit_form)
activate_form = call(ops.activate_form)
take_back_form = call(ops.take_back_form)
samples = call(ops.samples, limit=50)
items = call(ops.items, limit=200)
item = call(ops.item)
reviews = call(ops.reviews, limit=100)


def results(
    api: Api, by: ResultsBy, from_at: datetime, to_at: datetime, *, form_id: uuid.UUID | None = None
) -> ResultTable:
    """Return counts and means of the reviews submitted in [from_at, to_at)."""
    return api.ask(ops.results.request(from_at, to_at, by, form_id=form_id))


def preview(api: Api, criteria: SampleCriteria, reviewers: Sequence[uuid.UUID] = ()) -> SamplePreview:
    """Return how many calls match; nothing is drawn."""
    return api.ask(ops.preview.request(SamplePreviewForm(criteria=criteria, reviewers=list(reviewers))))


def draw(api: Api, form: NewSample, *, key: str | None = None) -> Sample:
    """Draw a sample; `key` makes a repeat harmless."""
    return api.ask(ops.draw.request(form), key=key)


def save_review(outbox: Outbox, item_id: uuid.UUID, form: ReviewForm, *, key: str | None = None) -> Review:
    """Save a draft in the hub. HubRefused("stale_version") carries both versions in its values."""
    request = ops.save_review.request(item_id, form)
    return outbox.submit(request, what_zh="质检评分草稿", what_en="Draft of a review", key=key)


def submit_review(outbox: Outbox, item_id: uuid.UUID, form: ReviewForm, *, key: str | None = None) -> Review:
    """Score for good. HubRefused("invalid_form") names the questions without an answer."""
    request = ops.submit_review.request(item_id, form)
    return outbox.submit(request, what_zh="质检评分提交", what_en="Submitted review", key=key)


def running_score(questions: Sequence[Question], answers: Mapping[str, AnswerValue]) -> Score:
    """Return the score over what is answered so far, while it is being typed."""
    asked = for_rules(questions)
    return score(asked, {one.code: answers[one.code] for one in asked if one.code in answers})
