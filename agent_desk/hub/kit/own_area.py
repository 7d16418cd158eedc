"""What the kit itself brings to the hub, in the form of an area: long jobs, the store of files, work items, approvals, health."""

import threading
from typing import Final

from agent_desk.hub.kit import approvals, jobs, long_jobs, pace, work_items
from agent_desk.hub.kit.area import Area, Process
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.files import jobs as file_jobs
from agent_desk.hub.kit.gateways import Gateway
from agent_desk.hub.kit.health import keeping, machine, storage, watch
from agent_desk.hub.kit.long_jobs import LongJobWorker
from agent_desk.hub.kit.own_names import NAMES
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.unit import Unit
from agent_desk.schemas.kit.operations import HEALTH, LEAD
from agent_desk.schemas.kit.retention import RETENTION, Retention
from agent_desk.schemas.kit.vocabulary import Term

_PRUNE_JOBS: Final = Duty("prune failed jobs", 3600.0, lambda hub_context: jobs.prune(hub_context.jobs))


def _duties() -> list[Duty]:
    return [
        *file_jobs.duties(),
        *long_jobs.duties(),
        *work_items.duties(),
        *pace.duties(),
        *approvals.duties(),
        _PRUNE_JOBS,
    ]


def _threads(hub_context: HubContext, processes: frozenset[Process]) -> list[threading.Thread]:
    work = [LongJobWorker(hub_context)] if "back_room" in processes else []
    return [*work, *watch.threads(hub_context, processes)]


def _foreseen(unit: Unit, value: Retention) -> list[tuple[str, str]]:
    return [*work_items.foreseen(unit, value), *long_jobs.foreseen(unit, value)]


AREA = Area(
    name="kit",
    endpoints="agent_desk.hub.kit.endpoints",
    permissions={HEALTH: ("system_administrator",), LEAD: ("supervisor", "complaint_handler")},
    offices={HEALTH: "system"},
    duties=_duties,
    threads=_threads,
    checks=(*machine.CHECKS, *storage.CHECKS, *keeping.CHECKS),
    gateways=(
        Gateway(
            term=Term(
                "audit_syslog",
                "审计日志外送",
                "Audit trail elsewhere",
                icon="send",
                help_zh="每条审计记录同时送往行内日志服务器。",
                help_en="Each entry of the audit trail is sent to the bank's log server as it happens.",
            ),
            address=lambda hub: hub.settings.audit_syslog,
            checks=(("audit_export", None),),
        ),
    ),
    foresees={RETENTION.key: _foreseen},
    names=NAMES,
)
