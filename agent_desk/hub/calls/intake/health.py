"""Checks of the telephone exchange: whether it is read, what was found otherwise there, its version, recordings that have not come."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select

from agent_desk.hub.calls.intake import reader_state
from agent_desk.hub.kit.gateways import Gateway
from agent_desk.hub.kit.health.check import Check, Look, Seen
from agent_desk.models.calls.recording import CallRecording
from agent_desk.schemas.kit.settings import Words
from agent_desk.schemas.kit.vocabulary import Term

OLDEST_ASTERISK: Final = 18
"""As of `exchange check` (exchange/asterisk/setup/check.py)."""
_NEVER: Final = Words("从未连接", "never connected")


def _noted(look: Look) -> dict[str, Any]:
    with look.hub.database.read() as db:
        return reader_state.of(db)


def _read(look: Look) -> Iterator[Seen]:
    if not look.hub.settings.exchange:
        return
    noted = look.once(_noted)
    if not noted:
        yield Seen(state="bad", said=_NEVER)
        return
    since = (look.now - datetime.fromisoformat(noted["at"])).total_seconds()
    yield Seen(value=round(max(0.0, since)))


def _differences(look: Look) -> Iterator[Seen]:
    if not look.hub.settings.exchange:
        return
    recent = [
        count
        for at, count in look.once(_noted).get("recent", [])
        if look.now - datetime.fromisoformat(at) <= reader_state.HOUR
    ]
    yield Seen(value=float(sum(recent)))


def _version(look: Look) -> Iterator[Seen]:
    program = look.once(_noted).get("program", "")
    if not look.hub.settings.exchange or not program:
        return
    major = program.removeprefix("Asterisk ").partition(".")[0]
    old = major.isdecimal() and int(major) < OLDEST_ASTERISK
    yield Seen(said=Words(program, program), state="bad" if old else "ok")


def _missing(look: Look) -> Iterator[Seen]:
    with look.hub.database.read() as db:
        count = db.scalar(select(func.count()).where(CallRecording.state == "missing")) or 0
    if look.hub.settings.recordings or count:
        yield Seen(value=float(count))


EXCHANGE: Final = Gateway(
    term=Term(
        "exchange",
        "电话交换机",
        "Telephone exchange",
        icon="phone",
        help_zh="来电、转接、排队和录音由它处理；中心服务读取其事件并向其下达指令。",
        help_en="It takes, queues, transfers and records calls; the hub reads its events and gives it orders.",
    ),
    address=lambda hub: hub.settings.exchange,
    simulated=lambda hub: hub.exchange is not None and hub.exchange.simulated,
    checks=(("exchange_read", ""), ("exchange_version", "")),
    place=10,
)
CHECKS: Final[Iterable[Check]] = (
    Check(
        term=Term(
            "exchange_read",
            "交换机连接与核对",
            "Exchange read and compared",
            icon="phone",
            help_zh="运行 agent-desk exchange check；查看交换机主机、网络和管理接口（AMI）账户。断开期间通话照常，但弹屏和状态停止。",
            help_en="Run agent-desk exchange check; see to the exchange's machine, the network and the manager's account. Calls go on "
            "meanwhile, screen pops and states do not.",
        ),
        group="exchange",
        where="centre",
        look=_read,
        unit="s",
        warn=90,
        bad=180,
        every_s=10,
    ),
    Check(
        term=Term(
            "exchange_differences",
            "一小时内与交换机的差异",
            "Differences within an hour",
            icon="arrow-right-left",
            help_zh="已自动更正。持续出现时，查看交换机是否被其他程序控制、网络是否丢包，并保留中心服务日志。",
            help_en="They were put right. Where they go on, see whether another program steers the exchange or the network loses packets, "
            "and keep the hubs' logs.",
        ),
        group="exchange",
        where="centre",
        look=_differences,
        unit="count",
        warn=5,
        bad=50,
    ),
    Check(
        term=Term(
            "exchange_version",
            "交换机版本",
            "Version of the exchange",
            icon="info",
            help_zh=f"升级到 Asterisk {OLDEST_ASTERISK} 或更新版本，再运行 agent-desk exchange check。",
            help_en=f"Update to Asterisk {OLDEST_ASTERISK} or newer, then run agent-desk exchange check.",
        ),
        group="versions",
        where="centre",
        look=_version,
        every_s=60,
    ),
    Check(
        term=Term(
            "recordings_missing",
            "未到达的录音",
            "Recordings that have not come",
            icon="circle-dot",
            help_zh="查看 recordings_from 文件夹是否仍挂载、交换机磁盘是否已满；用 agent-desk recordings missing 列出。",
            help_en="See whether the folder recordings_from is still mounted and the exchange's disk has room; "
            "agent-desk recordings missing lists them.",
        ),
        group="gateways",
        where="centre",
        look=_missing,
        unit="count",
        warn=1,
        bad=50,
        every_s=60,
    ),
)
