"""Roles of the bank's own: made, copied, retired and brought back, by two; what a change comes to is told to who decides."""

from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.people.roles import code_of
from agent_desk.models.kit import AuditEntry
from agent_desk.models.people import Role, Team
from tests.fixtures.people import Client, Staff
from tests.hub.people.test_second_person import decide, edit, error, first, second, waiting

__all__ = ["first", "second"]


def made(client: Client, **more: Any) -> Any:
    """Make a role as the form does."""
    form = {"name_zh": "资深坐席", "name_en": "Senior agent", "permissions": ["calls.take", "calls.view"]} | more
    return client.post("/api/people/roles", form)


def role(client: Client, code: str) -> dict[str, Any]:
    return dict(next(one for one in client.get("/api/people/roles").json()["roles"] if one["code"] == code))


def turn(client: Client, code: str, word: str) -> Any:
    """Retire a role, or bring it back."""
    return client.post(f"/api/people/roles/{code}/{word}?version={role(client, code)['version']}")


def test_a_role_is_made_given_and_allows_what_it_says(first: Client, staff: Staff) -> None:
    answer = made(first, default_scope="own")
    assert (answer.json()["code"], answer.json()["default_scope"]) == ("senior_agent", "own")
    lin = staff.person("lin")
    assert edit(first, lin.id, roles=["senior_agent"]).json()["held"][0]["scope"] == "own"
    seat = Client(first.url)
    seat.sign_in("lin")
    assert seat.get("/api/people/me").json()["person"]["permissions"] == ["calls.take", "calls.view"]


@pytest.mark.parametrize(
    ("name_en", "name_zh", "taken", "code"),
    [
        ("Senior agent", "资深坐席", (), "senior_agent"),
        ("Senior agent", "资深坐席", ("senior_agent", "senior_agent_2"), "senior_agent_3"),
        ("资深坐席", "资深坐席", (), "zi_shen_zuo_xi"),
        ("—", "—", ("role",), "role_2"),
        ("A" * 60, "甲", (), "a" * 36),
    ],
)
def test_a_code_is_made_of_the_name(name_en: str, name_zh: str, taken: tuple[str, ...], code: str) -> None:
    assert code_of(name_en, name_zh, taken) == code


def test_a_typed_code_is_checked(first: Client) -> None:
    assert made(first, code="Senior Agent").status_code == 422
    assert made(first, code="agent").json()["error"]["values"]["fields"] == {"code": "taken"}
    assert made(first, permissions=["fly"]).json()["error"]["values"]["fields"] == {"permissions": "unknown"}
    assert made(first, code="senior.agent-1").json()["code"] == "senior.agent-1"


def test_a_role_is_made_by_two_and_says_what_it_was_copied_from(first: Client, second: Client, staff: Staff) -> None:
    assert error(made(first, like="agent")) == "waits_for_second_person"
    asked = waiting(second)
    assert asked["body"]["changes"] == [
        [
            "people.add_role",
            {"named": ["资深坐席", "Senior agent"], "given": ["calls.take", "calls.view"], "like": "agent"},
        ]
    ]
    assert decide(second, asked).ok and role(first, "senior_agent")["people"] == 0
    assert made(first, code="empty", permissions=[]).ok, "a role that allows nothing gives no rights"


def test_a_retired_role_allows_nothing_and_is_given_to_nobody(first: Client, staff: Staff) -> None:
    made(first)
    lin, mo = staff.person("lin", "senior_agent"), staff.person("mo")
    seat = Client(first.url)
    seat.sign_in("lin")
    (holder,) = first.get("/api/people/roles/holders?code=senior_agent").json()
    assert (holder["login"], holder["held"]["scope"]) == ("lin", "all")
    gone = turn(first, "senior_agent", "retire")
    assert (gone.json()["active"], gone.json()["people"]) == (False, 1)
    assert seat.get("/api/people/me").json()["person"]["permissions"] == [], "with the next request"
    assert error(edit(first, mo.id, roles=["senior_agent"])) == "invalid_form"
    assert edit(first, lin.id, name="林").ok, "who holds it still is edited as before"
    assert error(turn(first, "senior_agent", "retire")) == "role_stands"
    assert first.get("/api/people/roles").json()["roles"][-1]["code"] == "senior_agent", "retired ones come last"
    assert turn(first, "senior_agent", "restore").json()["active"]
    assert seat.get("/api/people/me").json()["person"]["permissions"] == ["calls.take", "calls.view"]
    with staff.database.read() as db:
        told = {row.action: row.detail for row in db.scalars(select(AuditEntry).where(AuditEntry.entity == "role"))}
    assert told["people.retire_role"]["holders"] == ["lin"] and told["people.restore_role"]["people"] == 1


def test_a_role_is_retired_and_brought_back_by_two(first: Client, second: Client, staff: Staff) -> None:
    staff.person("lin", "knowledge_editor")
    assert error(turn(first, "knowledge_editor", "retire")) == "waits_for_second_person"
    asked = waiting(second)
    ((action, detail),) = asked["body"]["changes"]
    assert action == "people.retire_role" and detail["holders"] == ["lin"] and "knowledge.edit" in detail["taken"]
    assert decide(second, asked).ok and not role(first, "knowledge_editor")["active"]
    assert error(turn(first, "knowledge_editor", "restore")) == "waits_for_second_person"
    assert decide(second, waiting(second)).ok and role(first, "knowledge_editor")["active"]


def test_the_last_role_that_manages_people_stays(first: Client, staff: Staff) -> None:
    assert error(turn(first, "security_administrator", "retire")) == "last_administrator"
    made(first, code="keeper", permissions=["people.manage"])
    staff.person("keeper", "keeper")
    other = Client(first.url)
    other.sign_in("keeper")
    assert error(turn(other, "security_administrator", "retire")) == "waits_for_second_person"
    assert decide(first, waiting(first)).ok, "somebody else can manage people"
    assert error(turn(other, "security_administrator", "retire")) == "role_stands"
    assert error(turn(other, "keeper", "retire")) == "last_administrator"


def test_nobody_brings_back_a_role_of_their_own(first: Client, second: Client, staff: Staff) -> None:
    with staff.database.write() as db:
        db.add(Role(code="more", name_zh="更多", name_en="More", permissions=["audit.view"], active=False))
    staff.person("sec3", "security_administrator", "more")
    third = Client(first.url)
    third.sign_in("sec3")
    assert error(turn(third, "more", "restore")) == "own_rights"


def test_who_decides_sees_what_a_person_gains_and_loses(first: Client, second: Client, staff: Staff) -> None:
    with staff.database.write() as db:
        team = Team(code="T1", name_zh="一组", name_en="Team 1")
        db.add(team)
    lin = staff.person("lin", "agent")
    wider = [{"role": "supervisor", "scope": "team", "subjects": [str(team.id)]}]
    assert error(edit(first, lin.id, roles=wider)) == "waits_for_second_person"
    ((_, detail),) = waiting(second)["body"]["changes"]
    assert detail["changed"]["roles"] == [["agent"], ["supervisor team(T1)"]]
    assert "floor.listen" in detail["gained"] and "calls.take" in detail["lost"]
    assert "calls.view" in detail["narrower"] and "wider" not in detail


def test_a_change_of_a_role_names_whom_it_concerns(first: Client, second: Client, staff: Staff) -> None:
    staff.person("lin", "agent")
    now = role(first, "agent")
    form = {name: now[name] for name in ("name_zh", "name_en", "version")}
    more = form | {"permissions": [*now["permissions"], "calls.all"], "default_scope": "own"}
    assert error(first.ask("PUT", "/api/people/roles/agent", more)) == "waits_for_second_person"
    ((_, detail),) = waiting(second)["body"]["changes"]
    assert detail == {"given": ["calls.all"], "taken": [], "scope": ["all", "own"], "people": 1, "holders": ["lin"]}


def test_only_who_manages_people_of_the_whole_house_makes_roles(first: Client, staff: Staff) -> None:
    team = staff.person("lead")
    staff.person("other", "agent")
    held = [{"role": "security_administrator", "scope": "own"}]
    with staff.database.write() as db:
        db.get_one(Role, "agent")
    edit(first, team.id, roles=held)
    lead = Client(first.url)
    lead.sign_in("lead")
    assert made(lead).status_code == 403
    assert lead.get("/api/people/roles/holders?code=agent").json() == [], "and sees no holders beyond their reach"
