"""What `agent-desk --help` says on a machine without the hub's libraries."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

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
    listed = re.search(r"also: ([a-z,\s]+?)\n\n", told)
    assert listed is not None and set(re.split(r",\s+", listed[1])) | set(cli.SEAT_COMMANDS) == set(whole.commands)
    assert all(one.usage in told and one.sentence in told for one in cli.SEAT_COMMANDS.values())
    named = set(re.findall(r"AGENT_DESK_[A-Z_]+", told))
    assert named == {*ENVIRONMENT.values(), "AGENT_DESK_CONFIG"} - {OF_THE_DEMONSTRATION}


def commands_below(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command that the program takes, however deep, by what is typed."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands_below(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


def test_help_lists_every_command_the_program_takes_each_with_its_sentence() -> None:
    told = CliRunner().invoke(hub_commands(), ["--help"], prog_name="agent-desk").output
    shown = dict(re.findall(r"^  ([a-z][a-z -]*?)  +(\S.*)$", told.partition("Commands:")[2], re.MULTILINE))
    found = dict(commands_below(typer.main.get_command(hub_commands())))
    assert found.keys() == shown.keys(), "each command is in the list, and none is hidden"
    for path, sentence in shown.items():
        assert len(sentence.split()) > 1, f"`agent-desk {path}` says nothing of what it does"
    assert {"check", "wallboard", "desk", "demo", "exchange plan apply"} <= shown.keys()
