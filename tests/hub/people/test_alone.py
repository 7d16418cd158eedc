"""Where one person decides alone what two should, the hub says so: to who manages people, in their inbox and when they ask."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.people import alone
from agent_desk.models.directory import DirectoryAccount
from agent_desk.models.people import Person, PersonRole
from agent_desk.schemas.kit.second_person import SECOND_PERSON
from tests.fixtures.people import Client, Staff


@pytest.fixture
def admin(client: Client, staff: Staff) -> Client:
    """The one administrator."""
    staff.person("admin1", "administrator")
    client.sign_in("admin1")
    return client


def said(client: Client) -> dict[str, str]:
    return {one["kind"]: one["why"] for one in client.get("/api/people-who-decide-alone").json()}


def put(in_unit: Callable[..., Any], **rules: str) -> None:
    in_unit(lambda unit: settings_store.put(unit, SECOND_PERSON, SECOND_PERSON.record(**rules)))


def test_one_administrator_is_told_that_they_decide_alone(admin: Client, staff: Staff) -> None:
    alone_in = ("rights", "masks", "recording", "retention")
    assert {kind: why for kind, why in said(admin).items() if kind in alone_in} == dict.fromkeys(alone_in, "one_person")
    staff.person("admin2", "administrator")
    assert not set(said(admin)) & set(alone_in)


@pytest.mark.parametrize(
    ("need", "why"), [("never", "never"), ("always", "nobody"), ("where_there_is_one", "one_person")]
)
def test_the_rule_and_who_there_is_decide_what_is_said(
    admin: Client, in_unit: Callable[..., Any], need: str, why: str
) -> None:
    put(in_unit, rights=need)
    assert said(admin)["rights"] == why


def test_a_rule_that_asks_for_nobody_is_said_however_many_there_are(
    admin: Client, staff: Staff, in_unit: Callable[..., Any]
) -> None:
    staff.person("admin2", "administrator")
    put(in_unit, masks="never")
    assert said(admin)["masks"] == "never" and "rights" not in said(admin)


def test_who_cannot_decide_does_not_count(admin: Client, staff: Staff) -> None:
    gone, narrow, late = staff.person("gone", "administrator"), staff.person("narrow"), staff.person("late")
    with staff.database.write() as db:
        db.get_one(Person, gone.id).active = False
        db.add(PersonRole(person_id=narrow.id, role_code="administrator", scope="team"))
        over = datetime.now(UTC) - timedelta(days=1)
        db.add(PersonRole(person_id=late.id, role_code="administrator", valid_to=over))
    assert said(admin)["rights"] == "one_person"


def test_an_administrator_of_the_directory_counts_and_is_asked(admin: Client, staff: Staff) -> None:
    other, lin = staff.person("other", "administrator"), staff.person("lin")
    with staff.database.write() as db:
        db.get_one(Person, other.id).password_hash = None
    assert said(admin)["rights"] == "one_person", "nobody can sign in as them"
    with staff.database.write() as db:
        db.add(DirectoryAccount(person_id=other.id, source="directory", subject="s-1", checked_at=datetime.now(UTC)))
    assert "rights" not in said(admin)
    row = admin.get(f"/api/people/{lin.id}").json()
    edit = {name: row[name] for name in ("name", "name_en", "agent_code", "active", "version")} | {"roles": ["agent"]}
    answer = admin.ask("PUT", f"/api/people/{lin.id}", edit)
    assert answer.json()["error"]["id"] == "waits_for_second_person"


def test_it_stands_in_the_inbox_until_there_are_two(admin: Client, staff: Staff, hub_context: HubContext) -> None:
    def kinds() -> list[str]:
        return [one["kind"] for one in admin.get("/api/work/mine").json()["items"] if one["kind"] == "decides_alone"]

    alone.look(hub_context)
    assert kinds() == ["decides_alone"]
    staff.person("admin2", "administrator", "supervisor")
    staff.person("boss", "supervisor")
    alone.look(hub_context)
    assert kinds() == []


def test_nobody_else_is_told(admin: Client, staff: Staff) -> None:
    staff.person("boss", "supervisor")
    boss = Client(admin.url)
    boss.sign_in("boss")
    assert boss.get("/api/people-who-decide-alone").status_code == 403
