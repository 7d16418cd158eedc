"""Recording of queues and the voice plan in the centre's file."""

from typing import Annotated, Final

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.recording import policies
from agent_desk.hub.calls.voice_plan import plan
from agent_desk.hub.kit.centre_file.parts import ROWS, Entry, Part, Taking, in_file, words
from agent_desk.models.calls.calls import Queue
from agent_desk.schemas.calls.recordings import PolicyFields
from agent_desk.schemas.calls.voice_plan import VoicePlan, VoicePlanForm
from agent_desk.schemas.kit.lists import KNOWN_CODE
from agent_desk.schemas.kit.settings import Words


def _policies(db: Session) -> list[Entry]:
    rows = db.scalars(select(Queue).order_by(Queue.position, Queue.code))
    return [
        {"queue": row.code, **policies.policy_row(row).model_dump(mode="json", exclude={"queue", "version"})}
        for row in rows
    ]


def _put_policy(taking: Taking, _before: Entry | None, after: Entry) -> None:
    version = taking.unit.db.scalar(select(Queue.version).where(Queue.code == after["queue"])) or 0
    fields = {name: after[name] for name in after if name != "queue"}
    policies.set_policy(taking.unit, after["queue"], PolicyFields(**fields, version=version))


def _plan(db: Session) -> list[Entry]:
    held, version = plan.plan_of(db)
    return [held.model_dump(mode="json")] if version else []


def _put_plan(taking: Taking, _before: Entry | None, after: Entry) -> None:
    _, version = plan.plan_of(taking.unit.db)
    form = VoicePlanForm(plan=VoicePlan.model_validate(after), version=version)
    plan.save(taking.unit, form, taking.zone)


PARTS: Final = (
    Part(
        name="recording",
        title=Words("队列录音", "Recording of queues"),
        permission="settings.manage",
        record=in_file("Policy", PolicyFields, {"queue": Annotated[str, Field(pattern=KNOWN_CODE)]}),
        keys=("queue",),
        read=_policies,
        put=_put_policy,
        shown=words(
            queue=("队列", "Queue"),
            mode=("录音方式", "Which calls"),
            percent=("比例（%）", "Share (%)"),
            announced=("录音提示", "Callers are told"),
            pause=("允许暂停", "May be paused"),
        ),
        confirmed={"settings.recording_policy": "recording"},
        place=ROWS + 1,
    ),
    Part(
        name="voice_plan",
        title=Words("语音方案", "Voice plan"),
        note=Words("导入后须另行应用到交换机。", "Once taken in, it is brought to the exchange by itself."),
        permission="settings.manage",
        record=VoicePlan,
        keys=(),
        read=_plan,
        put=_put_plan,
        shown=words(
            numbers=("号码", "Numbers"),
            hours=("营业时间", "Hours"),
            days=("特殊日期", "Special days"),
            menus=("菜单", "Menus"),
            queues=("队列规则", "Rules of queues"),
            identity=("证件号采集", "Identity digits"),
            survey=("满意度调查", "Survey"),
        ),
        place=ROWS + 3,
    ),
)
