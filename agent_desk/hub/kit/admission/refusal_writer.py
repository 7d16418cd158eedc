"""Writing what was refused into the audit trail, by a thread of the process that serves the seats."""

import threading
from typing import Any, Final

import structlog

from agent_desk.hub.kit.admission.refusals import SIGN_IN, Due
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import DatabaseDown
from agent_desk.hub.kit.unit import Unit

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
        hub_context.refusals.written(rows)
    return len(rows)


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
