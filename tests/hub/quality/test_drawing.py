"""Samples: who may be drawn, that a draw can be repeated, who gets which call."""

import uuid
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.quality import drawing, samples
from agent_desk.hub.quality.errors import NothingToDraw
from agent_desk.models.kit import AuditEntry
from agent_desk.models.quality import Sample, SampleItem
from agent_desk.schemas.quality.records import NewSample, SampleCriteria, SamplePreviewForm
from tests.fixtures.quality import DAY, NOW, Centre, InUnit, criteria, sample_form


def drawn(centre: Centre, sample: Sample) -> list[SampleItem]:
    """Its items in order."""
    with centre.database.read() as db:
        found = list(
            db.scalars(select(SampleItem).where(SampleItem.sample_id == sample.id).order_by(SampleItem.position))
        )
        db.expunge_all()
        return found


def draw(in_unit: InUnit, centre: Centre, **more: Any) -> Sample:
    form = NewSample.model_validate(sample_form(centre, **more))
    made: Sample = in_unit(drawing.draw, form, caller=centre.reviewer, now=NOW)
    return made


def preview(in_unit: InUnit, centre: Centre, reviewers: list[uuid.UUID] | None = None, **more: Any) -> Any:
    form = SamplePreviewForm.model_validate({"criteria": criteria(**more), "reviewers": reviewers or []})
    return in_unit(drawing.preview, form, caller=centre.reviewer)


def test_the_same_seed_and_criteria_draw_the_same_calls(centre: Centre, in_unit: InUnit) -> None:
    centre.calls(30)
    spread = criteria(strata=["agent"])
    first, again, other = (
        [item.call_id for item in drawn(centre, draw(in_unit, centre, n=9, seed=seed, criteria=spread))]
        for seed in (7, 7, 8)
    )
    assert first == again
    assert len(first) == 9
    assert first != other


def test_a_seed_that_nobody_named_is_drawn_and_draws_the_same_again(centre: Centre, in_unit: InUnit) -> None:
    centre.calls(20)
    first = draw(in_unit, centre, seed=None)
    again = draw(in_unit, centre, seed=first.seed)
    assert [item.call_id for item in drawn(centre, first)] == [item.call_id for item in drawn(centre, again)]


def test_only_ended_answered_calls_of_the_period_are_drawn(centre: Centre, in_unit: InUnit) -> None:
    wanted = centre.call(minute=0)
    last = centre.call(minute=59)
    centre.call(minute=60)
    centre.call(minute=1, outcome="abandoned_queue", answered_at=None, agent_id=None)
    centre.call(minute=2, state="talking", outcome=None, ended_at=None)
    centre.call(minute=3, talk_ms=5_000)
    hour = criteria(to_at=(DAY + timedelta(hours=1)).isoformat(), min_talk_ms=30_000)
    assert {item.call_id for item in drawn(centre, draw(in_unit, centre, criteria=hour))} == {wanted, last}


def test_every_agent_gets_as_many_and_a_stratum_tells_who(centre: Centre, in_unit: InUnit) -> None:
    for minute in range(20):
        centre.call(agent=0, minute=minute)
    for agent in (1, 2):
        for minute in range(3):
            centre.call(agent=agent, minute=30 + minute)
    items = drawn(centre, draw(in_unit, centre, n=6, criteria=criteria(strata=["agent"])))
    assert Counter(item.stratum for item in items) == {"8001": 2, "8002": 2, "8003": 2}


def test_the_preview_counts_what_a_draw_can_take(centre: Centre, in_unit: InUnit) -> None:
    centre.calls(12)
    whole = preview(in_unit, centre, strata=["queue"])
    assert (whole.matching, whole.recused) == (12, 0)
    assert [(row.queue.code, row.calls) for row in whole.strata] == [("account", 6), ("loan", 6)]
    one = preview(in_unit, centre, queues=["loan"], agents=[str(centre.agents[1].id)])
    assert one.matching == 2
    assert not one.strata


def test_nobody_is_given_a_call_they_took_part_in(centre: Centre, in_unit: InUnit) -> None:
    me, other = centre.reviewer.person_id, centre.other.person_id
    both = centre.call(minute=0, parts=(me, other))
    mine = centre.call(minute=1, parts=(me,))
    centre.call(minute=2)
    alone = preview(in_unit, centre, [me])
    assert (alone.matching, alone.recused) == (1, 2)
    items = drawn(centre, draw(in_unit, centre, n=9, reviewers=[str(me), str(other)]))
    assert both not in {item.call_id for item in items}
    assert {item.reviewer_id for item in items if item.call_id == mine} == {other}


def test_reviewers_share_a_sample_evenly(centre: Centre, in_unit: InUnit) -> None:
    centre.calls(9)
    both = [str(centre.reviewer.person_id), str(centre.other.person_id)]
    sample = draw(in_unit, centre, n=7, reviewers=both)
    assert sorted(Counter(item.reviewer_id for item in drawn(centre, sample)).values()) == [3, 4]


def test_what_was_asked_for_is_shown_with_the_seed_and_written_down(centre: Centre, in_unit: InUnit) -> None:
    centre.calls(9)
    draw(in_unit, centre, n=4, seed=1234)
    page = in_unit(samples.page, limit=None, after=None, caller=centre.reviewer)
    (sample,) = page.items
    assert (sample.seed, sample.n, sample.items, sample.submitted) == (1234, 4, 4, 0)
    assert sample.criteria.from_at == DAY
    assert sample.form.edition == 1
    with centre.database.read() as db:
        entry = db.scalars(select(AuditEntry).where(AuditEntry.action == "quality.draw")).one()
        assert (entry.detail["seed"], entry.detail["drawn"], entry.detail["matching"]) == (1234, 4, 9)


def test_nothing_that_matches_is_a_sentence_and_no_sample(centre: Centre, in_unit: InUnit) -> None:
    with pytest.raises(NothingToDraw):
        draw(in_unit, centre)
    assert not in_unit(samples.page, limit=None, after=None, caller=centre.reviewer).items


def test_criteria_that_make_no_sense_are_named(centre: Centre, in_unit: InUnit) -> None:
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"to_at": DAY.isoformat()}, "to_at"),
        ({"to_at": (DAY + timedelta(days=400)).isoformat()}, "to_at"),
        ({"queues": ["nowhere"]}, "queues"),
        ({"agents": [str(uuid.uuid4())]}, "agents"),
    ]
    for more, field in wrong:
        with pytest.raises(InvalidForm) as told:
            draw(in_unit, centre, criteria=criteria(**more))
        assert set(told.value.values["fields"]) == {field}


def test_a_moment_without_its_zone_is_refused_at_the_door() -> None:
    with pytest.raises(ValidationError, match="from_at"):
        SampleCriteria.model_validate(criteria(from_at="2025-11-13T09:00:00"))


def test_a_call_is_given_to_reviewers_only(centre: Centre, in_unit: InUnit) -> None:
    centre.calls(3)
    with pytest.raises(InvalidForm) as told:
        draw(in_unit, centre, reviewers=[str(centre.agents[0].id)])
    assert told.value.values["fields"] == {"reviewers": "not_a_reviewer"}


def test_a_reviewer_without_the_right_to_draw_sees_the_own_samples_only(centre: Centre, in_unit: InUnit) -> None:
    centre.calls(6)
    draw(in_unit, centre)
    mine = draw(in_unit, centre, reviewers=[str(centre.other.person_id)])
    plain = centre.other.__class__(
        **{name: getattr(centre.other, name) for name in centre.other.__slots__}
        | {"permissions": frozenset({"quality.review"})}
    )
    page = in_unit(samples.page, limit=None, after=None, caller=plain)
    assert [sample.id for sample in page.items] == [mine.id]


def test_pages_of_samples_hang_together(centre: Centre, in_unit: InUnit) -> None:
    centre.calls(3)
    names = [f"抽检 {number}" for number in range(5)]
    for name in names:
        draw(in_unit, centre, name=name, n=1)
    first = in_unit(samples.page, limit=3, after=None, caller=centre.reviewer)
    rest = in_unit(samples.page, limit=3, after=first.next, caller=centre.reviewer)
    assert sorted(sample.name for sample in [*first.items, *rest.items]) == names
    assert rest.next is None
