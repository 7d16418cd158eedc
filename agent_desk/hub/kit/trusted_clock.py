"""The one place from which whatever is deleted, ended or forgotten because of its age takes the time.

A hub whose clock is wrong would delete today's recordings as old. So the hub's clock must agree with the database's, must not have jumped,
and must not say that the centre has slept for a week; else nothing is deleted, and an administrator is told.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from agent_desk.hub.kit.clock import EvenClock, ahead
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import HubError
from agent_desk.models.kit import AuditEntry, Setting

SILENCE: Final = timedelta(days=7)
"""A hub that begins so long after the last sign of life in the database waits for somebody to say that its clock is right."""
MARK: Final = "clock.trusted_at"
"""Document that says when a hub last knew its clock to be right."""
_MARKED: Final = text("""
    INSERT INTO setting (key, value) VALUES (:key, to_jsonb(CAST(:at AS text)))
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = now()
""")
Why = Literal["", "differs", "jumped", "silence"]


class ClockNotTrusted(HubError):
    """Nothing may be deleted by its age now."""

    id, status = "clock_not_trusted", 503
    sentence = (
        "The clocks of this hub and of the database cannot be trusted ({why}: {seconds} s). Set both by a time server; "
        "nothing was deleted."
    )


@dataclass(frozen=True, slots=True)
class ClockState:
    """What was found when the clocks were compared. `why` is empty where they can be trusted."""

    at: datetime
    """The earlier of both."""
    difference_s: float
    """By how much the hub is ahead of the database."""
    why: Why
    seconds: int
    """How much is wrong with it."""


def look(hub_context: HubContext, db: Session) -> ClockState:
    """Compare the hub's clock with the database's, with itself, and with when it was last known to be right."""
    theirs = hub_context.database_clock(db)
    ours = hub_context.now() - ahead()
    difference_s = (ours - theirs).total_seconds()
    settings = hub_context.settings
    jumped_s = hub_context.clock.jumped_s if isinstance(hub_context.clock, EvenClock) else 0.0
    marked = db.scalar(select(Setting.value).where(Setting.key == MARK))
    silent_s = (ours - datetime.fromisoformat(marked)).total_seconds() if marked is not None else 0.0
    why: Why = ""
    seconds = 0.0
    if abs(difference_s) > settings.clock_refuse_s:
        why, seconds = "differs", difference_s
    elif jumped_s:
        why, seconds = "jumped", jumped_s
    elif silent_s > SILENCE.total_seconds() or silent_s < -settings.clock_refuse_s:
        why, seconds = "silence", silent_s
    return ClockState(min(ours, theirs) + ahead(), difference_s, why, round(seconds))


def now_to_delete(hub_context: HubContext) -> datetime:
    """Return the time by which something may be old enough to be deleted. Raises ClockNotTrusted."""
    with hub_context.database.read() as db:
        state = look(hub_context, db)
    if state.why:
        raise ClockNotTrusted(why=state.why, seconds=state.seconds)
    return state.at


def begin(hub_context: HubContext) -> None:
    """See at the start that the clocks agree. Raises ClockNotTrusted where hub and database differ.

    A database that has no mark yet is as old as its newest audit entry.
    """
    with hub_context.database.write() as db:
        state = look(hub_context, db)
        if state.why == "differs":
            raise ClockNotTrusted(why=state.why, seconds=state.seconds)
        if db.get(Setting, MARK) is None:
            newest = db.scalar(select(func.max(AuditEntry.at)))
            # Audit entries bear the time that this process believes in (`clock.run_from`), the mark the machine's.
            mark(db, (min(newest, state.at) if newest is not None else state.at) - ahead())


def mark(db: Session, at: datetime) -> None:
    """Write down that the clock was right then. `at`: by the machine's clock."""
    db.execute(_MARKED, {"key": MARK, "at": at.isoformat()})
