"""Checks of what must not be lost: backups, the audit trail and its anchors, keys, and work that failed."""

import asyncio
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, select

from agent_desk.hub.kit.audit.anchors import Anchors
from agent_desk.hub.kit.audit.syslog import behind
from agent_desk.hub.kit.audit.watch import in_doubt
from agent_desk.hub.kit.health.check import Check, Look, Seen
from agent_desk.hub.kit.health.machine import DAY_S
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.models.files import FileKey
from agent_desk.models.health import BackupRecord
from agent_desk.models.kit import AuditEntry, AuditHead, AuditLink, ListPlan
from agent_desk.models.long_jobs import LongJob
from agent_desk.schemas.kit.settings import Words
from agent_desk.schemas.kit.vocabulary import Term

_NEVER: Final = Words("从未记录", "never recorded")


def _days(then: datetime, now: datetime) -> float:
    return round(max(0.0, (now - then).total_seconds()) / DAY_S, 1)


# ---------------------------------------------------------------------- backups


def _made(look: Look) -> Iterator[Seen]:
    with look.hub.database.read() as db:
        last = db.scalar(select(func.max(BackupRecord.at)).where(BackupRecord.kind == "made"))
        # A database that is new has nothing to lose yet.
        first = db.scalar(select(func.min(AuditEntry.at)))
    if last is not None:
        yield Seen(value=_days(last, look.now))
    elif first is not None:
        yield Seen(value=_days(first, look.now), said=_NEVER)


def _restored(look: Look) -> Iterator[Seen]:
    newest = select(BackupRecord.at, BackupRecord.newest_at).where(BackupRecord.kind == "restored")
    with look.hub.database.read() as db:
        row = db.execute(newest.order_by(BackupRecord.at.desc()).limit(1)).one_or_none()
        first = db.scalar(select(func.min(AuditEntry.at)))
    if row is not None:
        upto = row.newest_at.date().isoformat() if row.newest_at is not None else ""
        said = Words(f"数据截至 {upto}", f"its data reached to {upto}")
        yield Seen(value=_days(row.at, look.now), said=said)
    elif first is not None:
        # Nobody knows yet whether a backup can be restored at all.
        yield Seen(value=_days(first, look.now), said=_NEVER, state="bad" if _days(first, look.now) >= 30 else "warn")


# ---------------------------------------------------------------------- audit and keys


def _anchored(look: Look) -> Iterator[Seen]:
    """Return for how long entries have been sealed that the file outside the database does not know."""
    settings = look.hub.settings
    if not settings.audit_anchors:
        yield Seen(state="bad", said=Words("未设置锚点文件夹", "no folder of anchors is set"))
        return
    last = Anchors(settings.audit_anchors, look.hub.audit_key).last()
    known = last.seq if last is not None else 0
    with look.hub.database.read() as db:
        after = select(func.min(AuditLink.sealed_at)).where(AuditLink.seq > known)
        oldest = db.scalar(after)
    yield Seen(value=0.0 if oldest is None else round(max(0.0, (look.now - oldest).total_seconds())))


def _doubt(look: Look) -> Iterator[Seen]:
    with look.hub.database.read() as db:
        doubted, head = in_doubt(db), db.scalar(select(AuditHead.seq))
    said = Words(f"已封存 {head or 0} 条", f"{head or 0} entries sealed")
    yield Seen(state="bad" if doubted else "ok", said=said)


def _exported(look: Look) -> Iterator[Seen]:
    if look.hub.settings.audit_syslog:
        with look.hub.database.read() as db:
            yield Seen(value=float(behind(db)), subject=look.hub.settings.audit_syslog)


def _keys(look: Look) -> Iterator[Seen]:
    with look.hub.database.read() as db:
        row = db.execute(select(FileKey.id, FileKey.added_at).where(FileKey.active)).one_or_none()
    if row is not None:
        yield Seen(value=_days(row.added_at, look.now), subject=row.id)


# ---------------------------------------------------------------------- work in the background


def _queued(look: Look) -> Iterator[Seen]:
    yield Seen(value=float(sum(int(one["failed"]) for one in look.once(_counts))))


def _waiting(look: Look) -> Iterator[Seen]:
    yield Seen(value=float(sum(int(one["todo"]) for one in look.once(_counts))))


def _counts(look: Look) -> list[dict[str, Any]]:
    return asyncio.run(_counted(look.hub.jobs))


async def _counted(jobs: Jobs) -> list[dict[str, Any]]:
    async with jobs.async_app().open_async() as app:
        return list(await app.job_manager.list_queues_async())


def _long_jobs(look: Look) -> Iterator[Seen]:
    since = look.now - timedelta(days=1)
    failed = select(LongJob.kind, func.count()).where(LongJob.state == "failed", LongJob.ended_at >= since)
    with look.hub.database.read() as db:
        rows = db.execute(failed.group_by(LongJob.kind).order_by(LongJob.kind)).all()
    yield Seen(
        value=float(sum(count for _kind, count in rows)),
        said=Words(*(", ".join(kind for kind, _count in rows),) * 2),
    )


def _list_plans(look: Look) -> Iterator[Seen]:
    with look.hub.database.read() as db:
        rows = db.execute(select(ListPlan.list, ListPlan.code).where(ListPlan.fault != "")).all()
    yield Seen(value=float(len(rows)), said=Words(*(", ".join(f"{name}: {code}" for name, code in rows),) * 2))


CHECKS: Final[Iterable[Check]] = (
    Check(
        term=Term(
            "backup_made",
            "最近一次备份",
            "Last backup",
            icon="save",
            help_zh="查看备份任务是否运行；备份成功后由任务执行 agent-desk backup made 记录。",
            help_en="See whether the backup runs; let it end with agent-desk backup made, which records that it was made.",
        ),
        group="backup",
        where="centre",
        look=_made,
        unit="days",
        warn=2,
        bad=7,
        every_s=60,
    ),
    Check(
        term=Term(
            "backup_restored",
            "最近一次恢复验证",
            "Last proof of a backup",
            icon="history",
            help_zh="将备份恢复到一个空数据库，执行 agent-desk backup prove 验证并记录；未验证过的备份不能算备份。",
            help_en="Restore a backup into an empty database and run agent-desk backup prove, which looks "
            "through it; a backup that was never restored is none.",
        ),
        group="backup",
        where="centre",
        look=_restored,
        unit="days",
        warn=100,
        bad=200,
        every_s=60,
    ),
    Check(
        term=Term(
            "audit_anchor",
            "审计锚点滞后",
            "Audit trail not anchored for",
            icon="pin",
            help_zh="查看 audit_anchors 文件夹是否可写、磁盘是否已满；锚点之外的审计记录无法证明未被截去。",
            help_en="See whether the folder audit_anchors can be written and has room; without anchors it "
            "cannot be shown that the trail was not cut off.",
        ),
        group="trail",
        where="centre",
        look=_anchored,
        unit="s",
        warn=300,
        bad=1800,
    ),
    Check(
        term=Term(
            "audit_doubt",
            "审计日志完整",
            "Audit trail sound",
            icon="shield-check",
            help_zh="由审计员运行 agent-desk audit verify 核查；查明后用 audit accept 说明原因。",
            help_en="Have the auditor run agent-desk audit verify; once it is explained, audit accept with the reason.",
        ),
        group="trail",
        where="centre",
        look=_doubt,
    ),
    Check(
        term=Term(
            "audit_export",
            "待外送的审计记录",
            "Audit entries to be sent",
            icon="send",
            help_zh="查看 audit_syslog 所指服务器及网络；恢复后自动补送，不会丢失。",
            help_en="See to the server at audit_syslog and the network; what waits is sent by itself when it is back, and none is lost.",
        ),
        group="gateways",
        where="centre",
        look=_exported,
        unit="count",
        warn=1000,
        bad=50_000,
    ),
    Check(
        term=Term(
            "file_key",
            "文件密钥使用天数",
            "Age of the file key",
            icon="key-round",
            help_zh="用 agent-desk keys new 生成新密钥、加入所有中心服务的设置，再运行 keys rotate。",
            help_en="Make a key with agent-desk keys new, put it first in the settings of all hubs, then run keys rotate.",
        ),
        group="trail",
        where="centre",
        look=_keys,
        unit="days",
        warn=365,
        bad=730,
        every_s=3600,
    ),
    Check(
        term=Term(
            "jobs_failed",
            "失败的后台任务",
            "Jobs that failed",
            icon="circle-x",
            help_zh="在中心服务日志中查看该任务失败的原因；失败的任务保留 72 小时后删除。",
            help_en="See in the hubs' logs why they failed; failed jobs are kept for 72 hours.",
        ),
        group="jobs",
        where="centre",
        look=_queued,
        unit="count",
        warn=1,
        bad=20,
        every_s=60,
    ),
    Check(
        term=Term(
            "jobs_waiting",
            "等待中的后台任务",
            "Jobs that wait",
            icon="hourglass",
            help_zh="查看中心服务后台进程是否运行（“中心服务的进程”）；积压消化前话务指令可能变慢。",
            help_en="See whether the hubs' processes run (Processes of a hub); orders to the exchange may be late until it is worked off.",
        ),
        group="jobs",
        where="centre",
        look=_waiting,
        unit="count",
        warn=200,
        bad=2000,
        every_s=60,
    ),
    Check(
        term=Term(
            "list_changes_late",
            "到日未能生效的列表更改",
            "Changes of lists that could not be made on their day",
            icon="calendar",
            help_zh="打开该列表的条目，“已决定”下写明原因：消除原因后自动生效，或撤回。",
            help_en="Open the entry on the page of its list: below its form stands why. It is made once that is mended, or take it back.",
        ),
        group="jobs",
        where="centre",
        look=_list_plans,
        unit="count",
        warn=1,
        bad=20,
        every_s=60,
    ),
    Check(
        term=Term(
            "long_jobs_failed",
            "24 小时内失败的长任务",
            "Long jobs failed within 24 h",
            icon="circle-x",
            help_zh="在发起该任务的页面查看原因（报表、文件核对等）后重新发起。",
            help_en="See why on the page it was asked for (reports, check of files) and ask for it again.",
        ),
        group="jobs",
        where="centre",
        look=_long_jobs,
        unit="count",
        warn=1,
        bad=20,
        every_s=60,
    ),
)
