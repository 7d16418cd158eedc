"""Recordings of calls that agents make, and how long recordings are kept: rows that stay, files that go, complaints that hold."""

import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from agent_desk.demo.sound.talk import write_talk
from agent_desk.hub.calls.errors import NoSound
from agent_desk.hub.calls.recording import lifecycle, playback, retention
from agent_desk.hub.calls.recording.keeper import make_round
from agent_desk.hub.exchange.protocol.dialling import DialAnswered, Dialling
from agent_desk.hub.kit import settings_in_force, settings_store
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.trusted_clock import ClockNotTrusted
from agent_desk.models.calls.recording import CallRecording
from agent_desk.models.cases import Complaint
from agent_desk.models.kit import AuditEntry
from agent_desk.schemas.calls.settings import RECORDING_RULES, RecordingRules
from tests.fixtures.calls import Story, caller_of
from tests.hub.calls.orders.test_dialling import dial
from tests.hub.calls.recording.test_recording import begins, ends, file_of, folders, policy, rows

__all__ = ["folders"]


def rule(story: Story, **fields: Any) -> None:
    with story.reading() as db:
        holds = settings_in_force.read(db, RECORDING_RULES, story.at)
    story.work(settings_store.put, RECORDING_RULES, holds.model_copy(update=fields))


def dialled(story: Story, agent: Caller) -> str:
    """8001 calls somebody, who answers."""
    key = dial(story, agent).exchange_key
    story.later(2_000).tell(Dialling(**story.head(key), agent="8001"))
    assert rows(story) == [], "not while it rings"
    story.later(4_000).tell(DialAnswered(**story.head(key), agent="8001", ring_ms=4_000))
    return key


# ---------------------------------------------------------------------- calls that agents make


@pytest.mark.parametrize(
    ("mode", "queue", "why"),
    [
        ("all", "none", "all"),
        ("queue", "all", "all"),
        ("none", "all", None),
        ("queue", "none", None),
        ("on_demand", "all", None),
        ("percentage", "all", "percentage"),
    ],
)
def test_an_agents_call_is_recorded_by_the_centres_rule(
    story: Story, agent: Caller, folders: object, mode: str, queue: str, why: str | None
) -> None:
    policy(story, queue)
    rule(story, dialled=mode, dialled_percent=100)
    key = dialled(story, agent)
    assert [row.why for row in rows(story)] == ([why] if why else [])
    if why:
        (order,) = story.jobs(lifecycle.ORDER)
        assert (order["deed"], order["call_key"], order["agent_code"]) == ("start", key, "8001")


def test_on_demand_the_agent_begins_it(story: Story, agent: Caller, folders: object) -> None:
    rule(story, dialled="on_demand")
    key = dialled(story, agent)
    assert story.work(lifecycle.at_seat, caller=agent).may_start
    story.work(lifecycle.start, story.call(key).id, caller=agent)
    assert [row.why for row in rows(story)] == ["on_demand"]


def test_a_setting_of_another_kind_is_as_none() -> None:
    wrong = {"keep_days": "90", "dialled": "always", "tell_agent": 1, "pause_limit_s": True}
    assert RECORDING_RULES.read(wrong) == RecordingRules()
    assert RECORDING_RULES.read({"keep_days": 90, "dialled": "queue"}).for_dialled("percentage", 30) == (
        "percentage",
        30,
    )


# ---------------------------------------------------------------------- how long they are kept


def stored(story: Story, given: Path, call: str = "a") -> Path:
    """A recording in the store; gives its place."""
    row = begins(story, call)
    write_talk(given / row.file, 1_000)
    ends(story, row, call)
    make_round(story.hub_context)
    kept = rows(story)[-1]
    assert kept.state == "stored"
    return Path(story.hub_context.settings.recordings) / str(file_of(story, kept).path)


@pytest.mark.parametrize("name", ["../outside.wav", "{outside}", "link.wav"])
def test_a_name_in_a_row_that_leads_out_of_the_exchange_s_folder_is_neither_taken_over_nor_deleted(
    story: Story, folders: tuple[Path, Path], agent: Caller, name: str
) -> None:
    outside = folders[0].parent / "outside.wav"
    write_talk(outside, 1_000)
    (folders[0] / "link.wav").symlink_to(outside)
    row = begins(story, "a")
    planted = name.format(outside=outside)
    ends(story, row, "a")
    with story.hub_context.database.write() as db:
        db.execute(update(CallRecording).where(CallRecording.id == row.id).values(file=planted))
    make_round(story.hub_context)
    assert outside.is_file()
    assert [one.state for one in rows(story)] != ["stored"]


def test_what_is_old_enough_goes_and_its_row_says_so(story: Story, folders: tuple[Path, Path], agent: Caller) -> None:
    file = stored(story, folders[0])
    rule(story, keep_days=90)
    story.later(int(timedelta(days=89).total_seconds() * 1000))
    assert retention.delete_old(story.hub_context) == 0 and file.is_file()
    story.later(int(timedelta(days=2).total_seconds() * 1000))
    story.hub_context.database_clock = lambda db: story.at - timedelta(days=200)
    with pytest.raises(ClockNotTrusted):
        retention.delete_old(story.hub_context)
    assert file.is_file(), "the database says that it is of today"
    story.hub_context.database_clock = lambda db: story.at
    assert retention.delete_old(story.hub_context) == 1
    assert not file.exists()
    (row,) = rows(story)
    assert (row.state, row.deleted_at, row.deleted_by) == ("deleted", story.at, "keep_days=90")
    sha256 = file_of(story, row).sha256
    assert sha256 and row.duration_ms == 1_000, "what it was stays written"
    with story.reading() as db:
        entry = db.scalars(select(AuditEntry).where(AuditEntry.action == "calls.recording_deleted")).one()
    assert entry.detail == {"recording": str(row.id), "sha256": sha256, "keep_days": 90}
    listener = caller_of(story.hub_context, story.people["8001"], "calls.play", "calls.all")
    with pytest.raises(NoSound):
        story.work(playback.sound, row.id, story.hub_context.settings, caller=listener)
    (shown,) = story.work(playback.of_call, row.call_id, caller=listener)
    assert (shown.state, shown.deleted_by) == ("deleted", "keep_days=90")


def test_without_a_rule_everything_stays(story: Story, folders: tuple[Path, Path]) -> None:
    file = stored(story, folders[0])
    story.later(int(timedelta(days=4_000).total_seconds() * 1000))
    assert retention.delete_old(story.hub_context) == 0 and file.is_file()


@pytest.mark.parametrize(
    ("state", "stays"), [("in_progress", True), ("told", True), ("closed", False), ("withdrawn", False)]
)
def test_an_open_complaint_holds_the_recording(
    story: Story, folders: tuple[Path, Path], state: str, stays: bool
) -> None:
    file = stored(story, folders[0])
    rule(story, keep_days=30)
    complaint(story, story.call("a").id, state)
    story.later(int(timedelta(days=31).total_seconds() * 1000))
    assert retention.delete_old(story.hub_context) == (0 if stays else 1)
    assert file.is_file() == stays


def test_a_file_that_is_gone_already_is_no_fault(story: Story, folders: tuple[Path, Path]) -> None:
    stored(story, folders[0]).unlink()
    rule(story, keep_days=30)
    story.later(int(timedelta(days=31).total_seconds() * 1000))
    assert retention.delete_old(story.hub_context) == 1


def test_only_by_night(story: Story, folders: tuple[Path, Path]) -> None:
    stored(story, folders[0])
    rule(story, keep_days=1)
    story.at = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # noon at the centre
    assert retention.by_night(story.hub_context) == 0
    story.at = datetime(2026, 3, 2, 19, 0, tzinfo=UTC)  # 03:00
    assert retention.by_night(story.hub_context) == 1


def complaint(story: Story, call_id: uuid.UUID, state: str) -> None:
    with story.hub_context.database.write() as db:
        db.add(
            Complaint(
                number="T1",
                call_id=call_id,
                state=state,
                received_at=story.at,
                due_at=story.at + timedelta(days=15),
                opened_by=story.people["8001"],
                source="phone",
                channel="phone",
                business="other",
                cause="other",
                wish="other",
                narrative="made up",
            )
        )
