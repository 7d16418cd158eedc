"""Calls of long ago go, what was counted of them stays, and what others hold on to is not touched."""

import uuid
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from agent_desk.hub.calls.past import retention as forgetting
from agent_desk.hub.figures import counter_keeper, counters, counting, retention
from agent_desk.hub.figures.targets import goals_of
from agent_desk.hub.figures.verifying import verify
from agent_desk.hub.figures.windows import Window
from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.base import Base
from agent_desk.models.calls.calls import AgentInterval, Call, CallLeg, WrapUp
from agent_desk.models.calls.recording import CallRecording
from agent_desk.models.files import StoredFile
from agent_desk.models.kit import AuditEntry
from agent_desk.schemas.kit.retention import RETENTION, Retention
from tests.fixtures.call_rows import agent, call, queue, target
from tests.fixtures.hub import set_clocks

NOW = datetime(2025, 11, 13, 4, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=100, minutes=7)
EVER = Window(NOW - timedelta(days=200), NOW + timedelta(days=1), ZoneInfo("UTC"))


def figures(database: Database) -> tuple[object, ...]:
    with database.read() as db:
        goals = goals_of(db)
        old = Window(LONG_AGO - timedelta(minutes=61), LONG_AGO + timedelta(minutes=61), ZoneInfo("UTC"))
        return (
            counting.count(db, EVER, goals, "queue"),
            counting.count(db, EVER, goals, "day"),
            counting.count(db, EVER, goals, "agent"),
            counting.count(db, old, goals, "all"),
        )


@pytest.fixture
def old(database: Database, hub_context: HubContext) -> Database:
    """Three calls of long ago, one of them recorded, and one of today; 90 days are kept."""
    set_clocks(hub_context, lambda: NOW)
    with database.write() as db:
        line, one = queue(db, "cards"), agent(db, "1")
        gone = call(db, line, LONG_AGO, "answered", 15, by=one, talk_s=60)
        call(db, line, LONG_AGO, "abandoned_queue", 30)
        recorded = call(db, line, LONG_AGO, "answered", 5, by=one, talk_s=30)
        kept = StoredFile(
            id=uuid.uuid4(),
            kind="recording",
            owner="call",
            owner_id=recorded.id,
            media_type="audio/wav",
            sha256="0" * 64,
            size_bytes=1,
            plain_path="a",
            stored_at=NOW,
        )
        db.add(kept)
        db.flush()
        db.add(
            CallRecording(call_id=recorded.id, why="all", state="stored", file="a.wav", file_id=kept.id, asked_at=NOW)
        )
        db.add(WrapUp(call_id=gone.id, person_id=one.id, saved_at=NOW))
        db.add(AgentInterval(person_id=one.id, state="talking", started_at=LONG_AGO, ended_at=NOW, call_id=gone.id))
        call(db, line, NOW, "answered", 5, by=one, talk_s=30)
        settings_store.put(Unit(db=db, now=NOW, jobs=hub_context.jobs), RETENTION, Retention(calls_days=90))
    return database


def test_calls_go_and_their_figures_stay(old: Database, hub_context: HubContext) -> None:
    before = figures(old)
    proof = counter_keeper.prove(hub_context)
    assert proof.difference == 0
    with old.read() as db:
        assert sorted(db.scalars(select(Call.wait_ms))) == [5000, 5000], "the recorded call, and that of today"
        assert db.scalar(select(func.count()).select_from(CallLeg)) == 2
        assert db.scalar(select(func.count()).select_from(WrapUp)) == 0
        assert db.scalars(select(AgentInterval.call_id)).all() == [None]
        told = db.scalars(select(AuditEntry.action)).all()
    assert figures(old) == before
    assert sorted(told) == ["calls.forget", "settings.retention"]
    counters.rebuild(old, NOW)
    assert figures(old) == before and verify(old, NOW).difference == 0, "a rebuild leaves alone what it cannot count"
    assert retention.remove_old(hub_context) == 0


def test_a_target_changes_what_can_be_counted_and_leaves_what_cannot(old: Database, hub_context: HubContext) -> None:
    counter_keeper.prove(hub_context)
    with old.write() as db:
        db.add(target(queue_id=None, threshold_ms=1_000, short_ms=500))
    for _ in range(2):
        whole = figures(old)[0]["cards"]  # type: ignore[index]
        assert (whole.answered, whole.answered_within) == (3, 2), "today's call waited longer than the new T"
        counter_keeper.tidy(hub_context)


def test_nothing_goes_unless_somebody_decides_and_not_too_soon(database: Database, hub_context: HubContext) -> None:
    set_clocks(hub_context, lambda: NOW)
    with database.write() as db:
        call(db, queue(db, "cards"), LONG_AGO, "abandoned_queue", 30)
        unit = Unit(db=db, now=NOW, jobs=hub_context.jobs)
        with pytest.raises(InvalidForm):
            settings_store.put(unit, RETENTION, Retention(calls_days=5))
    assert retention.remove_old(hub_context) == 0


def test_many_go_in_batches(old: Database, hub_context: HubContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    with old.write() as db:
        line = queue(db, "loans")
        for _ in range(5):
            call(db, line, LONG_AGO, "abandoned_queue", 3)
    assert retention.remove_old(hub_context) == 7


def test_every_reference_to_a_call_is_thought_of() -> None:
    named = {
        (column.class_.__tablename__, column.key)
        for column in (*forgetting.REMOVED_WITH_CALL, *forgetting.CALL_FORGOTTEN, *forgetting.CALL_HELD)
    }
    left = {
        (table.name, key.parent.name)
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "call" and not key.ondelete
    }
    assert named == left
