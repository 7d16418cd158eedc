"""Rules of alarms in the centre's file."""

from typing import Annotated, Final

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.centre_file.parts import ROWS, Entry, Part, Taking, in_file, words
from agent_desk.hub.supervising import alarm_settings
from agent_desk.models.supervising import AlarmRule
from agent_desk.schemas.kit.lists import KNOWN_CODE
from agent_desk.schemas.kit.settings import Words
from agent_desk.schemas.supervising.records import AlarmRuleEdit, AlarmRuleFields, NewAlarmRule


def _read(db: Session) -> list[Entry]:
    rules = sorted(alarm_settings.rules(db), key=lambda one: one.code)
    return [{"code": one.code, **one.model_dump(mode="json", exclude={"code", "version"})} for one in rules]


def _put(taking: Taking, before: Entry | None, after: Entry) -> None:
    fields = {name: after[name] for name in AlarmRuleFields.model_fields}
    if before is None:
        alarm_settings.add(taking.unit, NewAlarmRule.model_construct(code=after["code"], **fields))
        return
    version = taking.unit.db.scalar(select(AlarmRule.version).where(AlarmRule.code == after["code"])) or 0
    alarm_settings.edit(taking.unit, after["code"], AlarmRuleEdit(**fields, version=version))


PARTS: Final = (
    Part(
        name="alarm_rules",
        title=Words("告警规则", "Rules of alarms"),
        note=Words("比例为 0 至 1，时间为秒。", "Shares from 0 to 1, times in seconds."),
        permission="settings.manage",
        record=in_file("AlarmRule", AlarmRuleFields, {"code": Annotated[str, Field(pattern=KNOWN_CODE)]}),
        read=_read,
        put=_put,
        shown=words(
            code=("代码", "Code"),
            name_zh=("中文名称", "Chinese name"),
            name_en=("英文名称", "English name"),
            figure=("指标", "Figure"),
            counted=("统计范围", "Counted over"),
            queue=("队列", "Queue"),
            each_queue=("逐个队列", "Each queue"),
            state=("坐席状态", "State"),
            reason=("未就绪原因", "Not-ready reason"),
            threshold=("阈值", "Threshold"),
            clear_at=("解除值", "Cleared at"),
            hold_s=("持续（秒）", "For so long (s)"),
            least_calls=("最少来电", "Least calls"),
            severity=("级别", "Severity"),
            quiet_from=("静音自", "Quiet from"),
            quiet_to=("静音至", "Quiet to"),
            active=("在用", "In use"),
        ),
        retire={"active": False},
        place=ROWS + 2,
    ),
)
