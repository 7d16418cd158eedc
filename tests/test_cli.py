"""What `agent-desk --help` says on a machine without the hub's libraries."""

import re
from typing import Any

import pytest
import typer.main

from agent_desk import cli
from agent_desk.cli import hub_commands
from agent_desk.desk.kit.settings import ENVIRONMENT

OF_THE_DEMONSTRATION = "AGENT_DESK_DEMO_ACCOUNTS"


def test_the_help_of_a_desk_names_every_command_and_setting_there_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "hub_installed", lambda: False)
    assert cli.main(["--help"]) == 0
    told = capsys.readouterr().out
    whole: Any = typer.main.get_command(hub_commands())
    listed = re.search(r"libraries: ([a-z,\s]+?)\n\n", told)
    assert listed is not None and set(re.split(r",\s+", listed[1])) == set(whole.commands)
    named = set(re.findall(r"AGENT_DESK_[A-Z_]+", told))
    assert named == {*ENVIRONMENT.values(), "AGENT_DESK_CONFIG"} - {OF_THE_DEMONSTRATION}
