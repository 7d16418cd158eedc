"""`agent-desk audit verify`: was any row of the audit trail changed or removed?"""

import json

import typer

from agent_desk.hub.commands.common import DatabaseOption, DataOption, JsonOption, SettingsOption, opened, settings_of
from agent_desk.hub.commands.say import ANOTHER_KEY, FAILED, pick, plain_faults, put
from agent_desk.hub.kit import audit
from agent_desk.hub.kit.audit import Verdict

app = typer.Typer(help="The audit trail.", no_args_is_help=True, rich_markup_mode=None)
_SHOWN = 20


@app.callback()
def trail() -> None:
    """The audit trail."""


@app.command("verify")
def verify(
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Walk the chain of the audit trail. Status 1 when a row was changed or removed; the numbers of such rows are listed.

    It only looks: rows that wait to be sealed are counted, and left to the hub.
    """
    with (
        plain_faults(),
        settings_of(database, settings, data) as chosen,
        opened(chosen) as opening,
        opening.read() as db,
    ):
        fits = audit.key_fits(db, chosen.audit_key.encode())
        verdict = audit.verify(db, chosen.audit_key.encode())
    if as_json:
        put(json.dumps({**_as_json(verdict), "key_fits": fits}))
    elif not fits:
        put(pick(*ANOTHER_KEY))
    else:
        put(_as_text(verdict))
    if not verdict.sound:
        raise typer.Exit(FAILED)


def _as_json(verdict: Verdict) -> dict[str, object]:
    return {
        "sound": verdict.sound,
        "entries": verdict.entries,
        "unsealed": verdict.unsealed,
        "broken": verdict.broken,
        "head_matches": verdict.head_matches,
    }


def _as_text(verdict: Verdict) -> str:
    return (_sound(verdict) if verdict.sound else _not_sound(verdict)) + _waiting(verdict.unsealed)


def _sound(verdict: Verdict) -> str:
    count = verdict.entries
    return pick(f"审计记录完整：共 {count} 条，均未被改动。", f"Sound: {count} entries, none changed.")


def _waiting(count: int) -> str:
    if not count:
        return ""
    return pick(
        f"另有 {count} 条等待中心服务封存，未核对。", f" {count} more wait for the hub to seal them; not checked."
    )


def _not_sound(verdict: Verdict) -> str:
    numbers = ", ".join(str(number) for number in verdict.broken[:_SHOWN]) or "–"
    more = len(verdict.broken) - _SHOWN
    if more > 0:
        numbers += pick(f" 等（另有 {more} 条）", f" and {more} more")
    return pick(
        f"审计记录不完整！共 {verdict.entries} 条；被改动或删除的序号：{numbers}；"
        f"链尾{'相符' if verdict.head_matches else '不符'}。",
        f"NOT sound. {verdict.entries} entries; changed or removed: {numbers}; the end of the chain "
        f"{'matches' if verdict.head_matches else 'does not match'}.",
    )
