"""Bring a database to the version this program needs, and compare it with `models/`."""

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.dialects.postgresql.base import ischema_names

import agent_desk.models
from agent_desk.hub.kit.errors import HubError
from agent_desk.models.base import Base
from agent_desk.models.kit import Xid8

# So that comparing the database with models/ knows the type of change.xid.
ischema_names.setdefault("xid8", Xid8)

LOCK = 0x41474E54  # One migration at a time, whatever number of hubs start together.


class DatabaseTooNew(HubError):
    """The database was migrated by a newer program."""

    id, status = "database_too_new", 503
    sentence = "The database belongs to a newer Agent Desk ({found}). Update this hub first."


def metadata() -> Any:
    """Return the tables of every area."""
    for module in pkgutil.walk_packages(agent_desk.models.__path__, "agent_desk.models."):
        importlib.import_module(module.name)
    return Base.metadata


def ours(_object: Any, name: str | None, kind: str, _reflected: bool, _compare_to: Any) -> bool:
    """Return whether alembic should look at this: the job queue's tables belong to procrastinate, some indexes to migrations."""
    return not (kind == "table" and (name or "").startswith("procrastinate_")) and not (name or "").endswith("_trgm")


@cache
def _newest() -> str | None:
    """Return the version that this program's migrations lead to; reading them all is as much work as a hub's whole beginning."""
    return ScriptDirectory(str(Path(__file__).parent)).get_current_head()


def upgrade(engine: Engine) -> None:
    """Run the missing migrations in one transaction under a lock; none is missing where the database is of this program's version."""
    with engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == _newest():
            return
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def differences(engine: Engine) -> list[Any]:
    """Return what `models/` say that the migrated database does not, or the other way round; empty when they agree."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_server_default": False})
        return list(compare_metadata(context, metadata()))
