"""Work on the floor at the seat: one request each, and what keeps the lists of a panel fresh. The requests block."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.background import Job
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError, HubRefused
from agent_desk.desk.kit.live import Change, LiveState
from agent_desk.schemas.calls.records import Asked
from agent_desk.schemas.supervising.records import (
    AbandonedList,
    Acknowledge,
    AlarmPage,
    AlarmRow,
    AlarmRuleEdit,
    AlarmRuleRow,
    AssistAnswer,
    AssistList,
    AssistRow,
    AssistWay,
    Audience,
    EndOverride,
    HandUp,
    MessagePage,
    MessageRow,
    NewAlarmRule,
    NewMessage,
    NewTask,
    OverrideForm,
    OverrideRow,
    OwnAssist,
    OwnMessage,
    ServedQueue,
    TaskResultForm,
    TaskRow,
)

Answer = TypeVar("Answer")
_NOTHING: dict[str, Any] = {}

# ---------------------------------------------------------------------- alarms


def alarms(api: Api) -> list[AlarmRow]:
    """Alarms that are raised now."""
    return api.get("/floor/alarms", list[AlarmRow])


def alarm_history(api: Api, *, after: str | None = None) -> AlarmPage:
    """Every alarm that was raised, newest first."""
    return api.get("/floor/alarms/history", AlarmPage, params={"after": after} if after is not None else None)


def acknowledge(api: Api, alarm_id: uuid.UUID, note: str) -> AlarmRow:
    """Say that it is seen. HubRefused("transition_refused") where somebody else was quicker."""
    return api.post(f"/floor/alarms/{alarm_id}/acknowledge", Acknowledge(note=note), AlarmRow)


def alarm_rules(api: Api) -> list[AlarmRuleRow]:
    """Every rule of alarms."""
    return api.get("/settings/alarm-rules", list[AlarmRuleRow])


def add_alarm_rule(api: Api, form: NewAlarmRule) -> AlarmRuleRow:
    """A new rule."""
    return api.post("/settings/alarm-rules", form, AlarmRuleRow)


def edit_alarm_rule(api: Api, code: str, form: AlarmRuleEdit) -> AlarmRuleRow:
    """A rule anew."""
    return api.put(f"/settings/alarm-rules/{code}", form.model_dump(mode="json"), AlarmRuleRow)


# ---------------------------------------------------------------------- abandoned callers and tasks


def abandoned(api: Api) -> AbandonedList:
    """Today's abandoned callers."""
    return api.get("/floor/abandoned", AbandonedList)


def add_task(api: Api, call_id: uuid.UUID, assigned_id: uuid.UUID | None = None) -> TaskRow:
    """Have an abandoned caller called back; asked again, the task that there is."""
    return api.post("/floor/tasks", NewTask(call_id=call_id, assigned_id=assigned_id), TaskRow)


def close_task(api: Api, task_id: uuid.UUID, form: TaskResultForm) -> TaskRow:
    """Close anybody's task."""
    return api.post(f"/floor/tasks/{task_id}/close", form, TaskRow)


def own_tasks(api: Api) -> list[TaskRow]:
    """Tasks that this person may do."""
    return api.get("/floor/tasks/own", list[TaskRow])


def call_back(api: Api, task_id: uuid.UUID) -> Asked:
    """Take the task and call the customer."""
    return api.post(f"/floor/tasks/{task_id}/call", _NOTHING, Asked)


def task_result(api: Api, task_id: uuid.UUID, form: TaskResultForm) -> TaskRow:
    """Say what came of it."""
    return api.post(f"/floor/tasks/{task_id}/result", form, TaskRow)


# ---------------------------------------------------------------------- messages


def messages(api: Api, *, after: str | None = None) -> MessagePage:
    """Every message, newest first."""
    return api.get("/floor/messages", MessagePage, params={"after": after} if after is not None else None)


def message(api: Api, message_id: uuid.UUID) -> MessageRow:
    """One message with its receipts."""
    return api.get(f"/floor/messages/{message_id}", MessageRow)


def audience(api: Api) -> Audience:
    """To whom a message can go."""
    return api.get("/floor/messages/audience", Audience)


def send_message(api: Api, form: NewMessage) -> MessageRow:
    """Tell them."""
    return api.post("/floor/messages", form, MessageRow)


def withdraw_message(api: Api, message_id: uuid.UUID) -> MessageRow:
    """Take it back."""
    return api.post(f"/floor/messages/{message_id}/withdraw", _NOTHING, MessageRow)


def own_messages(api: Api, *, unread: bool = True) -> list[OwnMessage]:
    """What this person was told."""
    return api.get("/floor/messages/own", list[OwnMessage], params={"unread": str(unread).lower()})


def read_message(api: Api, message_id: uuid.UUID) -> OwnMessage:
    """Say that one has read it."""
    return api.post(f"/floor/messages/{message_id}/read", _NOTHING, OwnMessage)


# ---------------------------------------------------------------------- hands up


def hands(api: Api) -> AssistList:
    """Hands up and down, and the day's figures."""
    return api.get("/floor/assist", AssistList)


def own_hand(api: Api) -> OwnAssist:
    """The own hand."""
    return api.get("/floor/assist/own", OwnAssist)


def hand_up(api: Api, words: str) -> AssistRow:
    """Ask for help."""
    return api.post("/floor/assist", HandUp(words=words), AssistRow)


def hand_down(api: Api) -> OwnAssist:
    """Take it down."""
    return api.post("/floor/assist/down", _NOTHING, OwnAssist)


def answer_hand(api: Api, assist_id: uuid.UUID, way: AssistWay) -> AssistRow:
    """Say what is done about it."""
    return api.post(f"/floor/assist/{assist_id}/answer", AssistAnswer.model_validate({"way": way}), AssistRow)


# ---------------------------------------------------------------------- queues for a while


def served_queues(api: Api, person_id: uuid.UUID) -> list[ServedQueue]:
    """Every queue with the agent's place in it."""
    return api.get(f"/floor/agents/{person_id}/queues", list[ServedQueue])


def change_queue(api: Api, person_id: uuid.UUID, form: OverrideForm) -> OverrideRow:
    """Let it hold from now on."""
    return api.post(f"/floor/agents/{person_id}/queues", form, OverrideRow)


def overrides(api: Api) -> list[OverrideRow]:
    """What holds now."""
    return api.get("/floor/overrides", list[OverrideRow])


def end_override(api: Api, override_id: uuid.UUID, why: str) -> OverrideRow:
    """Take it back before its time."""
    return api.post(f"/floor/overrides/{override_id}/end", EndOverride(why=why), OverrideRow)


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
