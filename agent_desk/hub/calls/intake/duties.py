"""What the hub does by itself for agents: ends after-call work at its limit, sees seats go silent and come back.

And what calls need in a new database: the reasons that the hub itself gives.
"""

import threading
import time
import uuid
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.calls.intake.transaction import persistently
from agent_desk.hub.calls.seat.sign_out import sign_out_the_gone
from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import DatabaseDown
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import AgentState, NotReadyReason
from agent_desk.models.people import SeatSession
from agent_desk.schemas.calls.words import SYSTEM_REASONS

LIMIT_EVERY_S: Final = 0.5
SILENT: Final = timedelta(seconds=15)
"""A seat unheard for so long is lost: three heartbeats."""
LOOK_EVERY_S: Final = 2.0
PULSE_EVERY_S: Final = 5.0

log = structlog.get_logger()


def seed_defaults(db: Session) -> None:
    """The reasons that the hub gives, with names an administrator may change."""
    rows = [
        {"code": term.code, "name_zh": term.zh, "name_en": term.en, "system": True, "position": 900 + place}
        for place, term in enumerate(SYSTEM_REASONS.values())
    ]
    db.execute(insert(NotReadyReason).values(rows).on_conflict_do_nothing())


def duties() -> list[Duty]:
    """For the one hub that holds the ticker's lease."""
    watch = SeatWatch()
    return [
        Duty("end after-call work at its limit", LIMIT_EVERY_S, end_after_call_work),
        Duty("see seats go silent", LOOK_EVERY_S, watch.look),
        Duty("sign out whose sign-in has ended", LOOK_EVERY_S, sign_out_the_gone),
    ]


# ---------------------------------------------------------------------- the limit of after-call work


def end_after_call_work(hub_context: HubContext) -> int:
    """End after-call work whose limit has passed; how many. Each agent in a transaction of their own."""
    with hub_context.database.read() as db:
        due = db.scalars(select(AgentState.person_id).where(AgentState.limit_at <= hub_context.now())).all()
    for person_id in due:
        persistently(hub_context, partial(_end_one, person_id=person_id))
    return len(due)


def _end_one(unit: Unit, person_id: uuid.UUID) -> None:
    board = Switchboard(unit)
    agent = board.load_person(person_id)
    # Between looking and locking the agent may have said "done" themselves.
    if agent is not None and agent.state.limit_at is not None and agent.state.limit_at <= unit.now:
        board.try_move(agent, "acw_limit", at=agent.state.limit_at)
        board.finish()


# ---------------------------------------------------------------------- seats


class SeatWatch:
    """Marks agents whose seat has gone silent and clears the mark when it is back. Nobody is signed out."""

    def __init__(self, silent: timedelta = SILENT) -> None:
        self._silent = silent
        self._watching_since = time.monotonic()

    def look(self, hub_context: HubContext) -> None:
        """Compare every agent's seat with when it was last heard.

        A hub that has just begun to watch gives the seats time to come back before it calls any of them lost.
        """
        now = hub_context.now()
        settled = time.monotonic() - self._watching_since >= self._silent.total_seconds()
        with hub_context.database.read() as db:
            lost, back = silent_and_back(db, now - self._silent)
        for person_id in (lost if settled else []) + back:
            persistently(hub_context, partial(mark, person_id=person_id, lost=person_id in lost))


def silent_and_back(db: Session, heard_before: datetime) -> tuple[list[uuid.UUID], list[uuid.UUID]]:
    """Agents whose seat is newly silent, and agents whose seat is heard again."""
    heard = (
        select(SeatSession.id)
        .where(
            SeatSession.person_id == AgentState.person_id,
            SeatSession.ended_at.is_(None),
            SeatSession.last_seen_at > heard_before,
        )
        .exists()
    )
    lost = select(AgentState.person_id).where(
        AgentState.state != "signed_out", AgentState.seat_lost_at.is_(None), ~heard
    )
    back = select(AgentState.person_id).where(AgentState.seat_lost_at.is_not(None), heard)
    return list(db.scalars(lost)), list(db.scalars(back))


def mark(unit: Unit, person_id: uuid.UUID, *, lost: bool) -> None:
    """Set or clear "seat lost": the state goes on, the supervisor sees it."""
    board = Switchboard(unit)
    agent = board.load_person(person_id)
    if agent is None or (agent.state.seat_lost_at is not None) == lost:
        return
    agent.state.seat_lost_at = unit.now if lost else None
    board.touch_agent(agent)
    board.finish()
    log.info("a seat has gone silent" if lost else "a seat is back", person=str(person_id))


class SeatPulse(threading.Thread):
    """Writes down which of this hub's seats were heard: one UPDATE every few seconds, however many they are."""

    def __init__(self, hub_context: HubContext) -> None:
        super().__init__(name="seat-pulse", daemon=True)
        self._hub_context = hub_context

    def run(self) -> None:
        """Until the hub stops."""
        while not self._hub_context.stopping.wait(PULSE_EVERY_S):
            try:
                self.beat()
            except DatabaseDown:
                log.info("the pulse of the seats waits for the database")

    def beat(self) -> int:
        """Write down who was heard since the last time; how many."""
        heard = self._hub_context.seats.take_heard()
        if heard:
            with self._hub_context.database.write() as db:
                db.execute(
                    update(SeatSession)
                    .where(SeatSession.id.in_(heard), SeatSession.ended_at.is_(None))
                    .values(last_seen_at=self._hub_context.now())
                )
        return len(heard)
