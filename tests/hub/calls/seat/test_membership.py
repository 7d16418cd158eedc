"""Who serves a queue, as an administrator says it: told to the exchange at once, with a version and an entry in the trail."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text

from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import AgentState, QueueMember
from agent_desk.models.kit import AuditEntry
from tests.fixtures import call_rows
from tests.fixtures.people import Client, Staff

AT = "/api/settings/members"


def signed_in(client: Client, staff: Staff, database: Database) -> dict[str, str]:
    """An administrator, the queues cards and loans, and two agents: lin sits and is ready, wang is at home."""
    staff.person("admin1", "system_administrator")
    lin, wang = (
        staff.person(login, "agent", agent_code=code).id for login, code in (("lin", "8001"), ("wang", "8002"))
    )
    with database.write() as db:
        cards = call_rows.queue(db, "cards")
        call_rows.queue(db, "loans", position=1)
        db.add(QueueMember(queue_id=cards.id, person_id=lin, penalty=0))
        db.add(AgentState(person_id=lin, state="ready", since_at=datetime.now(UTC)))
    assert client.sign_in("admin1").ok
    return {"lin": str(lin), "wang": str(wang)}


def row(client: Client, code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in client.get(AT).json()["queues"] if one["queue"]["code"] == code)
    return found


def told(database: Database) -> int:
    """How often the exchange will be told of an agent's queues."""
    with database.read() as db:
        count = text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'calls.presence'")
        found: int = db.scalar(count)
        return found


def test_agents_come_into_a_queue_and_leave_it(client: Client, staff: Staff, database: Database) -> None:
    of = signed_in(client, staff, database)
    assert [one["agent_code"] for one in client.get(AT).json()["agents"]] == ["8001", "8002"]
    before = row(client, "loans")
    assert before["members"] == []
    wanted = [{"person_id": of["lin"], "penalty": 0}, {"person_id": of["wang"], "penalty": 2}]
    saved = client.ask("PUT", f"{AT}/loans", {"members": wanted, "version": before["version"]}).json()
    assert saved["members"] == wanted and saved["version"] == before["version"] + 1
    assert told(database) == 1, "lin sits at a seat, wang does not"
    none = client.ask("PUT", f"{AT}/cards", {"members": [], "version": row(client, "cards")["version"]})
    assert none.json()["members"] == []
    with database.read() as db:
        rows = db.query(AuditEntry).filter_by(action="settings.queue_members").order_by(AuditEntry.id)
        assert [(one.person_login, one.entity_id, one.detail["before"], one.detail["after"]) for one in rows] == [
            ("admin1", "loans", {}, {"8001": 0, "8002": 2}),
            ("admin1", "cards", {"8001": 0}, {}),
        ]


def test_what_cannot_be_a_queues_members(client: Client, staff: Staff, database: Database) -> None:
    of = signed_in(client, staff, database)
    reviewer = str(staff.person("rev", "reviewer").id)
    version = row(client, "loans")["version"]
    for person in (reviewer, "00000000-0000-4000-8000-000000000001"):
        form = {"members": [{"person_id": person, "penalty": 0}], "version": version}
        assert client.ask("PUT", f"{AT}/loans", form).json()["error"]["values"]["fields"] == {"members": "not_an_agent"}
    ours = {"members": [{"person_id": of["lin"], "penalty": 0}], "version": version}
    assert client.ask("PUT", f"{AT}/loans", ours).ok
    stale = client.ask("PUT", f"{AT}/loans", {"members": [], "version": version})
    assert (stale.status_code, stale.json()["error"]["values"]["current"]["members"]) == (409, ours["members"])
    assert client.ask("PUT", f"{AT}/nowhere", ours).status_code == 404
