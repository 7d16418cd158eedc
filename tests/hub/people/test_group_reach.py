"""What a directory's group gives has a reach of its own; of several groups they are put together."""

import uuid
from typing import Any

import pytest

from agent_desk.hub.gateways.directory.protocol import DirectoryPerson
from agent_desk.hub.kit.database import Database
from agent_desk.hub.people.directory import accounts, groups
from agent_desk.models.people import Person, PersonRole, Role, Team
from agent_desk.schemas.people.directory import GroupForm
from agent_desk.schemas.people.held import in_line, of_line
from tests.fixtures.people import Staff

InUnit = Any


@pytest.fixture
def teams(database: Database) -> list[str]:
    """Ids of two teams."""
    with database.write() as db:
        made = [Team(code=code, name_zh=code, name_en=code) for code in ("T1", "T2")]
        db.add_all(made)
        db.flush()
        return [str(one.id) for one in made]


@pytest.fixture
def person(staff: Staff, database: Database, teams: list[str]) -> Person:
    """Somebody of the first team, without a password of the hub's own."""
    made = staff.person("zhang")
    with database.write() as db:
        row = db.get_one(Person, made.id)
        row.password_hash, row.team_id = None, uuid.UUID(teams[0])
    return made


def held(in_unit: InUnit, database: Database, *names: str) -> dict[str, tuple[str, list[str]]]:
    """Sign somebody in who is in these groups; their roles with how far they reach."""
    seen = DirectoryPerson(subject="s-1", login="zhang", name="张三", groups=names)
    in_unit(accounts.admit, "directory", seen)
    with database.read() as db:
        return {row.role_code: (row.scope, sorted(row.subjects)) for row in db.query(PersonRole)}


def give(in_unit: InUnit, name: str, role: str, scope: str | None = None, subjects: list[str] | None = None) -> None:
    form = GroupForm(source="directory", name=name, role=role, scope=scope, subjects=subjects or [])  # type: ignore[arg-type]
    in_unit(groups.add, form)


def test_a_group_gives_a_role_as_far_as_it_says(
    in_unit: InUnit, database: Database, person: Person, teams: list[str]
) -> None:
    give(in_unit, "cn=lead", "supervisor", "team", [teams[1]])
    give(in_unit, "cn=staff", "agent")
    found = held(in_unit, database, "cn=lead", "cn=staff")
    assert found == {"supervisor": ("team", [teams[1]]), "agent": ("all", [])}
    with database.write() as db:
        db.get_one(PersonRole, (person.id, "supervisor")).scope = "all"
    assert held(in_unit, database, "cn=lead", "cn=staff") == found, "what was widened by hand is narrow again"


def test_several_groups_add_up(in_unit: InUnit, database: Database, person: Person, teams: list[str]) -> None:
    give(in_unit, "cn=one", "supervisor", "team", [teams[1]])
    give(in_unit, "cn=own", "supervisor", "team")
    assert held(in_unit, database, "cn=one")["supervisor"] == ("team", [teams[1]])
    assert held(in_unit, database, "cn=one", "cn=own")["supervisor"] == ("team", sorted(teams)), (
        "one's own team as well"
    )
    give(in_unit, "cn=mine", "supervisor", "own")
    assert held(in_unit, database, "cn=mine", "cn=one")["supervisor"] == ("team", [teams[1]]), "the wider kind"
    give(in_unit, "cn=usual", "supervisor")
    assert held(in_unit, database, "cn=usual", "cn=one")["supervisor"] == ("all", []), "as the role is given by default"


def test_a_retired_role_is_given_by_no_group(in_unit: InUnit, database: Database, person: Person) -> None:
    give(in_unit, "cn=staff", "agent")
    give(in_unit, "cn=lead", "supervisor")
    assert set(held(in_unit, database, "cn=staff", "cn=lead")) == {"agent", "supervisor"}
    with database.write() as db:
        db.get_one(Role, "supervisor").active = False
    assert set(held(in_unit, database, "cn=staff", "cn=lead")) == {"agent"}


@pytest.mark.parametrize(
    "line",
    [
        "agent",
        "supervisor own",
        "supervisor team",
        "supervisor team(a,b)",
        "x branch(0101) 2026-01-01..2026-12-31",
        "x ..2026-12-31",
    ],
)
def test_a_held_role_in_one_line_is_read_again(line: str) -> None:
    read = of_line(line)
    assert read is not None and in_line(read) == line
