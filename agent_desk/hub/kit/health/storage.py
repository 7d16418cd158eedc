"""Checks of the database: whether and how fast it answers, its size, connections, replicas, and what waits in it."""

from collections.abc import Iterable, Iterator
from typing import Final

from sqlalchemy import select, text

from agent_desk.hub.kit.health.check import Check, Look, Seen
from agent_desk.hub.kit.health.machine import GIB, answer_ms
from agent_desk.schemas.kit.settings import Words
from agent_desk.schemas.kit.vocabulary import Term

_SIZE: Final = text("SELECT pg_database_size(current_database()), current_setting('server_version')")
_CONNECTIONS: Final = text("""
    SELECT count(*), current_setting('max_connections')::int FROM pg_stat_activity WHERE backend_type = 'client backend'
""")
_OLDEST: Final = text("""
    SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0) FROM pg_stat_activity
    WHERE datname = current_database() AND xact_start IS NOT NULL AND backend_type = 'client backend'
""")
_DEAD: Final = text("""
    SELECT relname, 100.0 * n_dead_tup / (n_live_tup + n_dead_tup) AS share FROM pg_stat_user_tables
    WHERE n_live_tup + n_dead_tup >= 50000 ORDER BY share DESC LIMIT 1
""")
_REPLICAS: Final = text("""
    SELECT coalesce(nullif(application_name, ''), host(client_addr), pid::text), state,
           extract(epoch FROM replay_lag), pg_has_role('pg_monitor', 'USAGE')
    FROM pg_stat_replication ORDER BY 1
""")
_SLOTS: Final = text("""
    SELECT slot_name, active, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)
    FROM pg_replication_slots WHERE restart_lsn IS NOT NULL AND NOT pg_is_in_recovery() ORDER BY 1
""")
_ARCHIVER: Final = text("""
    SELECT current_setting('archive_mode') <> 'off', last_archived_time, last_failed_time FROM pg_stat_archiver
""")
_DATABASE: Final = "database"


def _answers(look: Look) -> Iterator[Seen]:
    with look.hub.database.read() as db:
        yield Seen(value=answer_ms(lambda: db.execute(select(1)).all()))


def _size(look: Look) -> Iterator[Seen]:
    with look.hub.database.read() as db:
        size, version = db.execute(_SIZE).one()
    named = f"PostgreSQL {version.split()[0]}"
    yield Seen(value=round(size / GIB, 3), said=Words(named, named))


def _connections(look: Look) -> Iterator[Seen]:
    with look.hub.database.read() as db:
        now, most = db.execute(_CONNECTIONS).one()
    yield Seen(value=round(100.0 * now / most, 1), said=Words(f"{now} / {most}", f"{now} of {most}"))


def _oldest(look: Look) -> Iterator[Seen]:
    with look.hub.database.read() as db:
        yield Seen(value=round(float(db.scalar(_OLDEST) or 0)))


def _dead(look: Look) -> Iterator[Seen]:
    with look.hub.database.read() as db:
        found = db.execute(_DEAD).one_or_none()
    if found is not None:
        yield Seen(value=round(float(found[1]), 1), said=Words(f"最多的表：{found[0]}", f"most in {found[0]}"))


def _replicas(look: Look) -> Iterator[Seen]:
    """Return each replica with its lag. A role without pg_monitor is told neither state nor lag."""
    with look.hub.database.read() as db:
        rows = db.execute(_REPLICAS).all()
    for name, state, lag_s, may_see in rows:
        if not may_see:
            said = Words("需授予 pg_monitor", "grant pg_monitor to the hub's role")
            yield Seen(subject=name, state="unknown", said=said)
            continue
        streams = state == "streaming"
        yield Seen(
            # A replica that has replayed everything has no lag to tell.
            value=round(float(lag_s or 0), 1),
            subject=name,
            said=Words(state or "", state or ""),
            state=None if streams else "warn",
        )


def _slots(look: Look) -> Iterator[Seen]:
    with look.hub.database.read() as db:
        rows = db.execute(_SLOTS).all()
    for name, active, held in rows:
        said = Words("", "") if active else Words("副本未连接", "nobody reads it")
        yield Seen(value=round(float(held or 0) / GIB, 2), subject=name, said=said, state=None if active else "warn")


def _archive(look: Look) -> Iterator[Seen]:
    with look.hub.database.read() as db:
        goes, archived_at, failed_at = db.execute(_ARCHIVER).one()
    if not goes:
        return
    fails = failed_at is not None and (archived_at is None or failed_at > archived_at)
    since = 0.0 if archived_at is None else max(0.0, (look.now - archived_at).total_seconds())
    yield Seen(value=round(since), state="bad" if fails else "ok")


CHECKS: Final[Iterable[Check]] = (
    Check(
        term=Term(
            "database_answers",
            "数据库应答时间",
            "Database answers",
            icon="database",
            help_zh="查看数据库主机负载和网络；持续变慢时查看“最久的事务”和“连接数”。",
            help_en="See to the load of the database's machine and to the network; where it stays slow, to its "
            "oldest transaction and connections.",
        ),
        group=_DATABASE,
        where="hub",
        look=_answers,
        unit="ms",
        warn=100,
        bad=1000,
    ),
    Check(
        term=Term(
            "database_size",
            "数据库大小",
            "Size of the database",
            icon="database",
            help_zh="仅供参考；确保数据库磁盘有两倍余量，或缩短通话保留天数。",
            help_en="To know; keep twice as much free on its disk, or keep calls for fewer days.",
        ),
        group=_DATABASE,
        where="centre",
        look=_size,
        unit="gib",
        every_s=300,
    ),
    Check(
        term=Term(
            "database_connections",
            "数据库连接占用",
            "Connections in use",
            icon="link",
            help_zh="将 PostgreSQL 的 max_connections 设为每个中心服务 80 以上，并查明是否有其他程序占用。",
            help_en="Give PostgreSQL max_connections of 80 and more per hub, and see whether another program takes them.",
        ),
        group=_DATABASE,
        where="centre",
        look=_connections,
        unit="percent",
        warn=80,
        bad=95,
    ),
    Check(
        term=Term(
            "database_transaction",
            "最久的事务",
            "Oldest transaction",
            icon="hourglass",
            help_zh="请数据库管理员查看 pg_stat_activity；多为未结束的手工查询，可用 pg_terminate_backend 结束。",
            help_en="Have the database administrator look at pg_stat_activity: mostly a query by hand that was "
            "left open; pg_terminate_backend ends it.",
        ),
        group=_DATABASE,
        where="centre",
        look=_oldest,
        unit="s",
        warn=300,
        bad=1800,
    ),
    Check(
        term=Term(
            "database_dead",
            "未清理的失效行",
            "Dead rows in tables",
            icon="trash-2",
            help_zh="查看 autovacuum 是否启用；可在话务少时对该表执行 VACUUM。",
            help_en="See that autovacuum is on; VACUUM the table when calls are few.",
        ),
        group=_DATABASE,
        where="centre",
        look=_dead,
        unit="percent",
        warn=40,
        bad=70,
        every_s=300,
    ),
    Check(
        term=Term(
            "replica",
            "副本延迟",
            "Lag of replicas",
            icon="copy",
            help_zh="查看副本主机及与主库之间的网络；延迟期间切换会丢失这段时间的数据。",
            help_en="See to the replica's machine and the network to it; a switch-over now would lose what it lags behind.",
        ),
        group=_DATABASE,
        where="centre",
        look=_replicas,
        unit="s",
        warn=30,
        bad=300,
    ),
    Check(
        term=Term(
            "replica_slot",
            "为副本保留的日志",
            "Log kept for replicas",
            icon="copy",
            help_zh="副本已不用时删除其复制槽，否则主库磁盘会写满；仍在用时恢复副本连接。",
            help_en="Drop the slot of a replica that is gone, or the database's disk fills up; bring back one that is wanted.",
        ),
        group=_DATABASE,
        where="centre",
        look=_slots,
        unit="gib",
        warn=5,
        bad=20,
        every_s=60,
    ),
    Check(
        term=Term(
            "log_archive",
            "预写日志归档",
            "Archive of the write-ahead log",
            icon="upload",
            help_zh="查看数据库日志中 archive_command 失败的原因；归档不恢复，备份无法恢复到最近时刻。",
            help_en="See in the database's log why archive_command fails; without the archive a backup cannot be brought up to date.",
        ),
        group="backup",
        where="centre",
        look=_archive,
        unit="s",
        every_s=60,
    ),
)
