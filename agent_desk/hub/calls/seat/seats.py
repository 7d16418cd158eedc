"""An agent at their seat: signing in and out at the exchange, asking for a state, ending after-call work, the own view."""

import uuid
from datetime import datetime
from typing import Any, Final, Literal, cast

from sqlalchemy import UUID, DateTime, Select, and_, bindparam, case, func, select, true
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by
from sqlalchemy.orm import Session

from agent_desk.hub.calls import counted, views
from agent_desk.hub.calls.errors import ExtensionTaken, NotAnAgent
from agent_desk.hub.calls.seat import line_views, topics
from agent_desk.hub.calls.state import rules
from agent_desk.hub.calls.state.machine import Agent
from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.exchange.protocol.calls import softphone_of
from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.clock import midnight
from agent_desk.hub.kit.errors import InvalidForm, TransitionRefused
from agent_desk.hub.kit.statements import Objects, Statement, table_of
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import AgentState, Call, CallLeg, NotReadyReason, Queue, QueueMember
from agent_desk.models.calls.targets import ServiceTarget
from agent_desk.models.people import Person
from agent_desk.schemas.calls.records import MissedRing, OwnFigures, QueueRef, SeatAsk, SeatView
from agent_desk.schemas.calls.settings import RINGS
from agent_desk.schemas.figures.targets import DEFAULT_TARGET
from agent_desk.schemas.people.settings import CENTRE

REASON_DEVICE = "device_failure"
"""The one reason of the hub's own that a seat may give: its self-test found no microphone, or the telephone is gone."""


def sign_in(unit: Unit, extension: str | None = None) -> None:
    """Take the seat at the exchange. Whoever is at a seat already keeps their state: a second sign-in moves the seat only.

    A sign-out that was asked and does not hold yet is taken back. Raises NotAnAgent, ExtensionTaken.
    """
    board, agent = mine(unit)
    state = agent.state
    if extension is None and state.extension == softphone_of(agent.code):
        extension = ""  # that was another seat's: here is a desk telephone
    if extension is not None:
        state.extension = extension
    _require_free_telephone(unit.db, agent)
    state.seat_lost_at = None
    if state.state == "signed_out":
        board.move(agent, "sign_in", at=unit.now)
        unit.audit("calls.seat_sign_in", "agent_state", agent.person_id, extension=state.extension)
    else:
        if state.next_state == "signed_out":
            # It was asked when they left in the middle of a call (leaving.py); they are back.
            state.next_state = None
        board.touch_agent(agent)
        board.tell_exchange(agent.person_id, joins=True)
    board.finish()


_TELEPHONE: Final = Statement("SELECT pg_advisory_xact_lock(hashtextextended('telephone:' || %(telephone)s, 0))")


def _require_free_telephone(db: Session, agent: Agent) -> None:
    """One seat per telephone: the one that is named, or the agent's own of the same number as their code. Raises ExtensionTaken.

    Two who ask at once come one after the other; the table holds it too (uq_agent_state_extension).
    """
    wanted = agent.state.extension or agent.code
    _TELEPHONE.all(db, {"telephone": wanted})
    taken = (
        select(Person.name)
        .join(AgentState, AgentState.person_id == Person.id)
        .where(
            AgentState.state != "signed_out",
            AgentState.person_id != agent.person_id,
            func.coalesce(func.nullif(AgentState.extension, ""), Person.agent_code) == wanted,
        )
    )
    with db.no_autoflush:
        name = db.scalar(taken.limit(1))
    if name is not None:
        raise ExtensionTaken(name=name, extension=wanted)


def sign_out(unit: Unit) -> None:
    """Leave the queues now, or after what is being done."""
    board, agent = mine(unit)
    if agent.state.state != "signed_out":
        move(board, agent, "sign_out")
        unit.audit("calls.seat_sign_out", "agent_state", agent.person_id, asked=agent.state.state != "signed_out")
    board.finish()


def at_the_seat(db: Session, person_id: uuid.UUID) -> bool:
    """Return whether the agent is in the queues now."""
    state = db.get(AgentState, person_id)
    return state is not None and state.state != "signed_out"


def ask(unit: Unit, form: SeatAsk) -> None:
    """Ask for a state. Raises InvalidForm for a reason that is not offered, TransitionRefused when signed out.

    Where asking ends after-call work (mode optional), TopicMissing as of `done`.
    """
    if form.state == "not_ready":
        require_reason(unit.db, form.reason, offered=True)
    board, agent = mine(unit)
    if agent.state.acw_mode == "optional":
        _require_finished(unit, agent)
    move(board, agent, "ask_ready" if form.state == "ready" else "ask_not_ready", reason=form.reason)
    board.finish()


def done(unit: Unit) -> None:
    """End after-call work. Raises TransitionRefused where there is none, or where only the limit ends it, and TopicMissing where
    the queue wants a topic and none is saved, or what an area above wants to be answered."""
    board, agent = mine(unit)
    _require_finished(unit, agent)
    move(board, agent, "done")
    board.finish()


def _require_finished(unit: Unit, agent: Agent) -> None:
    """Look at the call whose after-call work is open; the limit and signing out end it without a topic, too."""
    if agent.state.state == "after_call_work" and agent.state.wrapup_call_id is not None:
        topics.require_finished(unit.db, agent.person_id, agent.state.wrapup_call_id)


def mine(unit: Unit) -> tuple[Switchboard, Agent]:
    """Return the caller as an agent, locked. Raises NotAnAgent."""
    board = Switchboard(unit)
    code = unit.me.agent_code
    if not code:
        raise NotAnAgent()
    agent = board.load_person(unit.me.person_id)
    if agent is None:
        board.first_time([code])
        agent = board.agent(code)
    assert agent is not None  # the caller is this person
    return board, agent


def move(
    board: Switchboard, agent: Agent, trigger: rules.Trigger, *, reason: str | None = None, by: uuid.UUID | None = None
) -> None:
    """Move by the table, now. Raises the conflict that the desk knows."""
    try:
        board.move(agent, trigger, at=board.unit.now, reason=reason, by=by)
    except rules.TransitionRefused as refused:
        raise TransitionRefused(state=refused.state, trigger=refused.trigger) from refused


def require_reason(db: Session, code: str | None, *, offered: bool) -> str:
    """Return a known not-ready reason; `offered`: one that agents may choose. Raises InvalidForm."""
    found = db.get(NotReadyReason, code) if code else None
    own = found is not None and found.system and found.code != REASON_DEVICE
    if found is None or (offered and (own or not found.active)):
        raise InvalidForm({"reason": "unknown" if code else "missing"})
    return found.code


# ---------------------------------------------------------------------- the view


# Asked for at every move of every seat, so in one statement: most seats ask nobody, and nothing is parked.
_BASIS: Final = Statement(
    select(
        settings_in_force.column(CENTRE, bindparam("now", type_=DateTime(timezone=True))),
        settings_in_force.column(RINGS, bindparam("now", type_=DateTime(timezone=True))),
        line_views.any_consultation(Person.id),
        line_views.any_parked(),
        select(
            func.jsonb_agg(
                aggregate_order_by(
                    func.jsonb_build_array(Queue.code, Queue.name_zh, Queue.name_en), Queue.position, Queue.code
                )
            )
        )
        .join(QueueMember, QueueMember.queue_id == Queue.id)
        .where(QueueMember.person_id == Person.id, Queue.active)
        .scalar_subquery(),
        views.reasons_column(),
        AgentState.__table__,
    )
    .select_from(Person)
    .outerjoin(AgentState, AgentState.person_id == Person.id)
    .where(Person.id == bindparam("person", type_=UUID))
)
_CALLS: Final = Objects(Call, select(Call.__table__).where(Call.id == func.any(bindparam("calls", type_=ARRAY(UUID)))))


def view(unit: Unit, zone: str) -> SeatView:
    """Everything the state bar and the call panel show. `zone`: the centre's where none is set. Raises NotAnAgent."""
    db, person_id = unit.db, unit.me.person_id
    if not unit.me.agent_code:
        raise NotAnAgent()
    db.flush()
    ((centre, rings, consults, parks, queues, reasons, *row),) = _BASIS.all(db, {"person": person_id, "now": unit.now})
    # Its key is the first column.
    state = (
        table_of(AgentState).object(db, row)
        if row[0] is not None
        else AgentState(
            person_id=person_id, state="signed_out", since_at=unit.now, misses=0, acw_mode="mandatory", version=0
        )
    )
    wanted = [one for one in (state.call_id, state.wrapup_call_id) if one is not None]
    calls = {call.id: call for call in _CALLS.all(db, {"calls": wanted})} if wanted else {}
    call, wrapup = (calls.get(one) if one is not None else None for one in (state.call_id, state.wrapup_call_id))
    consultation, asked_by = line_views.consultations(db, person_id) if consults else (None, None)
    return SeatView(
        own=views.own_state(state, RINGS.read(rings).misses_allowed),
        queues=[QueueRef(code=code, name_zh=zh, name_en=en) for code, zh, en in queues or ()],
        reasons=views.reasons_from(reasons),
        call=views.call_brief(db, call, person_id) if call is not None else None,
        wrapup_call=views.call_brief(db, wrapup, person_id) if wrapup is not None else None,
        today=figures(db, person_id, since=midnight(unit.now, CENTRE.read(centre).zone or zone)),
        misses=_misses(db, state),
        consultation=consultation,
        asked_by=asked_by,
        parked=line_views.parked(db) if parks else [],
    )


def _figures_query() -> Select[Any]:
    """Own counts of `person` since `since`; one statement, since every move of the seat asks for this."""
    person, since = bindparam("person", type_=UUID), bindparam("since", type_=DateTime(timezone=True))
    over = and_(counted.answered_part(), ~counted.part_goes_on())
    legs = (
        select(
            func.count().filter(over),
            func.count().filter(CallLeg.result == "missed"),
            func.count().filter(CallLeg.result == "refused"),
            *(func.coalesce(func.sum(case((over, one), else_=0)), 0) for one in (CallLeg.talk_ms, CallLeg.hold_ms)),
            func.coalesce(func.sum(CallLeg.acw_ms), 0),
        )
        .where(CallLeg.person_id == person, CallLeg.rung_at >= since)
        .subquery()
    )
    limits = counted.limits()
    first = (
        select(func.count(), func.count().filter(Call.wait_ms <= limits.within_ms))
        .select_from(Call)
        .outerjoin(limits.own, limits.own.queue_id == Call.queue_id)
        .where(Call.agent_id == person, Call.offered_at >= since, Call.direction == "inbound")
        .subquery()
    )
    centre = select(ServiceTarget.threshold_ms).where(ServiceTarget.queue_id.is_(None)).scalar_subquery()
    return select(legs, first, centre).select_from(legs.join(first, true()))


_FIGURES: Final = Statement(_figures_query())


def figures(db: Session, person_id: uuid.UUID, since: datetime) -> OwnFigures:
    """One agent's own counts since a moment. What they make is the business of the metrics library and the desk."""
    ((*counted, answered, within, told),) = _FIGURES.all(db, {"person": person_id, "since": since})
    handled, missed, refused, talk_ms, hold_ms, acw_ms = (int(one) for one in counted)
    return OwnFigures(
        handled=handled,
        answered_first=answered,
        answered_within=within,
        threshold_ms=told or DEFAULT_TARGET.threshold_ms,
        missed=missed,
        refused=refused,
        talk_ms=talk_ms,
        hold_ms=hold_ms,
        acw_ms=acw_ms,
    )


def _misses(db: Session, state: AgentState) -> list[MissedRing]:
    """The rings let pass in a row, newest first: the list behind a pause."""
    if not state.misses and state.reason != rules.REASON_MISSED_CALLS:
        return []
    rows = db.execute(
        select(CallLeg, Queue)
        .join(Queue, Queue.id == CallLeg.queue_id)
        .where(CallLeg.person_id == state.person_id, CallLeg.result.in_(("missed", "refused")))
        .order_by(CallLeg.rung_at.desc())
        .limit(max(state.misses, 1))
    )
    return [
        MissedRing(
            call_id=leg.call_id,
            queue=views.queue_ref(queue),
            rung_at=leg.rung_at,
            ring_ms=leg.ring_ms,
            result=cast(Literal["missed", "refused"], leg.result),
        )
        for leg, queue in rows
    ]
