"""Checks of what people sign in by: the bank's directory and its OpenID provider."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from agent_desk.hub.gateways.directory.protocol import DirectoryAway
from agent_desk.hub.kit.health.check import Check, Look, Seen
from agent_desk.hub.people.directory import switches
from agent_desk.schemas.kit.settings import Words
from agent_desk.schemas.kit.vocabulary import Term
from agent_desk.schemas.people.directory import Source

NOBODY: Final = "agent-desk-health"
"""Asked for by name: a directory that answers says that there is no such person."""
SOURCES: Final[tuple[Source, ...]] = ("directory", "openid")
_OFF: Final = Words("已在“外部接口”页停用", "switched off on the page Gateways")


def _asked(what: str, ask: Callable[[], object]) -> Seen:
    began = time.perf_counter()
    try:
        ask()
    except DirectoryAway as away:
        return Seen(subject=what, state="bad", said=Words(away.cause, away.cause))
    return Seen(value=round((time.perf_counter() - began) * 1000), subject=what)


def _directories(look: Look) -> Iterator[Seen]:
    known = look.hub.directories
    with look.hub.database.read() as db:
        off = [one for one in SOURCES if getattr(known, one) is not None and not switches.is_on(db, one)]
    yield from (Seen(subject=one, state="warn", said=_OFF) for one in off)
    if known.directory is not None and "directory" not in off:
        yield _asked("directory", lambda: known.found(NOBODY))
    if known.openid is not None and "openid" not in off:
        yield _asked(
            "openid",
            lambda: known.authorization_url(
                redirect_uri="http://127.0.0.1:1/signed-in", state=NOBODY, nonce=NOBODY, challenge=NOBODY
            ),
        )


CHECKS: Final[Iterable[Check]] = (
    Check(
        term=Term(
            "directory",
            "行内目录与统一认证",
            "Directory and OpenID",
            icon="link",
            help_zh="查看目录服务器、网络和中心服务的目录账户（“目录登录”页可测试）；期间只有本系统密码的人员能登录。",
            help_en="See to the directory's servers, the network and the hub's account there (the page Sign-in by directory tries it); "
            "meanwhile only people with a password of the hub's own can sign in.",
        ),
        group="gateways",
        where="hub",
        look=_directories,
        unit="ms",
        warn=2000,
        bad=8000,
        every_s=120,
    ),
)
