"""What the submitted reviews add up to: by agent, by question, by form; and the reviews behind a figure."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import Session

from agent_desk.hub.calls import views as calls
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.paging import MOMENT, page_size, place_of, to_cursor
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.quality import rules
from agent_desk.hub.quality.forms import form_ref
from agent_desk.models.calls.calls import Call
from agent_desk.models.quality import Review, Sample, SampleItem, ScoreForm, ScoreQuestion
from agent_desk.schemas.quality.records import (
    QuestionKind,
    ResultRow,
    ResultsBy,
    ResultTable,
    ReviewPage,
    ReviewRow,
)
from agent_desk.schemas.quality.rules import Kind

RESULTS = "quality.results"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Reviews submitted in [from_at, to_at), of one agent or one edition where named."""

    from_at: datetime
    to_at: datetime
    agent_id: uuid.UUID | None = None
    form_id: uuid.UUID | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL. Raises InvalidForm."""
        if self.from_at.tzinfo is None or self.to_at.tzinfo is None:
            raise InvalidForm({"from_at": "no_zone"})
        if self.to_at <= self.from_at:
            raise InvalidForm({"to_at": "before_start"})
        found = [
            Review.state == "submitted",
            Review.submitted_at >= self.from_at,
            Review.submitted_at < self.to_at,
        ]
        if self.agent_id is not None:
            found.append(Review.agent_id == self.agent_id)
        if self.form_id is not None:
            found.append(Review.form_id == self.form_id)
        return found


def results(unit: Unit, by: ResultsBy, wanted: Wanted) -> ResultTable:
    """Return the table, the lowest mean first, since that is where to look. Raises InvalidForm."""
    db = unit.db
    reviews = db.scalars(select(Review).where(*wanted.conditions(), scope.review(scope.reach(unit, RESULTS)))).all()
    marks = dict(db.execute(select(ScoreForm.id, ScoreForm.pass_mark)).all())
    total = rules.Tally()
    for one in reviews:
        _add(total, one, marks)
    rows = {"agent": _by_agent, "question": _by_question, "form": _by_form}[by](db, reviews, marks)
    if by != "question":
        rows.sort(key=lambda row: (row.mean is None, row.mean, row.key))
    unit.audit("quality.results", "review", "", by=by, from_at=wanted.from_at.isoformat(), reviews=len(reviews))
    whole = ResultRow(key="total", name_zh="", name_en="", **_figures(total))
    return ResultTable(by=by, from_at=wanted.from_at, to_at=wanted.to_at, rows=rows, total=whole)


def reviews(unit: Unit, wanted: Wanted, limit: int | None, after: str | None) -> ReviewPage:
    """Return the reviews behind a figure, newest first. Raises InvalidForm."""
    size = page_size(limit)
    found = (
        select(Review, SampleItem, Sample, Call, ScoreForm)
        .join(SampleItem, SampleItem.id == Review.item_id)
        .join(Sample, Sample.id == SampleItem.sample_id)
        .join(Call, Call.id == SampleItem.call_id)
        .join(ScoreForm, ScoreForm.id == Review.form_id)
        .where(*wanted.conditions(), scope.review(scope.reach(unit, RESULTS)))
        .order_by(Review.submitted_at.desc(), Review.id.desc())
    )
    place = place_of(after, MOMENT, uuid.UUID)
    if place is not None:
        found = found.where(tuple_(Review.submitted_at, Review.id) < place)
    rows = unit.db.execute(found.limit(size + 1)).all()
    shown = rows[:size]
    people = calls.people_of(unit.db, {who for review, *_ in shown for who in (review.agent_id, review.reviewer_id)})
    queues = calls.queues_by_id(unit.db)
    items = [
        ReviewRow(
            item_id=item.id,
            call_id=call.id,
            sample_name=sample.name,
            form=form_ref(form),
            agent=people[review.agent_id],
            reviewer=people[review.reviewer_id],
            queue=queues[call.queue_id],
            offered_at=call.offered_at,
            submitted_at=_submitted(review),
            score=review.score,
            fatal=review.fatal,
            passed=_passed(review, form.pass_mark),
        )
        for review, item, sample, call, form in shown
    ]
    last = shown[-1][0] if len(rows) > size else None
    if after is None:
        unit.audit("quality.reviews", "review", "", agent=str(wanted.agent_id or ""), found=len(items))
    return ReviewPage(items=items, next=to_cursor(_submitted(last), last.id) if last else None)


def _by_agent(db: Session, reviews: Iterable[Review], marks: dict[uuid.UUID, int]) -> list[ResultRow]:
    tallies: dict[uuid.UUID, rules.Tally] = {}
    for one in reviews:
        _add(tallies.setdefault(one.agent_id, rules.Tally()), one, marks)
    people = calls.people_of(db, tallies)
    return [
        ResultRow(
            key=str(agent),
            name_zh=people[agent].name,
            name_en=people[agent].name_en,
            person=people[agent],
            **_figures(tally),
        )
        for agent, tally in tallies.items()
    ]


def _by_form(db: Session, reviews: Iterable[Review], marks: dict[uuid.UUID, int]) -> list[ResultRow]:
    tallies: dict[uuid.UUID, rules.Tally] = {}
    for one in reviews:
        _add(tallies.setdefault(one.form_id, rules.Tally()), one, marks)
    forms = {one.id: one for one in db.scalars(select(ScoreForm).where(ScoreForm.id.in_(tallies)))}
    return [
        ResultRow(
            key=str(form),
            name_zh=f"{forms[form].name_zh} · {forms[form].edition}",
            name_en=f"{forms[form].name_en} · {forms[form].edition}",
            **_figures(tally),
        )
        for form, tally in tallies.items()
    ]


def _by_question(db: Session, reviews: Iterable[Review], marks: dict[uuid.UUID, int]) -> list[ResultRow]:
    """In the order of the newest edition that has the question; editions share a question by its code."""
    used = list(reviews)
    editions = {one.form_id for one in used}
    rows = db.execute(
        select(ScoreQuestion)
        .join(ScoreForm, ScoreForm.id == ScoreQuestion.form_id)
        .where(ScoreQuestion.form_id.in_(editions))
        .order_by(ScoreForm.code, ScoreForm.edition.desc(), ScoreQuestion.position)
    )
    questions: dict[str, ScoreQuestion] = {}
    for (row,) in rows:
        questions.setdefault(row.code, row)
    tallies = {code: rules.Tally() for code in questions}
    for review in used:
        for code, answer in review.answers.items():
            kind = cast(Kind, questions[code].kind)
            fault = kind == "fatal" and answer is True
            tallies[code].add(rules.answer_score(kind, answer), fatal=fault, na=answer == "na")
    return [
        ResultRow(
            key=code,
            name_zh=one.name_zh,
            name_en=one.name_en,
            section_zh=one.section_zh,
            section_en=one.section_en,
            kind=cast(QuestionKind, one.kind),
            **_figures(tallies[code]),
        )
        for code, one in questions.items()
    ]


def _add(tally: rules.Tally, review: Review, marks: dict[uuid.UUID, int]) -> None:
    tally.add(review.score, fatal=review.fatal, passed=_passed(review, marks[review.form_id]))


def _passed(review: Review, mark: int) -> bool:
    return review.score is not None and not review.fatal and review.score >= mark


def _figures(tally: rules.Tally) -> dict[str, Any]:
    return {
        "reviews": tally.reviews,
        "mean": tally.mean,
        "fatal": tally.fatal,
        "passed": tally.passed,
        "na": tally.na,
    }


def _submitted(review: Review) -> datetime:
    assert review.submitted_at is not None  # the database holds this for submitted reviews
    return review.submitted_at
