"""Work on the floor at the seat: one request each. The requests block."""

from __future__ import annotations

import uuid

from agent_desk.desk.kit.api import Api, call
from agent_desk.schemas.supervising import operations as ops
from agent_desk.schemas.supervising.records import AssistAnswer, AssistRow, AssistWay

SOON_MS = 60
"""So soon after a change of the floor its lists are fetched anew."""

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
change_queues = call(ops.change_queues)
overrides = call(ops.overrides)
end_override = call(ops.end_override)


def answer_hand(api: Api, assist_id: uuid.UUID, way: AssistWay) -> AssistRow:
    """Say what is done about it."""
    return api.ask(ops.answer_hand.request(assist_id, AssistAnswer.model_validate({"way": way})))
