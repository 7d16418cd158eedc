"""`agent-desk audit`: what an examiner runs, on a trail that was attacked, archived, and put under a role of its own."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError
from typer.testing import CliRunner, Result

from agent_desk.cli import hub_commands
from agent_desk.hub.app import build
from agent_desk.hub.kit.audit.watch import TrailKeeper
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.seats import Seats
from agent_desk.hub.kit.unit import Unit
from tests.fixtures.hub import AUDIT_KEY
from tests.fixtures.trail import Intruder, Trail

ROLE = "agent_desk_hub_of_tests"


@pytest.fixture
def run(trail: Trail, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Runs `agent-desk audit` on the trail, in English."""
    monkeypatch.setenv("AGENT_DESK_LANG", "en")
    monkeypatch.setenv("AGENT_DESK_AUDIT_KEY", AUDIT_KEY)
    monkeypatch.setenv("AGENT_DESK_AUDIT_ANCHORS", trail.hub_context.settings.audit_anchors)

    def ran(*arguments: object, url: str = trail.hub_context.settings.database) -> Result:
        place = ["--database", url, "--data", str(tmp_path / "data")]
        return CliRunner().invoke(hub_commands(), ["audit", *[str(one) for one in arguments], *place])

    return ran


def test_verify_names_the_first_entry_in_doubt_and_since_when_it_knows(
    run: Any, trail: Trail, intruder: Intruder
) -> None:
    sound = run("verify")
    assert sound.exit_code == 0 and "Sound: 8 entries" in sound.stdout
    intruder.copies()
    trail.actions("C9", "C10")
    trail.keeper.seal()
    trail.keeper.anchor()
    intruder.puts_back()
    told = run("verify")
    anchored = trail.keeper.anchors.all()[1].at
    assert told.exit_code == 1
    assert "First entry in doubt: 9" in told.stdout and anchored.isoformat(timespec="seconds") in told.stdout
    machine = json.loads(run("verify", "--json").stdout)
    assert (machine["sound"], machine["first_in_doubt"], machine["right_until"]) == (False, 9, anchored.isoformat())


@pytest.mark.expects_log
def test_what_was_looked_into_counts_no_more_and_what_comes_after_does(
    run: Any, trail: Trail, intruder: Intruder
) -> None:
    intruder.copies()
    trail.actions("C9")
    trail.keeper.seal()
    trail.keeper.anchor()
    intruder.puts_back()
    trail.restarted()
    for _ in range(2):
        trail.keeper.seal()
        trail.keeper.anchor()
    assert run("verify").exit_code == 1
    accepted = run("accept", "--reason", "Restored from the backup of Monday")
    assert accepted.exit_code == 0, accepted.output
    trail.keeper.seal()
    trail.keeper.anchor()
    assert run("verify").exit_code == 0, run("verify").output
    assert "nothing to accept" in run("accept", "--reason", "again").stdout
    intruder.does("UPDATE audit_entry SET reason = 'x' WHERE entity_id = 'C2'")
    told = json.loads(run("verify", "--json").stdout)
    assert (told["sound"], told["first_in_doubt"]) == (False, 2), "an accepted gap hides no later change before it"


def test_an_archived_part_verifies_together_with_the_rest(
    run: Any, trail: Trail, intruder: Intruder, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    moved = run("archive", first, "--before", "2999-01-01")
    assert moved.exit_code == 0 and "Entries 1 to 7 (7)" in moved.stdout, moved.output
    assert first.stat().st_mode & 0o077 == 0
    trail.actions("C9", "C10")
    trail.keeper.seal()
    trail.keeper.anchor()
    assert json.loads(run("verify", "--json").stdout)["archived_to"] == 7
    assert run("archive", second, "--before", "2999-01-01").exit_code == 0
    trail.keeper.seal()
    whole = run("verify", "--archive", first, "--archive", second)
    assert whole.exit_code == 0 and whole.stdout.count("sound.") == 2, whole.output
    assert "nothing was changed" in run("archive", tmp_path / "third", "--before", "2000-01-01").stderr
    assert run("archive", first, "--before", "2999-01-01").exit_code == 2, "a file that is there is not written over"

    words = first.read_text()
    first.write_text(words.replace('"C3"', '"C4"', 1))
    told = json.loads(run("verify", "--json", "--archive", first).stdout)
    assert told["sound"] and told["archives"][0]["sound"] is False
    first.write_text("".join(words.splitlines(keepends=True)[:-2]))
    assert run("verify", "--archive", first).exit_code == 1
    first.write_text("no archive")
    assert "no archive of the audit trail" in run("verify", "--archive", first).stderr
    intruder.does("DELETE FROM audit_archive WHERE to_seq = 7")
    assert run("verify").exit_code == 0, "the later part says where the chain goes on"
    intruder.does("DELETE FROM audit_archive")
    assert json.loads(run("verify", "--json").stdout)["broken"][:3] == [1, 2, 3]


# ---------------------------------------------------------------------- a role of its own


@pytest.fixture
def own_role(database_maker: Connection, trail: Trail) -> Iterator[str]:
    """The address of the trail's database for a role that owns nothing."""
    database_maker.execute(text(f"DROP ROLE IF EXISTS {ROLE}"))
    database_maker.execute(text(f"CREATE ROLE {ROLE} LOGIN PASSWORD 'x'"))
    url = make_url(trail.hub_context.settings.database).set(username=ROLE, password="x")
    yield url.render_as_string(hide_password=False)
    with trail.hub_context.database.write() as db:
        db.execute(text(f"DROP OWNED BY {ROLE}"))
    database_maker.execute(text(f"DROP ROLE {ROLE}"))


def test_a_hub_with_a_role_of_its_own_works_and_can_only_add_to_the_trail(
    run: Any, trail: Trail, own_role: str, tmp_path: Path
) -> None:
    assert f'REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry, audit_link FROM "{ROLE}";' in run("rights", ROLE).stdout
    assert run("rights", "x; DROP TABLE person").exit_code == 2
    assert run("rights", ROLE, "--apply").exit_code == 0
    settings = replace(trail.hub_context.settings, database=own_role)
    database = Database(own_role)
    try:
        build(settings, database=database)
        hub = HubContext(settings=settings, database=database, jobs=Jobs(database.dsn), seats=Seats())
        keeper = TrailKeeper(hub)
        with database.write() as db:
            Trail.action(Unit(db=db, now=hub.now(), jobs=hub.jobs), "C9")
        assert keeper.seal() == 1
        keeper.anchor()
        for statement in (
            "UPDATE audit_entry SET reason = 'x'",
            "DELETE FROM audit_entry",
            "TRUNCATE audit_entry",
            "UPDATE audit_link SET digest = 'x'",
            "DELETE FROM audit_link",
            "TRUNCATE audit_link",
            "DELETE FROM audit_head",
            "DELETE FROM audit_archive",
            "INSERT INTO audit_archive SELECT * FROM audit_archive",
            "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
            "SET session_replication_role = replica",
            "DROP TABLE audit_link",
        ):
            with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), database.write() as db:
                db.execute(text(statement))
        refused = run("archive", tmp_path / "file", "--before", "2999-01-01", url=own_role)
        assert refused.exit_code == 1 and "owner" in refused.stderr
    finally:
        database.dispose()
    assert trail.verdict().sound and trail.verdict().entries == 9
