"""The daily counters of complaints: equal to a plain count of the rows whatever befalls them, proved, and counted anew."""

import json
import random
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from agent_desk.cli import hub_commands
from agent_desk.hub.cases import counter_keeper, counters, statistics
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.security import Caller
from agent_desk.models.cases import CaseRound, Complaint, complaint_day, complaint_difference, complaint_month
from agent_desk.schemas.cases.statistics import AXES, CaseChoice, CaseSheet
from tests.fixtures.cases import NOW, ZONE, lists_of_the_form
from tests.fixtures.counted_cases import FIRST, LAST, STATES, handler, kept

__all__ = ["handler", "kept", "lists_of_the_form"]


def befall(db: Session, chance: random.Random, ids: list[uuid.UUID]) -> None:
    """Let one thing happen to a complaint: what handlers, corrections and repairs do to its row and its rounds."""
    row = db.get(Complaint, chance.choice(ids))
    if row is None:
        return
    match chance.randrange(9):
        case 0:
            row.case_class = chance.choice(("simple", "complex", "extended"))
            row.due_at = row.received_at + timedelta(days=chance.choice((15, 30, 60)))
        case 1:
            row.state = chance.choice(STATES)
        case 2:
            row.state = "merged"
        case 3:
            row.state, row.decided_at = "decided", row.received_at + timedelta(days=chance.uniform(0, 40))
        case 4:
            row.state, row.told_at = "told", row.received_at + timedelta(days=chance.uniform(0, 40))
        case 5:
            # Corrected later: another day of receipt, other classes, another branch.
            row.received_at -= timedelta(days=chance.uniform(0, 40))
            row.business, row.branch_code = chance.choice(("b1", "b2", row.business)), chance.choice((None, "001"))
        case 6:
            row.state, row.told_at = "in_progress", None
        case 7:
            if row.round == 1:
                row.round, row.reopened_at = 2, NOW
                db.add(CaseRound(complaint_id=row.id, round=1, started_at=row.received_at, due_at=row.due_at))
                db.flush()
                row.due_at = NOW + timedelta(days=15)
            else:
                first = update(CaseRound).where(CaseRound.complaint_id == row.id, CaseRound.round == 1)
                db.execute(first.values(due_at=row.received_at + timedelta(days=chance.choice((15, 30)))))
        case 8:
            if chance.random() < 0.3:
                db.execute(delete(CaseRound).where(CaseRound.complaint_id == row.id))
                row.round, row.reopened_at = 1, None
            elif chance.random() < 0.3:
                db.delete(row)


def folded(database: Database) -> None:
    """What the hub's duty does every few seconds."""
    with database.write() as db:
        counters.alone(db)
        counters.fold(db, ZONE)


@pytest.mark.parametrize("seed", [1, 2])
def test_counters_are_a_plain_count_of_the_rows_over_random_histories(
    database: Database, kept: list[Complaint], seed: int
) -> None:
    chance = random.Random(seed)
    ids = [one.id for one in kept]
    counters.rebuild(database, ZONE, NOW)
    for _ in range(12):
        with database.write() as db:
            for _ in range(chance.randrange(1, 40)):
                befall(db, chance, ids)
        if chance.random() < 0.5:
            folded(database)
        found = counters.verify(database, ZONE, NOW)
        assert found.difference == 0, found.differing[:5]
    folded(database)
    with database.read() as db:
        assert db.scalar(select(func.count()).select_from(complaint_difference)) == 0
        left = db.scalar(select(func.count()).select_from(Complaint))
        for table in (complaint_day, complaint_month):
            whole = select(func.sum(table.c.received))
            if table is complaint_month:
                whole = whole.where(table.c.axes == "")
            assert db.scalar(whole) == left
            assert db.scalar(select(func.count()).select_from(table).where(table.c.received <= 0)) == 0


def test_sheets_are_the_same_before_folding_after_it_and_counted_from_the_rows(
    in_unit: Callable[..., Any],
    handler: Caller,
    database: Database,
    kept: list[Complaint],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choices = [
        CaseChoice(rows=rows, across=across, start=start, end=LAST)  # type: ignore[arg-type]
        for rows in AXES
        for across in ("figures", "month", "cause")
        for start in (FIRST, FIRST + timedelta(days=10), LAST - timedelta(days=9))
        if rows != across
    ]

    def sheets() -> list[CaseSheet]:
        return [in_unit(statistics.sheet, one, ZONE, caller=handler, now=NOW) for one in choices]

    fresh = sheets()
    folded(database)
    assert sheets() == fresh
    monkeypatch.setattr(counters, "read_by", lambda _db, _zone: False)
    assert sheets() == fresh
    assert sum(len(one.rows) for one in fresh) > 500


def test_a_wrong_cell_is_found_named_and_counted_anew(database: Database, kept: list[Complaint]) -> None:
    counters.rebuild(database, ZONE, NOW)
    with database.write() as db:
        day = db.scalar(select(func.min(complaint_day.c.day)))
        db.execute(update(complaint_day).where(complaint_day.c.day == day).values(told=complaint_day.c.told + 1))
        db.execute(delete(complaint_month).where(complaint_month.c.axes == "business*cause"))
    found = counters.verify(database, ZONE, NOW)
    assert found.difference > 1 and found.differing[0].day == day
    kept_told, true_told = found.differing[0].numbers["told"]
    assert kept_told == true_told + 1
    assert counters.rebuild(database, ZONE, NOW) == len(kept)
    assert counters.verify(database, ZONE, NOW).difference == 0


def test_the_hub_folds_follows_the_zone_and_proves_at_night(hub_context: HubContext, kept: list[Complaint]) -> None:
    counter_keeper.tidy(hub_context)
    with hub_context.database.read() as db:
        assert counters.counted_in(db) is not None
    found = counter_keeper.prove(hub_context)
    assert (found.complaints, found.difference) == (len(kept), 0)
    assert counter_keeper.prove_at_night(hub_context) is None, "proved already"


def test_the_command_says_what_differs_and_counts_anew(
    database: Database, database_url: str, kept: list[Complaint]
) -> None:
    counters.rebuild(database, ZONE, NOW)

    def run(*asked: str) -> Any:
        return CliRunner().invoke(
            hub_commands(), ["complaints", *asked, "--database", database_url], env={"AGENT_DESK_LANG": "en"}
        )

    with database.write() as db:
        db.execute(delete(complaint_day).where(complaint_day.c.case_class == "extended"))
    told = run("verify")
    assert told.exit_code == 1 and "received 0 ≠ 1" in told.stdout
    assert json.loads(run("rebuild", "--json").stdout)["complaints"] == len(kept)
    assert run("verify").exit_code == 0
