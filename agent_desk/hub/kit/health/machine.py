"""Checks of a hub's own machine: its processes, memory, clock, disks, certificates and Python."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from cryptography import x509
from sqlalchemy import text

from agent_desk.hub.kit.health.check import Check, Look, Seen
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.trusted_clock import look as look_at_clock
from agent_desk.models.health import HealthState
from agent_desk.schemas.kit.edition import PROGRAM
from agent_desk.schemas.kit.health import State
from agent_desk.schemas.kit.settings import Words
from agent_desk.schemas.kit.vocabulary import Term

MIB: Final = 1024.0**2
GIB: Final = 1024.0**3
DAY_S: Final = 86400.0
SAMPLE: Final = timedelta(hours=1)
SAMPLES: Final = 48
"""What a disk held in the last two days, an hour apart: the rate by which the days that are left are reckoned."""
PYTHON_ENDS: Final[Mapping[tuple[int, int], date]] = {
    (3, 11): date(2027, 10, 31),
    (3, 12): date(2028, 10, 31),
    (3, 13): date(2029, 10, 31),
    (3, 14): date(2030, 10, 31),
}
"""Until when each Python gets security fixes (devguide.python.org/versions)."""
WRITTEN: Final = {
    "recordings": Words("录音", "recordings"),
    "reports": Words("报表", "reports"),
    "case_files": Words("附件", "files of cases"),
    "audit_anchors": Words("审计锚点", "audit anchors"),
    "voice_plan_to": Words("语音方案", "voice plan"),
}
"""Settings that name a folder in which a hub writes."""


@dataclass(frozen=True, slots=True)
class ProcessSeen:
    """One of a hub's processes as the one that serves the seats knows it. `pid`: 0 where it has none now."""

    name: str
    state: str
    beat_s: float | None
    pid: int


@dataclass(frozen=True, slots=True)
class Processes:
    """How a hub's processes are asked for; kept in `HubContext.state` by the process that has them."""

    seen: Callable[[], list[ProcessSeen]]


def _others(look: Look) -> list[ProcessSeen]:
    found = look.hub.state.get(Processes)
    return found.seen() if isinstance(found, Processes) else []


# ---------------------------------------------------------------------- processes


def _processes(look: Look) -> Iterator[Seen]:
    yield Seen(subject="seats", said=Words("服务席位", "serves the seats"))
    states: dict[str, State] = {"ready": "ok", "starting": "warn"}
    for one in _others(look):
        yield Seen(
            value=None if one.beat_s is None else round(one.beat_s, 1),
            subject=one.name,
            state=states.get(one.state, "bad"),
            said=Words(one.state, one.state),
        )


def _memory(look: Look) -> Iterator[Seen]:
    for name, pid in (("seats", os.getpid()), *((one.name, one.pid) for one in _others(look))):
        held = resident(pid) if pid else None
        if held is not None:
            yield Seen(value=round(held / MIB), subject=name)


def resident(pid: int) -> float | None:
    """Return the bytes of memory that a process holds; None where the system does not tell (proc(5), statm)."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return pages * float(os.sysconf("SC_PAGE_SIZE"))


def _heard(look: Look) -> Iterator[Seen]:
    """Return each hub with how long ago it looked; one that ended in order has taken its rows along."""
    with look.hub.database.read() as db:
        found = db.execute(
            text("SELECT place, max(looked_at) FROM health_state WHERE place <> '' GROUP BY place ORDER BY place")
        )
        for place, looked_at in found:
            yield Seen(value=round(max(0.0, (look.now - looked_at).total_seconds())), subject=place)


# ---------------------------------------------------------------------- clock and versions


def _clock(look: Look) -> Iterator[Seen]:
    with look.hub.database.read() as db:
        state = look_at_clock(look.hub, db)
    yield Seen(value=round(abs(state.difference_s), 2), state="bad" if state.why else None)


def _python(look: Look) -> Iterator[Seen]:
    ends = PYTHON_ENDS.get((sys.version_info.major, sys.version_info.minor))
    version = ".".join(str(part) for part in sys.version_info[:3])
    left = None if ends is None else float((ends - look.now.date()).days)
    yield Seen(
        value=left, said=Words(f"Python {version}", f"Python {version}"), state="unknown" if ends is None else None
    )


def _program(look: Look) -> Iterator[Seen]:
    yield Seen(said=Words(PROGRAM, PROGRAM))


def _one_program(look: Look) -> Iterator[Seen]:
    with look.hub.database.read() as db:
        rows = db.query(HealthState.said_en).filter(HealthState.code == "hub_program").distinct()
        versions = sorted(version for (version,) in rows)
    named = ", ".join(versions)
    if versions:
        yield Seen(value=float(len(versions)), said=Words(named, named))


# ---------------------------------------------------------------------- disks


def _places(settings: Settings) -> Iterator[tuple[Words, Path]]:
    for name, words in WRITTEN.items():
        folder = Path(str(getattr(settings, name)))
        if getattr(settings, name) and folder.is_dir():
            yield words, folder
    yield Words("临时文件", "temporary files"), Path(os.environ.get("TMPDIR", "/tmp") if os.name == "posix" else ".")


def disks(settings: Settings) -> dict[str, tuple[Words, Path]]:
    """Return one folder of each disk, with what all is written there."""
    found: dict[int, tuple[Words, Path]] = {}
    for words, folder in _places(settings):
        device = folder.stat().st_dev
        before = found.get(device)
        if before is None:
            found[device] = words, folder
        else:
            said, first = before
            found[device] = Words(f"{said.zh}、{words.zh}", f"{said.en}, {words.en}"), first
    return {str(folder): (words, folder) for words, folder in found.values()}


def _free(look: Look) -> Iterator[Seen]:
    for name, (words, folder) in disks(look.hub.settings).items():
        held = shutil.disk_usage(folder)
        gib = f"{held.free / GIB:.1f} GiB"
        said = Words(f"剩余 {gib}：{words.zh}", f"{gib} left: {words.en}")
        yield Seen(value=round(100.0 * held.free / held.total, 1), subject=name, said=said)


def _days_left(look: Look) -> Iterator[Seen]:
    for name, (_words, folder) in disks(look.hub.settings).items():
        samples = [*look.facts.get(name, {}).get("samples", [])]
        held = shutil.disk_usage(folder)
        if not samples or look.now - datetime.fromisoformat(samples[-1][0]) >= SAMPLE:
            samples = [*samples, [look.now.isoformat(), held.used]][-SAMPLES:]
        yield Seen(value=_left(samples, held.used, held.free, look.now), subject=name, facts={"samples": samples})


def _left(samples: list[list[Any]], used: float, free: float, now: datetime) -> float | None:
    """Return in how many days the disk is full at the rate since the oldest sample; None while that is under an hour old or less
    is held than then."""
    began, then = datetime.fromisoformat(samples[0][0]), float(samples[0][1])
    passed_s = (now - began).total_seconds()
    if passed_s < SAMPLE.total_seconds() or used <= then:
        return None
    return round(free / ((used - then) / passed_s) / DAY_S, 1)


# ---------------------------------------------------------------------- certificates


def certificate_files(settings: Settings) -> dict[str, str]:
    """Return the files of certificates that a hub's settings name, by the name of the setting."""
    names = ("tls_certificate", "directory_authorities", "openid_authorities", "audit_syslog_ca")
    found = {name: str(getattr(settings, name)) for name in names if getattr(settings, name)}
    authority = dict(parse_qsl(urlsplit(settings.exchange).query)).get("tls", "")
    if authority and authority != "system":
        found["exchange"] = authority
    return found


def _certificates(look: Look) -> Iterator[Seen]:
    for name, file in certificate_files(look.hub.settings).items():
        try:
            ends = min(one.not_valid_after_utc for one in x509.load_pem_x509_certificates(Path(file).read_bytes()))
        except (OSError, ValueError) as fault:
            why = type(fault).__name__
            said = Words(f"无法读取（{why}）", f"cannot be read ({why})")
            yield Seen(subject=f"{name}: {file}", state="bad", said=said)
            continue
        left = (ends.astimezone(UTC) - look.now).total_seconds() / DAY_S
        day = ends.date().isoformat()
        yield Seen(value=round(left, 1), subject=f"{name}: {file}", said=Words(f"至 {day}", f"until {day}"))


def answer_ms(asked: Callable[[], object]) -> float:
    """Return how long an answer took."""
    began = time.perf_counter()
    asked()
    return round((time.perf_counter() - began) * 1000, 1)


CHECKS: Final[Iterable[Check]] = (
    Check(
        term=Term(
            "hub_heard",
            "中心服务在运行",
            "Hubs run",
            icon="activity",
            help_zh="到该主机上查看服务是否在运行，必要时由服务管理器重新启动；已撤下的主机 7 天后自动不再列出。",
            help_en="See whether the hub runs on that machine, and start it by its service manager; one that "
            "was taken away is no longer listed after 7 days.",
        ),
        group="hubs",
        where="centre",
        look=_heard,
        unit="s",
        warn=60,
        bad=120,
    ),
    Check(
        term=Term(
            "hub_process",
            "中心服务的进程",
            "Processes of a hub",
            icon="settings-2",
            help_zh="进程会自动重新启动；反复出现时，查看中心服务日志中“a process of the hub”前后的行。",
            help_en="It is begun again by itself; where that goes on, look at the lines around 'a process of the hub' in the hub's log.",
        ),
        group="hubs",
        where="hub",
        look=_processes,
        unit="s",
    ),
    Check(
        term=Term(
            "hub_memory",
            "进程占用内存",
            "Memory of processes",
            icon="gauge",
            help_zh="在话务少时逐台重启中心服务；若再次增长，请将日志交给程序维护方。",
            help_en="Restart the hubs one by one when calls are few; where it grows again, hand the log to whoever maintains the program.",
        ),
        group="hubs",
        where="hub",
        look=_memory,
        unit="mib",
        warn=1024,
        bad=2048,
    ),
    Check(
        term=Term(
            "hub_clock",
            "中心服务与数据库时钟之差",
            "Clocks of hub and database",
            icon="clock",
            help_zh="在两台主机上启用时间同步（NTP）；不可信期间不删除任何到期数据。",
            help_en="Run a time server's client on both machines; nothing is deleted by its age while the clocks cannot be trusted.",
        ),
        group="clocks",
        where="hub",
        look=_clock,
        unit="s",
        warn=5,
        bad=60,
    ),
    Check(
        term=Term(
            "disk_free",
            "磁盘剩余空间",
            "Free space on disk",
            icon="folder",
            help_zh="扩容，或缩短录音保留天数（“录音”页）；磁盘写满后录音和报表无法保存。",
            help_en="Enlarge the disk, or keep recordings for fewer days (page Recording); on a full disk no recording or report is kept.",
        ),
        group="disks",
        where="hub",
        look=_free,
        unit="percent",
        warn=15,
        bad=5,
        falls=True,
        every_s=60,
    ),
    Check(
        term=Term(
            "disk_days",
            "按目前速度磁盘可用天数",
            "Days until a disk is full",
            icon="calendar-days",
            help_zh="按近两天的速度估算；请在此前扩容，或查明是什么在增长。",
            help_en="Reckoned by the last two days; enlarge the disk before, or find out what grows.",
        ),
        group="disks",
        where="hub",
        look=_days_left,
        unit="days",
        warn=14,
        bad=3,
        falls=True,
        every_s=60,
    ),
    Check(
        term=Term(
            "certificate",
            "证书剩余天数",
            "Days until a certificate ends",
            icon="shield-check",
            help_zh="向行内证书机构申请新证书，替换该文件后重启中心服务；过期后席位无法连接。",
            help_en="Ask the bank's authority for a new one, replace the file and restart the hub; seats cannot connect once it has ended.",
        ),
        group="certificates",
        where="hub",
        look=_certificates,
        unit="days",
        warn=30,
        bad=7,
        falls=True,
        every_s=300,
    ),
    Check(
        term=Term(
            "hub_program",
            "中心服务版本",
            "Version of a hub",
            icon="info",
            help_zh="仅供核对；各中心服务应为同一版本。",
            help_en="To compare; all hubs should be of one version.",
        ),
        group="versions",
        where="hub",
        look=_program,
        every_s=300,
    ),
    Check(
        term=Term(
            "one_program",
            "各中心服务版本一致",
            "Hubs of one version",
            icon="copy",
            help_zh="逐台升级到同一版本；混用只应持续到升级结束。",
            help_en="Update them one after the other to the same version; a mixture should last no longer than the update.",
        ),
        group="versions",
        where="centre",
        look=_one_program,
        unit="count",
        warn=2,
        every_s=60,
    ),
    Check(
        term=Term(
            "python",
            "Python 安全支持剩余天数",
            "Days of fixes for Python",
            icon="calendar",
            help_zh="在此之前将中心服务迁到较新的 Python；之后不再有安全修复。",
            help_en="Move the hub to a newer Python before; there are no security fixes afterwards.",
        ),
        group="versions",
        where="hub",
        look=_python,
        unit="days",
        warn=180,
        bad=0,
        falls=True,
        every_s=3600,
    ),
)
