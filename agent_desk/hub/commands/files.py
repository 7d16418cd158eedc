"""`agent-desk files verify | take-over` and `agent-desk keys new | list | rotate`: the store of files and its keys."""

import json

import typer

from agent_desk.hub.commands.common import (
    DatabaseOption,
    DataOption,
    JsonOption,
    SettingsOption,
    at_database,
    hub_context_of,
)
from agent_desk.hub.commands.say import FAILED, WRONG_USE, fail, pick, put, tell
from agent_desk.hub.kit.files import keeping, keys
from agent_desk.hub.kit.files.keeping import Verdict
from agent_desk.hub.kit.files.keys import Keyring

app = typer.Typer(help="Stored files: recordings and made reports.", no_args_is_help=True, rich_markup_mode=None)
keys_app = typer.Typer(help="Keys of the stored files.", no_args_is_help=True, rich_markup_mode=None)
_TOLD_EVERY = 500


@app.callback()
def files() -> None:
    """Stored files: recordings and made reports."""


@keys_app.callback()
def file_keys() -> None:
    """Keys of the stored files."""


@app.command("verify")
def verify(
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read every stored file and compare it with its digest. Status 1 when one is changed, gone or cannot be opened.

    Files in the store's folders that the database does not know are listed too, and left alone: they are what a hub that
    was killed had just written, or what was stored after the back-up from which the database was restored.
    """
    with at_database(database, settings, data) as (chosen, found):
        verdict = keeping.verify(found, chosen, told=_progress)
        unknown = [str(file) for file in keeping.strays(found, chosen)]
    if as_json:
        put(json.dumps({**as_dict(verdict), "unknown": unknown}))
    else:
        say(verdict)
        for name in unknown:
            put(pick(f"数据库中没有记录：{name}", f"not in the database: {name}"))
    if verdict.findings:
        raise typer.Exit(FAILED)


@app.command("take-over")
def take_over(
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Encrypt the files of release 0.1.0. Status 1 when one is not what it was; it stays as it is. May be broken off and repeated."""
    with at_database(database, settings, data) as (chosen, found):
        with found.write() as db:
            keys.require_keys(db, Keyring.of(chosen))
        verdict = keeping.take_over(hub_context_of(chosen, found), told=_progress)
    if as_json:
        put(json.dumps(as_dict(verdict)))
    else:
        say(verdict)
    if verdict.findings:
        raise typer.Exit(FAILED)


def _progress(done: int, total: int) -> bool:
    if done and done % _TOLD_EVERY == 0:
        tell(f"{done} / {total}")
    return True


def as_dict(verdict: Verdict) -> dict[str, object]:
    """Return a verdict for programs."""
    faults = [{"file": str(one.file_id), "kind": one.kind, "fault": one.fault} for one in verdict.findings]
    return {"checked": verdict.checked, "faults": faults, "sound": not faults}


def say(verdict: Verdict) -> None:
    """Print a verdict for people."""
    for one in verdict.findings:
        put(f"{one.fault:8}  {one.kind:10}  {one.file_id}")
    wrong = len(verdict.findings)
    put(
        pick(
            f"已处理 {verdict.checked} 个文件，{wrong} 个有误。",
            f"{verdict.checked} files done, {wrong} wrong.",
        )
    )


# ---------------------------------------------------------------------- keys


@keys_app.command("new")
def new() -> None:
    """Print a new key, for `file_key` in the settings of every hub. It is stored nowhere."""
    put(keys.fresh())


@keys_app.command("list")
def listed(
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the keys by their fingerprints: which one is active, how many files need it, whether the settings hold it."""
    with at_database(database, settings, data) as (chosen, found), found.read() as db:
        held = Keyring.of(chosen).ids
        rows = keys.in_use(db)
    known = {key_id for key_id, _, _ in rows}
    rows += [(one, False, 0) for one in held if one not in known]
    if as_json:
        put(json.dumps([{"key": one, "active": on, "files": n, "held": one in held} for one, on, n in rows]))
        return
    for one, on, n in rows:
        active = pick("使用中", "active") if on else ""
        there = "" if one in held else pick("设置中没有", "not in the settings")
        put(f"{one}  {n:8}  {active:8}  {there}".rstrip())


@keys_app.command("rotate")
def rotate(
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Use the first key of the settings from now on, and wrap the keys of all files with it. Files are not written anew.

    May be broken off and repeated. Afterwards no file needs the old key: `keys list` says so, and it may leave the settings.
    """
    with at_database(database, settings, data) as (chosen, found):
        ring = Keyring.of(chosen)
        if not ring.ids:
            fail("设置中没有文件密钥（file_key）。", "The settings hold no key of files (`file_key`).", WRONG_USE)
        done = keys.rotate(found, ring, lambda at, total: None if at % _TOLD_EVERY else tell(f"{at} / {total}"))
        with found.read() as db:
            rows = keys.in_use(db)
    left = sum(n for one, _, n in rows if one != ring.ids[0])
    if as_json:
        put(json.dumps({"active": ring.ids[0], "wrapped": done, "left": left}))
    else:
        put(
            pick(
                f"已用密钥 {ring.ids[0]} 重新封装 {done} 个文件的密钥，剩余 {left} 个。",
                f"The keys of {done} files are wrapped with {ring.ids[0]} now, {left} are left.",
            )
        )
    if left:
        raise typer.Exit(FAILED)
