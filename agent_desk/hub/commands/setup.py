"""`agent-desk setup ...`: the first administrator, and a centre from a file."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from agent_desk.hub.commands.common import (
    DatabaseOption,
    DataOption,
    JsonOption,
    SettingsOption,
    at_database,
)
from agent_desk.hub.commands.loading import listed, said, unit_of
from agent_desk.hub.commands.say import FAILED, WRONG_USE, fail, pick, put, tell
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.setup.administrator import AdministratorExists, NobodyManages, NoSuchRole, make_administrator
from agent_desk.hub.setup.centre import store_centre, store_people
from agent_desk.hub.setup.file import CentreFault, read_centre
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


@app.command("centre")
def centre(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The centre's file (TOML); docs/operations.md shows it.")
    ],
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load queues, teams, people and whom they serve, and the lists of words. Loading a file again changes nothing.

    A file with a fault in it is not loaded; every fault is listed.
    """
    with at_database(database, settings, data) as (_chosen, opening):
        try:
            read = read_centre(file)
            with opening.write() as db:
                stored = store_centre(db, read)
                people = store_people(db, read, datetime.now(UTC))
                for name in ("added", "changed", "unchanged"):
                    setattr(stored, name, getattr(stored, name) + getattr(people, name))
                unit_of(opening, db).audit(
                    "settings.centre_file",
                    "setting",
                    "centre",
                    file=file.name,
                    added=stored.added,
                    changed=stored.changed,
                )
        except CentreFault as fault:
            listed(fault.faults)
            raise typer.Exit(FAILED) from fault
    said(stored, as_json)
