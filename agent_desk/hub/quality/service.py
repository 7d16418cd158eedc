"""Reviews: the calls given to a reviewer, one of them with all that is known of it, its draft, and its submission."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Row, Select, exists, func, select, tuple_
from sqlalchemy.orm import Session

from agent_desk.hub.calls import service as calls
from agent_desk.hub.calls import views as call_views
from agent_desk.hub.kit import scope, work_items
from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.masking import masks_of
from agent_desk.hub.kit.paging import MOMENT, page_size, place_of, to_cursor
from agent_desk.hub.kit.records import require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.knowledge import service as knowledge
from agent_desk.hub.quality import forms
from agent_desk.hub.quality.drawing import SCORE
from agent_desk.hub.quality.errors import NotYourItem, OwnCall, ReviewFinal
from agent_desk.models.calls.calls import Call, Disposition
from agent_desk.models.cases import Complaint
from agent_desk.models.people import Person
from agent_desk.models.quality import Review, Sample, SampleItem, ScoreForm
from agent_desk.schemas.calls.records import CallStory
from agent_desk.schemas.customers.records import Word
from agent_desk.schemas.quality import rules as scoring
from agent_desk.schemas.quality.changes import ReviewChanged
from agent_desk.schemas.quality.records import (
    AnswerValue,
    ComplaintRef,
    ItemPage,
    ItemRow,
    ItemState,
    ReviewForm,
    ReviewItem,
)
from agent_desk.schemas.quality.records import Review as ReviewRecord

RESULTS = "quality.results"
_Item = Row[SampleItem, Sample, Call, Review | None]
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which of the own items. `done`: True submitted ones, False the others, None all."""

    sample_id: uuid.UUID | None = None
    done: bool | None = None


def my_items(unit: Unit, wanted: Wanted, limit: int | None, after: str | None) -> ItemPage:
    """Return a page of the caller's items: the first due first, then as they were drawn. Raises InvalidForm."""
    due = func.coalesce(Sample.due_at, _NEVER)
    mine = SampleItem.reviewer_id == unit.me.person_id
    found = _items().where(mine)
    if wanted.sample_id is not None:
        found = found.where(SampleItem.sample_id == wanted.sample_id)
    is_done = func.coalesce(Review.state == "submitted", False)
    if wanted.done is not None:
        found = found.where(is_done == wanted.done)
    place = place_of(after, MOMENT, uuid.UUID, int)
    if place is not None:
        found = found.where(tuple_(due, SampleItem.sample_id, SampleItem.position) > place)
    size = page_size(limit)
    rows = unit.db.execute(found.order_by(due, SampleItem.sample_id, SampleItem.position).limit(size + 1)).all()
    shown = _rows(unit.db, rows[:size])
    counted = select(func.count(SampleItem.id)).outerjoin(Review, Review.item_id == SampleItem.id)
    last = rows[size - 1] if len(rows) > size else None
    return ItemPage(
        items=shown,
        open=unit.db.scalar(counted.where(mine, ~is_done)) or 0,
        next=to_cursor((last[1].due_at or _NEVER), last[1].id, last[0].position) if last else None,
    )


def item(unit: Unit, item_id: uuid.UUID) -> ReviewItem:
    """Return one call to score, or scored, with its story. That it was read is written down.

    Only its reviewer sees a draft; a submitted one is open to those who may see results. Raises NotFound, NotYourItem.
    """
    found = unit.db.execute(_items().where(SampleItem.id == item_id)).one_or_none()
    if found is None:
        raise NotFound(what="sampled call")
    row, sample, call, review = found
    own = row.reviewer_id == unit.me.person_id
    reach = scope.reach(unit, RESULTS)
    if not own and unit.me.may(RESULTS) and not reach.everything:
        # What is out of reach is as a call that was never drawn.
        scope.require(unit, exists().where(Review.item_id == row.id, scope.review(reach)), "sampled call")
    if not own and not (unit.me.may(RESULTS) and review is not None and review.state == "submitted"):
        raise NotYourItem(reviewer=unit.db.get_one(Person, row.reviewer_id).name)
    unit.audit("quality.read", "sample_item", row.id, call=str(call.id), sample=sample.name)
    story = _masked(unit, calls.story(unit, call.id))
    scored_with = unit.db.get_one(ScoreForm, review.form_id if review is not None else sample.form_id)
    return ReviewItem(
        item=_rows(unit.db, [found])[0],
        reviewer=call_views.people_of(unit.db, [row.reviewer_id])[row.reviewer_id],
        own=own and not calls.has_part(unit.db, call.id, unit.me.person_id),
        story=story,
        dispositions=_dispositions(unit.db, story),
        complaints=_complaints(unit.db, call.id),
        articles=knowledge.used_in_call(unit.db, call.id),
        form=forms.record(unit.db, scored_with),
        review=_record(unit.db, row, sample, review),
    )


def save(unit: Unit, item_id: uuid.UUID, form: ReviewForm) -> ReviewRecord:
    """Keep a draft. Raises NotFound, NotYourItem, OwnCall, ReviewFinal, StaleVersion (yours, current), InvalidForm."""
    return _write(unit, item_id, form, submit=False)


def submit(unit: Unit, item_id: uuid.UUID, form: ReviewForm) -> ReviewRecord:
    """Score the call for good. As `save`; a question without an answer is refused and named."""
    return _write(unit, item_id, form, submit=True)


def _write(unit: Unit, item_id: uuid.UUID, form: ReviewForm, *, submit: bool) -> ReviewRecord:
    row, sample, review = _to_write(unit, item_id)
    version = review.version if review is not None else 0
    require_version(version, form.version, lambda: _record(unit.db, row, sample, review), form)
    found = _scored(unit.db, sample.form_id, form.answers)
    if submit and found.missing:
        raise InvalidForm(dict.fromkeys(found.missing, "missing"))
    if review is None:
        agent_id = unit.db.get_one(Call, row.call_id).agent_id
        review = Review(
            item_id=row.id, form_id=sample.form_id, reviewer_id=row.reviewer_id, agent_id=agent_id, version=0
        )
        unit.db.add(review)
    review.answers, review.comment = dict(form.answers), form.comment.strip()
    review.score, review.fatal = found.value, found.fatal
    review.version += 1
    work_items.take(unit, SCORE, row.id)
    if submit:
        review.state, review.submitted_at = "submitted", unit.now
        work_items.end(unit, SCORE, row.id)
    unit.db.flush()
    _told(unit, row, review)
    return _record(unit.db, row, sample, review)


def _to_write(unit: Unit, item_id: uuid.UUID) -> tuple[SampleItem, Sample, Review | None]:
    """Return the item, locked, so that two first saves wait for each other."""
    row = unit.db.get(SampleItem, item_id, with_for_update=True)
    if row is None:
        raise NotFound(what="sampled call")
    if row.reviewer_id != unit.me.person_id:
        raise NotYourItem(reviewer=unit.db.get_one(Person, row.reviewer_id).name)
    if calls.has_part(unit.db, row.call_id, unit.me.person_id):
        raise OwnCall()
    review = unit.db.scalar(select(Review).where(Review.item_id == row.id))
    if review is not None and review.state == "submitted":
        assert review.submitted_at is not None  # the database holds this
        raise ReviewFinal(submitted_at=review.submitted_at.isoformat())
    return row, unit.db.get_one(Sample, row.sample_id), review


def _scored(db: Session, form_id: uuid.UUID, answers: dict[str, AnswerValue]) -> scoring.Score:
    """Return the score by the rules; every answer that does not fit its question is named."""
    questions = {one.code: one for one in scoring.for_rules(forms.questions_of(db, form_id))}
    wrong: dict[str, str] = {}
    for code, answer in answers.items():
        if code not in questions:
            wrong[code] = "unknown"
            continue
        try:
            scoring.score([questions[code]], {code: answer})
        except ValueError:
            wrong[code] = "not_allowed"
    if wrong:
        raise InvalidForm(wrong)
    return scoring.score(list(questions.values()), answers)


def _told(unit: Unit, row: SampleItem, review: Review) -> None:
    done = review.state == "submitted"
    if done:
        unit.audit(
            "quality.submit",
            "sample_item",
            row.id,
            call=str(row.call_id),
            score=review.score,
            fatal=review.fatal,
            version=review.version,
        )
    to = [f"person:{row.reviewer_id}", *(_heard(unit, row, review) if done else [])]
    unit.change(ReviewChanged(id=row.id, version=review.version, state=review.state), to=to)


def _heard(unit: Unit, row: SampleItem, review: Review) -> list[str]:
    queue_id = unit.db.get_one(Call, row.call_id).queue_id
    drawn_by = unit.db.get_one(Sample, row.sample_id).drawn_by
    results = scope.audience(RESULTS, people=[review.agent_id, row.reviewer_id], queue_id=queue_id)
    return [*results, *scope.audience("quality.sample", people=[drawn_by])]


# ---------------------------------------------------------------------- records


def _items() -> Select[SampleItem, Sample, Call, Review | None]:
    return (
        select(SampleItem, Sample, Call, Review)
        .join(Sample, Sample.id == SampleItem.sample_id)
        .join(Call, Call.id == SampleItem.call_id)
        .outerjoin(Review, Review.item_id == SampleItem.id)
    )


def _rows(db: Session, found: Sequence[_Item]) -> list[ItemRow]:
    """Items as rows of a list; two more queries whatever their number."""
    queues = call_views.queues_by_id(db)
    people = call_views.people_of(db, (call.agent_id for _, _, call, _ in found))
    rows = []
    for row, sample, call, review in found:
        assert call.agent_id is not None  # only answered calls are drawn
        rows.append(
            ItemRow(
                id=row.id,
                sample_id=sample.id,
                sample_name=sample.name,
                due_at=sample.due_at,
                stratum=row.stratum,
                position=row.position,
                call_id=call.id,
                queue=queues[call.queue_id],
                agent=people[call.agent_id],
                offered_at=call.offered_at,
                talk_ms=call.talk_ms,
                state=_state(review),
                score=review.score if review else None,
                fatal=bool(review and review.fatal),
                version=review.version if review else 0,
            )
        )
    return rows


def _record(db: Session, row: SampleItem, sample: Sample, review: Review | None) -> ReviewRecord:
    answers = review.answers if review else {}
    found = _scored(db, review.form_id if review else sample.form_id, answers)
    return ReviewRecord(
        item_id=row.id,
        answers=answers,
        comment=review.comment if review else "",
        state=_state(review),
        score=found.value,
        fatal=found.fatal,
        sections=dict(found.sections),
        missing=list(found.missing),
        submitted_at=review.submitted_at if review else None,
        version=review.version if review else 0,
    )


def _state(review: Review | None) -> ItemState:
    return cast(ItemState, review.state) if review is not None else "new"


def _masked(unit: Unit, story: CallStory) -> CallStory:
    """Numbers that an agent typed into the notes are nobody's business here."""
    masks = masks_of(unit.db)
    for wrap_up in story.wrap_ups:
        wrap_up.notes = masks.words(wrap_up.notes)
    return story


def _dispositions(db: Session, story: CallStory) -> list[Word]:
    codes = {one.disposition_code for one in story.wrap_ups if one.disposition_code}
    found = []
    for row in db.scalars(select(Disposition).where(Disposition.code.in_(codes)).order_by(Disposition.code)):
        topic = db.get(Disposition, row.parent_code) if row.parent_code else None
        above = (f"{topic.name_zh} / ", f"{topic.name_en} / ") if topic else ("", "")
        found.append(Word(code=row.code, name_zh=above[0] + row.name_zh, name_en=above[1] + row.name_en))
    return found


def _complaints(db: Session, call_id: uuid.UUID) -> list[ComplaintRef]:
    rows = db.scalars(select(Complaint).where(Complaint.call_id == call_id).order_by(Complaint.received_at))
    return [
        ComplaintRef(id=one.id, number=one.number, state=cast(Any, one.state), received_at=one.received_at)
        for one in rows
    ]
