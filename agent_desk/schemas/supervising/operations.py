"""What can be asked about supervising: alarms, abandoned calls and call-back tasks, messages, hands up, queues for a while."""

import uuid
from typing import Annotated

from pydantic import Field

from agent_desk.schemas.calls.records import Asked
from agent_desk.schemas.kit.account import Account
from agent_desk.schemas.kit.bounded import Line
from agent_desk.schemas.kit.operation import ALL, HELD, OWN, SIGNED_IN, Operations
from agent_desk.schemas.kit.paging import After, Limit
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
    Audience,
    EndOverride,
    HandUp,
    ManyOverrides,
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

VIEW, STEER, MESSAGE = "floor.view", "floor.steer", "floor.message"
TAKE, DIAL, MANAGE = "calls.take", "calls.dial", "settings.manage"
Part = Annotated[Line, Field(max_length=64)]
area = Operations("supervising")

# ---------------------------------------------------------------------- alarms


@area.read("/floor/alarms", VIEW, HELD, summed="floor.read")
def alarms() -> list[AlarmRow]:
    """Return the alarms that are raised now, the critical first."""


@area.read("/floor/alarms/history", VIEW, HELD, summed="floor.read")
def alarm_history(*, rule: Part = "", queue: Part = "", limit: Limit = None, after: After = None) -> AlarmPage:
    """Return every alarm that was raised, newest first."""


@area.write("/floor/alarms/{alarm_id}/acknowledge", STEER, HELD, body=Acknowledge)
def acknowledge(alarm_id: uuid.UUID, note: str = "") -> AlarmRow:
    """Say that it is seen, and what is done about it; refused where somebody else was quicker."""


@area.read("/settings/alarm-rules", MANAGE, ALL)
def alarm_rules() -> list[AlarmRuleRow]:
    """Return every rule of alarms, retired ones last."""


@area.write("/settings/alarm-rules", MANAGE, ALL)
def add_alarm_rule(form: NewAlarmRule) -> AlarmRuleRow:
    """Add a rule, in force within a second."""


@area.write("/settings/alarm-rules/{code}", MANAGE, ALL, method="PUT")
def edit_alarm_rule(code: Line, form: AlarmRuleEdit) -> AlarmRuleRow:
    """Change or retire a rule."""


# ---------------------------------------------------------------------- abandoned calls and tasks


@area.read("/floor/abandoned", VIEW, HELD, audits="calls.list")
def abandoned() -> AbandonedList:
    """Return today's abandoned callers, those nobody has talked to since before the others, by first arrival."""


@area.write("/floor/tasks", STEER, HELD, body=NewTask)
def add_task(call_id: uuid.UUID, assigned_id: uuid.UUID | None = None) -> TaskRow:
    """Have an abandoned caller called back; asked again, the task that there is."""


@area.read("/floor/tasks/own", DIAL, OWN, summed="floor.read")
def own_tasks() -> list[TaskRow]:
    """Return tasks that the caller has taken, that are theirs, and that are anybody's."""


@area.write("/floor/tasks/{task_id}/call", DIAL, OWN)
def call_back(task_id: uuid.UUID) -> Asked:
    """Take the task and call the customer."""


@area.write("/floor/tasks/{task_id}/result", DIAL, OWN)
def task_result(task_id: uuid.UUID, form: TaskResultForm) -> TaskRow:
    """Say what came of the own task."""


@area.write("/floor/tasks/{task_id}/close", STEER, HELD)
def close_task(task_id: uuid.UUID, form: TaskResultForm) -> TaskRow:
    """Close anybody's task, or open it to everybody again."""


# ---------------------------------------------------------------------- messages


@area.read("/floor/messages", MESSAGE, HELD, summed="floor.read")
def messages(*, limit: Limit = None, after: After = None) -> MessagePage:
    """Return every message, newest first, with how many were told and have read it."""


@area.read("/floor/messages/audience", MESSAGE, HELD)
def audience() -> Audience:
    """Return to whom a message can go."""


@area.read("/floor/messages/own", SIGNED_IN, OWN, summed="floor.read")
def own_messages(*, unread: bool = True) -> list[OwnMessage]:
    """Return what the caller was told: unread and still valid; or all of the last week."""


@area.read("/floor/messages/{message_id}", MESSAGE, HELD, summed="floor.read")
def message(message_id: uuid.UUID) -> MessageRow:
    """Return one message with everybody who was told, and when they read it."""


@area.write("/floor/messages", MESSAGE, HELD)
def send_message(form: NewMessage) -> MessageRow:
    """Tell one person, several, a team, or everybody with a seat."""


@area.write("/floor/messages/{message_id}/read", SIGNED_IN, OWN)
def read_message(message_id: uuid.UUID) -> OwnMessage:
    """Say that one has read it."""


@area.write("/floor/messages/{message_id}/withdraw", MESSAGE, HELD)
def withdraw_message(message_id: uuid.UUID) -> MessageRow:
    """Take back what nobody need read any more."""


# ---------------------------------------------------------------------- hands up


@area.read("/floor/assist", VIEW, HELD, summed="floor.read")
def hands() -> AssistList:
    """Return hands that are up, those of today that are down, and how soon they were answered."""


@area.read("/floor/assist/own", TAKE, OWN, summed="floor.read")
def own_hand() -> OwnAssist:
    """Return the own hand."""


@area.write("/floor/assist", TAKE, OWN, body=HandUp)
def hand_up(words: str = "") -> AssistRow:
    """Ask for help; the hand is up until it is settled or taken down."""


@area.write("/floor/assist/down", TAKE, OWN)
def hand_down() -> OwnAssist:
    """Take the own hand down."""


@area.write("/floor/assist/{assist_id}/answer", STEER, HELD)
def answer_hand(assist_id: uuid.UUID, form: AssistAnswer) -> AssistRow:
    """Say what is done about it; the first answer stops the clock."""


# ---------------------------------------------------------------------- queues for a while


@area.read("/floor/agents/{person_id}/queues", STEER, HELD, summed="floor.read")
def served_queues(person_id: uuid.UUID) -> list[ServedQueue]:
    """Return every queue with the agent's place in it, and what holds for a while."""


@area.write("/floor/agents/queues", STEER, HELD)
def change_queues(form: ManyOverrides) -> Account:
    """Have several agents serve a queue, or not, for a while; each that cannot be is named with why, and the others stand."""


@area.write("/floor/agents/{person_id}/queues", STEER, HELD)
def change_queue(person_id: uuid.UUID, form: OverrideForm) -> OverrideRow:
    """Have the agent serve a queue, or not, or with another priority, for a while."""


@area.read("/floor/overrides", VIEW, HELD, summed="floor.read")
def overrides() -> list[OverrideRow]:
    """Return changes of agents' queues that hold now."""


@area.write("/floor/overrides/{override_id}/end", STEER, HELD, body=EndOverride)
def end_override(override_id: uuid.UUID, why: str) -> OverrideRow:
    """Take a change back before its time."""
