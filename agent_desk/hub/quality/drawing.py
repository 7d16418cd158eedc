"""Drawing a sample: which calls match, which of them are drawn, and which reviewer gets which."""

import secrets
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls import views as calls
from agent_desk.hub.kit import scope, work_items
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import NewWork, WorkKind
from agent_desk.hub.quality import rules
from agent_desk.hub.quality.errors import NothingToDraw
from agent_desk.hub.quality.forms import form_ref, form_to_draw_with
from agent_desk.models.calls.calls import Call, CallLeg, Queue
from agent_desk.models.people import Person
from agent_desk.models.quality import Sample, SampleItem, ScoreForm
from agent_desk.schemas.quality.changes import SampleChanged
from agent_desk.schemas.quality.records import (
    LARGEST_SEED,
    NewSample,
    QualityChoices,
    SampleCriteria,
    SamplePreview,
    SamplePreviewForm,
    StratumCount,
)

REVIEW = "quality.review"
SAMPLE: Final = "quality.sample"
SCORE: Final = work_items.register(WorkKind("sample_item", leads=SAMPLE))
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class _Found:
    """A call that matches, by the ids of who answered it and where."""

    call_id: uuid.UUID
    agent_id: uuid.UUID
    queue_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class _Pool:
    """The calls that may be drawn, and which reviewers took part in which."""

    calls: list[_Found]
    took_part: dict[uuid.UUID, set[uuid.UUID]]
    recused: int


def choices(unit: Unit) -> QualityChoices:
    """Queues, agents and reviewers within reach to choose from, and the editions in force."""
    db, reach = unit.db, scope.reach(unit, SAMPLE)
    agents = db.scalars(
        select(Person)
        .where(Person.agent_code.is_not(None), Person.active, scope.person(reach, Person.id))
        .order_by(Person.agent_code)
    ).all()
    reviewers = db.scalars(_reviewers(unit).order_by(Person.login)).all()
    forms = db.scalars(select(ScoreForm).where(ScoreForm.active).order_by(ScoreForm.created_at.desc())).all()
    queues = db.scalars(
        select(Queue).where(Queue.active, scope.queue(reach, Queue.id)).order_by(Queue.position, Queue.code)
    ).all()
    return QualityChoices(
        queues=[calls.queue_ref(one) for one in queues],
        agents=[calls.person_ref(one) for one in agents],
        reviewers=[calls.person_ref(one) for one in reviewers],
        forms=[form_ref(one) for one in forms],
    )


def preview(unit: Unit, form: SamplePreviewForm) -> SamplePreview:
    """Return how many calls match, by stratum, the largest first. Raises InvalidForm."""
    _check(unit, form.criteria, form.reviewers)
    pool = _pool(unit, form.criteria, form.reviewers)
    by_agent, by_queue = ("agent" in form.criteria.strata, "queue" in form.criteria.strata)
    counts = Counter((one.agent_id if by_agent else None, one.queue_id if by_queue else None) for one in pool.calls)
    if not form.criteria.strata:
        counts.clear()
    people = calls.people_of(unit.db, (agent for agent, _ in counts))
    queues = calls.queues_by_id(unit.db)
    return SamplePreview(
        matching=len(pool.calls),
        recused=pool.recused,
        strata=[
            StratumCount(agent=people[agent] if agent else None, queue=queues[queue] if queue else None, calls=count)
            for (agent, queue), count in counts.most_common()
        ],
    )


def draw(unit: Unit, form: NewSample) -> Sample:
    """Draw a sample and give its calls to the reviewers. Raises InvalidForm, NothingToDraw, NotFound, NoScoreForm.

    The same seed and criteria over the same calls draw the same calls in the same order, whoever asks.
    """
    _check(unit, form.criteria, form.reviewers)
    scored_with = form_to_draw_with(unit, form.form_id)
    pool = _pool(unit, form.criteria, form.reviewers)
    if not pool.calls:
        raise NothingToDraw()
    seed = form.seed if form.seed is not None else secrets.randbelow(LARGEST_SEED + 1)
    found = rules.draw(
        _candidates(unit.db, pool.calls), form.n, seed, strata=form.criteria.strata, share=form.criteria.share
    )
    given = rules.assign(
        [one.key for one in found],
        [str(one) for one in dict.fromkeys(form.reviewers)],
        {str(call): {str(one) for one in who} for call, who in pool.took_part.items()},
    )
    sample = Sample(
        name=form.name.strip(),
        seed=seed,
        form_id=scored_with.id,
        drawn_by=unit.me.person_id,
        drawn_at=unit.now,
        due_at=form.due_at,
        criteria={**form.criteria.model_dump(mode="json"), "n": form.n},
    )
    unit.db.add(sample)
    unit.db.flush()
    items = [
        SampleItem(
            id=uuid.uuid4(),
            sample_id=sample.id,
            call_id=uuid.UUID(one.key),
            reviewer_id=uuid.UUID(given[one.key]),
            stratum=one.stratum,
            position=position,
        )
        for position, one in enumerate(found)
    ]
    unit.db.add_all(items)
    unit.db.flush()
    work_items.put_new(
        unit,
        SCORE,
        [NewWork(one.id, f"{sample.name} · {one.position + 1}", one.reviewer_id) for one in items],
        form.due_at,
    )
    unit.audit(
        "quality.draw",
        "sample",
        sample.id,
        name=sample.name,
        seed=seed,
        n=form.n,
        drawn=len(found),
        matching=len(pool.calls),
        criteria=sample.criteria,
    )
    to = [*scope.audience(SAMPLE, people=[unit.me.person_id]), *(f"person:{one}" for one in set(given.values()))]
    unit.change(SampleChanged(id=sample.id, items=len(found)), to=to)
    return sample


def _check(unit: Unit, criteria: SampleCriteria, reviewers: Collection[uuid.UUID]) -> None:
    db = unit.db
    wrong: dict[str, str] = {}
    for name, moment in (("from_at", criteria.from_at), ("to_at", criteria.to_at)):
        if moment.tzinfo is None:
            wrong[name] = "no_zone"
    if not wrong and criteria.to_at <= criteria.from_at:
        wrong["to_at"] = "before_start"
    elif not wrong and criteria.to_at - criteria.from_at > LONGEST:
        wrong["to_at"] = "too_long"
    if set(criteria.queues) - set(db.scalars(select(Queue.code).where(Queue.code.in_(criteria.queues)))):
        wrong["queues"] = "unknown"
    if set(criteria.agents) - set(db.scalars(select(Person.id).where(Person.id.in_(criteria.agents)))):
        wrong["agents"] = "unknown"
    if set(reviewers) - set(db.scalars(_reviewers(unit).with_only_columns(Person.id).where(Person.id.in_(reviewers)))):
        wrong["reviewers"] = "not_a_reviewer"
    if wrong:
        raise InvalidForm(wrong)


def _reviewers(unit: Unit) -> Select[Person]:
    within = scope.person(scope.reach(unit, SAMPLE), Person.id)
    return select(Person).where(Person.active, Person.id.in_(scope.holders(REVIEW, unit.now)), within)


def _pool(unit: Unit, criteria: SampleCriteria, reviewers: Sequence[uuid.UUID]) -> _Pool:
    db = unit.db
    matching = select(Call.id, Call.agent_id, Call.queue_id).where(
        Call.state == "ended",
        Call.outcome == "answered",
        Call.agent_id.is_not(None),
        Call.offered_at >= criteria.from_at,
        Call.offered_at < criteria.to_at,
        Call.talk_ms >= criteria.min_talk_ms,
        scope.call(scope.reach(unit, SAMPLE)),
    )
    if criteria.queues:
        matching = matching.where(Call.queue_id.in_(select(Queue.id).where(Queue.code.in_(criteria.queues))))
    if criteria.agents:
        matching = matching.where(Call.agent_id.in_(criteria.agents))
    found = [_Found(call, agent, queue) for call, agent, queue in db.execute(matching) if agent is not None]
    judges = set(reviewers)
    if not judges:
        return _Pool(found, {}, 0)
    calls_found = matching.subquery()
    parts = select(CallLeg.call_id, CallLeg.person_id).join(calls_found, calls_found.c.id == CallLeg.call_id)
    took_part: dict[uuid.UUID, set[uuid.UUID]] = {}
    for call_id, person_id in db.execute(parts.where(CallLeg.person_id.in_(judges))):
        took_part.setdefault(call_id, set()).add(person_id)
    for one in found:
        if one.agent_id in judges:
            took_part.setdefault(one.call_id, set()).add(one.agent_id)
    free = [one for one in found if took_part.get(one.call_id) != judges]
    return _Pool(free, took_part, len(found) - len(free))


def _candidates(db: Session, found: Iterable[_Found]) -> Iterable[rules.Candidate]:
    """Calls with the words they are stratified by: the agent's code (or login) and the queue's code."""
    people = dict(db.execute(select(Person.id, func.coalesce(Person.agent_code, Person.login))).all())
    queues = dict(db.execute(select(Queue.id, Queue.code)).all())
    for one in found:
        traits = {"agent": people[one.agent_id], "queue": queues[one.queue_id]}
        yield rules.Candidate(str(one.call_id), traits)
