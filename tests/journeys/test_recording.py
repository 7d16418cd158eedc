"""A recorded call from the ring to the reviewer's ear, through a real hub and the simulated exchange; commands about it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import update
from typer.testing import CliRunner

from agent_desk.cli import hub_commands
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.calls import Queue
from tests.fixtures.centre import Seat, Telephone
from tests.fixtures.exchange import QUIET, running_server
from tests.fixtures.hub import AUDIT_KEY, FILE_KEY
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import patience, until


@pytest.fixture
def telephone(tmp_path: Path) -> Iterator[Telephone]:
    """A simulated exchange that records."""
    (tmp_path / "given").mkdir()
    with running_server(replace(QUIET, recordings=tmp_path / "given")) as port:
        telephone = Telephone(port)
        yield telephone
        telephone.control.close()


@pytest.fixture
def settings(settings: Settings, database: Database, tmp_path: Path) -> Settings:
    """A hub that takes recordings over."""
    with database.write() as db:
        db.execute(update(Queue).where(Queue.code == "account").values(recording="all"))
    (tmp_path / "store").mkdir()
    folders = {"recordings_from": str(tmp_path / "given"), "recordings": str(tmp_path / "store")}
    return replace(settings, **folders)


def in_talk(hub: HubThread, telephone: Telephone, staff: Staff) -> tuple[Seat, str]:
    seat = Seat.take(hub.url, staff, "lin", "8001")
    seat.ready()
    telephone.call()
    call_id = seat.rings()
    seat.takes(call_id)
    return seat, call_id


def signed_in(hub: HubThread, staff: Staff, login: str, *roles: str) -> Client:
    staff.person(login, *roles)
    client = Client(hub.url)
    assert client.sign_in(login).ok
    return client


def recorded(client: Client, call_id: str) -> Any:
    def look() -> Any:
        (one,) = client.get(f"/api/calls/{call_id}/recordings").json()
        return one if one["state"] == "stored" else None

    return until(look, "the stored recording", within_s=20)


def test_a_recorded_call_is_paused_taken_over_and_played(
    hub: HubThread, telephone: Telephone, staff: Staff, tmp_path: Path
) -> None:
    seat, call_id = in_talk(hub, telephone, staff)

    def state() -> Any:
        return seat.get("/seat/recording")["state"]

    until(lambda: state() == "recording", "the recording")
    seat.post(f"/{call_id}/recording/pause", {"on": True})
    until(lambda: state() == "paused", "the pause")
    seat.post(f"/{call_id}/recording/pause", {"on": False})
    until(lambda: state() == "recording", "the end of the pause")
    seat.post(f"/{call_id}/hang-up")
    seat.comes_to("after_call_work")
    qa = signed_in(hub, staff, "qa", "reviewer")
    one = recorded(qa, call_id)
    whole = qa.get(f"/api/calls/recordings/{one['id']}/sound")
    assert whole.headers["content-type"] == "audio/wav"
    assert hashlib.sha256(whole.content).hexdigest() == one["sha256"]
    assert len(whole.content) == one["size_bytes"]

    def part(span: str) -> requests.Response:
        return requests.get(
            f"{hub.url}/api/calls/recordings/{one['id']}/sound",
            timeout=patience(10),
            headers={"Authorization": f"Bearer {qa.token}", "Range": f"bytes={span}"},
        )

    size = len(whole.content)
    assert (part("4-11").status_code, part("4-11").content) == (206, whole.content[4:12])
    assert part("4-11").headers["content-range"] == f"bytes 4-11/{size}"
    assert part("-8").content == whole.content[-8:] and part("10-").content == whole.content[10:]
    assert part(f"{size}-").status_code == 416
    assert seat.client.get(f"/api/calls/recordings/{one['id']}/sound").status_code == 403, (
        "agents do not play recordings"
    )
    assert seat.client.get(f"/api/calls/{call_id}/recordings").status_code == 403


def test_what_the_agent_asked_a_colleague_is_played_with_the_call(
    hub: HubThread, telephone: Telephone, staff: Staff
) -> None:
    keeper = signed_in(hub, staff, "keeper", "system_administrator")
    rule = keeper.get("/api/settings/values/recording_rule").json()
    rule["value"]["consultations"] = True
    assert keeper.ask("PUT", "/api/settings/values/recording_rule", rule).ok
    Seat.take(hub.url, staff, "mei", "8002")
    seat, call_id = in_talk(hub, telephone, staff)
    until(lambda: seat.get("/seat/recording")["state"] == "recording", "the recording")
    seat.post(f"/{call_id}/consult", {"kind": "agent", "target": "8002"})
    until(lambda: (seat.view["consultation"] or {}).get("state") == "talking", "the colleague answers")
    qa = signed_in(hub, staff, "qa", "reviewer")

    def states() -> list[tuple[bool, str]]:
        return [(one["consultation"], one["state"]) for one in qa.get(f"/api/calls/{call_id}/recordings").json()]

    until(lambda: states() == [(False, "recording"), (True, "recording")], "both run")
    seat.post(f"/{call_id}/consult/cancel")
    until(lambda: states() == [(False, "recording"), (True, "stored")], "the colleague's is over", within_s=20)
    seat.comes_to("talking")
    seat.post(f"/{call_id}/hang-up")
    until(lambda: states() == [(False, "stored"), (True, "stored")], "both are kept", within_s=20)
    asked = qa.get(f"/api/calls/{call_id}/recordings").json()[1]
    assert asked["asked"]["agent_code"] == "8002"
    assert qa.get(f"/api/calls/recordings/{asked['id']}/sound").headers["content-type"] == "audio/wav"


def test_the_commands_verify_find_what_is_wrong_and_change_the_policy(
    hub: HubThread,
    telephone: Telephone,
    staff: Staff,
    tmp_path: Path,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seat, call_id = in_talk(hub, telephone, staff)
    until(lambda: seat.get("/seat/recording")["state"] == "recording", "the recording")
    seat.post(f"/{call_id}/hang-up")
    recorded(signed_in(hub, staff, "qa", "reviewer"), call_id)
    for name, folder in (("AGENT_DESK_RECORDINGS", "store"), ("AGENT_DESK_RECORDINGS_FROM", "given")):
        monkeypatch.setenv(name, str(tmp_path / folder))
    monkeypatch.setenv("AGENT_DESK_AUDIT_KEY", AUDIT_KEY)
    monkeypatch.setenv("AGENT_DESK_FILE_KEY", FILE_KEY)

    def run(*words: str) -> tuple[int, Any]:
        done = CliRunner().invoke(hub_commands(), ["recordings", *words, "--database", database_url, "--json"])
        return done.exit_code, json.loads(done.stdout)

    assert run("verify") == (0, {"checked": 1, "faults": [], "sound": True})
    assert run("missing") == (0, [])
    (file,) = (tmp_path / "store").rglob("*.adf")
    octets = bytearray(file.read_bytes())
    octets[-1] ^= 1
    file.write_bytes(octets)
    status, said = run("verify")
    assert status == 1 and [one["fault"] for one in said["faults"]] == ["changed"]
    file.unlink()
    assert run("verify")[1]["faults"][0]["fault"] == "gone"
    status, (policy,) = run("policy", "credit", "--mode", "percentage", "--percent", "40", "--no-pause")
    assert (status, policy["mode"], policy["percent"], policy["pause"]) == (0, "percentage", 40, False)
    assert [one["mode"] for one in run("policy")[1]] == ["all", "percentage"]


def test_a_supervisor_listens_and_takes_over_on_the_simulated_exchange(
    hub: HubThread, telephone: Telephone, staff: Staff
) -> None:
    seat, call_id = in_talk(hub, telephone, staff)
    boss = signed_in(hub, staff, "boss", "supervisor")
    person = seat.view["own"]["person_id"]
    form = {"mode": "listen", "extension": "8009", "why": "new colleague"}
    made = boss.post(f"/api/calls/agents/{person}/listen", form).json()

    def now() -> Any:
        return boss.get("/api/calls/supervision").json()["now"]

    until(lambda: now()["state"] == "joined", "the supervisor is in")
    assert [one["mode"] for one in seat.get("/seat/recording")["supervisors"]] == ["listen"]
    assert boss.post(f"/api/calls/supervision/{made['id']}/mode", {"mode": "whisper"}).ok
    until(lambda: now()["mode"] == "whisper", "the other mode")
    assert boss.post(f"/api/calls/supervision/{made['id']}/take-over").ok
    seat.comes_to("after_call_work")
    until(lambda: now()["taken_over_at"], "the take-over")
    assert boss.post(f"/api/calls/supervision/{made['id']}/stop").ok
    until(lambda: now() is None, "the end")
    story = boss.get(f"/api/calls/{call_id}").json()
    assert [leg["transfer_kind"] for leg in story["legs"]] == ["taken_over"]
    until(lambda: boss.get(f"/api/calls/{call_id}").json()["call"]["state"] == "ended", "the end of the call")
