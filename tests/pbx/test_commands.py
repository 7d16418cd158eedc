"""`agent-desk exchange check` against the rig, which the product's own files have configured."""

import json

import pytest
from typer.testing import CliRunner

from agent_desk.hub.commands import app
from tests.pbx.rig import QUEUES, Rig


def found(rig: Rig, *more: str) -> dict[tuple[str, str], str]:
    result = CliRunner().invoke(app, ["exchange", "check", "--exchange", rig.url, "--json", *more])
    return {(one["kind"], one["about"]): one["state"] for one in json.loads(result.stdout)["findings"]}


def test_an_asterisk_configured_by_us_lacks_nothing(asterisk: Rig) -> None:
    wanted = [word for queue in QUEUES for word in ("--queue", queue)]
    assert set(found(asterisk, *wanted).values()) == {"fine"}


@pytest.mark.parametrize("module", ["res_mutestream", "func_db"])
def test_a_module_that_is_gone_is_seen(asterisk: Rig, module: str) -> None:
    asterisk.cli(f"module unload {module}.so")
    try:
        lacking = {about for (_, about), state in found(asterisk).items() if state != "fine"}
    finally:
        asterisk.cli(f"module load {module}.so")
    assert module in lacking


def test_a_queue_that_is_missing_is_seen(asterisk: Rig) -> None:
    assert found(asterisk, "--queue", "loans")["queue", "loans"] == "lacking"
