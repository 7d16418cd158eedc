"""`agent-desk health` and `agent-desk backup`: what a bank's monitoring runs, and the proof that a backup can be restored."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from agent_desk.cli import hub_commands
from agent_desk.hub.kit.database import Database
from tests.fixtures.hub import AUDIT_KEY
from tests.fixtures.trail import Trail


@pytest.fixture
def run(trail: Trail, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Runs a command on the trail's database, in English."""
    monkeypatch.setenv("AGENT_DESK_LANG", "en")
    monkeypatch.setenv("AGENT_DESK_AUDIT_KEY", AUDIT_KEY)
    monkeypatch.setenv("AGENT_DESK_AUDIT_ANCHORS", trail.hub_context.settings.audit_anchors)
    place = ["--database", trail.hub_context.settings.database, "--data", str(tmp_path / "data")]

    def ran(*arguments: str) -> Result:
        return CliRunner().invoke(hub_commands(), [*arguments, *place])

    return ran


def test_a_backup_is_proved_by_reading_what_was_restored_and_health_says_so(
    run: Any, trail: Trail, empty_database: Database
) -> None:
    def state(check: str) -> str:
        found = json.loads(run("health", "--json").stdout)
        return next(one["state"] for one in found if one["check"] == check)

    assert state("backup_restored") == "warn", "nothing was proved yet"
    nothing = run("backup", "prove", "--restored", empty_database.url)
    assert nothing.exit_code == 1 and state("backup_restored") == "warn"
    assert run("backup", "made", "--note", "nightly").exit_code == 0

    proof = run("backup", "prove", "--restored", trail.hub_context.settings.database, "--json")
    told = json.loads(proof.stdout)
    assert proof.exit_code == 0 and told["holds"] and told["entries"] == 8 and told["rows"]["audit_entry"] >= 8
    assert (state("backup_made"), state("backup_restored")) == ("ok", "ok")
