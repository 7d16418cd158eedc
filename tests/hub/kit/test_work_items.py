"""Work items: one inbox, first come first served, and whoever is second is told who has it."""

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.kit import inbox as inbox_of
from agent_desk.hub.kit import work_items
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import NotFound, TransitionRefused
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import KINDS, NewWork, TakenByOther, WorkKind
from agent_desk.models.kit import Change
from agent_desk.models.people import Person, Team
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.kit.work_items import Inbox
from tests.fixtures.people import Staff

NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)
TITLE = ("退款", "Refund")


@pytest.fixture
def kind() -> Iterator[WorkKind]:
    """Work that agents take from the inbox."""
    made = work_items.register(WorkKind("test.letter", offered=True))
    yield made
    del KINDS[made.name]


@pytest.fixture
def lin(staff: Staff) -> Caller:
    return staff.caller("lin", "agent")


@pytest.fixture
def mei(staff: Staff) -> Caller:
    return staff.caller("mei", "agent")


def put(in_unit: Any, kind: WorkKind, now: datetime = NOW, **more: Any) -> uuid.UUID:
    """Something to do for any agent; the id of its subject."""
    subject = more.pop("subject", None) or uuid.uuid4()
    title = more.pop("title", TITLE)
    to = more if "person_id" in more else {"permission": "calls.dial", **more}
    in_unit(work_items.put, kind, subject, title, now=now, **to)
    return uuid.UUID(str(subject))


def inbox(in_unit: Any, who: Caller) -> Inbox:
    found: Inbox = in_unit(inbox_of.mine, caller=who, now=NOW)
    return found


def subjects(in_unit: Any, who: Caller) -> list[uuid.UUID]:
    return [one.subject_id for one in inbox(in_unit, who).items]


def test_everybody_who_may_sees_it_and_who_takes_it_has_it(
    in_unit: Any, kind: WorkKind, lin: Caller, mei: Caller
) -> None:
    subject = put(in_unit, kind)
    (offered,) = inbox(in_unit, mei).items
    assert (offered.title_zh, offered.state, offered.mine, offered.may_take) == ("退款", "open", False, True)
    taken = in_unit(inbox_of.take_from_inbox, offered.id, caller=lin)
    assert (taken.state, taken.mine, taken.may_hand_back) == ("taken", True, True)
    (seen,) = inbox(in_unit, mei).items
    assert (seen.state, seen.holder, seen.may_take) == ("taken", "测试员", False)
    with pytest.raises(TakenByOther) as caught:
        in_unit(inbox_of.take_from_inbox, offered.id, caller=mei)
    assert caught.value.render() == "测试员 has this already. Choose something else, or ask 测试员."
    in_unit(work_items.end, kind, subject, caller=lin)
    assert subjects(in_unit, lin) == subjects(in_unit, mei) == []
    with pytest.raises(NotFound):
        in_unit(inbox_of.take_from_inbox, offered.id, caller=mei)


def test_of_people_who_take_it_at_once_one_has_it_and_the_others_are_told(
    hub_context: HubContext, in_unit: Any, kind: WorkKind, staff: Staff
) -> None:
    put(in_unit, kind)
    agents = [staff.caller(f"a{n}", "agent") for n in range(6)]
    (item,) = inbox(in_unit, agents[0]).items

    def takes(who: Caller) -> bool:
        try:
            in_unit(inbox_of.take_from_inbox, item.id, caller=who)
        except TakenByOther:
            return False
        return True

    with ThreadPoolExecutor(6) as people:
        won = [who for who, has in zip(agents, people.map(takes, agents), strict=True) if has]
    assert len(won) == 1
    with hub_context.database.read() as db:
        assert db.scalars(select(WorkItem.taken_by_id)).all() == [won[0].person_id]


def test_what_is_handed_back_is_anybodys_again(in_unit: Any, kind: WorkKind, lin: Caller, mei: Caller) -> None:
    put(in_unit, kind)
    (item,) = inbox(in_unit, lin).items
    with pytest.raises(TransitionRefused):
        in_unit(inbox_of.hand_back_from_inbox, item.id, caller=lin)
    in_unit(inbox_of.take_from_inbox, item.id, caller=lin)
    with pytest.raises(TakenByOther):
        in_unit(inbox_of.hand_back_from_inbox, item.id, caller=mei)
    assert in_unit(inbox_of.hand_back_from_inbox, item.id, caller=lin).state == "handed_back"
    assert in_unit(inbox_of.take_from_inbox, item.id, caller=mei).state == "taken"


def test_a_persons_work_is_theirs_alone(in_unit: Any, kind: WorkKind, lin: Caller, mei: Caller) -> None:
    subject = put(in_unit, kind, person_id=lin.person_id)
    (item,) = inbox(in_unit, lin).items
    assert item.mine and subjects(in_unit, mei) == []
    with pytest.raises(NotFound):
        in_unit(inbox_of.take_from_inbox, item.id, caller=mei)
    with pytest.raises(TakenByOther):
        in_unit(work_items.take, kind, subject, caller=mei)
    # Given to somebody else, it moves from one inbox to the other.
    put(in_unit, kind, subject=subject, person_id=mei.person_id)
    assert (subjects(in_unit, lin), subjects(in_unit, mei)) == ([], [subject])


def test_a_teams_work_is_seen_by_the_team(
    hub_context: HubContext, in_unit: Any, kind: WorkKind, lin: Caller, mei: Caller
) -> None:

    with hub_context.database.write() as db:
        team = Team(code="a", name_zh="一组", name_en="A")
        db.add(team)
        db.flush()
        db.get_one(Person, lin.person_id).team_id = team.id
    subject = put(in_unit, kind, team_id=team.id)
    assert (subjects(in_unit, lin), subjects(in_unit, mei)) == ([subject], [])


def test_who_does_not_hold_the_permission_does_not_see_it(in_unit: Any, kind: WorkKind, staff: Staff) -> None:
    put(in_unit, kind)
    assert subjects(in_unit, staff.caller("chen", "auditor")) == []


def test_the_order_is_overdue_then_own_then_priority_then_due_then_age(
    in_unit: Any, kind: WorkKind, lin: Caller
) -> None:
    old = put(in_unit, kind, now=NOW - timedelta(hours=2))
    young = put(in_unit, kind)
    due = put(in_unit, kind, due_at=NOW + timedelta(days=1))
    sooner = put(in_unit, kind, due_at=NOW + timedelta(hours=1))
    pressing = put(in_unit, kind, priority=3)
    own = put(in_unit, kind)
    late = put(in_unit, kind, due_at=NOW - timedelta(minutes=1), priority=0)
    in_unit(work_items.take, kind, own, caller=lin)
    assert subjects(in_unit, lin) == [late, own, pressing, sooner, due, old, young]


def test_one_subject_has_one_open_item_and_a_new_one_after_its_end(
    hub_context: HubContext, in_unit: Any, kind: WorkKind, lin: Caller
) -> None:
    subject = uuid.uuid4()
    with ThreadPoolExecutor(4) as hubs:
        for done in [hubs.submit(put, in_unit, kind, subject=subject) for _ in range(4)]:
            done.result()
    put(in_unit, kind, subject=subject, title=("又一次", "Again"))
    (item,) = inbox(in_unit, lin).items
    assert (item.title_en, item.version) == ("Again", 2)
    in_unit(work_items.end, kind, subject, withdrawn=True)
    put(in_unit, kind, subject=subject)
    with hub_context.database.read() as db:
        states = db.scalars(select(WorkItem.state).order_by(WorkItem.created_at, WorkItem.ended_at)).all()
    assert sorted(states) == ["open", "withdrawn"]


def test_those_who_saw_it_hear_that_it_went(hub_context: HubContext, in_unit: Any, kind: WorkKind, lin: Caller) -> None:
    subject = put(in_unit, kind)
    in_unit(work_items.put, kind, subject, TITLE, person_id=lin.person_id)
    in_unit(work_items.end, kind, subject)
    with hub_context.database.read() as db:
        heard = db.scalars(select(Change.audience).where(Change.entity == "work_item").order_by(Change.id)).all()
    me = f"person:{lin.person_id}"
    assert heard == [["perm:calls.dial@all"], sorted(["perm:calls.dial@all", me]), [me]]


def test_many_are_put_in_at_once_and_each_person_is_told(
    hub_context: HubContext, in_unit: Any, kind: WorkKind, lin: Caller, mei: Caller
) -> None:
    whose = [lin.person_id, mei.person_id, lin.person_id]
    items = [NewWork(uuid.uuid4(), f"S · {n}", who) for n, who in enumerate(whose, 1)]
    in_unit(work_items.put_new, kind, items, NOW)
    assert [one.title_en for one in inbox(in_unit, lin).items] == ["S · 1", "S · 3"]
    with hub_context.database.read() as db:
        assert len(db.scalars(select(Change.id).where(Change.entity == "work_item")).all()) == 2


def test_what_the_area_refuses_is_not_taken(in_unit: Any, lin: Caller) -> None:
    def refuse(unit: Unit, subject_id: uuid.UUID) -> None:
        raise TransitionRefused(state="over", trigger="take")

    kind = work_items.register(WorkKind("test.refusing", taken=refuse, offered=True))
    try:
        put(in_unit, kind)
        (item,) = inbox(in_unit, lin).items
        with pytest.raises(TransitionRefused):
            in_unit(inbox_of.take_from_inbox, item.id, caller=lin)
        assert inbox(in_unit, lin).items[0].state == "open"
    finally:
        del KINDS[kind.name]


def test_what_ended_long_ago_is_forgotten(hub_context: HubContext, in_unit: Any, kind: WorkKind) -> None:
    subject = put(in_unit, kind)
    in_unit(work_items.end, kind, subject, now=datetime.now(UTC) - timedelta(days=400))
    put(in_unit, kind)
    (duty,) = work_items.duties()
    duty.do(hub_context)
    with hub_context.database.read() as db:
        assert db.scalars(select(WorkItem.state)).all() == ["open"]
