"""Samples as people see them: what was drawn, with which seed, and how far the reviewers are."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, or_, select, true, tuple_
from sqlalchemy.orm import Session

from agent_desk.hub.calls import views as calls
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.errors import NotFound
from agent_desk.hub.kit.paging import MOMENT, page_size, place_of, to_cursor
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.quality.forms import form_ref
from agent_desk.models.quality import Review, Sample, SampleItem, ScoreForm
from agent_desk.schemas.quality.records import ReviewerShare, SampleCriteria, SamplePage
from agent_desk.schemas.quality.records import Sample as SampleRecord

DRAW = "quality.sample"


def page(unit: Unit, *, limit: int | None = None, after: str | None = None) -> SamplePage:
    """Samples, newest first: all for those who draw, else those in which the caller has a call. Raises InvalidForm."""
    size = page_size(limit)
    found = select(Sample).where(_visible(unit)).order_by(Sample.drawn_at.desc(), Sample.id.desc())
    place = place_of(after, MOMENT, uuid.UUID)
    if place is not None:
        found = found.where(tuple_(Sample.drawn_at, Sample.id) < place)
    rows = unit.db.scalars(found.limit(size + 1)).all()
    shown = rows[:size]
    more = len(rows) > size
    return SamplePage(
        items=records(unit.db, shown),
        next=to_cursor(shown[-1].drawn_at, shown[-1].id) if more else None,
    )


def sample(unit: Unit, sample_id: uuid.UUID) -> SampleRecord:
    """Return one sample. Raises NotFound, for one the caller may not see as well."""
    found = unit.db.scalar(select(Sample).where(Sample.id == sample_id, _visible(unit)))
    if found is None:
        raise NotFound(what="sample")
    return records(unit.db, [found])[0]


def records(db: Session, samples: Sequence[Sample]) -> list[SampleRecord]:
    """Samples as they cross the wire; a handful of queries whatever their number."""
    shares = _shares(db, [one.id for one in samples])
    forms = {
        one.id: form_ref(one)
        for one in db.scalars(select(ScoreForm).where(ScoreForm.id.in_({one.form_id for one in samples})))
    }
    who = {one.drawn_by for one in samples} | {person for rows in shares.values() for person, _, _ in rows}
    people = calls.people_of(db, who)
    return [
        SampleRecord(
            id=one.id,
            name=one.name,
            seed=one.seed,
            n=one.criteria.get("n", 0),
            criteria=SampleCriteria.model_validate(one.criteria),
            form=forms[one.form_id],
            drawn_by=people[one.drawn_by],
            drawn_at=one.drawn_at,
            due_at=one.due_at,
            items=sum(items for _, items, _ in shares.get(one.id, [])),
            submitted=sum(done for _, _, done in shares.get(one.id, [])),
            reviewers=[
                ReviewerShare(person=people[person], items=items, submitted=done)
                for person, items, done in shares.get(one.id, [])
            ],
        )
        for one in samples
    ]


def _shares(db: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[tuple[uuid.UUID, int, int]]]:
    """Of each sample: reviewer, calls, submitted; the one with most calls first."""
    done = func.count(Review.id).filter(Review.state == "submitted")
    rows = db.execute(
        select(SampleItem.sample_id, SampleItem.reviewer_id, func.count(SampleItem.id), done)
        .outerjoin(Review, Review.item_id == SampleItem.id)
        .where(SampleItem.sample_id.in_(ids))
        .group_by(SampleItem.sample_id, SampleItem.reviewer_id)
        .order_by(func.count(SampleItem.id).desc(), SampleItem.reviewer_id)
    )
    found: dict[uuid.UUID, list[tuple[uuid.UUID, int, int]]] = {}
    for sample_id, reviewer, items, submitted in rows:
        found.setdefault(sample_id, []).append((reviewer, items, submitted))
    return found


def _visible(unit: Unit) -> Any:
    """All for who draws for everybody; else one's own, with a call to score, and what somebody within reach has drawn."""
    reach = scope.reach(unit, DRAW)
    own = select(SampleItem.sample_id).where(SampleItem.reviewer_id == unit.me.person_id)
    return true() if reach.everything else or_(scope.doer(reach, Sample.drawn_by), Sample.id.in_(own))
