"""Work on the floor over HTTP: alarms, abandoned calls and call-back tasks, messages, hands up, queues for a while."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import house_of, read, write
from agent_desk.hub.people import service as people
from agent_desk.hub.supervising import abandoned, alarm_settings, alarms, assist, messages, overrides, tasks
from agent_desk.schemas.calls.records import Asked
from agent_desk.schemas.supervising import records as schemas

router = APIRouter(prefix="/api/floor", tags=["floor"])
rules_router = APIRouter(prefix="/api/settings", tags=["settings"])
VIEW, STEER, MESSAGE, TAKE, DIAL, MANAGE = (
    "floor.view",
    "floor.steer",
    "floor.message",
    "calls.take",
    "calls.dial",
    "settings.manage",
)
TheHouse = Annotated[HubContext, Depends(house_of)]
Part = Annotated[str, Query(max_length=64)]


def _zone(unit: Unit, hub_context: HubContext) -> str:
    return people.centre(unit.db, zone=hub_context.settings.zone, simulated=False, demo=False).zone


# ---------------------------------------------------------------------- alarms


@read(router, "/alarms", permission=VIEW)
def alarms_now(unit: Unit) -> list[schemas.AlarmRow]:
    """Alarms that are raised now, the critical first."""
    return alarms.listed(unit.db)


@read(router, "/alarms/history", permission=VIEW)
def alarm_history(
    unit: Unit, rule: Part = "", queue: Part = "", limit: int | None = None, after: str | None = None
) -> schemas.AlarmPage:
    """Every alarm that was raised, newest first."""
    return alarms.history(unit.db, limit=limit, after=after, rule=rule, queue=queue)


@write(router, "/alarms/{alarm_id}/acknowledge", permission=STEER)
def acknowledge(unit: Unit, alarm_id: uuid.UUID, form: schemas.Acknowledge) -> schemas.AlarmRow:
    """Say that it is seen, and what is done about it."""
    return alarms.acknowledge(unit, alarm_id, form.note)


@read(rules_router, "/alarm-rules", permission=MANAGE)
def alarm_rules(unit: Unit) -> list[schemas.AlarmRuleRow]:
    """Every rule, retired ones last."""
    return alarm_settings.rules(unit.db)


@write(rules_router, "/alarm-rules", permission=MANAGE)
def add_alarm_rule(unit: Unit, form: schemas.NewAlarmRule) -> schemas.AlarmRuleRow:
    """A new rule, in force within a second."""
    return alarm_settings.add(unit, form)


@write(rules_router, "/alarm-rules/{code}", permission=MANAGE, method="PUT")
def edit_alarm_rule(unit: Unit, code: str, form: schemas.AlarmRuleEdit) -> schemas.AlarmRuleRow:
    """A rule anew, or retired."""
    return alarm_settings.edit(unit, code, form)


# ---------------------------------------------------------------------- abandoned calls and tasks


@read(router, "/abandoned", permission=VIEW, audited=True)
def abandoned_callers(unit: Unit, hub_context: TheHouse) -> schemas.AbandonedList:
    """Today's abandoned callers, those nobody has talked to since before the others, by first arrival."""
    return abandoned.listed(unit, _zone(unit, hub_context))


@write(router, "/tasks", permission=STEER)
def add_task(unit: Unit, form: schemas.NewTask) -> schemas.TaskRow:
    """Have an abandoned caller called back; asked again, the task that there is."""
    return tasks.add(unit, form)


@read(router, "/tasks/own", permission=DIAL)
def own_tasks(unit: Unit) -> list[schemas.TaskRow]:
    """Tasks that the caller has taken, that are theirs, and that are anybody's."""
    return tasks.mine(unit)


@write(router, "/tasks/{task_id}/call", permission=DIAL)
def call_back(unit: Unit, hub_context: TheHouse, task_id: uuid.UUID) -> Asked:
    """Take the task and call the customer."""
    return tasks.call_back(unit, hub_context.exchange, task_id)


@write(router, "/tasks/{task_id}/result", permission=DIAL)
def task_result(unit: Unit, task_id: uuid.UUID, form: schemas.TaskResultForm) -> schemas.TaskRow:
    """Say what came of the own task."""
    return tasks.record(unit, task_id, form, all_of_them=False)


@write(router, "/tasks/{task_id}/close", permission=STEER)
def close_task(unit: Unit, task_id: uuid.UUID, form: schemas.TaskResultForm) -> schemas.TaskRow:
    """Close anybody's task, or open it to everybody again."""
    return tasks.record(unit, task_id, form, all_of_them=True)


# ---------------------------------------------------------------------- messages


@read(router, "/messages", permission=MESSAGE)
def message_list(unit: Unit, limit: int | None = None, after: str | None = None) -> schemas.MessagePage:
    """Every message, newest first, with how many were told and have read it."""
    return messages.listed(unit.db, limit, after)


@read(router, "/messages/audience", permission=MESSAGE)
def audience(unit: Unit) -> schemas.Audience:
    """To whom a message can go."""
    return messages.audience(unit.db)


@read(router, "/messages/own", permission="signed_in")
def own_messages(unit: Unit, unread: bool = True) -> list[schemas.OwnMessage]:
    """What the caller was told: unread and still valid; or all of the last week."""
    return messages.own(unit, unread=unread)


@read(router, "/messages/{message_id}", permission=MESSAGE)
def message(unit: Unit, message_id: uuid.UUID) -> schemas.MessageRow:
    """One message with everybody who was told, and when they read it."""
    return messages.one(unit.db, message_id)


@write(router, "/messages", permission=MESSAGE)
def send_message(unit: Unit, form: schemas.NewMessage) -> schemas.MessageRow:
    """Tell one person, a team, or everybody with a seat."""
    return messages.send(unit, form)


@write(router, "/messages/{message_id}/read", permission="signed_in")
def read_message(unit: Unit, message_id: uuid.UUID) -> schemas.OwnMessage:
    """Say that one has read it."""
    return messages.read(unit, message_id)


@write(router, "/messages/{message_id}/withdraw", permission=MESSAGE)
def withdraw_message(unit: Unit, message_id: uuid.UUID) -> schemas.MessageRow:
    """Take back what nobody need read any more."""
    return messages.withdraw(unit, message_id)


# ---------------------------------------------------------------------- hands up


@read(router, "/assist", permission=VIEW)
def hands(unit: Unit, hub_context: TheHouse) -> schemas.AssistList:
    """Hands that are up, those of today that are down, and how soon they were answered."""
    return assist.listed(unit, _zone(unit, hub_context))


@read(router, "/assist/own", permission=TAKE)
def own_hand(unit: Unit) -> schemas.OwnAssist:
    """The own hand."""
    return assist.own(unit)


@write(router, "/assist", permission=TAKE)
def hand_up(unit: Unit, form: schemas.HandUp) -> schemas.AssistRow:
    """Ask for help; the hand is up until it is settled or taken down."""
    return assist.raise_hand(unit, form.words)


@write(router, "/assist/down", permission=TAKE)
def hand_down(unit: Unit) -> schemas.OwnAssist:
    """Take the own hand down."""
    return assist.take_down(unit)


@write(router, "/assist/{assist_id}/answer", permission=STEER)
def answer_hand(unit: Unit, assist_id: uuid.UUID, form: schemas.AssistAnswer) -> schemas.AssistRow:
    """Say what is done about it; the first answer stops the clock."""
    return assist.answer(unit, assist_id, form)


# ---------------------------------------------------------------------- queues for a while


@read(router, "/agents/{person_id}/queues", permission=STEER)
def agent_queues(unit: Unit, person_id: uuid.UUID) -> list[schemas.ServedQueue]:
    """Every queue with the agent's place in it, and what holds for a while."""
    return overrides.served(unit.db, person_id)


@write(router, "/agents/{person_id}/queues", permission=STEER)
def change_queue(unit: Unit, person_id: uuid.UUID, form: schemas.OverrideForm) -> schemas.OverrideRow:
    """Have the agent serve a queue, or not, or with another priority, for a while."""
    return overrides.change(unit, person_id, form)


@read(router, "/overrides", permission=VIEW)
def queue_overrides(unit: Unit) -> list[schemas.OverrideRow]:
    """Changes of agents' queues that hold now."""
    return overrides.listed(unit.db)


@write(router, "/overrides/{override_id}/end", permission=STEER)
def end_override(unit: Unit, override_id: uuid.UUID, form: schemas.EndOverride) -> schemas.OverrideRow:
    """Take a change back before its time."""
    return overrides.take_back(unit, override_id, form.why)


routers = (router, rules_router)
