"""Three offices of administration: apart in the roles of the product, told where they are united, and nobody is locked out by it."""

from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.areas import AREAS
from agent_desk.hub.kit.permissions import KEEPERS, declare, office_of, offices_of, permissions, permissions_of
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people import offices, rules
from agent_desk.hub.setup.administrator import NobodyManages, make_administrator
from agent_desk.models.people import PersonRole, Role
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.kit.operation import OPEN, SIGNED_IN, Operation
from agent_desk.schemas.people.offices import OFFICES
from agent_desk.schemas.settings import declared
from tests.fixtures.hub import HubThread
from tests.fixtures.operations import EVERY, named
from tests.fixtures.people import ADMINISTRATORS, Client, Staff

assert AREAS, "they declare the permissions"


@pytest.mark.parametrize("role", list(rules.ROLES))
def test_no_role_of_the_product_holds_two_offices(role: str) -> None:
    held = offices_of(permissions_of(role))
    assert len(held) <= 1
    assert held == [office for office in OFFICES if KEEPERS[office] == role], "and each office is one role's"


def test_everything_that_administers_is_of_one_office() -> None:
    """What the administrators of several offices hold, to look at each other's work, is of none."""
    keepers = [{one} for one in KEEPERS.values()]
    administers = {one.permission for one in declared()}
    administers |= {
        one for one in permissions() if {role for role in rules.ROLES if one in permissions_of(role)} in keepers
    }
    assert administers >= {"settings.manage", "people.manage", "security.manage", "audit.view"}
    assert [one for one in sorted(administers) if office_of(one) is None] == []


@pytest.mark.parametrize("operation", [one for one in EVERY if one.path.startswith("/settings/")], ids=named)
def test_what_is_set_for_the_whole_centre_is_of_an_office(operation: Operation[..., Any]) -> None:
    if operation.permission not in (OPEN, SIGNED_IN):
        assert office_of(operation.permission) is not None, "say whose in Area.offices"


@pytest.mark.parametrize(
    ("holders", "office"),
    [
        (("system_administrator",), {}),
        (("supervisor",), {"promotions.edit": "system"}),
        (("system_administrator", "auditor"), {"promotions.edit": "system"}),
        (("auditor",), {"promotions.edit": "security"}),
    ],
)
def test_an_area_that_does_not_say_whose_office_a_permission_is_is_refused(
    holders: tuple[str, ...], office: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=r"promotions\.edit"):
        declare({"promotions.edit": holders}, office)
    assert "promotions.edit" not in permissions()


def test_who_unites_offices_is_told_until_it_is_over(hub: HubThread, staff: Staff, client: Client) -> None:
    person = staff.person("gu", *ADMINISTRATORS, name="顾存信")
    staff.person("sec1", "security_administrator")
    assert offices.look(hub.hub_context) == 1
    client.sign_in("sec1")
    (told,) = [one for one in client.get("/api/work/mine").json()["items"] if one["kind"] == "offices_united"]
    assert told["title_zh"].startswith("1 人")
    (found,) = client.get("/api/people/roles").json()["united"]
    assert (found["login"], found["offices"]) == ("gu", ["system", "security", "audit"])
    with staff.database.write() as db:
        for role in db.scalars(select(PersonRole).where(PersonRole.person_id == person.id)):
            if role.role_code != "system_administrator":
                db.delete(role)
    assert offices.look(hub.hub_context) == 0
    with staff.database.read() as db:
        assert db.scalars(select(WorkItem.ended_at).where(WorkItem.kind == "offices_united")).one() is not None


def test_one_role_that_unites_offices_is_named(staff: Staff, client: Client) -> None:
    with staff.database.write() as db:
        db.add(
            Role(
                code="administrator", name_zh="管理员", name_en="Old", permissions=["settings.manage", "people.manage"]
            )
        )
    staff.person("old", "administrator")
    client.sign_in("old")
    answer = client.get("/api/people/roles").json()
    assert [one["code"] for one in answer["roles"] if len(one["offices"]) > 1] == ["administrator"]
    assert [one["login"] for one in answer["united"]] == ["old"]


def test_the_first_hour_of_a_new_centre(hub: HubThread) -> None:
    """One person comes in by the command, reaches every page by giving it to somebody or, while alone, to themselves."""
    with hub.hub_context.database.write() as db:
        unit = Unit(db=db, now=hub.hub_context.now(), jobs=hub.hub_context.jobs, context=hub.hub_context)
        _, password = make_administrator(unit, "first", "顾存信", another=False)
    first = Client(hub.url)
    assert first.sign_in("first", password, new_password="Green-Kettle-42").ok
    me = first.get("/api/people/me").json()["person"]
    assert me["roles"] == ["security_administrator"]
    assert first.get("/api/settings/targets").status_code == 403, "the system is another office"
    row = first.get(f"/api/people/{me['id']}").json()
    alone = first.ask("PUT", f"/api/people/{me['id']}", row | {"roles": [*row["roles"], "system_administrator"]})
    assert alone.ok and first.get("/api/settings/targets").ok, "who is alone does what nobody else can do for them"
    made = first.post("/api/people", {"login": "sec2", "name": "秦", "roles": ["security_administrator"]}).json()
    given = first.post(f"/api/people/{made['id']}/one-time-password").json()["password"]
    second = Client(hub.url)
    assert second.sign_in("sec2", given, new_password="Green-Kettle-43").ok
    row = first.get(f"/api/people/{me['id']}").json()
    fewer = first.ask("PUT", f"/api/people/{me['id']}", row | {"roles": ["security_administrator"]})
    assert fewer.json()["error"]["id"] == "waits_for_second_person"
    (asked,) = second.get("/api/approvals", state="pending").json()["items"]
    assert second.post(f"/api/approvals/{asked['id']}/approve", {"digest": asked["digest"]}).ok
    assert first.get("/api/settings/targets").status_code == 403


def test_the_first_administrator_is_one_who_can_add_the_others(hub: HubThread) -> None:
    def make(login: str, *wanted: Any, another: bool = False) -> list[str]:
        with hub.hub_context.database.write() as db:
            unit = Unit(db=db, now=hub.hub_context.now(), jobs=hub.hub_context.jobs, context=hub.hub_context)
            person_id, _ = make_administrator(unit, login, login, another=another, offices=wanted)
            return list(db.scalars(select(PersonRole.role_code).where(PersonRole.person_id == person_id)))

    with pytest.raises(NobodyManages):
        make("sys1", "system")
    assert make("sec1", "security") == ["security_administrator"]
    assert make("aud1", "audit", another=True) == ["auditor"]
    with hub.hub_context.database.write() as db:
        db.get_one(Role, "security_administrator").active = False
        db.add(Role(code="keeper", name_zh="保管", name_en="Keeper", permissions=["people.manage", "settings.manage"]))
    assert make("sec2", "security", another=True) == ["keeper"], "a retired role lets nobody in"
