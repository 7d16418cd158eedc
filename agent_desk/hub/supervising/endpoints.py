"""What can be asked about supervising, and the functions that do it."""

import uuid

from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.hub.supervising import abandoned, alarm_settings, alarms, assist, messages, overrides, tasks
from agent_desk.schemas.supervising import operations as ops
from agent_desk.schemas.supervising.records import AlarmPage, MessagePage, NewTask, TaskRow


def _alarm_history(
    unit: Unit, *, rule: str = "", queue: str = "", limit: int | None = None, after: str | None = None
) -> AlarmPage:
    return alarms.history(unit, limit=limit, after=after, rule=rule, queue=queue)


def _add_task(unit: Unit, call_id: uuid.UUID, assigned_id: uuid.UUID | None = None) -> TaskRow:
    return tasks.add(unit, NewTask(call_id=call_id, assigned_id=assigned_id))


def _messages(unit: Unit, *, limit: int | None = None, after: str | None = None) -> MessagePage:
    return messages.listed(unit, limit, after)


router = router_of(
    "floor",
    serve(ops.alarms, alarms.listed),
    serve(ops.alarm_history, _alarm_history),
    serve(ops.acknowledge, alarms.acknowledge),
    serve(ops.alarm_rules, lambda unit: alarm_settings.rules(unit.db)),
    serve(ops.add_alarm_rule, alarm_settings.add),
    serve(ops.edit_alarm_rule, alarm_settings.edit),
    serve(ops.abandoned, lambda unit: abandoned.listed(unit, str(unit.zone))),
    serve(ops.add_task, _add_task),
    serve(ops.own_tasks, tasks.mine),
    serve(ops.call_back, lambda unit, task_id: tasks.call_back(unit, unit.hub.exchange, task_id)),
    serve(ops.task_result, lambda unit, task_id, form: tasks.record(unit, task_id, form, all_of_them=False)),
    serve(ops.close_task, lambda unit, task_id, form: tasks.record(unit, task_id, form, all_of_them=True)),
    serve(ops.messages, _messages),
    serve(ops.audience, messages.audience),
    serve(ops.own_messages, messages.own),
    serve(ops.message, messages.seen),
    serve(ops.send_message, messages.send),
    serve(ops.read_message, messages.read),
    serve(ops.withdraw_message, messages.withdraw),
    serve(ops.hands, lambda unit: assist.listed(unit, str(unit.zone))),
    serve(ops.own_hand, assist.own),
    serve(ops.hand_up, assist.raise_hand),
    serve(ops.hand_down, assist.take_down),
    serve(ops.answer_hand, assist.answer),
    serve(ops.served_queues, overrides.served),
    serve(ops.change_queues, overrides.change_many),
    serve(ops.change_queue, overrides.change),
    serve(ops.overrides, overrides.listed),
    serve(ops.end_override, overrides.take_back),
)
