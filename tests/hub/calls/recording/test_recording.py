"""Which calls are recorded, what the events make of it, files taken over whole, missing ones reported, forgotten pauses ended."""

import hashlib
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from agent_desk.demo.sound.talk import write_talk
from agent_desk.hub.calls.errors import NoSound
from agent_desk.hub.calls.recording import jobs as recording_jobs
from agent_desk.hub.calls.recording import keeper, lifecycle, playback, rules
from agent_desk.hub.calls.recording.keeper import make_round
from agent_desk.hub.calls.recording.orders import RecordingOrder
from agent_desk.hub.calls.recording.store import NotFinished, length_of, take_over
from agent_desk.hub.exchange.protocol.calls import Result
from agent_desk.hub.exchange.protocol.recording import RecordingEnded, RecordingPaused, RecordingStarted
from agent_desk.hub.kit.errors import NotFound, NotPermitted, TransitionRefused
from agent_desk.hub.kit.files.keys import Keyring, require_keys
from agent_desk.hub.kit.files.store import open_file
from agent_desk.hub.kit.security import Caller
from agent_desk.models.calls.calls import Queue
from agent_desk.models.calls.recording import CallRecording
from agent_desk.models.files import StoredFile
from agent_desk.models.kit import AuditEntry
from agent_desk.schemas.calls.settings import RecordingRules
from tests.fixtures.calls import Story, caller_of
from tests.fixtures.hub import set_clocks
from tests.fixtures.people import Staff


@pytest.fixture
def folders(story: Story, tmp_path: Path) -> tuple[Path, Path]:
    """Where the exchange puts files, and the store."""
    given, store = tmp_path / "given", tmp_path / "store"
    given.mkdir()
    store.mkdir()
    recording_jobs.register(story.hub_context)
    story.hub_context.settings = replace(story.hub_context.settings, recordings_from=str(given), recordings=str(store))
    set_clocks(story.hub_context, lambda: story.at)
    with story.hub_context.database.write() as db:
        require_keys(db, Keyring.of(story.hub_context.settings))
    return given, store


def file_of(story: Story, row: CallRecording) -> StoredFile:
    """The stored file of a recording."""
    with story.reading() as db:
        return db.get_one(StoredFile, row.file_id)


def policy(story: Story, mode: str = "all", **more: Any) -> None:
    with story.hub_context.database.write() as db:
        db.execute(update(Queue).where(Queue.code == "account").values(recording=mode, **more))


def rows(story: Story) -> list[CallRecording]:
    with story.reading() as db:
        return list(db.scalars(select(CallRecording).order_by(CallRecording.asked_at)))


def begins(story: Story, call: str = "a") -> CallRecording:
    """A recorded call in the talk."""
    policy(story)
    story.talk(call)
    (row,) = rows(story)
    story.tell(RecordingStarted(**story.head(call), recording=str(row.id)))
    return row


def ends(story: Story, row: CallRecording, call: str = "a", recorded_ms: int = 60_000, paused_ms: int = 0) -> None:
    story.tell(
        RecordingEnded(
            **story.head(call), recording=str(row.id), file=row.file, recorded_ms=recorded_ms, paused_ms=paused_ms
        ),
        story.leg_ended(call),
        story.ended(call),
    )


# ---------------------------------------------------------------------- the policy


def test_the_answer_begins_a_recording_where_the_policy_says_all(story: Story, folders: object) -> None:
    policy(story)
    story.tell(story.offered("a"), story.ringing("a"))
    assert rows(story) == [], "not while it waits"
    story.tell(story.answered("a"))
    (row,) = rows(story)
    assert (row.state, row.why, row.person_id) == ("wanted", "all", story.people["8001"])
    (order,) = story.jobs(lifecycle.ORDER)
    assert (order["deed"], order["call_key"], order["agent_code"]) == ("start", "a", "8001")
    assert order["file"] == f"{row.id}.wav"


@pytest.mark.parametrize("mode", ["none", "on_demand"])
def test_nothing_begins_by_itself_otherwise(story: Story, folders: object, mode: str) -> None:
    policy(story, mode)
    story.talk("a")
    assert rows(story) == []


def test_a_share_is_drawn_by_the_call_and_evenly() -> None:
    calls = [uuid.UUID(int=n) for n in range(5_000)]
    drawn = [one for one in calls if rules.wanted("percentage", 30, one)]
    assert 0.27 < len(drawn) / len(calls) < 0.33
    assert drawn == [one for one in calls if rules.wanted("percentage", 30, one)], "whoever asks"
    assert set(drawn) <= {one for one in calls if rules.wanted("percentage", 31, one)}
    assert not any(rules.wanted("percentage", 0, one) for one in calls)
    assert all(rules.wanted("percentage", 100, one) for one in calls)


def test_a_transferred_call_keeps_its_one_recording(story: Story, folders: object) -> None:
    begins(story)
    story.tell(story.transferred("a", "blind_agent", "8002"), story.ringing("a", "8002"))
    story.later(2_000).tell(story.answered("a", "8002"))
    assert len(rows(story)) == 1
    assert rows(story)[0].state == "recording"
    first, again = story.jobs(lifecycle.ORDER)
    assert first["details"] == {} and again["details"] == {"again": True, "paused": False}
    assert (again["agent_code"], again["file"]) == ("8002", first["file"])


def test_a_call_that_comes_into_a_recorded_queue_by_transfer_is_recorded_from_there(
    story: Story, folders: object
) -> None:
    policy(story)
    story.talk("a", queue="loan")
    assert rows(story) == []
    story.tell(story.transferred("a", "blind_queue", "account"), story.offered("a"), story.ringing("a", "8002"))
    story.later(2_000).tell(story.answered("a", "8002"))
    assert len(rows(story)) == 1


# ---------------------------------------------------------------------- the events


def test_events_that_come_twice_or_late_or_of_nobody_change_nothing(story: Story, folders: object) -> None:
    row = begins(story)
    started = RecordingStarted(**story.head("a"), recording=str(row.id))
    assert story.tell(started).late["RecordingStarted"] == 1
    ends(story, row)
    late = RecordingPaused(**story.head("a"), recording=str(row.id), paused=True)
    assert story.tell(late).late["RecordingPaused"] == 1
    foreign = RecordingStarted(**story.head("a"), recording="not-ours")
    assert story.tell(foreign).orphans["RecordingStarted"] == 1
    assert rows(story)[0].state == "ended"


def test_the_times_are_the_exchanges(story: Story, folders: object) -> None:
    row = begins(story)
    ends(story, row, recorded_ms=12_345, paused_ms=2_000)
    (row,) = rows(story)
    assert (row.recorded_ms, row.paused_ms, row.ended_at) == (12_345, 2_000, story.at)


# ---------------------------------------------------------------------- the agent


def test_an_agent_pauses_and_goes_on_and_both_are_written_down(story: Story, agent: Caller, folders: object) -> None:
    row = begins(story)
    story.work(lifecycle.pause, row.call_id, on=True, caller=agent)
    assert story.jobs(lifecycle.ORDER)[-1]["details"] == {"on": True}
    assert rows(story)[0].state == "recording", "what was asked does not hold yet"
    story.tell(RecordingPaused(**story.head("a"), recording=str(row.id), paused=True))
    seen = story.work(lifecycle.at_seat, caller=agent)
    limit = timedelta(seconds=RecordingRules().pause_limit_s)
    assert (seen.state, seen.may_pause, seen.resumes_at) == ("paused", True, story.at + limit)
    with pytest.raises(TransitionRefused):
        story.work(lifecycle.pause, row.call_id, on=True, caller=agent)
    story.work(lifecycle.pause, row.call_id, on=False, caller=agent)
    with story.reading() as db:
        deeds = list(db.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))
    assert [deed for deed in deeds if "recording" in deed] == ["calls.recording_paused", "calls.recording_resumed"]


def test_only_the_agent_in_the_talk_pauses_and_only_where_the_policy_allows(
    story: Story, agent: Caller, folders: object
) -> None:
    row = begins(story)
    other = caller_of(story.hub_context, story.people["8002"])
    with pytest.raises(TransitionRefused):
        story.work(lifecycle.pause, row.call_id, on=True, caller=other)
    policy(story, "all", recording_pause=False)
    with pytest.raises(NotPermitted):
        story.work(lifecycle.pause, row.call_id, on=True, caller=agent)
    with pytest.raises(NotFound):
        story.work(lifecycle.pause, uuid.uuid4(), on=True, caller=agent)


def test_a_forgotten_pause_ends_by_itself(story: Story, folders: object) -> None:
    row = begins(story)
    story.tell(RecordingPaused(**story.head("a"), recording=str(row.id), paused=True))
    make_round(story.hub_context)
    assert len(story.jobs(lifecycle.ORDER)) == 1, "not before its limit"
    story.later(RecordingRules().pause_limit_s * 1000)
    make_round(story.hub_context)
    make_round(story.hub_context)
    assert [one["details"] for one in story.jobs(lifecycle.ORDER)[1:]] == [{"on": False}], "once, not in every round"
    story.tell(RecordingPaused(**story.head("a"), recording=str(row.id), paused=False))
    assert rows(story)[0].resume_at is None


def test_on_demand_the_agent_begins_it(story: Story, agent: Caller, folders: object) -> None:
    policy(story, "on_demand")
    story.talk("a")
    call = story.call("a")
    assert story.work(lifecycle.at_seat, caller=agent).may_start
    story.work(lifecycle.start, call.id, caller=agent)
    assert [row.why for row in rows(story)] == ["on_demand"]
    with pytest.raises(TransitionRefused):
        story.work(lifecycle.start, call.id, caller=agent)
    policy(story, "none")
    with pytest.raises(NotPermitted):
        story.work(lifecycle.start, call.id, caller=agent)


# ---------------------------------------------------------------------- the exchange's answer


def test_a_refusal_of_the_exchange_is_a_row_that_says_so(
    story: Story, folders: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy(story)
    story.talk("a")
    (order,) = story.jobs(lifecycle.ORDER)
    monkeypatch.setattr(recording_jobs, "perform", lambda hub_context, command: Result(False, "no_recording"))
    recording_jobs.carry_out_recording(story.hub_context, RecordingOrder.read(order))
    (row,) = rows(story)
    assert (row.state, row.error) == ("refused", "no_recording")


def test_an_exchange_that_is_away_is_asked_again_while_the_call_lasts(story: Story, folders: object) -> None:
    policy(story)
    story.talk("a")
    recording_jobs.carry_out_recording(
        story.hub_context, RecordingOrder.read(story.jobs(lifecycle.ORDER)[0])
    )  # there is no exchange
    assert rows(story)[0].state == "wanted"
    for _ in range(20):
        make_round(story.hub_context)
        story.later(6_000)
    assert len(story.jobs(lifecycle.ORDER)) == keeper.MOST_TRIES


# ---------------------------------------------------------------------- files


def test_a_finished_file_is_taken_over_with_digest_size_and_length(story: Story, folders: tuple[Path, Path]) -> None:
    given, store = folders
    row = begins(story)
    ends(story, row)
    make_round(story.hub_context)
    assert rows(story)[0].state == "ended", "it is not there yet"
    write_talk(given / row.file, 2_500)
    octets = (given / row.file).read_bytes()
    make_round(story.hub_context)
    (row,) = rows(story)
    kept = file_of(story, row)
    assert row.state == "stored" and b"".join(open_file(story.hub_context.settings, kept).pieces()) == octets
    assert (kept.sha256, kept.size_bytes) == (hashlib.sha256(octets).hexdigest(), len(octets))
    assert row.duration_ms == 2_500
    assert not list(given.iterdir()), "the exchange's copy is gone"
    (place,) = (file for file in store.rglob("*") if file.is_file())
    assert place.stat().st_mode & 0o077 == 0, "for the hub alone"
    assert octets[:64] not in place.read_bytes(), "nobody else can read it"
    assert not list(store.rglob("*.part"))


def test_a_file_that_is_still_written_waits(folders: tuple[Path, Path], story: Story) -> None:
    given, store = folders
    write_talk(given / "r.wav", 1_000)
    octets = (given / "r.wav").read_bytes()
    for cut in (0, 20, 44, len(octets) // 2):
        (given / "r.wav").write_bytes(octets[:cut])
        with pytest.raises(NotFinished), take_over(story.hub_context.settings, given / "r.wav", story.at):
            pass
    (given / "r.wav").write_bytes(octets[:4] + b"\0\0\0\0" + octets[8:40] + b"\0\0\0\0" + octets[44:])
    with pytest.raises(NotFinished):
        length_of(given / "r.wav")  # a head that was not brought up to date yet
    assert not [file for file in store.rglob("*") if file.is_file()]


def test_taking_over_again_after_a_break_gives_the_same(folders: tuple[Path, Path], story: Story) -> None:
    given, store = folders
    write_talk(given / "r.wav", 1_000)
    settings = story.hub_context.settings
    with take_over(settings, given / "r.wav", story.at) as one, take_over(settings, given / "r.wav", story.at) as two:
        same = [(taken.file.sha256, taken.file.size_bytes, taken.duration_ms) for taken in (one, two)]
    assert same[0] == same[1]
    assert not [file for file in store.rglob("*") if file.is_file()], "what no row names does not stay"


def test_a_file_that_never_comes_is_reported_and_still_found_later(story: Story, folders: tuple[Path, Path]) -> None:
    given, _ = folders
    row = begins(story)
    ends(story, row)
    story.later(int(rules.MISSING_AFTER.total_seconds() * 1000) + 1000)
    make_round(story.hub_context)
    (row,) = rows(story)
    assert (row.state, row.error) == ("missing", "no_file")
    write_talk(given / row.file, 1_000)
    make_round(story.hub_context, late=True)
    assert rows(story)[0].state == "stored"


def test_without_a_store_the_report_says_so(story: Story, folders: object) -> None:
    row = begins(story)
    ends(story, row)
    story.hub_context.settings = replace(story.hub_context.settings, recordings_from="", recordings="")
    story.later(200_000)
    make_round(story.hub_context)
    assert (rows(story)[0].state, rows(story)[0].error) == ("missing", "no_folder")


def test_a_recording_whose_end_nobody_told_ends_with_its_call(story: Story, folders: tuple[Path, Path]) -> None:
    given, _ = folders
    row = begins(story)
    story.tell(story.leg_ended("a"), story.ended("a"))
    make_round(story.hub_context)
    assert rows(story)[0].state == "recording"
    write_talk(given / row.file, 1_000)
    story.later(20_000)
    make_round(story.hub_context)
    assert rows(story)[0].state == "stored"


# ---------------------------------------------------------------------- playing


def test_each_playing_is_written_down_and_only_for_those_who_may_see_the_call(
    story: Story, folders: tuple[Path, Path], staff: Staff
) -> None:
    given, _ = folders
    row = begins(story)
    reviewer = staff.caller("qa", "reviewer")
    with pytest.raises(NoSound):
        story.work(playback.sound, row.id, story.hub_context.settings, caller=reviewer)
    ends(story, row)
    write_talk(given / row.file, 1_000)
    make_round(story.hub_context)
    opened = story.work(playback.sound, row.id, story.hub_context.settings, caller=reviewer)
    assert next(opened.pieces())[:4] == b"RIFF"
    with story.reading() as db:
        (entry,) = db.scalars(select(AuditEntry).where(AuditEntry.action == "calls.recording_played"))
        assert (entry.person_login, entry.entity_id) == ("qa", str(row.call_id))
    stranger = caller_of(story.hub_context, story.people["8002"], "calls.play", "calls.view")
    with pytest.raises(NotFound):
        story.work(playback.sound, row.id, story.hub_context.settings, caller=stranger)


def test_two_hubs_that_take_the_same_file_over_keep_one(story: Story, folders: tuple[Path, Path]) -> None:
    given, store = folders
    row = begins(story)
    ends(story, row)
    write_talk(given / row.file, 1_000)
    (row,) = rows(story)
    with ThreadPoolExecutor(2) as hubs:
        for done in [hubs.submit(keeper.take_file, story.hub_context, row) for _ in range(2)]:
            done.result()
    (row,) = rows(story)
    assert row.state == "stored"
    assert len([one for one in store.rglob("*") if one.is_file()]) == 1
    kept = file_of(story, row)
    assert len(b"".join(open_file(story.hub_context.settings, kept).pieces())) == kept.size_bytes
