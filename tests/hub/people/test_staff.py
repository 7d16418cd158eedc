"""Managing people: new, edited, locked out, one-time passwords, and that somebody can always manage them."""

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import InvalidForm, StaleVersion
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.people import roles
from agent_desk.hub.people import staff as managing
from agent_desk.hub.people.errors import LastAdministrator, OwnRights
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.calls import AgentState
from agent_desk.models.kit import AuditEntry
from agent_desk.models.people import Team
from agent_desk.schemas.administration.records import NewStaff, RoleEdit, StaffEdit
from tests.fixtures.people import PASSWORD, Client, Staff
from tests.fixtures.waiting import patience

InUnit = Callable[..., Any]


@pytest.fixture
def admin(staff: Staff) -> Caller:
    """The one administrator."""
    return staff.caller("admin1", "security_administrator")


def look(in_unit: InUnit, person_id: uuid.UUID) -> Any:
    return in_unit(lambda unit: managing.one(unit.db, person_id))


def edited(in_unit: InUnit, admin: Caller, person_id: uuid.UUID, **more: Any) -> Any:
    """Change some fields of a person, as the form does."""
    row = look(in_unit, person_id)
    fields = row.model_dump() | {"team_id": row.team.id if row.team else None} | more
    return in_unit(managing.edit, person_id, StaffEdit.model_validate(fields), caller=admin)


def audited(database: Database, action: str) -> list[AuditEntry]:
    with database.read() as db:
        found = list(db.scalars(select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)))
        db.expunge_all()
        return found


def test_a_new_person_signs_in_with_a_one_time_password_and_chooses_their_own(client: Client, staff: Staff) -> None:
    staff.person("admin1", "security_administrator")
    client.sign_in("admin1")
    form = {"login": "a1009", "name": "新坐席", "agent_code": "1009", "roles": ["agent"]}
    made = client.post("/api/people", form).json()
    assert (made["password"], made["roles"], made["version"]) == ("none", ["agent"], 1)
    given = client.post(f"/api/people/{made['id']}/one-time-password").json()
    assert given["person"]["password"] == "once"
    seat = Client(client.url)
    refused = seat.sign_in("a1009", given["password"]).json()["error"]
    assert refused["id"] == "password_change_needed"
    assert seat.token is None
    for weak in ("short", given["password"], "my-a1009-password"):
        answer = seat.sign_in("a1009", given["password"], new_password=weak)
        assert (answer.status_code, answer.json()["error"]["id"]) == (422, "weak_password"), weak
    assert seat.sign_in("a1009", given["password"], new_password="Green-Kettle-42").status_code == 200
    assert seat.post("/api/people/sign-out").ok
    assert seat.sign_in("a1009", given["password"]).json()["error"]["id"] == "wrong_credentials"
    assert seat.sign_in("a1009", "Green-Kettle-42").ok
    assert client.get(f"/api/people/{made['id']}").json()["password"] == "own"


def test_a_one_time_password_ends_the_sign_in_and_the_lock(client: Client, staff: Staff) -> None:
    staff.person("admin1", "security_administrator")
    person = staff.person("a1001", "agent")
    seat = Client(client.url)
    seat.sign_in("a1001")
    for _ in range(5):
        Client(client.url).sign_in("a1001", "wrong")
    client.sign_in("admin1")
    assert client.get(f"/api/people/{person.id}").json()["locked_until_at"] is not None
    given = client.post(f"/api/people/{person.id}/one-time-password").json()
    assert seat.get("/api/people/me").json()["error"]["id"] == "session_expired"
    assert Client(client.url).sign_in("a1001", given["password"], new_password="Green-Kettle-42").ok


def test_the_one_time_password_is_nowhere_in_the_audit_trail_or_the_stored_answers(
    client: Client, staff: Staff, hub: HubThread
) -> None:
    staff.person("admin1", "security_administrator")
    person = staff.person("a1001", "agent")
    client.sign_in("admin1")
    password = client.post(f"/api/people/{person.id}/one-time-password").json()["password"]
    with hub.hub_context.database.read() as db:
        for table in ("audit_entry", "idempotent_answer", "person", "change"):
            held = db.connection().exec_driver_sql(
                f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', (f"%{password}%",)
            )
            assert held.scalar() == 0, table


def test_unlocking_lets_somebody_try_again(client: Client, staff: Staff) -> None:
    staff.person("admin1", "security_administrator")
    person = staff.person("a1001", "agent")
    for _ in range(5):
        client.sign_in("a1001", "wrong")
    assert client.sign_in("a1001").json()["error"]["id"] == "sign_in_delayed"
    client.sign_in("admin1")
    assert client.post(f"/api/people/{person.id}/unlock").json()["locked_until_at"] is None
    assert Client(client.url).sign_in("a1001", PASSWORD).ok


def test_an_edit_is_in_force_at_once_and_written_down(
    database: Database, in_unit: InUnit, admin: Caller, staff: Staff
) -> None:
    person = staff.person("a1001", "agent", name="王晓")
    with database.write() as db:
        team = Team(code="T1", name_zh="一组", name_en="Team 1")
        db.add(team)
    row = edited(in_unit, admin, person.id, name="王小晓", roles=["agent", "supervisor"], team_id=team.id)
    assert (row.name, row.roles, row.team.name_zh, row.version) == ("王小晓", ["agent", "supervisor"], "一组", 2)
    (entry,) = audited(database, "people.edit")
    assert entry.person_login == "admin1"
    assert entry.detail["changed"] == {
        "name": ["王晓", "王小晓"],
        "team": [None, "T1"],
        "roles": [["agent"], ["agent", "supervisor"]],
    }
    assert edited(in_unit, admin, person.id).version == 2, "nothing changed, nothing written"


def test_a_stale_edit_gets_the_person_as_they_are(in_unit: InUnit, admin: Caller, staff: Staff) -> None:
    person = staff.person("a1001", "agent")
    edited(in_unit, admin, person.id, name="甲")
    with pytest.raises(StaleVersion) as told:
        edited(in_unit, admin, person.id, name="乙", version=1)
    assert told.value.values["current"]["name"] == "甲"


def test_who_is_no_longer_active_is_signed_out_and_stays_out(client: Client, staff: Staff) -> None:
    staff.person("admin1", "security_administrator")
    person = staff.person("a1001", "agent")
    seat = Client(client.url)
    seat.sign_in("a1001")
    client.sign_in("admin1")
    row = client.get(f"/api/people/{person.id}").json()
    assert row["seat"] == "seat of a1001"
    answer = client.ask("PUT", f"/api/people/{person.id}", row | {"active": False})
    assert (answer.json()["active"], answer.json()["seat"]) == (False, None)
    assert seat.get("/api/people/me").status_code == 401
    assert seat.sign_in("a1001").json()["error"]["id"] == "wrong_credentials"


def test_the_last_administrator_stays(database: Database, in_unit: InUnit, admin: Caller, staff: Staff) -> None:
    for change in ({"active": False}, {"roles": []}, {"roles": ["agent"]}):
        with pytest.raises(LastAdministrator):
            edited(in_unit, admin, admin.person_id, **change)
    role = next(one for one in in_unit(lambda unit: roles.roles(unit.db)).roles if one.code == "security_administrator")
    fewer = [word for word in role.permissions if word != "people.manage"]
    with pytest.raises(LastAdministrator):
        in_unit(
            roles.edit,
            "security_administrator",
            RoleEdit(name_zh="系统管理员", name_en="Administrator", permissions=fewer, version=role.version),
            caller=admin,
        )
    assert look(in_unit, admin.person_id).roles == ["security_administrator"]
    second = staff.person("admin2", "security_administrator")
    with pytest.raises(OwnRights):
        edited(in_unit, admin, admin.person_id, roles=["agent"])
    assert edited(in_unit, admin, admin.person_id, roles=[]).roles == []
    with pytest.raises(LastAdministrator):
        edited(in_unit, admin, second.id, active=False)


def test_an_administrator_without_a_password_does_not_count(in_unit: InUnit, admin: Caller) -> None:
    form = NewStaff(login="admin2", name="待启用", roles=["security_administrator"])
    in_unit(managing.add, form, caller=admin)
    with pytest.raises(LastAdministrator):
        edited(in_unit, admin, admin.person_id, active=False)


def test_two_administrators_who_remove_each_other_at_once(in_unit: InUnit, admin: Caller, staff: Staff) -> None:
    other = staff.caller("admin2", "security_administrator")
    came: list[Any] = []

    def remove(me: Caller, them: Caller) -> None:
        try:
            came.append(edited(in_unit, me, them.person_id, active=False).active)
        except LastAdministrator as refused:
            came.append(refused.id)

    both = [threading.Thread(target=remove, args=pair) for pair in ((admin, other), (other, admin))]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(patience(20))
    assert sorted(came, key=str) == [False, "last_administrator"]


def test_wrong_forms_are_named_by_field(database: Database, in_unit: InUnit, admin: Caller, staff: Staff) -> None:
    person = staff.person("a1001", "agent", agent_code="1001")
    wrong = NewStaff(login="a1001", name=" ", agent_code="1001", roles=["astronaut"], team_id=uuid.uuid4())
    with pytest.raises(InvalidForm) as told:
        in_unit(managing.add, wrong, caller=admin)
    assert told.value.values["fields"] == {
        "login": "taken",
        "name": "missing",
        "agent_code": "taken",
        "roles": "unknown",
        "team_id": "unknown",
    }
    with database.write() as db:
        db.add(AgentState(person_id=person.id, state="ready", since_at=person.created_at))
    with pytest.raises(InvalidForm) as told:
        edited(in_unit, admin, person.id, agent_code="1002")
    assert told.value.values["fields"] == {"agent_code": "at_the_seat"}


def test_people_are_found_by_login_name_and_agent_code(in_unit: InUnit, admin: Caller, staff: Staff) -> None:
    for number in range(5):
        staff.person(f"a100{number}", "agent", agent_code=f"100{number}", name=f"坐席{number}")

    def found(limit: int | None = None, after: str | None = None, **wanted: Any) -> Any:
        return in_unit(lambda unit: _page(unit, limit, after, **wanted), caller=admin)

    assert [row.login for row in found(q="坐席3").items] == ["a1003"]
    assert [row.login for row in found(q="1002").items] == ["a1002"]
    assert [row.login for row in found(q="A100_").items] == [], "no wildcards"
    assert {row.login for row in found(q="zuoxi").items} == {row.login for row in found(q="坐席").items}, "by pinyin"
    assert [row.login for row in found(q="zux").items] == []
    assert [row.login for row in found(role="security_administrator").items] == ["admin1"]
    first = found(limit=4)
    rest = found(limit=4, after=first.next)
    assert [row.login for row in [*first.items, *rest.items]] == [*(f"a100{n}" for n in range(5)), "admin1"]
    assert (first.total, rest.next) == (6, None)


def _page(unit: Any, limit: int | None, after: str | None, **wanted: Any) -> Any:
    return managing.page(unit, **wanted, limit=limit, after=after)


def test_a_role_allows_more_from_the_next_request_on(client: Client, staff: Staff) -> None:
    staff.person("admin1", "security_administrator")
    staff.person("edit1", "knowledge_editor")
    seat = Client(client.url)
    seat.sign_in("edit1")
    assert seat.get("/api/cases/terms").status_code == 403
    client.sign_in("admin1")
    every = client.get("/api/people/roles").json()
    role = next(one for one in every["roles"] if one["code"] == "knowledge_editor")
    assert (role["people"], "audit.view" in every["permissions"]) == (1, True)
    wanted = role | {"permissions": [*role["permissions"], "cases.view"]}
    changed = client.ask("PUT", "/api/people/roles/knowledge_editor", wanted).json()
    assert changed["version"] == role["version"] + 1
    assert seat.get("/api/cases/terms").status_code == 200
    stale = client.ask("PUT", "/api/people/roles/knowledge_editor", wanted)
    assert (stale.status_code, stale.json()["error"]["id"]) == (409, "stale_version")
    unknown = client.ask("PUT", "/api/people/roles/knowledge_editor", changed | {"permissions": ["fly"]})
    assert unknown.json()["error"]["values"]["fields"] == {"permissions": "unknown"}


def test_managing_people_needs_its_permission(client: Client, staff: Staff) -> None:
    person = staff.person("a1001", "agent")
    client.sign_in("a1001")
    for path in ("/api/people", "/api/people/roles", "/api/people/teams", f"/api/people/{person.id}"):
        assert client.get(path).status_code == 403, path
    assert client.post(f"/api/people/{person.id}/one-time-password").status_code == 403
