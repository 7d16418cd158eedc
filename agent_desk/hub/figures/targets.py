"""What each queue is measured by: its own target, else the centre's, else the product's default (domain, section 3.1)."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.figures.rules import Target
from agent_desk.models.calls.targets import ServiceTarget
from agent_desk.schemas.figures.targets import DEFAULT_TARGET, FormulaWord


@dataclass(frozen=True, slots=True)
class Goal:
    """Target of the service level, and the share of callers to be answered."""

    target: Target = field(default_factory=Target)
    answer_rate: float = DEFAULT_TARGET.answer_rate_target


@dataclass(frozen=True, slots=True)
class Goals:
    """The goals in force. They apply to history too, so there is one set, whatever the day."""

    centre: Goal = field(default_factory=Goal)
    queues: Mapping[uuid.UUID, Goal] = field(default_factory=dict)

    def of(self, queue_id: uuid.UUID | None) -> Goal:
        """Return a queue's goal; None: the centre's."""
        return self.centre if queue_id is None else self.queues.get(queue_id, self.centre)


def goals_of(db: Session) -> Goals:
    """Return the goals in force; one query."""
    centre, queues = Goal(), {}
    for row in db.scalars(select(ServiceTarget)):
        goal = Goal(
            Target(
                formula=cast(FormulaWord, row.formula),
                within_ms=row.threshold_ms,
                short_ms=row.short_ms,
                level=row.target,
            ),
            row.answer_rate_target,
        )
        if row.queue_id is None:
            centre = goal
        else:
            queues[row.queue_id] = goal
    return Goals(centre, queues)
