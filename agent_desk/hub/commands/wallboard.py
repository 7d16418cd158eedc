"""`agent-desk setup wallboard-token | wallboard-tokens | wallboard-revoke`: which screens on a wall may show the board."""

import json
from pathlib import Path
from typing import Annotated

import typer

from agent_desk.hub.commands.common import (
    DatabaseOption,
    DataOption,
    JsonOption,
    SettingsOption,
    at_database,
)
from agent_desk.hub.commands.loading import unit_of
from agent_desk.hub.commands.say import WRONG_USE, fail, pick, put, tell
from agent_desk.hub.figures import wallboard
from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.private_files import create

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="What the screen is called, such as 'hall'.")]


def token(
    name: NameArgument,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the token here, for this user's eyes alone.")
    ] = None,
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give a screen the right to show the wallboard and nothing else. The token is told once; only its digest is kept."""
    with at_database(database, settings, data) as (_chosen, opening):
        try:
            with opening.write() as db:
                _, made = wallboard.make_token(unit_of(opening, db), name)
                if out is not None:
                    _write(out, made)
        except InvalidForm as fault:
            if fault.values.get("fields") == {"name": "taken"}:
                fail(
                    f"已有名为“{name}”的大屏。请换一个名称，或先撤销它。",
                    f"There is a wallboard called '{name}' already. Take another name, or revoke it first.",
                )
            fail("大屏名称须为 1 至 60 个字。", "The name of a wallboard has 1 to 60 characters.", WRONG_USE)
    if out is not None:
        tell(pick(f"令牌已写入 {out}。", f"The token is in {out}."))
    elif as_json:
        put(json.dumps({"name": name, "token": made}, ensure_ascii=False))
    else:
        tell(pick(f"大屏“{name}”的令牌，只显示这一次：", f"The token of the wallboard '{name}', shown this once:"))
        put(made)


def _write(out: Path, made: str) -> None:
    try:
        with create(out) as stream:
            stream.write(made.encode() + b"\n")
    except OSError as fault:
        fail(
            f"无法写入 {out}：{fault.strerror}。未作任何更改。",
            f"{out} cannot be written: {fault.strerror}. Nothing was changed.",
        )


def tokens(
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the screens that may show the wallboard, and those that might once."""
    with (
        at_database(database, settings, data) as (_chosen, opening),
        opening.read() as db,
    ):
        rows = wallboard.tokens(db)
    if as_json:
        put(json.dumps([row.model_dump(mode="json") for row in rows], ensure_ascii=False))
        return
    for row in rows:
        state = pick("已撤销", "revoked") if row.revoked_at is not None else pick("有效", "in force")
        put(f"{row.made_at:%Y-%m-%d %H:%M}Z  {state}  {row.name}")


def revoke(
    name: NameArgument,
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
) -> None:
    """Withdraw a screen's right; a screen that is on goes dark at once."""
    with at_database(database, settings, data) as (_chosen, opening):
        try:
            with opening.write() as db:
                wallboard.revoke(unit_of(opening, db), name)
        except NotFound:
            fail(f"没有名为“{name}”的有效大屏。", f"There is no wallboard called '{name}' in force.")
    tell(pick(f"已撤销大屏“{name}”。", f"The wallboard '{name}' is revoked."))
