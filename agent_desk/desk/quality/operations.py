"""What the seat can do with quality: each function is one request to the hub. They block; run them by `background.run`.

Errors are those of `Api` (HubUnreachable, HubRefused, HubFault). Reviews go through the outbox and may raise KeptForLater:
then they lie on the seat's disk and are sent when the hub is back.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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

MOST_POINTS = 5


choices = call(ops.choices)
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


@dataclass(frozen=True, slots=True)
class RunningScore:
    """The score over what is answered so far (0.0 to 100.0), as the hub would give it."""

    value: float | None
    fatal: bool
    missing: tuple[str, ...]
    sections: Mapping[str, float | None]


def running_score(questions: Sequence[Question], answers: Mapping[str, AnswerValue]) -> RunningScore:
    """The score while it is being typed. The rule is the hub's (hub/quality/rules.py); a test compares the two.

    Weighted points over the weights that count, "na" and what is missing aside; a fatal fault makes it 0.
    """
    sums: dict[str, tuple[int, int]] = {one.section_zh: (0, 0) for one in questions if one.kind != "fatal"}
    fatal = any(answers.get(one.code) is True for one in questions if one.kind == "fatal")
    for one in questions:
        answer = answers.get(one.code)
        if one.kind == "fatal" or answer is None or answer == "na":
            continue
        points = (MOST_POINTS if answer else 0) if isinstance(answer, bool) else answer
        got, of = sums[one.section_zh]
        sums[one.section_zh] = (got + one.weight * points, of + one.weight * MOST_POINTS)
    total = _percent(sum(got for got, _ in sums.values()), sum(of for _, of in sums.values()))
    return RunningScore(
        value=0.0 if fatal else total,
        fatal=fatal,
        missing=tuple(one.code for one in questions if one.code not in answers),
        sections={name: _percent(*pair) for name, pair in sums.items()},
    )


def _percent(got: int, of: int) -> float | None:
    """One decimal, halves upward, in whole numbers."""
    return None if of == 0 else (2000 * got + of) // (2 * of) / 10
