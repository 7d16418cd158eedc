"""What a command tells the person at the keyboard: one sentence per fault, in the language of the terminal."""

import os
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NoReturn

import typer

from agent_desk.hub.kit.audit import AnotherKey
from agent_desk.hub.kit.errors import DatabaseDown, HubError
from agent_desk.hub.kit.files.keys import UnknownFileKeys
from agent_desk.hub.kit.private_postgres import PrivatePostgresFault
from agent_desk.hub.kit.settings import SettingsFault
from agent_desk.hub.migrations.run import DatabaseTooNew
from agent_desk.hub.serve import PortTaken

FAILED, WRONG_USE, CANCELLED = 1, 2, 130
"""Exit statuses. 130 is what a shell reports for Ctrl-C; a polite kill (SIGTERM) is told by the same."""

STOPPED = ("已停止。", "Stopped.")

DATABASE_DOWN = (
    "数据库没有应答。请确认 PostgreSQL 正在运行、地址与密码正确；未完成的步骤未作更改。",
    "The database does not answer. See that PostgreSQL runs and that address and password are right; what was not finished "
    "has changed nothing.",
)
DATABASE_TOO_NEW = (
    "该数据库属于更新版本的 Agent Desk，请先升级本程序；未作任何更改。",
    "The database belongs to a newer Agent Desk. Update this program first; nothing was changed.",
)

ANOTHER_KEY = (
    "该数据库的审计记录是用另一个密钥封存的。请使用中心服务原来的设置（audit_key 或 AGENT_DESK_AUDIT_KEY）；未作任何更改。",
    "The audit trail of this database was sealed with another key. Give the hub's own settings (audit_key, or "
    "AGENT_DESK_AUDIT_KEY); nothing was changed.",
)

UNKNOWN_FILE_KEYS = (
    "该数据库的文件使用了设置中没有的密钥（{ids}）。请将其加入 file_key 或 AGENT_DESK_FILE_KEY；未作任何更改。",
    "Files of this database need keys that the settings do not hold ({ids}). Add them to file_key, or "
    "AGENT_DESK_FILE_KEY; nothing was changed.",
)


def chinese(environment: Mapping[str, str] | None = None) -> bool:
    """Return whether the terminal wants Chinese: AGENT_DESK_LANG, else the first of LC_ALL, LC_MESSAGES, LANG that is set."""
    given = os.environ if environment is None else environment
    for name in ("AGENT_DESK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = given.get(name, "")
        if value and value != "system":
            return value.lower().startswith("zh")
    return False


def pick(zh: str, en: str) -> str:
    """Return the one of two texts that the terminal's language asks for."""
    return zh if chinese() else en


def tell(text: str) -> None:
    """A line on standard error: for people, beside what is printed for programs."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def put(text: str) -> None:
    """A line on standard output."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def fail(zh: str, en: str, status: int = FAILED) -> NoReturn:
    """Say the sentence and end."""
    tell(pick(zh, en))
    raise typer.Exit(status)


@contextmanager
def polite_kill() -> Iterator[None]:
    """Let SIGTERM end a command as Ctrl-C does, so that what it opened is closed; who takes the signal already keeps it."""
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGTERM) != signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


@contextmanager
def plain_faults() -> Iterator[None]:
    """Turn every foreseen fault of a command into its one sentence and an exit status; no traceback for them."""
    try:
        yield
    except SettingsFault as fault:
        for sentence in fault.faults:
            tell(sentence)
        raise typer.Exit(WRONG_USE) from fault
    except DatabaseDown:
        fail(*DATABASE_DOWN)
    except DatabaseTooNew:
        fail(*DATABASE_TOO_NEW)
    except AnotherKey:
        fail(*ANOTHER_KEY)
    except UnknownFileKeys as fault:
        fail(UNKNOWN_FILE_KEYS[0].format(ids=fault), UNKNOWN_FILE_KEYS[1].format(ids=fault))
    except (PortTaken, PrivatePostgresFault) as fault:
        fail(str(fault), str(fault))
    except HubError as fault:
        fail(fault.render(), fault.render())
    except KeyboardInterrupt:
        fail(*STOPPED, CANCELLED)
    except BrokenPipeError:
        # `agent-desk report ... | head`: the reader has gone; writing more would only fail again.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        raise typer.Exit(0) from None
