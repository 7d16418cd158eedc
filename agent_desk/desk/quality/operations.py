"""What the seat can do with quality: each function is one request to the hub. They block; run them by `background.run`.

Errors are those of `Api` (HubUnreachable, HubRefused, HubFault). Reviews go through the outbox and may raise KeptForLater:
then they lie on the seat's disk and are sent when the hub is back.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.schemas.quality.records import (
    AnswerValue,
    ItemPage,
    NewSample,
    QualityChoices,
    Question,
    ResultsBy,
    ResultTable,
    Review,
    ReviewForm,
    ReviewItem,
    ReviewPage,
    Sample,
    SampleCriteria,
    SamplePage,
    SamplePreview,
    SamplePreviewForm,
)

MOST_POINTS = 5


def choices(api: Api) -> QualityChoices:
    """Queues, agents, reviewers and score forms for a new sample."""
    return api.get("/quality/choices", QualityChoices)


def preview(api: Api, criteria: SampleCriteria, reviewers: Sequence[uuid.UUID] = ()) -> SamplePreview:
    """How many calls match; nothing is drawn."""
    form = SamplePreviewForm(criteria=criteria, reviewers=list(reviewers))
    return api.post("/quality/samples/preview", form, SamplePreview)


def draw(api: Api, form: NewSample, *, key: str | None = None) -> Sample:
    """Draw a sample; `key` makes a repeat harmless."""
    return api.post("/quality/samples", form, Sample, key=key)


def samples(api: Api, *, after: str | None = None, limit: int = 50) -> SamplePage:
    """Samples, newest first."""
    return api.get("/quality/samples", SamplePage, params=_given(after=after, limit=limit))


def items(
    api: Api,
    *,
    done: bool | None = None,
    sample_id: uuid.UUID | None = None,
    after: str | None = None,
    limit: int = 200,
) -> ItemPage:
    """The own calls to score, the first due first; `done` None for all, else submitted or not."""
    said = None if done is None else str(done).lower()
    return api.get("/quality/items", ItemPage, params=_given(done=said, sample_id=sample_id, after=after, limit=limit))


def item(api: Api, item_id: uuid.UUID) -> ReviewItem:
    """One call with its story, form and review. The hub writes down that it was read."""
    return api.get(f"/quality/items/{item_id}", ReviewItem)


def save_review(outbox: Outbox, item_id: uuid.UUID, form: ReviewForm, *, key: str | None = None) -> Review:
    """Keep a draft in the hub. HubRefused("stale_version") carries both versions in its values."""
    return outbox.submit(
        "PUT",
        f"/quality/items/{item_id}/review",
        _whole(form),
        Review,
        what_zh="质检评分草稿",
        what_en="Draft of a review",
        key=key,
    )


def submit_review(outbox: Outbox, item_id: uuid.UUID, form: ReviewForm, *, key: str | None = None) -> Review:
    """Score for good. HubRefused("invalid_form") names the questions without an answer."""
    return outbox.submit(
        "POST",
        f"/quality/items/{item_id}/submit",
        _whole(form),
        Review,
        what_zh="质检评分提交",
        what_en="Submitted review",
        key=key,
    )


def results(
    api: Api, by: ResultsBy, from_at: datetime, to_at: datetime, *, form_id: uuid.UUID | None = None
) -> ResultTable:
    """Counts and means of the reviews submitted in [from_at, to_at)."""
    asked = _given(by=by, from_at=from_at.isoformat(), to_at=to_at.isoformat(), form_id=form_id)
    return api.get("/quality/results", ResultTable, params=asked)


def reviews(
    api: Api,
    from_at: datetime,
    to_at: datetime,
    *,
    agent_id: uuid.UUID | None = None,
    form_id: uuid.UUID | None = None,
    after: str | None = None,
    limit: int = 100,
) -> ReviewPage:
    """The reviews behind a figure, newest first."""
    asked = _given(
        from_at=from_at.isoformat(),
        to_at=to_at.isoformat(),
        agent_id=agent_id,
        form_id=form_id,
        after=after,
        limit=limit,
    )
    return api.get("/quality/reviews", ReviewPage, params=asked)


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


def _whole(form: ReviewForm) -> dict[str, object]:
    """Every field, those left at their defaults too: an empty answer sheet is an answer."""
    return form.model_dump(mode="json")


def _given(**asked: object) -> dict[str, str]:
    return {name: str(value) for name, value in asked.items() if value is not None}
