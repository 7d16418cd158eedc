"""Where an order may send a call inside the house: to somebody or some queue that we know, so that no number comes in as a code."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.models.calls.calls import Queue
from agent_desk.models.people import Person


def require_agent(db: Session, code: str) -> None:
    """Raise InvalidForm unless an active person has this code at the exchange."""
    if db.scalar(select(Person.id).where(Person.agent_code == code, Person.active).limit(1)) is None:
        raise InvalidForm({"target": "unknown"})


def require_queue(db: Session, code: str) -> None:
    """Raise InvalidForm unless there is an active queue of this code."""
    if db.scalar(select(Queue.id).where(Queue.code == code, Queue.active).limit(1)) is None:
        raise InvalidForm({"target": "unknown"})
