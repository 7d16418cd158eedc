"""Three samples that quality drew in the last weeks, scored by the reviewers as far as they have come.

Drawn and scored by the services themselves, as of the day on which it was done.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.demo.data.acting import acting
from agent_desk.demo.data.content import Content
from agent_desk.demo.data.plan import SeedPlan
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.quality import drawing, service
from agent_desk.hub.quality.errors import NothingToDraw
from agent_desk.hub.quality.loading import load_form
from agent_desk.models.quality import SampleItem, ScoreQuestion
from agent_desk.schemas.quality.records import AnswerValue, NewSample, ReviewForm, SampleCriteria

_SAMPLES: Final = ((25, 18, 24, 1.0), (17, 10, 24, 0.85), (8, 1, 30, 0.3))
"""Of each sample: calls offered from so many days ago until so many, how many, and the share that is scored."""
_DRAFTS: Final = 0.1
_FATAL: Final = 0.012
_SCORED_IN_DAYS: Final = 6.0


def make_reviews(db: Session, plan: SeedPlan, content: Content, jobs: Jobs) -> int:
    """Draw the samples and score them; how many calls were drawn."""
    load_form(db, content.quality)
    drawn = 0
    for number, (from_days, to_days, count, share) in enumerate(_SAMPLES):
        drawn += _sample(db, plan, content, jobs, number, (from_days, to_days, count, share))
    return drawn


def _sample(
    db: Session, plan: SeedPlan, content: Content, jobs: Jobs, number: int, about: tuple[int, int, int, float]
) -> int:
    from_days, to_days, count, share = about
    reviewers = acting(db, content, "reviewer")
    morning = plan.now.astimezone(plan.zone).replace(hour=9, minute=12, second=0, microsecond=0)
    drawn_at = min(morning - timedelta(days=to_days - 1), plan.now)
    midnight = morning.replace(hour=0, minute=0)
    from_at, to_at = midnight - timedelta(days=from_days), midnight - timedelta(days=to_days - 1)
    criteria = SampleCriteria(from_at=from_at, to_at=to_at, min_talk_ms=45_000, strata=["agent"])
    week = from_at.isocalendar().week
    form = NewSample(
        name=f"第{week}周呼入随机抽样",
        criteria=criteria,
        n=count,
        seed=plan.seed * 1000 + week,
        reviewers=[one.person_id for one in reviewers],
        due_at=drawn_at + timedelta(days=7),
    )
    try:
        made = drawing.draw(Unit(db=db, now=drawn_at, jobs=jobs, caller=reviewers[number % len(reviewers)]), form)
    except NothingToDraw:
        return 0
    items = db.scalars(select(SampleItem).where(SampleItem.sample_id == made.id).order_by(SampleItem.position)).all()
    questions = list(db.scalars(select(ScoreQuestion).where(ScoreQuestion.form_id == made.form_id)))
    by_id = {one.person_id: one for one in reviewers}
    for item in items:
        random = Random(f"{plan.seed}/review/{item.call_id}")
        lot = random.random()
        if lot < share + _DRAFTS:
            at = _scored_at(random, drawn_at, plan.now)
            unit = Unit(db=db, now=at, jobs=jobs, caller=by_id[item.reviewer_id])
            _review(unit, item, questions, content, random, submit=lot < share)
    return len(items)


def _scored_at(random: Random, drawn_at: datetime, now: datetime) -> datetime:
    latest = min(now, drawn_at + timedelta(days=_SCORED_IN_DAYS))
    return drawn_at + (latest - drawn_at) * random.random()


def _review(
    unit: Unit, item: SampleItem, questions: list[ScoreQuestion], content: Content, random: Random, *, submit: bool
) -> None:
    skill = int(sha256(item.stratum.encode()).hexdigest(), 16) % 100 / 100
    answers = {question.code: _answer(random, question.kind, skill) for question in questions}
    if not submit:
        answers = dict(list(answers.items())[: len(answers) // 2])
    well = sum(value == 5 or value is True for value in answers.values()) > len(answers) * 0.55
    comments = [one["text"] for one in content.phrases["review_comments"] if one["good"] == well]
    comment = random.choice(comments) if random.random() < 0.8 else ""
    form = ReviewForm(answers=answers, comment=comment, version=0)
    (service.submit if submit else service.save)(unit, item.id, form)


def _answer(random: Random, kind: str, skill: float) -> AnswerValue:
    """Better agents get better marks, mostly."""
    if kind == "fatal":
        return random.random() < _FATAL
    if kind == "yesno":
        return random.random() < 0.72 + 0.26 * skill
    if random.random() < 0.03:
        return "na"
    return max(0, min(5, round(random.gauss(3.9 + 0.9 * skill, 0.7))))
