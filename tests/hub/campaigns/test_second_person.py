"""Where the bank asks for it, a second person starts, ends and changes a project; where it does not, nobody is troubled."""

from datetime import UTC, datetime, timedelta

from agent_desk.hub.kit.database import Database
from tests.fixtures import call_rows
from tests.fixtures.campaigns import project_form
from tests.fixtures.people import Client, Staff


def test_a_project_is_started_by_two_where_the_bank_says_so(client: Client, staff: Staff, database: Database) -> None:
    with database.write() as db:
        call_rows.queue(db, "account")
    staff.person("safe", "security_administrator")
    for login in ("boss1", "boss2"):
        staff.person(login, "supervisor")
    keeper, second = Client(client.url), Client(client.url)
    assert keeper.sign_in("safe").ok and client.sign_in("boss1").ok and second.sign_in("boss2").ok
    assert "projects" not in [one["kind"] for one in keeper.get("/api/people-who-decide-alone").json()], (
        "off is no alarm"
    )
    form = project_form(datetime.now(UTC) + timedelta(days=1))
    made = client.post("/api/projects", form.model_dump(mode="json")).json()

    known = keeper.get("/api/settings/values/second_person").json()
    assert known["value"]["projects"] == "never"
    rule = {"value": known["value"] | {"projects": "always"}, "version": 0, "reason": "maker and checker"}
    assert keeper.ask("PUT", "/api/settings/values/second_person", rule).ok
    at = f"/api/projects/{made['id']}"
    asked = client.post(f"{at}/move", {"move": "start", "version": made["version"]})
    assert (asked.status_code, asked.json()["error"]["id"]) == (409, "waits_for_second_person")
    assert client.get("/api/projects").json()[0]["state"] == "planned"
    (request,) = second.get("/api/approvals", state="pending").json()["items"]
    ((action, detail),) = request["body"]["changes"]
    assert (action, detail["after"]) == ("campaigns.start", {"state": "running"})
    own = client.post(f"/api/approvals/{request['id']}/approve", {"digest": request["digest"]})
    assert own.json()["error"]["id"] == "own_request"
    assert second.post(f"/api/approvals/{request['id']}/approve", {"digest": request["digest"]}).ok
    assert client.get("/api/projects").json()[0]["state"] == "running"
