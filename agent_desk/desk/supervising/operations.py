"""Work on the floor at the seat: one request each, and what keeps the lists of a panel fresh. The requests block."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.desk.kit.api import Api, call
from agent_desk.desk.kit.background import Job
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError, HubRefused
from agent_desk.desk.kit.live import Change, LiveState
from agent_desk.schemas.supervising import operations as ops
from agent_desk.schemas.supervising.records import AssistAnswer, AssistRow, AssistWay

Answer = TypeVar("Answer")

alarms = call(ops.alarms)
alarm_history = call(ops.alarm_history)
acknowledge = call(ops.acknowledge)
alarm_rules = call(ops.alarm_rules)
add_alarm_rule = call(ops.add_alarm_rule)
edit_alarm_rule = call(ops.edit_alarm_rule)
abandoned = call(ops.abandoned)
add_task = call(ops.add_task)
close_task = call(ops.close_task)
own_tasks = call(ops.own_tasks)
call_back = call(ops.call_back)
task_result = call(ops.task_result)
messages = call(ops.messages)
message = call(ops.message)
audience = call(ops.audience)
send_message = call(ops.send_message)
withdraw_message = call(ops.withdraw_message)
own_messages = call(ops.own_messages)
read_message = call(ops.read_message)
hands = call(ops.hands)
own_hand = call(ops.own_hand)
hand_up = call(ops.hand_up)
hand_down = call(ops.hand_down)
served_queues = call(ops.served_queues)
change_queue = call(ops.change_queue)
overrides = call(ops.overrides)
end_override = call(ops.end_override)


def answer_hand(api: Api, assist_id: uuid.UUID, way: AssistWay) -> AssistRow:
    """Say what is done about it."""
    return api.ask(ops.answer_hand.request(assist_id, AssistAnswer.model_validate({"way": way})))


# ---------------------------------------------------------------------- lists that stay fresh

SOON_MS = 60
CROWD_MS = 1500
"""A change that every agent's desk hears is fetched within so long by chance, so that the hub is not asked by all at once."""


class Watch(QObject, Generic[Answer]):
    """Fetches again whenever one of these entities of the floor has changed, from `start` on; only the last answer counts."""

    came = Signal(object)
    """What was fetched, each time."""
    failed = Signal(object)
    """DeskError: nothing could be fetched yet."""

    def __init__(
        self,
        context: DeskContext,
        fetch: Callable[[Api], Answer],
        entities: Iterable[str],
        *,
        crowd: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._fetch, self._entities, self._crowd = context, fetch, frozenset(entities), crowd
        self.now: Answer | None = None
        self._job: Job[Answer] | None = None
        self._on = False
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        context.live.changed.connect(self._changed)
        context.live.resync.connect(self._again)
        context.live.state_changed.connect(self._line_changed)

    def start(self) -> None:
        """Fetch, and keep it fresh."""
        self._on = True
        self.refresh()

    def stop(self) -> None:
        """No more."""
        self._on = False
        self._soon.stop()

    def refresh(self) -> None:
        """Fetch now."""
        if self._job is not None:
            self._job.cancel()
        api = self._context.api
        self._job = self._context.background.run(self, lambda: self._fetch(api), self._take, self._not_fetched)

    def _changed(self, change: Change) -> None:
        if change.area == "floor" and change.entity in self._entities:
            self._again()

    def _again(self) -> None:
        if self._on and not self._soon.isActive():
            self._soon.start(random.randint(SOON_MS, CROWD_MS) if self._crowd else SOON_MS)

    def _line_changed(self, state: LiveState) -> None:
        if state is LiveState.LIVE:
            self._again()

    def _take(self, found: Answer) -> None:
        self._job = None
        self.now = found
        self.came.emit(found)

    def _not_fetched(self, error: DeskError) -> None:
        self._job = None
        if self.now is None or isinstance(error, HubRefused):
            self.failed.emit(error)
