"""What `agent-desk --help` shows: every command there is, those of groups too, each with its sentence."""

from collections.abc import Iterator
from typing import Any

from typer.core import TyperCommand, TyperGroup

_WHOLE = 400
"""Sentences are not cut; longer ones are wrapped."""


class Overview(TyperGroup):
    """A group that lists what lies in its groups as well."""

    # The classes of both are private to typer.
    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the table of commands."""
        found = sorted(leaves(self), key=lambda one: one[0])
        with formatter.section("Commands"):
            formatter.write_dl(
                [(path, command.get_short_help_str(_WHOLE)) for path, command in found if not command.hidden],
                col_max=30,
            )


def leaves(group: TyperGroup, before: str = "") -> Iterator[tuple[str, TyperCommand | TyperGroup]]:
    """Every command that can be run, by what is typed after `agent-desk`."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            if command.invoke_without_command:
                yield f"{before}{name}", command
            yield from leaves(command, f"{before}{name} ")
        elif isinstance(command, TyperCommand):
            yield f"{before}{name}", command
