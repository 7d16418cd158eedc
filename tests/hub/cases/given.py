"""What the tests of complaints start from: the centre's lists, a customer, a call at a seat, a filled form."""

import tomllib
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import agent_desk
from agent_desk.hub.cases.loading import load_terms
from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import AgentState, Call, CallLeg, Queue
from agent_desk.models.customers import Customer
from agent_desk.schemas.cases.records import NewComplaint

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
"""15:30 on 2 March 2026 at the centre."""
CENTRE = Path(agent_desk.__file__).parent.parent / "resources" / "demo" / "centre.toml"


def terms(database: Database) -> None:
    """The lists of the demonstration's centre."""
    with database.write() as db:
        load_terms(db, tomllib.loads(CENTRE.read_text(encoding="utf-8")))


def customer(database: Database, number: str = "C000123", name: str = "王小明") -> Customer:
    """A customer of the bank."""
    with database.write() as db:
        made = Customer(number=number, name=name)
        db.add(made)
    return made


def call_at(database: Database, person_id: uuid.UUID, customer_id: uuid.UUID | None = None) -> Call:
    """A call that this agent is talking on, attached to the customer."""
    with database.write() as db:
        queue = Queue(code=f"q{uuid.uuid4().hex[:6]}", name_zh="借记卡", name_en="Debit cards")
        db.add(queue)
        db.flush()
        made = Call(
            exchange="test",
            exchange_key=uuid.uuid4().hex,
            queue_id=queue.id,
            caller="+8613800138000",
            state="talking",
            offered_at=NOW,
            answered_at=NOW,
            agent_id=person_id,
            customer_id=customer_id,
        )
        db.add(made)
        db.flush()
        db.add(CallLeg(call_id=made.id, person_id=person_id, queue_id=queue.id, rung_at=NOW, answered_at=NOW))
        db.merge(AgentState(person_id=person_id, state="talking", since_at=NOW, call_id=made.id))
    return made


def end_call(database: Database, person_id: uuid.UUID) -> None:
    """The agent is through with the call and its after-call work."""
    with database.write() as db:
        state = db.get_one(AgentState, person_id)
        state.state, state.call_id, state.wrapup_call_id = "ready", None, None


def filled(**more: Any) -> dict[str, Any]:
    """A complete form, as JSON."""
    form: dict[str, Any] = {
        "complainant": "",
        "source": "call",
        "channel": "phone",
        "business": "debit_card",
        "cause": "pricing",
        "wish": "refund",
        "urgency": "normal",
        "narrative": "短信费扣了两次，要求退还。",
        "case_class": "simple",
    }
    form |= more
    return {key: str(value) if isinstance(value, uuid.UUID) else value for key, value in form.items()}


def form(**more: Any) -> NewComplaint:
    """The same as a record."""
    return NewComplaint.model_validate(filled(**more))
