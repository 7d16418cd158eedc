"""New rows are written once, as what they have become, and before whatever refers to them."""

import uuid
from collections.abc import Callable
from typing import Any

from sqlalchemy import event, select

from agent_desk.hub.kit import new_rows
from agent_desk.hub.kit.database import Database, before_flush
from agent_desk.models.people import Person, PersonRole, Role


def person(login: str) -> Person:
    return Person(id=uuid.uuid4(), login=login, name="测试", name_en="Test", password_hash="x", version=1)


def statements(database: Database, work: Callable[[Any], None]) -> list[str]:
    """What a unit of work sends about people."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        sent.append(statement.split()[0] + " " + statement.split()[2])

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        with database.write() as db:
            work(db)
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    return [one for one in sent if one.startswith(("INSERT", "UPDATE"))]


def test_what_happened_to_a_new_row_before_it_is_written_needs_no_second_statement(database: Database) -> None:
    def work(db: Any) -> None:
        new = [person("n.first"), person("n.second")]
        before_flush(db, lambda: new_rows.insert(db, new))
        new[0].name = "后来"
        db.flush()
        new[1].name = "更晚"

    assert statements(database, work) == ["INSERT person", "UPDATE SET"]
    with database.read() as db:
        found = db.execute(select(Person.login, Person.name).where(Person.login.like("n.%")).order_by(Person.login))
        assert [tuple(row) for row in found] == [("n.first", "后来"), ("n.second", "更晚")]


def test_a_row_that_refers_to_a_new_one_is_written_after_it(database: Database) -> None:
    with database.write() as db:
        role = db.scalars(select(Role)).first() or Role(code="r", name_zh="r", name_en="r", permissions=[])
        db.merge(role)
        new = person("n.third")
        before_flush(db, lambda: new_rows.insert(db, [new]))
        db.add(PersonRole(person_id=new.id, role_code=role.code))
        assert db.scalar(select(PersonRole.role_code).where(PersonRole.person_id == new.id)) == role.code
        assert new in db and new.agent_code is None


def test_what_is_undone_is_not_written_later(database: Database) -> None:
    with database.write() as db:
        before_flush(db, lambda: new_rows.insert(db, [person("n.undone")]))
        db.rollback()
        db.flush()
    with database.read() as db:
        assert db.scalar(select(Person.id).where(Person.login == "n.undone")) is None
