"""New rows are written once, as what they have become, and before whatever refers to them."""

import uuid

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from agent_desk.hub.kit import rows
from agent_desk.hub.kit.database import Database, before_flush
from agent_desk.models.kit import Setting
from agent_desk.models.people import Person, PersonRole, Role


def person(login: str) -> Person:
    return Person(id=uuid.uuid4(), login=login, name="测试", name_en="Test", password_hash="x", version=1)


def written(db: Session) -> tuple[int, int]:
    """How many rows of people this transaction has inserted and updated, as PostgreSQL counts."""
    counted = text("SELECT n_tup_ins, n_tup_upd FROM pg_stat_xact_user_tables WHERE relname = 'person'")
    inserted, updated = db.execute(counted).one()
    return inserted, updated


def test_what_happened_to_a_new_row_before_it_is_written_needs_no_second_statement(database: Database) -> None:
    with database.write() as db:
        new, (inserted, updated) = [person("n.first"), person("n.second")], written(db)
        before_flush(db, lambda: rows.insert(db, new))
        new[0].name = "后来"
        db.flush()
        assert written(db) == (inserted + 2, updated)
        new[1].name = "更晚"
        db.flush()
        assert written(db) == (inserted + 2, updated + 1)
    with database.read() as db:
        found = db.execute(select(Person.login, Person.name).where(Person.login.like("n.%")).order_by(Person.login))
        assert [tuple(row) for row in found] == [("n.first", "后来"), ("n.second", "更晚")]


def test_what_has_changed_is_written_once_and_a_later_change_again(database: Database) -> None:
    with database.write() as db:
        db.add(person("n.moved"))
    with database.write() as db:
        one = db.scalars(select(Person).where(Person.login == "n.moved")).one()
        one.name, before = "搬走", written(db)
        rows.update(db, [one])
        db.flush()
        assert written(db) == (before[0], before[1] + 1)
        assert db.scalars(select(Person).where(Person.login == "n.moved")).one() is one
        one.name_en = "Moved"
    with database.read() as db:
        found = db.scalars(select(Person).where(Person.login == "n.moved")).one()
        assert (found.name, found.name_en) == ("搬走", "Moved")


def test_what_is_kept_as_json_is_written_and_changed(database: Database) -> None:
    with database.write() as db:
        new = [Setting(key=f"r.{place}", value={"place": place}) for place in range(3)]
        rows.insert(db, new[:1])
        rows.insert(db, new[1:])
        new[2].value = {"moved": True}
        rows.update(db, new)
    with database.read() as db:
        found = db.scalars(select(Setting).where(Setting.key.like("r.%")).order_by(Setting.key)).all()
        assert [one.value for one in found] == [{"place": 0}, {"place": 1}, {"moved": True}]


def test_a_row_that_refers_to_a_new_one_is_written_after_it(database: Database) -> None:
    with database.write() as db:
        role = db.scalars(select(Role)).first() or Role(code="r", name_zh="r", name_en="r", permissions=[])
        db.merge(role)
        new = person("n.third")
        before_flush(db, lambda: rows.insert(db, [new]))
        db.add(PersonRole(person_id=new.id, role_code=role.code))
        assert db.scalar(select(PersonRole.role_code).where(PersonRole.person_id == new.id)) == role.code
        assert new in db and new.agent_code is None


def test_what_is_undone_is_not_written_later(database: Database) -> None:
    with database.write() as db:
        before_flush(db, lambda: rows.insert(db, [person("n.undone")]))
        db.rollback()
        db.flush()
    with database.read() as db:
        assert db.scalar(select(Person.id).where(Person.login == "n.undone")) is None


def test_what_is_written_together_is_written_whole_and_known_to_the_session_afterwards(database: Database) -> None:
    with database.write() as db:
        db.add_all([person("n.one"), person("n.two")])
    with database.write() as db:
        moved = db.scalars(select(Person).where(Person.login.in_(("n.one", "n.two"))).order_by(Person.login)).all()
        new, before = [person("n.three"), person("n.four")], written(db)
        moved[0].name, moved[1].name_en = "一", "Two"
        together = rows.Together(db)
        assert together.update(moved)
        together.add({"login": "n.one"}, ("gone", "SELECT %(login)s::text AS login"))
        together.insert(new)
        together.write()
        assert written(db) == (before[0] + 2, before[1] + 2)
        db.flush()
        assert written(db) == (before[0] + 2, before[1] + 2), "the session has nothing left to write"
        new[0].name = "三"
    with database.read() as db:
        logins = ("n.one", "n.two", "n.three", "n.four")
        found = db.execute(select(Person.login, Person.name, Person.name_en).where(Person.login.in_(logins)))
        assert {row.login: (row.name, row.name_en) for row in found} == {
            "n.one": ("一", "Test"),
            "n.two": ("测试", "Two"),
            "n.three": ("三", "Test"),
            "n.four": ("测试", "Test"),
        }


def test_what_has_not_changed_is_not_written_together_either(database: Database) -> None:
    with database.write() as db:
        db.add(person("n.still"))
    with database.write() as db:
        one = db.scalars(select(Person).where(Person.login == "n.still")).one()
        together, before = rows.Together(db), written(db)
        assert not together.update([one])
        together.write()
        assert written(db) == before
