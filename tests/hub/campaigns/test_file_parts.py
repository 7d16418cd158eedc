"""Planned projects in the centre's file: taken with what they name, compared by field, and refused with their line."""

from datetime import UTC, datetime
from typing import Any, Final

import pytest
from sqlalchemy import select

from agent_desk.hub.kit.centre_file import reading, taking
from agent_desk.hub.kit.centre_file.parts import Taking
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Queue
from agent_desk.models.campaigns import Project
from agent_desk.models.people import Person

NOW: Final = datetime(2026, 11, 30, 4, tzinfo=UTC)
FILE: Final = """
[file]
kind = "agent-desk centre"
format = 1

[[projects]]
name = "分期"
owner = "zhao"
queues = ["card"]
from_at = "2026-12-06 09:00"
until_at = "2026-12-31 18:00"
people = ["8009"]
joins = true
"""


@pytest.fixture
def centre(database: Database) -> Database:
    with database.write() as db:
        db.add(Person(login="zhao", name="赵", name_en="Zhao", agent_code="8009"))
        db.add(Queue(code="card", name_zh="卡", name_en="Cards"))
    return database


def walked(centre: Database, text: str, walk: Any) -> Any:
    with centre.write() as db:
        unit = Unit(db=db, now=NOW, jobs=Jobs(centre.dsn))
        return walk(Taking(unit=unit, zone="Asia/Shanghai"), reading.read(text), taking.Wanted())


def faults(centre: Database, old: str, new: str) -> list[str]:
    return [f"{one.line}: {one.en}" for one in walked(centre, FILE.replace(old, new), taking.tried).faults]


def test_a_planned_project_comes_out_of_the_file_and_its_changes_are_shown_by_field(centre: Database) -> None:
    walked(centre, FILE, taking.take)
    with centre.read() as db:
        (row,) = db.scalars(select(Project)).all()
        assert (row.state, row.from_at) == ("planned", datetime(2026, 12, 6, 1, tzinfo=UTC))
    later = FILE.replace("12-06 09:00", "12-07 09:00")
    (part,) = walked(centre, later, taking.tried).parts
    (entry,) = part.entries
    assert [(one.label_en, one.before_en, one.after_en) for one in entry.fields] == [
        ("From", "2026-12-06 09:00", "2026-12-07 09:00")
    ]
    walked(centre, later, taking.take)
    with centre.read() as db:
        (row,) = db.scalars(select(Project)).all()
        assert (row.from_at, row.version) == (datetime(2026, 12, 7, 1, tzinfo=UTC), 2)


def test_what_is_not_known_here_or_would_begin_by_itself_at_once_is_refused_with_its_line(centre: Database) -> None:
    assert faults(centre, '"card"', '"loan"') == [
        "9: Planned projects: Queues (queues) of '分期': There is no such queue."
    ]
    assert faults(centre, '"8009"', '"8010"') == ["12: Planned projects: Agents (people) of '分期': Not an agent."]
    assert "Nobody active has this login" in faults(centre, '"zhao"', '"li"')[0]
    assert "must begin later than now" in faults(centre, "2026-12-06", "2026-11-06")[0]
    assert "There is no such day" in faults(centre, "2026-12-06", "2026-02-30")[0]
    with centre.read() as db:
        assert db.scalar(select(Project.id)) is None


def test_what_runs_here_is_in_no_file_and_is_not_planned_a_second_time(centre: Database) -> None:
    walked(centre, FILE, taking.take)
    with centre.write() as db:
        db.scalars(select(Project)).one().state = "running"
    (fault,) = walked(centre, FILE, taking.tried).faults
    assert "runs here: change it on its page" in fault.en and fault.line == 7
