"""What the designer asks of the hub: drafts that nobody overwrites, a case played and nothing stored, running cases brought over."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select, text

from agent_desk.hub.cases.kinds import kinds, migration, playing, service, views
from agent_desk.hub.cases.kinds.versions import of_case
from agent_desk.hub.kit import long_jobs
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import InvalidForm, StaleVersion
from agent_desk.models.kinds import CaseKindVersion, KindCase, KindCaseEvent
from agent_desk.models.people import Person
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.cases.kinds.definition import Kind
from agent_desk.schemas.cases.kinds.migration import Migrated, MigrationLook, MigrationPlan
from agent_desk.schemas.cases.kinds.playing import Actor, PastForm, Played, PlayForm, PlayStep
from agent_desk.schemas.cases.kinds.records import CaseMove, CaseWords, DraftForm, KindVersion, NewCase
from agent_desk.schemas.kit.long_jobs import LongJob
from tests.fixtures.kinds import publish, small_kind
from tests.fixtures.people import Staff

InUnit = Callable[..., Any]
NOW = {"role": "supervisor"}
ROLES = ("supervisor", "complaint_handler")


def test_two_at_one_draft_lose_nothing(staff: Staff, in_unit: InUnit) -> None:
    ann, bob = staff.caller("ann", "system_administrator"), staff.caller("bob", "system_administrator")
    kind = small_kind("supervisor")
    first: KindVersion = in_unit(kinds.save_draft, "errand", DraftForm(kind=kind, begins=True), caller=ann)
    assert (first.number, first.state, first.version) == (1, "draft", 1)
    hers = DraftForm(kind=small_kind("supervisor", name_zh="跑腿"), version=1)
    his = DraftForm(kind=small_kind("supervisor", name_zh="杂务"), version=1)
    second = in_unit(kinds.save_draft, "errand", hers, caller=ann)
    assert second.version == 2 and second.kind.name_zh == "跑腿"
    with pytest.raises(StaleVersion) as stale:
        in_unit(kinds.save_draft, "errand", his, caller=bob)
    assert stale.value.values["current"]["kind"]["name_zh"] == "跑腿"
    with pytest.raises(StaleVersion):
        in_unit(kinds.save_draft, "errand", DraftForm(kind=kind, begins=True), caller=bob)
    mine = in_unit(kinds.save_draft, "errand", his.model_copy(update={"version": 2}), caller=bob)
    assert mine.kind.name_zh == "杂务" and mine.made_by.id == bob.person_id
    taken = DraftForm(kind=small_kind("supervisor", code="visitor"), begins=True)
    with pytest.raises(InvalidForm, match="invalid_form"):
        in_unit(kinds.save_draft, "visitor", taken, caller=bob)


# ---------------------------------------------------------------------- played


def played(in_unit: InUnit, caller: Any, kind: Kind, *steps: PlayStep, now: Any = NOW, like: str = "") -> Played:
    form = PlayForm(
        kind=kind,
        stage=uuid.UUID(int=7),
        starts_at=datetime(2026, 12, 7, 2, tzinfo=UTC),
        steps=list(steps),
        now=Actor.model_validate(now),
        like=like,
    )
    found: Played = in_unit(playing.play, form, caller=caller)
    return found


def step(does: str, role: str = "supervisor", **more: Any) -> PlayStep:
    other = more.pop("other", False)
    return PlayStep.model_validate({"does": does, "by": {"role": role, "other": other}, **more})


def test_a_case_is_played_as_the_hub_works_it_and_nothing_is_stored(
    staff: Staff, in_unit: InUnit, database: Database
) -> None:
    """Refusals are the engine's own, time goes by, a second person confirms; afterwards no table has a row more."""
    caller = staff.caller("root", "system_administrator")
    kind = small_kind(*ROLES)
    ways = [one.model_dump() for one in kind.transitions]
    ways[1] |= {"second": ["complaint_handler"], "conditions": [{"field": "cost", "op": "at_most", "value": "100"}]}
    kind = small_kind(*ROLES, transitions=ways, sees=[*ROLES, "agent"])
    tables = (CaseKindVersion, KindCase, KindCaseEvent, Person, WorkItem)

    def rows() -> list[int]:
        with database.read() as db:
            counted = [db.scalar(select(func.count()).select_from(one)) or 0 for one in tables]
            return [
                *counted,
                *db.execute(text("SELECT (SELECT count(*) FROM change), count(*) FROM audit_entry")).one(),
            ]

    before = rows()
    opening = step("open", fields={"what": "换锁"})
    begun = played(in_unit, caller, kind, opening, step("move", what="begin", minutes=60))
    assert (
        begun.case is not None and begun.case.state == "doing" and [one.refused for one in begun.lines] == [None, None]
    )
    assert [one.refused.id if one.refused else "" for one in begun.ways] == ["tasks_open"]
    assert [set(one.roles) for one in begun.work] == [set(ROLES)] and "Call" in begun.work[0].en
    assert begun.case.due_at is not None and begun.at == datetime(2026, 12, 7, 3, 0, 0, 1_000, tzinfo=UTC)

    late = played(in_unit, caller, kind, opening, step("wait", minutes=6 * 24 * 60), now={"role": "agent"})
    assert late.case is not None and late.case.due_at is not None and late.case.due_at < late.at
    assert [one.refused.id if one.refused else "" for one in late.ways] == ["flow_not_allowed"]

    finish = step("move", what="finish", fields={"cost": "150"})
    steps = [
        opening,
        step("move", what="begin"),
        finish,
        step("task", what="call"),
        finish,
        step("move", what="finish", fields={"cost": "80"}),
        step("confirm", "supervisor"),
        step("confirm", "complaint_handler", other=True),
    ]
    over = played(in_unit, caller, kind, *steps)
    assert [one.refused.id if one.refused else "" for one in over.lines] == [
        "",
        "",
        "tasks_open",
        "",
        "invalid_form",
        "",
        "own_request",
        "",
    ]
    unmet = over.lines[4].refused
    assert unmet is not None and unmet.values["fields"] == {"cost": "condition"}
    assert (
        over.lines[5].waits and over.case is not None and over.case.state == "over" and over.case.closed_at is not None
    )
    assert over.case.opened_by.name_en.endswith(" A") and over.work == []
    assert rows() == before


def test_a_case_that_was_is_played_through_another_definition(
    staff: Staff, in_unit: InUnit, database: Database
) -> None:
    with database.write() as db:
        publish(db, small_kind("supervisor"))
    ann = staff.caller("ann", "supervisor")
    both = staff.caller("root", "system_administrator", "supervisor")
    case = in_unit(service.open_case, NewCase(kind="errand", fields={"what": "换锁", "cost": "12"}), caller=ann)
    begun = in_unit(service.move_case, case.id, CaseMove(transition="begin", version=case.version), caller=ann)
    in_unit(service.hand_back_case, case.id, CaseWords(words="忙", version=begun.version), caller=ann)
    found = in_unit(playing.past, PastForm(stage=uuid.UUID(int=7), number=case.number), caller=both)
    assert [one.does for one in found.steps] == ["open", "move", "hand_back"] and found.left_out == 0
    small = small_kind("supervisor")
    same = played(in_unit, both, small, *found.steps, like=case.number)
    assert [one.refused for one in same.lines] == [None, None, None]
    assert same.case is not None and same.case.fields == {"what": "换锁", "cost": "12"}
    renamed = [one.model_dump() | {"code": f"{one.code}_2"} for one in small.transitions]
    other = played(in_unit, both, small_kind("supervisor", transitions=renamed), *found.steps, like=case.number)
    assert [one.refused.id if one.refused else "" for one in other.lines] == ["", "not_found", "not_permitted"]


# ---------------------------------------------------------------------- brought over


def version_two(**more: Any) -> Kind:
    """The small kind with its second state under another code, which a clock does not count in."""
    small = small_kind("supervisor")
    states = [one.model_dump() for one in small.states]
    states[1] |= {"code": "under_way", "name_en": "Under way"}
    ways = [one.model_dump() for one in small.transitions]
    ways[0]["to_state"], ways[1]["from_states"] = "under_way", ["under_way"]
    clocks = [{"code": "days", "name_zh": "时限", "name_en": "Limit", "amount": 5, "stops_in": ["under_way"]}]
    return small_kind("supervisor", states=states, transitions=ways, clocks=clocks, **more)


PLAN = MigrationPlan(to_number=2, states={"new": "new", "doing": "under_way"})


def running_cases(database: Database, opened_by: uuid.UUID, count: int) -> None:
    """Put running cases into the tables as they would lie there, every other one at its second step."""
    with database.write() as db:
        now = db.scalar(select(func.now()))
        for at in range(count):
            state = ("new", "doing")[at % 2]
            case = KindCase(
                id=uuid.uuid4(),
                number=f"CS20261201-{at:04d}",
                kind="errand",
                kind_number=1,
                state=state,
                title="换锁",
                fields={"what": "换锁"},
                opened_by=opened_by,
                opened_at=now,
                entered_at=now,
                version=1,
            )
            db.add(case)
            detail = {"what": "begin", "from": "new", "to": "doing"}
            if state == "doing":
                db.add(KindCaseEvent(id=uuid.uuid4(), case_id=case.id, at=now, kind="moved", detail=detail))


def numbers(database: Database) -> dict[tuple[int, str], int]:
    counted = select(KindCase.kind_number, KindCase.state, func.count()).group_by(KindCase.kind_number, KindCase.state)
    with database.read() as db:
        return {(number, state): count for number, state, count in db.execute(counted)}


def test_a_thousand_running_cases_are_brought_over_or_none(
    staff: Staff, in_unit: InUnit, database: Database, hub_context: HubContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tried dry, then stopped half-way (nothing is moved), then done; those that cannot are named and stay."""
    ann, root = staff.caller("ann", "supervisor"), staff.caller("root", "system_administrator")
    with database.write() as db:
        publish(db, small_kind("supervisor"))
        publish(db, version_two(), number=2)
    running_cases(database, ann.person_id, 1_000)
    dry: MigrationLook = in_unit(
        migration.look, "errand", 1, PLAN.model_copy(update={"states": {"new": "new"}}), caller=root
    )
    assert (dry.going, dry.staying, dry.going_by_state, len(dry.cases)) == (500, 500, {"new": 500}, 200)
    assert dry.cases[0].state == "doing" and "Being done" in dry.cases[0].en
    plan: MigrationPlan = PLAN
    job: LongJob = in_unit(migration.migrate, "errand", 1, plan, caller=root)
    running = long_jobs.take(hub_context, migration.MIGRATE)
    assert running is not None
    told: list[int] = []
    tell = running.tell

    def stopped_half_way(done: int, total: int | None, checkpoint: Any = None) -> None:
        told.append(done)
        if done >= 100 and not any(one.stop_asked for one in in_unit(long_jobs.listed, caller=root)):
            in_unit(long_jobs.stop, job.id, caller=root)
            running.beat()
        tell(done, total, checkpoint)

    monkeypatch.setattr(running, "tell", stopped_half_way)
    running.do()
    assert in_unit(long_jobs.one, job.id, caller=root).state == "stopped" and max(told) == 100
    assert numbers(database) == {(1, "new"): 500, (1, "doing"): 500}

    job = in_unit(migration.migrate, "errand", 1, plan, caller=root)
    again = long_jobs.take(hub_context, migration.MIGRATE)
    assert again is not None
    again.do()
    done = in_unit(long_jobs.one, job.id, caller=root)
    assert done.state == "done" and Migrated.model_validate(done.result) == Migrated(moved=1_000, stayed=0)
    assert numbers(database) == {(2, "new"): 500, (2, "under_way"): 500}

    with database.read() as db:
        row = db.scalars(select(KindCase).where(KindCase.state == "under_way").order_by(KindCase.number).limit(1)).one()
        stays = views.stays_of(db, of_case(db, row), row)
        assert [one.state for one in stays] == ["new", "under_way", "under_way"]
        assert row.due_at is None, "the clock of the other version stands still there"
        work = db.scalars(
            select(WorkItem.title_en).where(WorkItem.subject_id == row.id, WorkItem.ended_at.is_(None))
        ).all()
        assert [one for one in work if "Under way" in one]
        key = row.id
    read = in_unit(service.read_case, key, caller=ann)
    said = [one.en for one in read.story]
    assert said[0] == "Brought to version 2: from Being done to Under way"
    assert said[1] == "Begin: from New to Being done", "what was done before is told in the words of then"
    moved = in_unit(
        service.move_case, key, CaseMove(transition="finish", fields={"cost": "1"}, version=read.version), caller=ann
    )
    assert moved.state == "over"


def test_a_case_that_does_not_fit_is_named(staff: Staff, in_unit: InUnit, database: Database) -> None:
    ann, root = staff.caller("ann", "supervisor"), staff.caller("root", "system_administrator")
    with database.write() as db:
        publish(db, small_kind("supervisor"))
    for fields in ({"who": str(ann.person_id)}, {"cost": "1"}, {}):
        in_unit(service.open_case, NewCase(kind="errand", fields={"what": "换锁", **fields}), caller=ann)
    fewer = [one.model_dump() for one in small_kind("supervisor").fields[:2]]
    fewer[1]["type"] = "date"
    with database.write() as db:
        publish(db, version_two(fields=fewer), number=2)
    look = in_unit(migration.look, "errand", 1, PLAN, caller=root)
    assert (look.going, look.staying) == (1, 2)
    assert {one.en for one in look.cases} == {
        "The other version has no field “Who”, and it is filled.",
        "What stands in “Cost” does not fit the other version.",
    }
    for wrong in ({"to_number": 1}, {"states": {"new": "over"}}, {"states": {"gone": "new"}}):
        with pytest.raises(InvalidForm):
            in_unit(migration.look, "errand", 1, PLAN.model_copy(update=wrong), caller=root)
