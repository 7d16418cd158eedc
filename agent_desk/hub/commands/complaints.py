"""`agent-desk complaints verify` and `agent-desk complaints rebuild`: the daily counters behind the statistics of complaints."""

import json
import time
from zoneinfo import ZoneInfo

import typer

from agent_desk.hub.cases import counters
from agent_desk.hub.commands.common import (
    DatabaseOption,
    DataOption,
    JsonOption,
    SettingsOption,
    at_database,
    centre_zone,
)
from agent_desk.hub.commands.say import FAILED, pick, put
from agent_desk.hub.kit.clock import utc_now

app = typer.Typer(
    help="The daily counters behind the statistics of complaints.", no_args_is_help=True, rich_markup_mode=None
)
_SHOWN = 20


@app.callback()
def complaints() -> None:
    """The daily counters of complaints."""


@app.command("verify")
def verify(
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare every cell of the counters with its complaints, as of one moment; complaints may move meanwhile. Changes nothing.

    Status 1 when a cell differs; such cells are listed.
    """
    with at_database(database, settings, data) as (chosen, opening):
        found = counters.verify(opening, ZoneInfo(centre_zone(opening, chosen)), utc_now())
    put(json.dumps(found.as_json(), ensure_ascii=False) if as_json else _as_text(found))
    if found.difference:
        raise typer.Exit(FAILED)


@app.command("rebuild")
def rebuild(
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Count the counters anew from the complaints; complaints may move meanwhile."""
    begun = time.monotonic()
    with at_database(database, settings, data) as (chosen, opening):
        found = counters.rebuild(opening, ZoneInfo(centre_zone(opening, chosen)), utc_now())
    seconds = round(time.monotonic() - begun, 3)
    if as_json:
        put(json.dumps({"complaints": found, "seconds": seconds}))
    else:
        put(
            pick(
                f"已按投诉重新统计：{found:,} 件，用时 {seconds} 秒。",
                f"Counted anew from {found:,} complaints, in {seconds} s.",
            )
        )


def _as_text(found: counters.Verified) -> str:
    lines = [
        pick(
            f"已核对 {found.cells:,} 个单元、{found.complaints:,} 件投诉：不一致 {found.difference} 个（用时 {found.seconds} 秒）。",
            f"Compared {found.cells:,} cells of {found.complaints:,} complaints: {found.difference} differ (in {found.seconds} s).",
        )
    ]
    for one in found.differing[:_SHOWN]:
        told = ", ".join(f"{name} {kept} ≠ {real}" for name, (kept, real) in one.numbers.items())
        lines.append(f"  {one.day}  {one.of}  {told}")
    return "\n".join(lines)
