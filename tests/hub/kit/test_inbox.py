"""The inbox as who leads sees it: mine, nobody's, my team's; given to somebody, counted, and how much of it will be late."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agent_desk.hub.kit import inbox, pace, work_items
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import NotFound, NotPermitted, StaleVersion, TransitionRefused
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import GIVEN, KINDS, WorkKind
from agent_desk.models.people import Person
from agent_desk.schemas.kit.work_items import GiveWork, KeptChoice, KeptChoices, WorkChoice, WorkList
from tests.fixtures.people import Staff
from tests.fixtures.properties import given, st

NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)


def _give(unit: Unit, subject_id: uuid.UUID, person_id: uuid.UUID, words: str) -> None:
    if words == "no":
        raise TransitionRefused(state="over", trigger="give")
    work_items.put(unit, KINDS["test.letter"], subject_id, ("退款", "Refund"), person_id=person_id)


@pytest.fixture
def kind() -> Iterator[WorkKind]:
    """Work of agents that supervisors lead and give."""
    made = work_items.register(WorkKind("test.letter", offered=True, leads="floor.steer", does="calls.dial"))
    work_items.given_by(made, _give)
    yield made
    del KINDS[made.name], GIVEN[made.name]


@pytest.fixture
def lin(staff: Staff) -> Caller:
    return staff.caller("lin", "agent")


@pytest.fixture
def boss(staff: Staff) -> Caller:
    return staff.caller("boss", "supervisor")


def put(in_unit: Any, kind: WorkKind, title: str, now: datetime = NOW, **more: Any) -> uuid.UUID:
    to = more if "person_id" in more else {"permission": "calls.dial", **more}
    return uuid.UUID(str(in_unit(work_items.put, kind, uuid.uuid4(), (title, title), now=now, **to).subject_id))


def look(in_unit: Any, who: Caller, **choice: Any) -> WorkList:
    found: WorkList = in_unit(inbox.listed, WorkChoice(**choice), caller=who, now=NOW)
    return found


def titles(in_unit: Any, who: Caller, **choice: Any) -> list[str]:
    return [one.title_en for one in look(in_unit, who, **choice).items]


def test_each_item_stands_in_one_view_and_who_leads_nobody_sees_no_others(
    in_unit: Any, kind: WorkKind, lin: Caller, boss: Caller, staff: Staff
) -> None:
    mei = staff.caller("mei", "agent")
    put(in_unit, kind, "lin's", person_id=lin.person_id)
    put(in_unit, kind, "mei's", person_id=mei.person_id)
    put(in_unit, kind, "free")
    taken = put(in_unit, kind, "taken by mei")
    in_unit(work_items.take, kind, taken, caller=mei, now=NOW)
    views = ("mine", "unassigned", "others")
    assert [titles(in_unit, lin, view=view) for view in views] == [["lin's"], ["free"], ["taken by mei"]]
    assert sorted(titles(in_unit, boss, view="others")) == ["lin's", "mei's", "taken by mei"]
    # Who leads gives what is nobody's, though they do not do it themselves.
    assert [titles(in_unit, boss, view=view) for view in ("to_do", "mine", "unassigned")] == [[], [], ["free"]]
    assert not look(in_unit, boss, view="unassigned").items[0].may_take
    counts = look(in_unit, boss).counts
    assert (counts.mine, counts.unassigned, counts.others, counts.overdue) == (0, 1, 3, 0)
    assert (look(in_unit, lin).leads, look(in_unit, boss).leads) == (False, True)


def test_it_is_narrowed_by_kind_due_time_and_words(in_unit: Any, kind: WorkKind, lin: Caller) -> None:
    for name, due in (("late", -1), ("tonight", 8), ("friday", 70), ("some day", None)):
        due_at = NOW + timedelta(hours=due) if due is not None else None
        put(in_unit, kind, name, person_id=lin.person_id, due_at=due_at)
    assert titles(in_unit, lin, due="overdue") == ["late"]
    assert titles(in_unit, lin, due="day") == ["late", "tonight"]
    assert titles(in_unit, lin, due="week") == ["late", "tonight", "friday"]
    assert titles(in_unit, lin, due="none") == ["some day"]
    assert titles(in_unit, lin, q="FRI") == ["friday"] and titles(in_unit, lin, q="%") == []
    assert titles(in_unit, lin, kinds=["complaint"]) == [] and len(titles(in_unit, lin, kinds=[kind.name])) == 4


def test_many_are_given_at_once_each_by_itself(
    hub_context: HubContext, in_unit: Any, kind: WorkKind, lin: Caller, boss: Caller, staff: Staff
) -> None:
    mei, clerk = staff.caller("mei", "agent"), staff.caller("clerk", "auditor")
    for name in ("one", "two"):
        put(in_unit, kind, name, person_id=lin.person_id)
    ids = [one.id for one in look(in_unit, boss, view="others").items]
    people = in_unit(inbox.receivers, kinds=[kind.name], caller=boss, now=NOW)
    assert {one.id: one.open for one in people} == {mei.person_id: 0, lin.person_id: 2}
    account = in_unit(inbox.give, GiveWork(ids=[*ids, uuid.uuid4()], person_id=mei.person_id), caller=boss, now=NOW)
    assert [one.error for one in account.items] == ["", "", "not_found"]
    assert len(titles(in_unit, mei)) == 2 and titles(in_unit, lin) == []
    # Refused by the area; to somebody who may not do it; by somebody who leads nobody: nothing has moved.
    refused = in_unit(inbox.give, GiveWork(ids=ids, person_id=lin.person_id, words="no"), caller=boss, now=NOW)
    assert [one.error for one in refused.items] == ["transition_refused"] * 2
    with pytest.raises(NotFound):
        in_unit(inbox.give, GiveWork(ids=ids, person_id=clerk.person_id), caller=boss, now=NOW)
    with pytest.raises(NotPermitted):
        in_unit(inbox.give, GiveWork(ids=ids, person_id=lin.person_id), caller=mei, now=NOW)
    assert len(titles(in_unit, mei)) == 2


def test_load_says_who_has_how_much_and_what_is_expected_to_be_late(
    hub_context: HubContext, in_unit: Any, kind: WorkKind, lin: Caller, boss: Caller
) -> None:
    # Of twenty that were done, ten took an hour and ten took ten hours.
    for hours in [1] * 10 + [10] * 10:
        subject = put(in_unit, kind, "done", now=NOW - timedelta(days=2))
        in_unit(work_items.end, kind, subject, now=NOW - timedelta(days=2) + timedelta(hours=hours))
    with hub_context.database.write() as db:
        pace.count(db, NOW)
        db.get_one(Person, lin.person_id).branch_code = None
    put(in_unit, kind, "old", now=NOW - timedelta(hours=2), person_id=lin.person_id, due_at=NOW + timedelta(hours=4))
    put(in_unit, kind, "new", person_id=lin.person_id, due_at=NOW + timedelta(hours=4))
    put(in_unit, kind, "late", person_id=lin.person_id, due_at=NOW - timedelta(hours=4))
    put(in_unit, kind, "timeless", person_id=lin.person_id)
    shares = {one.title_en: one.late_of_100 for one in look(in_unit, lin).items}
    # Who is two hours old is one of the slow ones; of the new ones half are.
    assert shares == {"old": 100, "new": pytest.approx(50, abs=1), "late": None, "timeless": None}
    (row,) = in_unit(inbox.load, WorkChoice(), caller=boss, now=NOW).people
    assert (row.person_id, row.open, row.overdue, row.soon) == (lin.person_id, 4, 1, 2)
    assert row.expected_late == pytest.approx(1.5, abs=0.05) and row.oldest_at == NOW - timedelta(hours=2)


SECONDS = st.integers(0, 10**6)


@given(st.lists(SECONDS, min_size=1, max_size=20), SECONDS, SECONDS, SECONDS)
def test_more_time_left_never_makes_it_likelier_to_be_late(
    durations: list[int], age: int, left: int, more: int
) -> None:
    rising = sorted(durations)
    share = pace.late_of_100(rising, age, left)
    assert 0 <= pace.late_of_100(rising, age, left + more) <= share <= 100


def test_choices_are_kept_for_every_seat_and_a_stale_one_is_refused(in_unit: Any, lin: Caller) -> None:
    late = KeptChoice(name="超时", choice=WorkChoice(view="all", due="overdue"))
    kept = in_unit(inbox.keep_choices, KeptChoices(kept=[late]), caller=lin)
    assert in_unit(inbox.kept_choices, caller=lin) == kept == KeptChoices(version=1, kept=[late])
    with pytest.raises(StaleVersion):
        in_unit(inbox.keep_choices, KeptChoices(), caller=lin)
