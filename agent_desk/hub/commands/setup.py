"""`agent-desk setup ...`: the first administrator, a centre from a file, and its file."""

import json
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from sqlalchemy.orm import Session

from agent_desk.hub.commands.common import (
    DatabaseOption,
    DataOption,
    JsonOption,
    SettingsOption,
    at_database,
    data_folder,
)
from agent_desk.hub.commands.loading import listed, said, unit_of
from agent_desk.hub.commands.say import FAILED, WRONG_USE, fail, pick, put, tell
from agent_desk.hub.kit import private_files
from agent_desk.hub.kit.batches import Counted
from agent_desk.hub.kit.centre import centre_day
from agent_desk.hub.kit.centre import centre_zone as zone_in
from agent_desk.hub.kit.centre_file import taking, writing
from agent_desk.hub.kit.centre_file.parts import Taking, parts
from agent_desk.hub.kit.centre_file.taking import Wanted
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.private_files import create, make_folder
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.setup.administrator import AdministratorExists, NobodyManages, NoSuchRole, make_administrator
from agent_desk.hub.setup.centre import read as read_file
from agent_desk.hub.setup.centre import store_people
from agent_desk.hub.setup.file import CentreFault, CentreFile
from agent_desk.schemas.administration.centre_file import Difference, FileFault
from agent_desk.schemas.people.offices import Office

app = typer.Typer(help="Set up a new centre.", no_args_is_help=True, rich_markup_mode=None)


class OfficeOption(StrEnum):
    """What an administrator administers, as the command takes it."""

    security = "security"
    system = "system"
    audit = "audit"


@app.callback()
def setting_up() -> None:
    """Set up a new centre."""


@app.command("administrator")
def administrator(
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="The user name, in small letters.")],
    name: Annotated[str, typer.Option(help="The person's name.")],
    another: Annotated[bool, typer.Option("--another", help="Also when there is an administrator already.")] = False,
    office: Annotated[
        list[OfficeOption] | None,
        typer.Option(
            help="What they administer: security (people, roles, masks; as a rule), system or audit; may be repeated."
        ),
    ] = None,
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make an administrator and print a one-time password; the desk asks for a password of their own at the first sign-in.

    The first one is the security administrator: they add the system's administrator and the auditor in the desk.
    """
    offices: list[Office] = [one.value for one in office or [OfficeOption.security]]
    with at_database(database, settings, data) as (_chosen, opening):
        try:
            with opening.write() as db:
                _, password = make_administrator(unit_of(opening, db), login, name, another=another, offices=offices)
        except NobodyManages:
            fail(
                "第一名管理员须为安全管理员（--office security），否则无人可以添加人员。",
                "The first administrator is one of security (--office security): nobody else could add people.",
                WRONG_USE,
            )
        except NoSuchRole as fault:
            fail(
                f"没有在用的岗位掌握“{fault}”管理权，请先在“岗位”页恢复或新增。",
                f"No role in force is of the office {fault}: bring one back, or make one, on the page Roles.",
            )
        except AdministratorExists as fault:
            fail(
                f"已有管理员（{fault.login}）。如需再添一名，请加 --another。",
                f"There is an administrator already ({fault.login}). Give --another for one more.",
            )
        except (InvalidForm, ValidationError) as fault:
            taken = isinstance(fault, InvalidForm) and fault.values.get("fields") == {"login": "taken"}
            if taken:
                fail(f"用户名 {login} 已有人使用。", f"The user name {login} is taken.")
            fail(
                "用户名须为 1 至 64 个小写字母、数字或 . _ -，姓名不能为空。",
                "The user name has 1 to 64 small letters, digits or . _ -, and a name is needed.",
                WRONG_USE,
            )
    if as_json:
        put(json.dumps({"login": login, "one_time_password": password}))
        return
    tell(
        pick(
            f"管理员 {login} 的一次性密码（首次登录时须更换）：",
            f"One-time password of the administrator {login}, to be replaced at the first sign-in:",
        )
    )
    put(password)
    if "security" in offices and not another:
        tell(
            pick(
                "登录后，请在“人员”页添加第二名安全管理员、系统管理员和审计管理员，由不同的人担任。",
                "After signing in, add on the page People a second security administrator, the system's administrator and the auditor:"
                " different people.",
            )
        )


DryOption = Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")]
OnlyOption = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="PART", help="A part of the file, as queues or settings.sign_in; may be repeated."),
]


@app.command("centre")
def centre(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The centre's file (TOML); docs/operations.md shows it.")
    ],
    dry_run: DryOption = False,
    only: OnlyOption = None,
    retire: Annotated[
        bool, typer.Option("--retire", help="Retire what the file does not name in the lists that it has.")
    ] = False,
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a centre's configuration from a file: all of it, or nothing. Taking a file again changes nothing.

    A file with a fault in it is not taken; every fault is listed. What held before is kept in this user's own folder.
    """
    with at_database(database, settings, data) as (chosen, opening):
        stored, found = Counted(), Difference()
        try:
            with opening.write() as db:
                unit = unit_of(opening, db)
                read, people = read_file(file, db)
                unknown = sorted(set(only or ()) - {one.name for one in parts()})
                if unknown:
                    raise CentreFault([f"There is no part '{one}'." for one in unknown])
                zone = zone_in(db, chosen.zone)
                how, wanted = Taking(unit=unit, zone=zone), Wanted(only=only, retire=retire)
                if dry_run:
                    found = taking.tried(how, read, wanted)
                    if found.faults:
                        raise taking.CentreFileRefused(found.faults)
                else:
                    before = writing.written(db, centre_day(db, unit.now, chosen.zone))
                    found = taking.take(how, read, wanted)
                    store_everybody(db, people, unit.now, stored)
                    tell_of(unit, file, found, stored)
                    if taking.audit_facts(found)["parts"]:
                        keep_before(data_folder(data), before, unit.now)
        except CentreFault as fault:
            listed(fault.faults)
            raise typer.Exit(FAILED) from fault
        except taking.CentreFileRefused as fault:
            listed([_sentence(one) for one in fault.faults])
            raise typer.Exit(FAILED) from fault
    _said_of(found, stored, as_json=as_json, dry_run=dry_run)


def store_everybody(db: Session, people: CentreFile, now: datetime, stored: Counted) -> None:
    """Store the people of the short form, and whom they serve. Raises CentreFault."""
    of_people = store_people(db, people, now)
    for name in ("added", "changed", "unchanged"):
        setattr(stored, name, getattr(stored, name) + getattr(of_people, name))


def tell_of(unit: Unit, file: Path, found: Difference, stored: Counted) -> None:
    """Write down that a file was taken."""
    facts = taking.audit_facts(found)
    facts |= {"added": facts["added"] + stored.added, "changed": facts["changed"] + stored.changed}
    unit.audit("settings.centre_file", "setting", "centre", file=file.name, **facts)


def keep_before(folder: Path, before: str, now: datetime) -> None:
    """Write what held before into this user's own folder, so that it can be taken again. Raises typer.Exit where that cannot be."""
    place = folder / "centre-files" / f"before-{now:%Y%m%d-%H%M%S-%f}.toml"
    try:
        make_folder(place.parent)
        with create(place) as stream:
            stream.write(before.encode())
    except OSError as fault:
        fail(
            f"无法在 {place} 保存现有配置（{fault.strerror}），未作任何更改。",
            f"What holds now cannot be written to {place} ({fault.strerror}); nothing was changed.",
        )
    tell(pick(f"导入前的配置已存为 {place}，导入它即可还原。", f"What held before is in {place}; take it to go back."))


def _sentence(fault: FileFault) -> str:
    zh, en = (f"第 {fault.line} 行：", f"Line {fault.line}: ") if fault.line else ("", "")
    return pick(zh + fault.zh, en + fault.en)


def _said_of(found: Difference, stored: Counted, *, as_json: bool, dry_run: bool) -> None:
    for one in found.parts:
        stored.added, stored.changed = stored.added + one.added, stored.changed + one.changed + one.retired
        stored.unchanged += one.same
    if as_json:
        told: dict[str, Any] = {"added": stored.added, "changed": stored.changed, "unchanged": stored.unchanged}
        if dry_run:
            told["parts"] = [one.model_dump(mode="json") for one in found.parts]
        put(json.dumps(told, ensure_ascii=False))
        return
    for line in _lines(found):
        put(line)
    if dry_run:
        tell(pick("以上为将要发生的更改，尚未更改任何内容。", "This is what would change; nothing was changed."))
        return
    said(stored, as_json)


def _lines(found: Difference) -> Iterator[str]:
    """Yield the differences, part by part."""
    marks = {"added": "+", "changed": "~", "retired": "-"}
    for part in found.parts:
        told = [one for one in part.entries if one.change in marks]
        if not told and not part.ordered:
            continue
        left = (
            pick(f"，文件未提及 {part.left} 项，保持不变", f", {part.left} not in the file stay") if part.left else ""
        )
        yield f"{pick(part.title_zh, part.title_en)} ({part.name}){left}"
        for one in told:
            yield f"  {marks[one.change]} {pick(one.name_zh, one.name_en)}"
            for field in one.fields:
                before, after = pick(field.before_zh, field.before_en), pick(field.after_zh, field.after_en)
                yield f"      {pick(field.label_zh, field.label_en)}: {before + ' → ' if before else ''}{after}"
        if part.ordered:
            yield pick("  ~ 顺序不同", "  ~ another order")


@app.command("export")
def export(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Where to write it; none: to standard output.")
    ] = None,
    only: OnlyOption = None,
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
) -> None:
    """Write the whole configuration of a centre as one readable file. No people, passwords or keys are in it."""
    with at_database(database, settings, data) as (chosen, opening):
        with opening.write() as db:
            unit = unit_of(opening, db)
            text = writing.written(db, centre_day(db, unit.now, chosen.zone), only)
            digest = sha256(text.encode()).hexdigest()
            unit.audit("settings.centre_file_export", "setting", "centre", sha256=digest, product=writing.product())
        if file is None:
            put(text.rstrip("\n"))
            return
        try:
            with private_files.create(file) as made:
                made.write(text.encode())
        except OSError as fault:
            fail(f"无法写入 {file}：{fault.strerror}。", f"{file} cannot be written: {fault.strerror}.")
    tell(pick(f"已写入 {file}。", f"Written to {file}."))
