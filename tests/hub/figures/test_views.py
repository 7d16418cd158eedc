"""A person's arrangement of the board stays with the person; a wallboard sees its snapshot, and nothing of anybody."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from typer.testing import CliRunner
from websockets.sync.client import ClientConnection

from agent_desk.cli import hub_commands
from agent_desk.hub.figures import wallboard
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.calls import AgentState
from agent_desk.models.figures import WallboardToken
from agent_desk.models.kit import AuditEntry
from agent_desk.schemas.calls.changes import CallChanged
from tests.fixtures.call_rows import agent, call, queue
from tests.fixtures.hub import UnitMaker
from tests.fixtures.live_line import hear, line, read
from tests.fixtures.people import Client, Staff

PANELS = [
    {"name": "queues", "row": 0, "share": 3, "shown": True},
    {"name": "charts", "row": 1, "share": 1, "shown": False},
]


def test_an_arrangement_is_kept_with_the_person_and_a_stale_one_is_refused(client: Client, staff: Staff) -> None:
    staff.person("li", "supervisor")
    staff.person("zhou", "supervisor")
    client.sign_in("li")
    assert client.get("/api/floor/layout").json() == {"version": 0, "panels": [], "rows": [], "agents": "rows"}
    kept = client.ask("PUT", "/api/floor/layout", {"version": 0, "panels": PANELS, "rows": [2, 1]}).json()
    assert kept["version"] == 1 and kept["panels"] == PANELS
    stale = client.ask("PUT", "/api/floor/layout", {"version": 0, "panels": []})
    assert stale.status_code == 409 and stale.json()["error"]["values"]["current"]["rows"] == [2, 1]
    assert client.ask("PUT", "/api/floor/layout", {"version": 1, "panels": [], "rows": []}).json()["version"] == 2
    client.sign_in("zhou")
    assert client.get("/api/floor/layout").json()["version"] == 0


def test_a_wallboard_sees_its_snapshot_and_nothing_of_a_person(
    hub: HubThread, staff: Staff, in_unit: UnitMaker
) -> None:
    now = datetime.now(UTC)
    with staff.database.write() as db:
        cards = queue(db, "cards")
        busy = agent(db, "7001", cards)
        made = call(db, cards, now - timedelta(seconds=20), None, 8, by=busy)
        db.add(AgentState(person_id=busy.id, state="talking", since_at=now, call_id=made.id))
    _, token = in_unit(wallboard.make_token, "hall")
    with line(hub, token) as socket:
        hear(socket, "welcome")
        socket.send(json.dumps({"type": "watch", "names": ["floor.board", "floor.wallboard"]}))
        in_unit(
            lambda unit: unit.change(CallChanged(id="x", queue="account", state="ended"), to=["all", "perm:floor.view"])
        )
        shown = hear_only_pushes(socket)
        while not shown["body"]["now"]["talking"]:
            shown = hear_only_pushes(socket)  # the first may have been counted before
    assert shown["name"] == "floor.wallboard" and shown["body"]["now"]["talking"] == 1
    assert shown["body"]["queues"][0]["queue"]["code"] == "cards" and shown["body"]["centre_zh"]
    words = json.dumps(shown, ensure_ascii=False)
    for private in ("7001", "坐席", "138", "agents", "caller", "person"):
        assert private not in words, private
    answer = Client(hub.url, token).get("/api/floor/board")
    assert answer.status_code == 401, "the token opens the snapshot alone"


def hear_only_pushes(socket: ClientConnection) -> dict[str, Any]:
    while (message := read(socket))["type"] != "push":
        assert message["type"] == "ping", message
    return message


def test_a_token_is_made_by_a_command_kept_as_a_digest_and_ends_when_it_is_withdrawn(
    hub: HubThread, staff: Staff, settings: Settings, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setenv("AGENT_DESK_AUDIT_KEY", settings.audit_key)
    file = tmp_path / "token"

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(hub_commands(), ["setup", *words, "--database", settings.database])
        return done.exit_code, done.output

    assert run("wallboard-token", "hall", "--out", str(file))[0] == 0
    token = file.read_text().strip()
    assert file.stat().st_mode & 0o077 == 0 and token.startswith("wb_")
    status, words = run("wallboard-token", "hall")
    assert status == 1 and "wallboard-revoke" not in words and "Traceback" not in words
    assert "hall" in run("wallboard-tokens")[1]
    with staff.database.read() as db:
        row = db.scalars(select(WallboardToken)).one()
        assert token.encode() not in bytes(row.token_digest)
        told = db.scalars(select(AuditEntry).where(AuditEntry.action == "floor.wallboard_token")).one()
        assert told.detail == {"name": "hall"}
    with line(hub, token) as socket:
        hear(socket, "welcome")
        assert run("wallboard-revoke", "hall")[0] == 0
        assert hear(socket, "bye")["reason"] == "session_expired"
    with line(hub, token) as socket:
        assert hear(socket, "bye")["reason"] == "session_expired"
    assert run("wallboard-revoke", "hall")[0] == 1
    with line(hub, "wb_nobody") as socket:
        assert hear(socket, "bye")["reason"] == "not_signed_in"
