"""A round of looking: each check looked at, what was seen stored, and told where it came to another state."""

import platform
import time
import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

import psycopg
import structlog
from prometheus_client import Gauge
from sqlalchemy import delete, select, text
from sqlalchemy.exc import DBAPIError

from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import DatabaseDown, HubError
from agent_desk.hub.kit.health.check import Check, Look, Seen, Where, declared
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind, end, put, register
from agent_desk.models.health import HealthChange, HealthState
from agent_desk.schemas.kit.changes import HealthChanged
from agent_desk.schemas.kit.health import RANK, TEXTS, State
from agent_desk.schemas.kit.operations import HEALTH
from agent_desk.schemas.kit.settings import Words

BAD: Final = register(WorkKind("health"))
FORGOTTEN: Final = timedelta(days=7)
"""A hub that has not looked for so long has been taken away."""
KEPT: Final = timedelta(days=365)
"""So long a change of state can be looked up."""
_LOCK: Final = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
STATE: Final = Gauge(
    "agent_desk_health", "A check of the health page: 0 good, 1 to watch, 2 not known, 3 bad", ["check", "subject"]
)
VALUE: Final = Gauge("agent_desk_health_value", "What a check saw, in its unit", ["check", "subject"])

log = structlog.get_logger()
Key = tuple[str, str]
"""Code of a check, and its subject."""


def place_of(hub_context: HubContext) -> str:
    """Return by which name a hub is known on the page."""
    return f"{platform.node() or 'hub'}:{hub_context.settings.port}"


@dataclass
class Rounds:
    """The rounds of one kind in one process. `now_s` is a clock that goes evenly."""

    hub_context: HubContext
    where: Where
    now_s: Callable[[], float] = time.monotonic
    _due: dict[str, float] = field(default_factory=dict)
    _shown: set[Key] = field(default_factory=set)
    _valued: set[Key] = field(default_factory=set)

    @property
    def place(self) -> str:
        """Whose state it is: a hub's, or the whole centre's."""
        return place_of(self.hub_context) if self.where == "hub" else ""

    def look(self, *, at_once: bool = False, checks: Iterable[Check] | None = None) -> None:
        """Look at what is due, or at everything. Raises DatabaseDown."""
        chosen = declared().values() if checks is None else checks
        now_s = self.now_s()
        due = [
            one
            for one in chosen
            if one.where == self.where and (at_once or self._due.get(one.term.code, now_s) <= now_s)
        ]
        if not due:
            return
        before = self._facts()
        seen: list[tuple[Check, Seen]] = []
        read: dict[object, Any] = {}
        for one in due:
            self._due[one.term.code] = now_s + one.every_s
            facts = {subject: told for (code, subject), told in before.items() if code == one.term.code}
            seen += [(one, found) for found in _seen(one, self.hub_context, facts, read)]
        with self.hub_context.database.write() as db:
            unit = Unit(db=db, now=self.hub_context.now(), jobs=self.hub_context.jobs, context=self.hub_context)
            store(unit, self.place, [one.term.code for one in due], seen)
        self._measure({one.term.code for one in due}, seen)

    def _facts(self) -> dict[Key, dict[str, Any]]:
        with self.hub_context.database.read() as db:
            rows = select(HealthState.code, HealthState.subject, HealthState.facts).where(
                HealthState.place == self.place
            )
            return {(code, subject): facts for code, subject, facts in db.execute(rows)}

    def _measure(self, looked: set[str], seen: Sequence[tuple[Check, Seen]]) -> None:
        """Tell Prometheus; what is no longer there is told no longer."""
        shown = {(one.term.code, found.subject) for one, found in seen}
        for gone in [key for key in self._shown if key[0] in looked and key not in shown]:
            self._shown.discard(gone)
            STATE.remove(*gone)
            if gone in self._valued:
                self._valued.discard(gone)
                VALUE.remove(*gone)
        for one, found in seen:
            key = (one.term.code, found.subject)
            self._shown.add(key)
            STATE.labels(*key).set(RANK[one.state_of(found)])
            if found.value is not None:
                self._valued.add(key)
                VALUE.labels(*key).set(found.value)


def _seen(one: Check, hub_context: HubContext, facts: dict[str, dict[str, Any]], read: dict[object, Any]) -> list[Seen]:
    """Look; a check that cannot be looked at says so, and keeps no other from being looked at. Raises DatabaseDown."""
    try:
        return list(one.look(Look(hub=hub_context, now=hub_context.now(), facts=facts, read=read)))
    except DatabaseDown:
        raise
    except (OSError, HubError, DBAPIError, psycopg.Error) as fault:
        cause = type(fault).__name__
        log.info("a check could not be looked at", check=one.term.code, cause=cause)
    except Exception as fault:
        # A fault of one check, which an area may have brought, must keep no other from being looked at.
        cause = type(fault).__name__
        log.exception("a check fails", check=one.term.code)
    why = TEXTS["cannot_look"]
    said = Words(why.zh.format(why=cause), why.en.format(why=cause))
    return [
        Seen(subject=subject, state="unknown", said=said, facts=facts.get(subject, {})) for subject in facts or [""]
    ]


def store(unit: Unit, place: str, looked: Collection[str], seen: Sequence[tuple[Check, Seen]]) -> None:
    """Write down what was seen of a place; of the checks that were looked at, what was not seen is no longer there."""
    unit.db.execute(_LOCK, {"name": f"health {place}"})
    found = select(HealthState).where(HealthState.place == place, HealthState.code.in_(looked))
    rows = {(row.code, row.subject): row for row in unit.db.scalars(found)}
    for one, what in seen:
        _write(unit, one, place, what, rows.pop((one.term.code, what.subject), None))
    for row in rows.values():
        _remove(unit, row)


def _write(unit: Unit, one: Check, place: str, seen: Seen, row: HealthState | None) -> None:
    state = one.state_of(seen)
    before = row.state if row is not None else "ok"
    if row is None:
        row = HealthState(code=one.term.code, place=place, subject=seen.subject, id=uuid.uuid4(), since_at=unit.now)
        unit.db.add(row)
    if row.state != state and row.state is not None:
        row.since_at = unit.now
    row.state, row.value, row.looked_at = state, seen.value, unit.now
    row.said_zh, row.said_en = seen.said
    row.facts = dict(seen.facts)
    unit.db.flush()
    if state == before:
        return
    unit.db.add(
        HealthChange(
            code=row.code,
            place=place,
            subject=row.subject,
            state=state,
            value=row.value,
            said_zh=row.said_zh,
            said_en=row.said_en,
            at=unit.now,
        )
    )
    _tell(unit, row, state)
    if state == "bad":
        # Of one that is bad already the item stays as it is, whoever looks how often.
        put(unit, BAD, row.id, _title(one, row), permission=HEALTH, priority=3)
    elif state != "unknown":
        # One that cannot be looked at any more is not mended by that.
        end(unit, BAD, row.id)


def _title(one: Check, row: HealthState) -> tuple[str, str]:
    beside = " · ".join(part for part in (row.subject, row.place) if part)
    zh, en = one.term.both
    said = TEXTS["work"]
    return (
        said.zh.format(what=f"{zh}（{beside}）" if beside else zh),
        said.en.format(what=f"{en} ({beside})" if beside else en),
    )


def _remove(unit: Unit, row: HealthState) -> None:
    end(unit, BAD, row.id, withdrawn=True)
    _tell(unit, row, "ok")
    unit.db.delete(row)


def _tell(unit: Unit, row: HealthState, state: State) -> None:
    unit.change(HealthChanged(id=row.id, check=row.code, state=state), to=[f"perm:{HEALTH}@all"])


def leave(hub_context: HubContext) -> None:
    """Say that a hub ends in order: it is not missed."""
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs, context=hub_context)
        for row in db.scalars(select(HealthState).where(HealthState.place == place_of(hub_context))):
            _remove(unit, row)


def tidy(unit: Unit) -> None:
    """Forget hubs that were taken away, checks that this program no longer has, and old changes of state."""
    for row in unit.db.scalars(select(HealthState)):
        if row.code not in declared() or (row.place and row.looked_at < unit.now - FORGOTTEN):
            _remove(unit, row)
    unit.db.execute(delete(HealthChange).where(HealthChange.at < unit.now - KEPT))
