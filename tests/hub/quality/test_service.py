"""Reviews: what a reviewer sees of a call, the draft, the submission that is final, and who may not score."""

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.kit.errors import InvalidForm, StaleVersion
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.quality import service
from agent_desk.hub.quality.errors import NotYourItem, OwnCall, ReviewFinal
from agent_desk.models.calls.calls import CallLeg
from agent_desk.models.cases import Complaint
from agent_desk.models.kit import AuditEntry, Change
from agent_desk.schemas.quality.records import ReviewForm
from tests.fixtures.quality import FULL, NOW, Centre, InUnit, given_items


@pytest.fixture
def item_id(centre: Centre, in_unit: InUnit) -> uuid.UUID:
    """A call given to the first reviewer."""
    centre.call(notes="卡号 6217001234567890123 短信费")
    return given_items(centre, in_unit)[0]


def save(in_unit: InUnit, item_id: uuid.UUID, by: Caller, **form: Any) -> Any:
    return in_unit(service.save, item_id, ReviewForm.model_validate(form), caller=by, now=NOW)


def submit(in_unit: InUnit, item_id: uuid.UUID, by: Caller, **form: Any) -> Any:
    return in_unit(service.submit, item_id, ReviewForm.model_validate(form), caller=by, now=NOW)


def test_a_reviewer_sees_the_call_its_notes_masked_and_the_form(
    centre: Centre, in_unit: InUnit, item_id: uuid.UUID
) -> None:
    shown = in_unit(service.item, item_id, caller=centre.reviewer)
    assert shown.own
    assert (shown.review.state, shown.review.version, shown.review.missing) == ("new", 0, list(FULL))
    assert [leg.person.agent_code for leg in shown.story.legs] == ["8001"]
    assert shown.story.wrap_ups[0].notes == "卡号 621700*********0123 短信费"
    assert shown.dispositions[0].name_zh == "账户 / 收费"
    assert shown.form.questions[0].code == "greeting"
    with centre.database.read() as db:
        assert db.scalars(select(AuditEntry).where(AuditEntry.action == "quality.read")).one().entity_id == str(item_id)


def test_a_complaint_of_the_call_is_named(centre: Centre, in_unit: InUnit, item_id: uuid.UUID) -> None:
    call_id = in_unit(service.item, item_id, caller=centre.reviewer).item.call_id
    with centre.database.write() as db:
        db.add(
            Complaint(
                number="TS20251113-0001",
                call_id=call_id,
                source="call",
                channel="phone",
                business="card",
                cause="pricing",
                wish="refund",
                narrative="收费",
                received_at=NOW,
                due_at=NOW,
                opened_by=centre.agents[0].id,
            )
        )
    (complaint,) = in_unit(service.item, item_id, caller=centre.reviewer).complaints
    assert (complaint.number, complaint.state) == ("TS20251113-0001", "received")


def test_a_draft_is_kept_and_scored_as_far_as_it_goes(centre: Centre, in_unit: InUnit, item_id: uuid.UUID) -> None:
    first = save(in_unit, item_id, centre.reviewer, answers={"greeting": True, "accuracy": 3}, comment=" 语速偏快 ")
    # greeting 5 of 5 (weight 5), accuracy 3 of 5 (weight 16): (25 + 48) / 105
    assert (first.state, first.score, first.version) == ("draft", 69.5, 1)
    assert first.comment == "语速偏快"
    assert set(first.missing) == set(FULL) - {"greeting", "accuracy"}
    again = save(in_unit, item_id, centre.reviewer, answers={"greeting": False}, version=1)
    assert (again.score, again.comment, again.version) == (0.0, "", 2)
    assert in_unit(service.item, item_id, caller=centre.reviewer).review == again


def test_a_submission_is_final(centre: Centre, in_unit: InUnit, item_id: uuid.UUID) -> None:
    save(in_unit, item_id, centre.reviewer, answers={"greeting": True})
    done = submit(in_unit, item_id, centre.reviewer, answers=FULL | {"empathy": "na"}, version=1)
    assert (done.state, done.score, done.fatal, done.missing) == ("submitted", 82.2, False, [])
    assert done.submitted_at == NOW
    for act in (save, submit):
        with pytest.raises(ReviewFinal):
            act(in_unit, item_id, centre.reviewer, answers=FULL, version=2)
    page = in_unit(service.my_items, service.Wanted(), None, None, caller=centre.reviewer)
    assert [(one.state, one.score) for one in page.items] == [("submitted", 82.2)]
    assert page.open == 0


def test_a_fatal_fault_takes_all(centre: Centre, in_unit: InUnit, item_id: uuid.UUID) -> None:
    done = submit(in_unit, item_id, centre.reviewer, answers=FULL | {"fatal_secret": True})
    assert (done.score, done.fatal) == (0.0, True)


def test_questions_without_an_answer_are_named_and_nothing_is_submitted(
    centre: Centre, in_unit: InUnit, item_id: uuid.UUID
) -> None:
    some = {code: answer for code, answer in FULL.items() if code not in ("closing", "fatal_secret")}
    with pytest.raises(InvalidForm) as told:
        submit(in_unit, item_id, centre.reviewer, answers=some)
    assert told.value.values["fields"] == {"closing": "missing", "fatal_secret": "missing"}
    assert in_unit(service.item, item_id, caller=centre.reviewer).review.state == "new"


def test_answers_that_do_not_fit_are_named(centre: Centre, in_unit: InUnit, item_id: uuid.UUID) -> None:
    with pytest.raises(InvalidForm) as told:
        save(in_unit, item_id, centre.reviewer, answers={"greeting": 3, "accuracy": True, "shoes": 5, "clarity": 5})
    assert told.value.values["fields"] == {"greeting": "not_allowed", "accuracy": "not_allowed", "shoes": "unknown"}


def test_a_stale_draft_gets_both_versions(centre: Centre, in_unit: InUnit, item_id: uuid.UUID) -> None:
    save(in_unit, item_id, centre.reviewer, answers={"greeting": True}, comment="第一台")
    for act in (save, submit):
        with pytest.raises(StaleVersion) as told:
            act(in_unit, item_id, centre.reviewer, answers=FULL, comment="第二台")
        assert told.value.values["current"]["comment"] == "第一台"
        assert told.value.values["yours"]["comment"] == "第二台"


def test_nobody_else_scores_it_and_a_draft_is_nobody_elses_business(
    centre: Centre, in_unit: InUnit, item_id: uuid.UUID
) -> None:
    for act in (save, submit):
        with pytest.raises(NotYourItem):
            act(in_unit, item_id, centre.other, answers=FULL)
    with pytest.raises(NotYourItem):
        in_unit(service.item, item_id, caller=centre.other)
    submit(in_unit, item_id, centre.reviewer, answers=FULL)
    shown = in_unit(service.item, item_id, caller=centre.other)
    assert (shown.own, shown.review.score) == (False, 82.0)
    plain = replace(centre.other, permissions=centre.other.permissions - {"quality.results"})
    with pytest.raises(NotYourItem):
        in_unit(service.item, item_id, caller=plain)


def test_nobody_scores_a_call_they_took_part_in(centre: Centre, in_unit: InUnit, item_id: uuid.UUID) -> None:
    shown = in_unit(service.item, item_id, caller=centre.reviewer)
    with centre.database.write() as db:
        db.add(
            CallLeg(
                call_id=shown.item.call_id,
                person_id=centre.reviewer.person_id,
                queue_id=centre.queues["loan"],
                rung_at=NOW,
                ended_at=NOW,
                result="missed",
            )
        )
    with pytest.raises(OwnCall):
        save(in_unit, item_id, centre.reviewer, answers=FULL)
    assert not in_unit(service.item, item_id, caller=centre.reviewer).own


def test_the_first_due_comes_first(centre: Centre, in_unit: InUnit) -> None:
    centre.calls(4)
    given_items(centre, in_unit, name="不限期", n=1)
    given_items(centre, in_unit, name="下周", n=2, due_at=(NOW + timedelta(days=7)).isoformat())
    given_items(centre, in_unit, name="明天", n=1, due_at=(NOW + timedelta(days=1)).isoformat())
    names = ["明天", "下周", "下周", "不限期"]
    page = in_unit(service.my_items, service.Wanted(), None, None, caller=centre.reviewer)
    assert ([one.sample_name for one in page.items], page.open, page.next) == (names, 4, None)
    first = in_unit(service.my_items, service.Wanted(), 2, None, caller=centre.reviewer)
    rest = in_unit(service.my_items, service.Wanted(), 2, first.next, caller=centre.reviewer)
    assert [one.id for one in [*first.items, *rest.items]] == [one.id for one in page.items]
    submit(in_unit, page.items[0].id, centre.reviewer, answers=FULL)
    open_ones = in_unit(service.my_items, service.Wanted(done=False), None, None, caller=centre.reviewer)
    assert [one.sample_name for one in open_ones.items] == names[1:]


def test_a_draft_is_told_to_its_reviewer_alone(centre: Centre, in_unit: InUnit, item_id: uuid.UUID) -> None:
    save(in_unit, item_id, centre.reviewer, answers={})
    submit(in_unit, item_id, centre.reviewer, answers=FULL, version=1)
    with centre.database.read() as db:
        told = db.scalars(select(Change.audience).where(Change.entity == "review").order_by(Change.id)).all()
    me = f"person:{centre.reviewer.person_id}"
    assert told[0] == [me]
    assert {me, "perm:quality.results@all", "perm:quality.sample@all"} <= set(told[1])
