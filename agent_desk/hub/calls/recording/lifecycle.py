"""Recordings: begun at the answer by the queue's policy, paused and resumed by the agent, told to whoever sees them.

The wish is a row, the order to the exchange a job after the commit, and what came of it is told by the exchange's events
(recording_events.py). The file is taken over by recording_keeper.py.
"""

import uuid
from typing import Any, Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls import views
from agent_desk.hub.calls.orders.control import IN_TALK
from agent_desk.hub.calls.recording import rules
from agent_desk.hub.calls.recording.orders import RecordingOrder
from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.exchange.protocol.calls import Answered
from agent_desk.hub.exchange.protocol.dialling import DialAnswered, dialled_by_agent
from agent_desk.hub.exchange.protocol.recording import PauseRecording, StartRecording, StopRecording
from agent_desk.hub.kit import scope, settings_in_force
from agent_desk.hub.kit.errors import NotFound, NotPermitted, TransitionRefused
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import AgentState, Call, Queue
from agent_desk.models.calls.recording import OPEN_RECORDING, CallRecording, Supervision
from agent_desk.models.people import Person
from agent_desk.schemas.calls.changes import RecordingChanged
from agent_desk.schemas.calls.recordings import SeatRecording, SupervisorHere
from agent_desk.schemas.calls.records import Asked
from agent_desk.schemas.calls.settings import RECORDING_RULES

ORDER: Final = "recording.order"
PLAY: Final = "calls.play"


# ---------------------------------------------------------------------- at the answer


def at_answer(board: Switchboard, event: Answered) -> None:
    """An agent took the call: record it if the queue's policy says so; one that runs already goes on with this agent."""
    call, queue, agent = board.call(event.call), board.queues.get(event.queue), board.agent(event.agent)
    if call is None:
        return
    # Only a later answer can find a recording that runs already; after a transfer to an agent it may name no queue.
    if call.answered_at != event.at and go_on(board.unit, call, event.agent):
        return
    if queue is None or not rules.wanted(queue.recording, queue.recording_percent, call.id):
        return
    begin(board.unit, call, queue.recording, agent.person_id if agent is not None else None, event.agent)


def at_dial_answer(board: Switchboard, event: DialAnswered) -> None:
    """Whom an agent calls has answered: recorded by the centre's rule for such calls."""
    call, agent = board.call(event.call), board.agent(event.agent)
    queue = board.queue_for("", call)
    if call is None or queue is None:
        return
    mode, percent = settings_in_force.read(board.db, RECORDING_RULES, board.unit.now).for_dialled(
        queue.recording, queue.recording_percent
    )
    if rules.wanted(mode, percent, call.id):
        begin(board.unit, call, mode, agent.person_id if agent is not None else None, event.agent)


def mode_of(db: Session, call: Call, queue: Queue) -> str:
    """Return the policy that holds for this call."""
    if dialled_by_agent(call.exchange_key):
        return settings_in_force.read(db, RECORDING_RULES).for_dialled(queue.recording, queue.recording_percent)[0]
    return queue.recording


def go_on(unit: Unit, call: Call, code: str) -> bool:
    """Somebody else talks to the customer now: whether a recording runs, which the exchange is told to go on with."""
    row = open_of(unit.db, call.id)
    if row is not None and row.state != "wanted":
        order_start(unit, row, call, code, again=True, paused=row.state == "paused")
    return row is not None


def begin(
    unit: Unit, call: Call, why: str, person_id: uuid.UUID | None, code: str, consultation_id: uuid.UUID | None = None
) -> CallRecording:
    """A recording is wanted: of the call, or of what this agent and whom they ask say."""
    made = uuid.uuid4()
    row = CallRecording(
        id=made,
        call_id=call.id,
        person_id=person_id,
        consultation_id=consultation_id,
        why=why,
        state="wanted",
        file=f"{made}.wav",
        asked_at=unit.now,
        tries=1,
        paused_ms=0,
        error="",
        version=1,
    )
    unit.db.add(row)
    order_start(unit, row, call, code)
    told(unit, row)
    return row


def order_start(
    unit: Unit, row: CallRecording, call: Call, code: str, *, again: bool = False, paused: bool = False
) -> Asked:
    """Have the exchange record after the commit, or (`again`) go on in the same file. `code`: the agent in the talk."""
    consult = row.consultation_id is not None
    about = _about(row, call, code)
    return _order(unit, row, StartRecording(**about, file=row.file, consult=consult, again=again, paused=paused))


def order_stop(unit: Unit, row: CallRecording, call: Call, code: str) -> Asked:
    """Have the exchange end the recording after the commit."""
    return _order(unit, row, StopRecording(**_about(row, call, code), consult=row.consultation_id is not None))


def order_pause(unit: Unit, row: CallRecording, call: Call, code: str, *, on: bool) -> Asked:
    """Have the recording hear nothing after the commit, or hear again."""
    return _order(unit, row, PauseRecording(**_about(row, call, code), on=on))


def _about(row: CallRecording, call: Call, code: str) -> dict[str, str]:
    return {"id": str(uuid.uuid4()), "call": call.exchange_key, "agent": code, "recording": str(row.id)}


def _order(unit: Unit, row: CallRecording, command: StartRecording | StopRecording | PauseRecording) -> Asked:
    order = RecordingOrder(command=command, file=row.file, asked_at=unit.now)
    unit.later(ORDER, **order.row())
    return Asked(command_id=uuid.UUID(command.id), command=f"recording_{order.word}")


def told(unit: Unit, row: CallRecording) -> None:
    """Say that a recording has changed: to its agent, and to whoever may play recordings."""
    people = [f"person:{row.person_id}"] if row.person_id is not None else []
    queue_id = unit.db.get_one(Call, row.call_id).queue_id
    heard = scope.audience(PLAY, people=[row.person_id], queue_id=queue_id)
    unit.change(RecordingChanged(id=row.call_id, version=row.version, state=row.state), to=[*heard, *people])


def open_of(db: Session, call_id: uuid.UUID, *, lock: bool = False) -> CallRecording | None:
    """Return the recording of this call that runs or is wanted; not that of a consultation."""
    found = select(CallRecording).where(
        CallRecording.call_id == call_id,
        CallRecording.state.in_(OPEN_RECORDING),
        CallRecording.consultation_id.is_(None),
    )
    return db.scalar(found.with_for_update() if lock else found)


# ---------------------------------------------------------------------- the agent's own


def start(unit: Unit, call_id: uuid.UUID) -> Asked:
    """Record from now on, where the policy leaves it to the agent. Raises NotFound, TransitionRefused, NotPermitted."""
    call, queue = _own_talk(unit, call_id, "recording_start")
    if mode_of(unit.db, call, queue) != "on_demand":
        raise NotPermitted(permission="recording on demand")
    if open_of(unit.db, call_id) is not None:
        raise TransitionRefused(state="recording", trigger="recording_start")
    row = begin(unit, call, "on_demand", unit.me.person_id, unit.me.agent_code or "")
    unit.audit("calls.recording_started", "call", call_id, queue=queue.code)
    return Asked(command_id=row.id, command="recording_start")


def pause(unit: Unit, call_id: uuid.UUID, *, on: bool) -> Asked:
    """Record nothing while card data is spoken, or go on. Raises NotFound, TransitionRefused, NotPermitted."""
    trigger = "recording_pause" if on else "recording_resume"
    call, queue = _own_talk(unit, call_id, trigger)
    row = open_of(unit.db, call_id, lock=True)
    if row is None or row.state != ("recording" if on else "paused"):
        raise TransitionRefused(state=row.state if row is not None else "none", trigger=trigger)
    if on and not queue.recording_pause:
        raise NotPermitted(permission="pause of recordings")
    unit.audit("calls.recording_paused" if on else "calls.recording_resumed", "call", call_id)
    return order_pause(unit, row, call, unit.me.agent_code or "", on=on)


def _own_talk(unit: Unit, call_id: uuid.UUID, trigger: str) -> tuple[Call, Queue]:
    """Return the call that the caller talks in now, and its queue."""
    found = unit.db.execute(
        select(Call, Queue, AgentState)
        .join(Queue, Queue.id == Call.queue_id)
        .outerjoin(AgentState, AgentState.person_id == unit.me.person_id)
        .where(Call.id == call_id)
    ).one_or_none()
    if found is None:
        raise NotFound(what="call")
    call, queue, state = found
    if state is None or state.call_id != call_id or state.state not in IN_TALK:
        raise TransitionRefused(state=state.state if state is not None else "signed_out", trigger=trigger)
    return call, queue


def at_seat(unit: Unit) -> SeatRecording:
    """Return what the agent sees: the recording of the call at this seat, and who is in it."""
    me = unit.me.person_id
    found = unit.db.execute(
        select(Call, Queue)
        .join(AgentState, AgentState.call_id == Call.id)
        .join(Queue, Queue.id == Call.queue_id)
        .where(AgentState.person_id == me, AgentState.state.in_(IN_TALK))
    ).one_or_none()
    if found is None:
        return SeatRecording()
    call, queue = found
    last = select(CallRecording).where(CallRecording.call_id == call.id, CallRecording.consultation_id.is_(None))
    row = unit.db.scalar(last.order_by(CallRecording.asked_at.desc()).limit(1))
    runs = row is not None and row.state in OPEN_RECORDING
    return SeatRecording(
        call_id=call.id,
        state=cast(Any, row.state) if row is not None else None,
        since_at=row.started_at if row is not None else None,
        may_start=mode_of(unit.db, call, queue) == "on_demand" and not runs,
        may_pause=queue.recording_pause and runs,
        resumes_at=row.resume_at if row is not None and runs else None,
        supervisors=_supervisors(unit.db, call.id, me),
    )


def _supervisors(db: Session, call_id: uuid.UUID, agent_id: uuid.UUID) -> list[SupervisorHere]:
    here = (
        select(Supervision.mode, Person)
        .join(Person, Person.id == Supervision.person_id)
        .where(
            Supervision.call_id == call_id,
            Supervision.agent_id == agent_id,
            Supervision.state == "joined",
            Supervision.told,
        )
    )
    rows = db.execute(here).all()
    return [SupervisorHere(person=views.person_ref(person), mode=cast(Any, mode)) for mode, person in rows]
