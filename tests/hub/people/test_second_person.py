"""What changes rights, masks, recording rules and retention waits for a second person, as soon as there is one."""

import uuid
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.models.approvals import Approval
from agent_desk.models.kit import AuditEntry, MaskRule
from agent_desk.models.people import Person, PersonRole, Role
from tests.fixtures.people import PASSWORD, Client, Staff


@pytest.fixture
def first(client: Client, staff: Staff) -> Client:
    """The administrator who asks."""
    staff.person("admin1", "security_administrator")
    client.sign_in("admin1")
    return client


@pytest.fixture
def second(first: Client, staff: Staff) -> Client:
    """Somebody else who may decide."""
    staff.person("admin2", "security_administrator")
    other = Client(first.url)
    other.sign_in("admin2")
    return other


def edit(client: Client, person_id: uuid.UUID, key: str | None = None, **more: Any) -> Any:
    """Change a person as the form does."""
    row = client.get(f"/api/people/{person_id}").json()
    form = {name: row[name] for name in ("name", "name_en", "agent_code", "roles", "active", "version")} | more
    return client.ask("PUT", f"/api/people/{person_id}", form, key)


def waiting(client: Client) -> dict[str, Any]:
    """The one request that waits."""
    (found,) = client.get("/api/approvals", state="pending").json()["items"]
    return dict(found)


def decide(client: Client, asked: dict[str, Any], word: str = "approve") -> Any:
    return client.post(f"/api/approvals/{asked['id']}/{word}", {"digest": asked["digest"]})


def error(answer: Any) -> str:
    return str(answer.json()["error"]["id"])


def roles_of(staff: Staff, person: Person) -> set[str]:
    with staff.database.read() as db:
        return set(db.scalars(select(PersonRole.role_code).where(PersonRole.person_id == person.id)))


def test_one_administrator_alone_sets_up_the_house(first: Client, staff: Staff) -> None:
    lin = staff.person("lin")
    assert edit(first, lin.id, roles=["agent"]).ok and roles_of(staff, lin) == {"agent"}


def test_roles_are_given_by_two(first: Client, second: Client, staff: Staff) -> None:
    lin = staff.person("lin")
    key = uuid.uuid4().hex
    answer = edit(first, lin.id, key, roles=["supervisor"])
    assert (answer.status_code, error(answer)) == (409, "waits_for_second_person")
    assert roles_of(staff, lin) == set(), "nothing is done yet"
    again = edit(first, lin.id, key, roles=["supervisor"])
    assert (again.status_code, error(again)) == (409, "waits_for_second_person"), "a repeat is no second request"
    asked = waiting(second)
    ((action, detail),) = asked["body"]["changes"]
    assert asked["may_decide"] and (action, detail["login"]) == ("people.edit", "lin"), (
        "who decides sees what would change"
    )
    assert detail["changed"] == {"roles": [[], ["supervisor"]]} and "floor.listen" in detail["gained"]
    assert error(decide(first, waiting(first))) == "own_request"
    assert decide(second, asked).ok and roles_of(staff, lin) == {"supervisor"}
    with staff.database.read() as db:
        (row,) = db.scalars(select(AuditEntry).where(AuditEntry.action == "people.edit")).all()
        assert row.person_login == "admin2"


def test_a_refused_request_changes_nothing_and_a_fault_is_told_to_the_author(
    first: Client, second: Client, staff: Staff
) -> None:
    lin = staff.person("lin")
    assert error(edit(first, lin.id, roles=["nobody_knows"])) == "invalid_form"
    assert edit(first, lin.id, roles=["agent"]).status_code == 409
    assert decide(second, waiting(second), "refuse").ok and roles_of(staff, lin) == set()
    assert edit(first, lin.id, name="林").ok, "a name is nobody's right"


def test_nobody_raises_themselves_and_nobody_decides_about_themselves(
    first: Client, second: Client, staff: Staff
) -> None:
    third = staff.person("admin3", "security_administrator")
    with staff.database.read() as db:
        me, you = (db.scalars(select(Person.id).where(Person.login == f"admin{number}")).one() for number in (1, 2))
    assert error(edit(first, me, roles=["security_administrator", "agent"])) == "own_rights"
    assert error(edit(first, you, roles=["security_administrator", "agent"])) == "waits_for_second_person"
    assert error(decide(second, waiting(second))) == "about_yourself"
    other = Client(first.url)
    other.sign_in("admin3")
    assert decide(other, waiting(other)).ok and third.login == "admin3"
    role = next(
        one for one in first.get("/api/people/roles").json()["roles"] if one["code"] == "security_administrator"
    )
    fields = {name: role[name] for name in ("name_zh", "name_en", "version")}
    more = fields | {"permissions": [*role["permissions"], "customers.reveal"]}
    assert error(first.ask("PUT", "/api/people/roles/security_administrator", more)) == "own_rights"


def test_a_role_is_changed_by_two(first: Client, second: Client, staff: Staff) -> None:
    role = next(one for one in first.get("/api/people/roles").json()["roles"] if one["code"] == "agent")
    fields = {name: role[name] for name in ("name_zh", "name_en", "version")}
    more = fields | {"permissions": [*role["permissions"], "calls.all"]}
    assert error(first.ask("PUT", "/api/people/roles/agent", more)) == "waits_for_second_person"
    with staff.database.read() as db:
        assert "calls.all" not in db.get_one(Role, "agent").permissions
    assert decide(second, waiting(second)).ok
    with staff.database.read() as db:
        assert "calls.all" in db.get_one(Role, "agent").permissions


def test_masks_are_changed_by_two(first: Client, second: Client, staff: Staff) -> None:
    rule = next(one for one in first.get("/api/settings/masks").json()["rules"] if one["field"] == "card")
    form = {name: rule[name] for name in ("field", "verified", "kind", "tail", "version")} | {"head": 17}
    assert error(first.ask("PUT", "/api/settings/masks", {"rules": [form]})) == "waits_for_second_person"
    with staff.database.read() as db:
        row = db.scalars(select(MaskRule).where(MaskRule.field == "card", MaskRule.verified == rule["verified"])).one()
        assert row.head != 17
    assert decide(second, waiting(second)).ok


def test_an_administrators_password_is_reset_by_two_and_once(first: Client, second: Client, staff: Staff) -> None:
    boss, lin = staff.person("boss", "security_administrator"), staff.person("lin", "agent")
    assert first.post(f"/api/people/{lin.id}/one-time-password").ok, "an agent's is everyday work"
    assert error(first.post(f"/api/people/{boss.id}/one-time-password")) == "waits_for_second_person"
    assert Client(first.url).sign_in("boss").ok, "the old one still opens"
    assert decide(second, waiting(second)).ok
    done = first.post(f"/api/people/{boss.id}/one-time-password")
    assert done.ok and len(done.json()["password"]) == 14
    assert Client(first.url).sign_in("boss", PASSWORD).status_code == 401
    assert error(first.post(f"/api/people/{boss.id}/one-time-password")) == "waits_for_second_person"
    with staff.database.read() as db:
        assert done.json()["password"] not in repr([row.body for row in db.scalars(select(Approval))])


def test_the_bank_may_do_without_and_that_is_changed_by_two_itself(first: Client, second: Client, staff: Staff) -> None:
    value = first.get("/api/settings/values/second_person").json()["value"] | {"rights": "never"}
    change = {"value": value, "version": 0, "reason": "small house"}
    assert first.ask("PUT", "/api/settings/values/second_person", change).json()["asked"]["reason"] == "small house"
    assert decide(second, waiting(second)).ok
    lin = staff.person("lin")
    assert edit(first, lin.id, roles=["agent"]).ok
