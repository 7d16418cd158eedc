"""The command ``agent-desk``: the desk when nothing else is said, every other command from the hub's side.

Imports stand inside the functions on purpose: the desk starts without loading anything of the hub, and the hub without Qt.
"""

from __future__ import annotations

import functools
import gc
import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import typer

    from agent_desk.schemas.cases.monthly import MonthlyPaper

COLLECT_AFTER = (50_000, 20, 20)
"""When Python looks for unused cycles. Its own 700 makes it walk all that is being loaded dozens of times and find nothing."""
_HUB_MARK = ("typer", "fastapi", "sqlalchemy")

_HELP = """Usage: agent-desk [COMMAND]

Commands of a seat:
{commands}

On a machine with the hub's libraries there are also: hub, setup, import, report, floor, complaints, audit, clock, health,
backup, demo, exchange, recordings, files, keys, screenshots

Settings of the seat: AGENT_DESK_HUB, AGENT_DESK_CA, AGENT_DESK_LANG, AGENT_DESK_THEME, AGENT_DESK_DATA, AGENT_DESK_SEAT,
AGENT_DESK_TELEPHONE, and AGENT_DESK_CONFIG for the file they are kept in.
"""


@dataclass(frozen=True, slots=True)
class SeatCommand:
    """A command that needs no library of the hub's. `usage`: as it is typed; `sentence`: what it does."""

    run: Callable[[list[str]], int]
    usage: str
    sentence: str


def main(argv: list[str] | None = None) -> int:
    """Run a command; returns the exit status: 0 done, 1 failed, 2 wrong use."""
    arguments = sys.argv[1:] if argv is None else argv
    name, given = (arguments[0], arguments[1:]) if arguments else ("desk", [])
    if name in SEAT_COMMANDS:
        return SEAT_COMMANDS[name].run(given)
    if not hub_installed():
        if name in ("--help", "-h"):
            sys.stdout.write(_help())
            return 0
        sys.stderr.write(
            f"'agent-desk {name}' needs the hub's libraries, which are not installed on this machine: "
            "pip install 'agent-desk[hub]'\n"
        )
        return 1
    hub_commands()(args=arguments, prog_name="agent-desk")
    return 0


@functools.cache
def hub_commands() -> typer.Typer:
    """Return every command there is: the seat's, the hub's, and the demonstration's where it is installed."""
    from agent_desk.hub.commands import app, list_elsewhere, report

    for name, command in SEAT_COMMANDS.items():
        list_elsewhere(name, command.sentence, command.run)
    if importlib.util.find_spec("PySide6") is not None:
        report.make_papers_by(_monthly_file)
    if importlib.util.find_spec("agent_desk.demo") is not None:
        from agent_desk.demo.commands import register

        register(app)
    return app


def _monthly_file(made: MonthlyPaper, kind: str) -> bytes:
    from agent_desk.ui import paper_run

    return paper_run.monthly_file(made, kind)


def hub_installed() -> bool:
    """Return whether this machine has what the hub's commands need; a packed desk has not."""
    return all(importlib.util.find_spec(name) is not None for name in (*_HUB_MARK, "agent_desk.hub"))


def _help() -> str:
    width = max(len(one.usage) for one in SEAT_COMMANDS.values())
    lines = [f"  agent-desk {one.usage:<{width}}  {one.sentence}" for one in SEAT_COMMANDS.values()]
    return _HELP.format(commands="\n".join(lines))


def _desk(arguments: list[str]) -> int:
    if arguments and arguments[0] in ("--help", "-h"):
        sys.stdout.write(_help())
        return 0
    if arguments:
        sys.stderr.write(f"'agent-desk desk' takes no '{arguments[0]}'. {_help()}")
        return 2
    if not _screen_is_there():
        return 1
    gc.set_threshold(*COLLECT_AFTER)
    from agent_desk.ui.app import run

    return run()


def _check(arguments: list[str]) -> int:
    parts = arguments == ["--parts"]
    if not parts and (len(arguments) != 1 or arguments[0].startswith("-")):
        sys.stderr.write(
            "Usage: agent-desk check LOGIN   (the password is read from standard input), or agent-desk check --parts\n"
        )
        return 2
    if not _screen_is_there():
        return 1
    if parts:
        from agent_desk.ui import seat_parts

        return seat_parts.run()
    from agent_desk.ui.seat_check import run

    return run(arguments[0])


def _wallboard(arguments: list[str]) -> int:
    if not {"--help", "-h"} & set(arguments) and not _screen_is_there():
        return 1
    from agent_desk.ui.wallboard_app import run

    return run(arguments)


def _screen_is_there() -> bool:
    from agent_desk.ui import preflight

    problem = preflight.problem()
    if problem is not None:
        sys.stderr.write(problem + "\n")
    return problem is None


SEAT_COMMANDS: Final = {
    "desk": SeatCommand(_desk, "[desk]", "Open the desk's window; `agent-desk` alone does the same."),
    "check": SeatCommand(
        _check,
        "check LOGIN | --parts",
        "Sign in once from this seat and say how it went (the password comes on standard input), or load every part of the desk.",
    ),
    "wallboard": SeatCommand(
        _wallboard,
        "wallboard --hub URL --token-file FILE",
        "Show the floor on a screen on a wall; nobody signs in there.",
    ),
}
"""Run by `main` before anything of the hub is loaded."""

if __name__ == "__main__":
    sys.exit(main())
