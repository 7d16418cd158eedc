"""Writing what was refused into the audit trail, by a thread of the process that serves the seats."""

import threading
import time
import uuid
from collections import Counter
from typing import Any, Final

import structlog

from agent_desk.hub.kit import settings_in_force, work_items
from agent_desk.hub.kit.admission.refusals import SIGN_IN, Due
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import DatabaseDown
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind
from agent_desk.schemas.people.settings import SIGN_IN as SIGN_IN_RULES
from agent_desk.schemas.people.words import NOTICES

log = structlog.get_logger()
EVERY_S: Final = 1.0


class RefusalWriter(threading.Thread):
    """Writes down what was refused, until the hub stops, and what is left then."""

    def __init__(self, hub_context: HubContext) -> None:
        super().__init__(name="refusals", daemon=True)
        self._hub = hub_context

    def run(self) -> None:
        """Each second."""
        while not self._hub.stopping.wait(EVERY_S):
            self._write()
        self._write(whatever=True)

    def _write(self, *, whatever: bool = False) -> None:
        try:
            write(self._hub, whatever=whatever)
        except DatabaseDown:
            log.info("refusals wait for the database")
        except Exception:
            # They are kept and written the next time; the thread must not end with one of them.
            log.exception("refusals were not written down")


def write(hub_context: HubContext, *, whatever: bool = False) -> int:
    """Write the series that are due (`whatever`: all); return how many rows. Raises DatabaseDown: nothing is lost then."""
    rows = hub_context.refusals.due(whatever=whatever)
    if rows:
        with hub_context.database.write() as db:
            unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs, context=hub_context)
            for row in rows:
                _write_down(unit, row)
            _tell_of_series(unit, rows)
        hub_context.refusals.written(rows)
    return len(rows)


def _seen(unit: Unit, subject_id: uuid.UUID) -> None:
    """Who takes the notice from the inbox has seen it, and that is all there is to do."""
    work_items.end(unit, NOTICE, subject_id)


NOTICE: Final = work_items.register(WorkKind("refusals", taken=_seen, offered=True))
TOLD: Final = "audit.view"
"""Who is told of refusals in series."""
WINDOW_S: Final = 600.0


class _Counted:
    """Refusals by address within ten minutes, of this process."""

    def __init__(self) -> None:
        self.since = time.monotonic()
        self.by_address: Counter[str] = Counter()


def _tell_of_series(unit: Unit, rows: list[Due]) -> None:
    """Have somebody look where an address is refused again and again: one notice, whose count grows."""
    counted = unit.hub.state.setdefault(_Counted, _Counted())
    assert isinstance(counted, _Counted)
    if time.monotonic() - counted.since > WINDOW_S:
        counted.since, counted.by_address = time.monotonic(), Counter()
    most = settings_in_force.read(unit.db, SIGN_IN_RULES, unit.now).alarm_refusals
    for row in rows:
        counted.by_address[row.kind.address] += row.times
    for address in {row.kind.address for row in rows}:
        count = counted.by_address[address]
        if most and count >= most:
            said = {"address": address or "–", "count": count}
            term = NOTICES["refusals"]
            subject = uuid.uuid5(uuid.NAMESPACE_URL, f"refusals {address}")
            title = (term.zh.format_map(said), term.en.format_map(said))
            work_items.put(unit, NOTICE, subject, title, permission=TOLD, priority=2)


def _write_down(unit: Unit, row: Due) -> None:
    kind = row.kind
    detail: dict[str, Any] = {"error": kind.error, "address": kind.address, "count": row.times}
    if row.times > 1:
        detail |= {"first_at": row.first_at.isoformat(), "last_at": row.last_at.isoformat()}
    if kind.login:
        detail["login"] = kind.login
    if kind.action == SIGN_IN:
        about = ("person", str(kind.person[0]) if kind.person else "–")
    else:
        about = ("operation", kind.what or "–")
    unit.audit(kind.action, *about, shown_to=kind.person, **detail)
