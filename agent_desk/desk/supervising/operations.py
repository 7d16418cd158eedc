"""Work on the floor at the seat: one request each. The requests block."""

from __future__ import annotations

import uuid
from typing import Any

from agent_desk.desk.kit.api import Api
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

SOON_MS = 60
"""So soon after a change of the floor its lists are fetched anew."""
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
