"""The voice plan brought to the exchange by the hub, and its earlier versions.

The order is a job after the commit: the file is written at once (the exchange never reads half a plan), the exchange reads it
anew, and only then it is written down as applied. A fault is told to whoever ordered it, and nothing counts as applied.
"""

import difflib
import uuid
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls import views
from agent_desk.hub.calls.orders.jobs import perform, tell_refused
from agent_desk.hub.calls.seat import membership
from agent_desk.hub.calls.voice_plan import plan as plans
from agent_desk.hub.calls.voice_plan.text import Names, tree
from agent_desk.hub.exchange.connect import context_of, queues_text
from agent_desk.hub.exchange.protocol.menu import ReadPlan
from agent_desk.hub.exchange.protocol.plan_rules import PLAN_FILE, QUEUES_FILE, MenuSite
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.records import require_version
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Queue, QueueMember
from agent_desk.models.kit import AuditEntry
from agent_desk.models.people import Person
from agent_desk.schemas.calls.records import Asked
from agent_desk.schemas.calls.voice_plan import ApplyVoicePlan, VoicePlan, VoicePlanForm, VoicePlanVersion

APPLY: Final = "voice_plan.apply"
SHOWN: Final = 30
HUB: Final = "hub"

log = structlog.get_logger()


def register(hub_context: HubContext) -> None:
    """Make the task known to this hub's job queue."""

    @hub_context.jobs.app.task(name=APPLY)
    def apply_plan(command_id: str, person_id: str, version: int, zone: str) -> None:
        carry_out(hub_context, command_id, uuid.UUID(person_id), version, zone)


def can_apply(hub_context: HubContext) -> bool:
    """Return whether this hub reaches the exchange's folder; the simulated exchange reads no file."""
    exchange = hub_context.exchange
    return exchange is not None and (exchange.simulated or bool(hub_context.settings.voice_plan_to))


def order(unit: Unit, hub_context: HubContext, zone: str, form: ApplyVoicePlan) -> Asked:
    """Have the saved plan applied. Raises StaleVersion where it is not the one that was looked at, InvalidForm."""
    plan, version = plans.plan_of(unit.db)
    require_version(version, form.version, lambda: VoicePlanForm(plan=plan, version=version))
    if not can_apply(hub_context):
        raise InvalidForm({"voice_plan_to": "missing"})
    command_id = uuid.uuid4()
    unit.later(APPLY, command_id=str(command_id), person_id=str(unit.me.person_id), version=version, zone=zone)
    return Asked(command_id=command_id, command="apply_plan")


def carry_out(hub_context: HubContext, command_id: str, person_id: uuid.UUID, version: int, zone: str) -> None:
    """Write the file, have it read, write down that it holds."""
    with hub_context.database.read() as db:
        site = plans.site_of(db, zone, context=context_of(hub_context.settings.exchange))
        text, in_force = plans.text_of(db, site), plans.plan_of(db)[1]
        queues = plans.queues_of(db)
    error = "too_late" if in_force != version else _bring(hub_context, text, site, queues, command_id)
    if error:
        tell_refused(hub_context, person_id, command_id, "apply_plan", error)
        return
    with hub_context.database.write() as db:
        caller = _caller(db, person_id)
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs, caller=caller)
        _let_in(unit, plans.applied(unit, site, text, queues))


def _let_in(unit: Unit, queues: list[str]) -> None:
    """Have the exchange let the members of queues that it did not know in, where they sit: they signed in without those."""
    members = select(QueueMember.person_id).join(Queue, Queue.id == QueueMember.queue_id).where(Queue.code.in_(queues))
    for person_id in sorted(unit.db.scalars(members.distinct())):
        membership.tell(unit, person_id)


def _bring(hub_context: HubContext, text: str, site: MenuSite, queues: list[str], command_id: str) -> str:
    folder = hub_context.settings.voice_plan_to
    try:
        if folder:
            _add_queues(Path(folder) / QUEUES_FILE, site, queues)
            write_plan(Path(folder) / PLAN_FILE, text)
    except OSError as fault:
        log.info("the voice plan's file cannot be written", cause=fault.strerror)
        return "plan_not_written"
    result = perform(hub_context, ReadPlan(id=command_id, call="", agent=HUB, queues=tuple(queues)))
    return "" if result.ok else result.error


def _add_queues(file: Path, site: MenuSite, queues: list[str]) -> None:
    """Give the exchange the queues that its file lacks. A bank that keeps its queues otherwise has no such file. Raises OSError."""
    if not file.is_file():
        return
    before = file.read_text(encoding="utf-8")
    after = queues_text(before, site, queues)
    if after != before:
        write_plan(file, after)


def write_plan(file: Path, text: str) -> None:
    """At once: the exchange never reads half a plan. Raises OSError."""
    beside = file.with_suffix(".new")
    file.parent.mkdir(parents=True, exist_ok=True)
    beside.write_text(text, encoding="utf-8")
    # The exchange reads it as a user of its own; there are no secrets in it.
    beside.chmod(0o644)
    beside.replace(file)


def _caller(db: Session, person_id: uuid.UUID) -> Caller | None:
    """Return who ordered it, for the audit trail: an hour later it is still their action."""
    person = db.get(Person, person_id)
    if person is None:
        return None
    return Caller(
        person_id=person.id,
        login=person.login,
        name=person.name,
        session_id=uuid.UUID(int=0),
        seat="",
        roles=frozenset(),
        permissions=frozenset(),
        agent_code=person.agent_code,
    )


# ---------------------------------------------------------------------- versions


def versions(db: Session) -> list[VoicePlanVersion]:
    """Return the latest saved versions, newest first, out of the audit trail: it is the one place that cannot be rewritten."""
    names = {row.code: (row.name_zh, row.name_en) for row in db.scalars(select(Queue))}
    found = select(AuditEntry).where(AuditEntry.action == "settings.voice_plan").order_by(AuditEntry.id.desc())
    entries = db.scalars(found.limit(SHOWN)).all()
    people = views.people_of(db, (entry.person_id for entry in entries))
    made = []
    for entry in entries:
        by = people.get(entry.person_id) if entry.person_id is not None else None
        before, after = (VoicePlan.model_validate(entry.detail.get(part) or {}) for part in ("before", "after"))
        made.append(
            VoicePlanVersion(
                version=entry.detail.get("version", 0),
                at=entry.at,
                by=by.name if by is not None else entry.person_login,
                by_en=by.name_en if by is not None else entry.person_login,
                plan=after,
                diff_zh=_lines(before, after, names, chinese=True),
                diff_en=_lines(before, after, names, chinese=False),
            )
        )
    return made


def _lines(before: VoicePlan, after: VoicePlan, names: Names, *, chinese: bool) -> list[str]:
    """Return what changed, in words: lines that went and lines that came."""
    was, now = (tree(one, names, chinese=chinese) for one in (before, after))
    return [
        line for line in difflib.unified_diff(was, now, lineterm="", n=1) if not line.startswith(("---", "+++", "@@"))
    ]
