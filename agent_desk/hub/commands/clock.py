"""`agent-desk clock`: do the clocks of this machine and of the database agree, and may a hub delete by them?"""

import json
from typing import Annotated

import typer

from agent_desk.hub.commands.common import (
    DatabaseOption,
    DataOption,
    JsonOption,
    SettingsOption,
    hub_context_of,
    opened,
    settings_of,
)
from agent_desk.hub.commands.loading import unit_of
from agent_desk.hub.commands.say import FAILED, pick, plain_faults, put
from agent_desk.hub.kit import clock_watch, trusted_clock
from agent_desk.hub.kit.trusted_clock import ClockState


def clock(
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Say that the clock is right: the centre was at rest for long.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Compare the clock of this machine with the database's. Status 1 when nothing is deleted by its age because of them."""
    with plain_faults(), settings_of(database, settings, data) as chosen, opened(chosen) as opening:
        hub_context = hub_context_of(chosen, opening)
        if accept:
            with opening.write() as db:
                clock_watch.accept(unit_of(opening, db), hub_context)
        with opening.read() as db:
            state = trusted_clock.look(hub_context, db)
    if as_json:
        put(json.dumps({"trusted": not state.why, "why": state.why, "difference_s": round(state.difference_s, 3)}))
    else:
        put(_as_text(state))
    if state.why:
        raise typer.Exit(FAILED)


def _as_text(state: ClockState) -> str:
    apart = f"{abs(state.difference_s):.1f} s"
    if not state.why:
        return pick(f"时钟一致（相差 {apart}）。", f"The clocks agree (difference {apart}).")
    if state.why == "silence":
        days = abs(state.seconds) // 86400
        return pick(
            f"距上次确认时钟正确已 {days} 天。若时钟无误，请加 --accept 确认。",
            f"It is {days} days since the clock was last known to be right. If it is right, say so with --accept.",
        )
    return pick(
        f"时钟不可信，相差 {apart}。请用时间服务器校准。", f"The clocks differ by {apart}. Set both by a time server."
    )
