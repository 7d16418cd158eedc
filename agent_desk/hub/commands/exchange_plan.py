"""`agent-desk exchange plan show | load | apply`: the voice plan in words, from a file, and onto the exchange."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from pydantic import ValidationError

from agent_desk.hub.calls.voice_plan import plan as plans
from agent_desk.hub.calls.voice_plan.apply import write_plan
from agent_desk.hub.commands.common import (
    DatabaseOption,
    DataOption,
    JsonOption,
    SettingsOption,
    at_database,
    centre_zone,
)
from agent_desk.hub.commands.loading import unit_of
from agent_desk.hub.commands.say import FAILED, WRONG_USE, fail, pick, put
from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.ami import AmiLine
from agent_desk.hub.exchange.protocol.calls import ExchangeLost
from agent_desk.hub.exchange.protocol.plan_rules import PLAN_FILE
from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.user_files import UserFileFault, read_toml
from agent_desk.schemas.calls.voice_plan import VoicePlan, VoicePlanForm, VoicePlanView
from agent_desk.schemas.planning.settings import CALENDAR

app = typer.Typer(
    help="The voice plan: numbers, hours, menus, overflow, call-back, survey.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
DAYS_OF: str = "public_days"
"""Key of the file beside the plan's own: years whose public holidays and make-up workdays are taken from the calendar."""


@app.callback()
def plan() -> None:
    """The voice plan."""


@app.command("show")
def show(
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """The plan as a tree, the sounds it names, and what applying it would change. Changes nothing."""
    with at_database(database, settings, data) as (chosen, opening):
        zone = centre_zone(opening, chosen)
        with opening.read() as db:
            view = plans.view(db, zone)
    put(view.model_dump_json() if as_json else "\n".join(_shown(view)))


def _shown(view: VoicePlanView) -> list[str]:
    lines = [pick(f"语音方案，第 {view.version} 版", f"Voice plan, version {view.version}"), ""]
    lines += pick("\n".join(view.tree_zh), "\n".join(view.tree_en)).splitlines()
    lines += ["", pick("语音文件：", "Sound files: ") + pick("、", ", ").join(view.sounds or ["–"]), ""]
    return lines + (_difference(view.diff) if view.diff else [pick("与上次应用的一致。", "As applied last.")])


def _difference(diff: list[str]) -> list[str]:
    return [pick("应用后的变化：", "Applying it changes:"), *diff]


@app.command("load")
def load(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The plan (TOML); docs/exchange.md shows it.")],
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a plan from a file as the centre's setting. Nothing reaches the exchange before it is applied."""
    try:
        read = read_toml(file)
        years = [int(year) for year in read.pop(DAYS_OF, [])]
        given = VoicePlan.model_validate(read)
    except UserFileFault as fault:
        fail(fault.zh, fault.en, WRONG_USE)
    except ValidationError as fault:
        said = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in fault.errors())
        fail(f"{file} 有误：{said}", f"{file} is not a voice plan: {said}", WRONG_USE)
    except ValueError as fault:
        fail(f"{file} 有误：{fault}", f"{file} is not a voice plan: {fault}", WRONG_USE)
    with at_database(database, settings, data) as (chosen, opening):
        zone = centre_zone(opening, chosen)
        try:
            with opening.write() as db:
                today = datetime.now(ZoneInfo(zone)).date()
                whole = plans.with_public_days(given, years, today, settings_in_force.read(db, CALENDAR))
                _, version = plans.plan_of(db)
                view = plans.save(unit_of(opening, db), VoicePlanForm(plan=whole, version=version), zone)
        except ValueError as fault:
            fail(f"{file} 有误：{fault}", f"{file} is not a voice plan: {fault}", WRONG_USE)
        except InvalidForm as fault:
            said = str(fault.values["fields"]["plan"])
            fail(f"{file} 有误：{said}", f"The plan of {file} does not hold together: {said}.")
    put(view.model_dump_json() if as_json else "\n".join(_shown(view)))


@app.command("apply")
def apply(
    out: Annotated[Path, typer.Option(metavar="DIR", help="Asterisk's folder, or one that is copied there.")],
    exchange: Annotated[
        str | None,
        typer.Option("--exchange", metavar="URL", help="Also have this Asterisk read it; AGENT_DESK_EXCHANGE."),
    ] = None,
    trunk: Annotated[str | None, typer.Option(help="The PJSIP endpoint of outside numbers, for call-backs.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what changes, ask, write the plan's file, and have the exchange read it; calls in progress go on as they were."""
    address = _address(exchange or os.environ.get("AGENT_DESK_EXCHANGE", ""))
    with at_database(database, settings, data) as (chosen, opening):
        zone = centre_zone(opening, chosen)
        with opening.read() as db:
            site = plans.site_of(db, zone, trunk=trunk, context=address.context if address is not None else None)
            diff, text = plans.difference(db, site), plans.text_of(db, site)
        if not yes and not as_json:
            put("\n".join(_difference(diff) if diff else [pick("与上次应用的一致。", "As applied last.")]))
            if not typer.confirm(pick("应用？", "Apply it?")):
                raise typer.Exit(FAILED)
        _write(out / PLAN_FILE, text)
        read = _read_anew(address) if address is not None else False
        with opening.write() as db:
            plans.applied(unit_of(opening, db), site, text)
    if as_json:
        put(json.dumps({"file": str(out / PLAN_FILE), "changed": len(diff), "read": read}))
    else:
        put(_said(out / PLAN_FILE, read))


def _said(file: Path, read: bool) -> str:
    if read:
        return pick(
            f"已写入 {file}，Asterisk 已重新读取拨号方案。", f"Wrote {file}; Asterisk has read its dial plan anew."
        )
    return pick(
        f"已写入 {file}。请在 Asterisk 上执行 dialplan reload。",
        f"Wrote {file}. Run 'dialplan reload' on the Asterisk.",
    )


def _address(url: str) -> Address | None:
    if not url:
        return None
    try:
        return Address.from_url(url)
    except ValueError as fault:
        fail(f"--exchange 不是 Asterisk 的地址：{fault}", f"--exchange: {fault}", WRONG_USE)


def _read_anew(address: Address) -> bool:
    try:
        line = AmiLine(address.host, address.port, address.user, address.secret, lambda message: None, tls=address.tls)
        try:
            return line.ask({"Action": "Reload", "Module": "pbx_config.so"}, 10.0).ok
        finally:
            line.close()
    except ExchangeLost as fault:
        fail(
            f"文件已写入，但 Asterisk 没有应答：{fault}", f"The file is written, but Asterisk does not answer: {fault}"
        )


def _write(file: Path, text: str) -> None:
    try:
        write_plan(file, text)
    except OSError as fault:
        fail(f"无法写入 {file}：{fault.strerror}。", f"{file} cannot be written: {fault.strerror}.")
