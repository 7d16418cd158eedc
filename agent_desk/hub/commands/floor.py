"""`agent-desk floor verify` and `agent-desk floor rebuild`: the interval counters behind board and reports."""

import json
import time
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from agent_desk.hub.commands.common import (
    DatabaseOption,
    DataOption,
    JsonOption,
    SettingsOption,
    at_database,
    centre_zone,
)
from agent_desk.hub.commands.say import FAILED, WRONG_USE, fail, pick, put
from agent_desk.hub.figures import counters, verifying
from agent_desk.hub.figures.verifying import Verified
from agent_desk.hub.figures.windows import BadMoment, parse_from, parse_to
from agent_desk.hub.kit import settings_in_force, settings_store
from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.unit import Unit
from agent_desk.schemas.kit.retention import LEAST_DAYS, RETENTION, Retention

app = typer.Typer(help="The interval counters behind board and reports.", no_args_is_help=True, rich_markup_mode=None)
_SHOWN = 20


@app.callback()
def floor() -> None:
    """The interval counters."""


@app.command("verify")
def verify(
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare every cell of the counters with its calls, as of one moment; calls may move meanwhile. Changes nothing.

    Status 1 when a cell differs; such cells are listed.
    """
    with at_database(database, settings, data) as (chosen, opening):
        found = verifying.verify(opening, utc_now())
        zone = ZoneInfo(centre_zone(opening, chosen))
    put(json.dumps(found.as_json(), ensure_ascii=False) if as_json else _as_text(found, zone))
    if found.difference:
        raise typer.Exit(FAILED)


@app.command("rebuild")
def rebuild(
    start: Annotated[
        str | None, typer.Option("--from", metavar="WHEN", help="First day or time; else from the first.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="WHEN", help="Last day, or the time before which to stop.")
    ] = None,
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Count the counters anew from the calls, all or those of some days; calls may move meanwhile."""
    with at_database(database, settings, data) as (chosen, opening):
        zone = ZoneInfo(centre_zone(opening, chosen))
        begun = time.monotonic()
        try:
            first = parse_from(start, zone) if start is not None else None
            last = parse_to(end, zone) if end is not None else None
        except BadMoment as fault:
            fail(f"无法识别日期或时间：{fault}。", f"Neither a date nor a time: {fault}.", WRONG_USE)
        done = counters.rebuild(opening, utc_now(), start_at=first, end_at=last)
        seconds = round(time.monotonic() - begun, 3)
    if as_json:
        put(json.dumps({"cells": done.cells, "agent_cells": done.agent_cells, "seconds": seconds}))
    else:
        put(
            pick(
                f"已按通话重新统计：队列时段 {done.cells:,} 个，坐席时段 {done.agent_cells:,} 个，用时 {seconds} 秒。",
                f"Counted anew from the calls: {done.cells:,} cells of queues, {done.agent_cells:,} of agents, in {seconds} s.",
            )
        )


@app.command("retention")
def keep_calls(
    calls_days: Annotated[
        int | None, typer.Option("--calls-days", help="Keep calls so many days, 31 at least; 0: for ever.")
    ] = None,
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """How long calls are kept; with --calls-days decide it. A hub removes older ones at night; their counters stay.

    A call that a complaint or a quality sample names, or whose recording is stored, stays.
    """
    with (
        at_database(database, settings, data) as (_chosen, opening),
        opening.write() as db,
    ):
        unit = Unit(db=db, now=utc_now(), jobs=Jobs(opening.dsn))
        if calls_days is not None:
            held = settings_in_force.read(db, RETENTION, unit.now).model_dump()
            try:
                settings_store.put(unit, RETENTION, Retention.model_validate(held | {"calls_days": calls_days}))
            except (InvalidForm, ValueError):
                fail(f"来电至少保留 {LEAST_DAYS} 天。", f"Calls are kept for {LEAST_DAYS} days at least.", WRONG_USE)
        days = settings_in_force.read(db, RETENTION, unit.now).calls_days or None
    if as_json:
        put(json.dumps({"calls_days": days}))
        return
    kept = pick(f"来电保留 {days} 天。", f"Calls are kept for {days} days.")
    put(kept if days else pick("来电一直保留。", "Calls are kept for ever."))


def _as_text(found: Verified, zone: ZoneInfo) -> str:
    head = pick(
        f"已核对 {found.cells:,} 个时段、{found.calls:,} 通来电：不一致 {found.difference} 个；待重新统计 {found.pending} 个"
        f"（用时 {found.seconds} 秒）。",
        f"Compared {found.cells:,} cells of {found.calls:,} calls: {found.difference} differ; {found.pending} wait to be "
        f"counted anew (in {found.seconds} s).",
    )
    lines = [head]
    for one in found.differing[:_SHOWN]:
        at = one.starts_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
        told = ", ".join(f"{name} {kept} ≠ {real}" for name, (kept, real) in one.numbers.items())
        lines.append(f"  {at}  {one.queue}  {one.agent or ''}  {told}")
    return "\n".join(lines)
