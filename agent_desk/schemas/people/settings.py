"""Settings of the centre itself."""

from typing import Annotated

from agent_desk.schemas.kit.bounded import Line
from agent_desk.schemas.kit.settings import Setting, SettingRecord, Text, Words, declare


class CentreNames(SettingRecord):
    """The centre's names and hotline. `zone`: the time zone it was set up with; "": that of the hub's settings file."""

    name_zh: Annotated[str, Text(label=Words("中文名称", "Chinese name"), longest=60, required=True)] = "客户服务中心"
    name_en: Annotated[str, Text(label=Words("英文名称", "English name"), longest=80, required=True)] = (
        "Customer service centre"
    )
    hotline: Annotated[str, Text(label=Words("服务热线", "Hotline"), longest=32)] = ""
    zone: Line = ""


CENTRE = declare(
    Setting(
        key="centre",
        name="centre",
        record=CentreNames,
        title=Words("中心信息", "Centre"),
        subject=Words("中心信息", "Centre"),
        counts=Words(
            "下次登录起，界面和报表使用新名称。", "Windows and reports show the new name from the next sign-in on."
        ),
        note=Words(
            "时区 {zone}：决定每日起止时刻，不在此处修改。",
            "Time zone {zone}: it decides where a day begins, so it is not changed here.",
        ),
        icon="building-2",
        place=90,
    )
)
