"""What alarms, messages, hands up and call-backs to make are called."""

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import select

from agent_desk.hub.kit.naming import Called, EntityName, Naming, keys_of, of_columns
from agent_desk.models.supervising import Alarm, AlarmRule, AssistRequest, CallbackTask, FloorMessage


def _alarms(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.execute(
        select(Alarm, AlarmRule)
        .join(AlarmRule, AlarmRule.id == Alarm.rule_id)
        .where(Alarm.id.in_(keys_of(Alarm.id, wanted)))
    )
    return {
        str(alarm.id): (
            f"{naming.time(alarm.since_at)[0]} {rule.name_zh}",
            f"{naming.time(alarm.since_at)[1]} {rule.name_en}",
        )
        for alarm, rule in rows
    }


def _tasks(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.scalars(select(CallbackTask).where(CallbackTask.id.in_(keys_of(CallbackTask.id, wanted))))
    return {str(row.id): 2 * (f"{naming.time(row.first_at)[0]} {naming.telephone(row.number)}",) for row in rows}


def _messages(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.scalars(select(FloorMessage).where(FloorMessage.id.in_(keys_of(FloorMessage.id, wanted))))
    return {str(row.id): naming.time(row.sent_at) for row in rows}


def _hands(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    found = select(AssistRequest.id, AssistRequest.person_id, AssistRequest.asked_at)
    rows = naming.db.execute(found.where(AssistRequest.id.in_(keys_of(AssistRequest.id, wanted)))).all()
    people = naming.of("person", [person for _, person, _ in rows])
    named = {}
    for key, person, at in rows:
        zh, en = people.get(str(person), ("", ""))
        named[str(key)] = f"{naming.time(at)[0]} {zh}".strip(), f"{naming.time(at)[1]} {en}".strip()
    return named


NAMES: Final[Mapping[str, EntityName]] = {
    "alarm": EntityName(names=_alarms),
    "alarm_rule": EntityName(names=of_columns(AlarmRule.code, AlarmRule.name_zh, AlarmRule.name_en), by_code=True),
    "callback_task": EntityName(names=_tasks, of_customers=True),
    "floor_message": EntityName(names=_messages),
    "assist_request": EntityName(names=_hands),
}
