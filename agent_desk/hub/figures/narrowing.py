"""The board as somebody sees it whose right to the floor does not reach everything: their queues, their people, nothing of the others."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import scope
from agent_desk.hub.kit.security import Reach
from agent_desk.models.calls.calls import Queue
from agent_desk.schemas.figures.board import AgentRow, Board, Figures, Now, QueueRow


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of the board: codes of queues, ids of people (as text)."""

    queues: frozenset[str]
    people: frozenset[str]

    @classmethod
    def of(cls, db: Session, reach: Reach) -> "Part":
        """Return the part that a reach is."""
        codes = db.scalars(select(Queue.code).where(scope.queue(reach, Queue.id)))
        return cls(frozenset(codes), frozenset(str(one) for one in scope.people_in(db, reach)))


def narrowed(board: Board, part: Part) -> Board:
    """Return the board with the part's queues and agents alone. Totals are theirs added up, without shares and means of their own; the
    day's intervals are the whole centre's, so there are none."""
    queues = [row for row in board.queues if row.queue.code in part.queues]
    agents = [row for row in board.agents if str(row.person.id) in part.people]
    return board.model_copy(
        update={
            "part": True,
            "queues": queues,
            "agents": agents,
            "total": _total([row.day for row in queues]),
            "recent": _total([row.recent for row in queues if row.recent is not None]) if board.recent else None,
            "now": _now(queues, agents) if board.now is not None else None,
            "intervals": [],
            "quarters": [],
        }
    )


def _total(rows: list[Figures]) -> Figures:
    return Figures(
        offered=sum(row.offered for row in rows),
        answered=sum(row.answered for row in rows),
        abandoned=sum(row.abandoned for row in rows),
        unfinished=sum(row.unfinished for row in rows),
    )


def _now(queues: list[QueueRow], agents: list[AgentRow]) -> Now:
    here = [row.now for row in queues if row.now is not None]
    since = [row.longest_since for row in here if row.longest_since is not None]
    states = [row.state for row in agents]
    return Now(
        waiting=sum(row.waiting for row in here),
        longest_since=min(since, default=None),
        talking=sum(state in ("talking", "on_hold") for state in states),
        ready=states.count("ready"),
        not_ready=states.count("not_ready"),
        after_call_work=states.count("after_call_work"),
        seats_lost=sum(row.seat_lost_at is not None for row in agents),
    )
