"""The recordings of a case's calls: for whoever works on the case, without an interest of their own, and written down with it."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.calls.recording.store import RECORDING
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.files import store
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.recording import CallRecording
from agent_desk.models.kit import AuditEntry
from tests.fixtures import cases
from tests.fixtures.hub import UnitMaker
from tests.fixtures.people import Client, Staff

WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(64)


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """The hub has folders for recordings."""
    folders = [tmp_path / name for name in ("given", "kept")]
    for one in folders:
        one.mkdir(mode=0o700)
    return replace(settings, recordings_from=str(folders[0]), recordings=str(folders[1]))


def test_a_handler_hears_the_call_of_a_complaint_and_nobody_else_does(
    hub: HubThread, staff: Staff, database: Database, settings: Settings, in_unit: UnitMaker
) -> None:
    cases.terms(database)
    found = {}
    for login, role in (("lin", "agent"), ("cai", "complaint_handler"), ("wu", "agent")):
        person = staff.person(login, role, name=login)
        found[login] = Client(hub.url)
        assert found[login].sign_in(login).ok
        if login == "lin":
            call = cases.call_at(database, person.id)

    def keep(unit: Unit) -> Any:
        file, now = store.put(unit, settings, RECORDING, io.BytesIO(WAV), call.id), datetime.now(UTC)
        row = CallRecording(
            call_id=call.id, why="all", state="stored", file="x.wav", asked_at=now, stored_at=now, file_id=file.id
        )
        unit.db.add(row)
        unit.db.flush()
        return row.id

    recording = in_unit(keep)
    form = cases.form(complainant="李芳", call_id=call.id).model_dump(mode="json", exclude_none=True)
    made = found["lin"].post("/api/cases/complaints", form)
    assert made.ok, made.text
    path = f"/api/case-calls/complaint/{made.json()['id']}/recordings"
    listed = found["cai"].get(path)
    assert [one["id"] for one in listed.json()] == [str(recording)], listed.text
    assert found["cai"].get(f"{path}/{recording}").content == WAV
    assert found["cai"].get(f"/api/calls/{call.id}/recordings").status_code == 403, "of no other call"
    assert {found[login].get(path).status_code for login in ("lin", "wu")} == {403}
    with database.read() as db:
        (heard,) = db.scalars(select(AuditEntry).where(AuditEntry.action == "calls.recording_played"))
        assert heard.detail["case"] == made.json()["number"]
