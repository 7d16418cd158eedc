"""Settings of the centre itself."""

from typing import Annotated

from pydantic import Field

from agent_desk.schemas.kit.settings import Number, Setting, SettingRecord, Text, TextList, Words, declare


class CentreNames(SettingRecord):
    """The centre's names and hotline. `zone`: the time zone it was set up with; "": that of the hub's settings file."""

    name_zh: Annotated[str, Text(label=Words("中文名称", "Chinese name"), longest=60, required=True)] = "客户服务中心"
    name_en: Annotated[str, Text(label=Words("英文名称", "English name"), longest=80, required=True)] = (
        "Customer service centre"
    )
    hotline: Annotated[str, Text(label=Words("服务热线", "Hotline"), longest=32)] = ""
    zone: str = ""


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


class SignInRules(SettingRecord):
    """How people sign in. `second_factor_roles`: codes of roles whose people need a second factor."""

    one_time_hours: Annotated[
        int,
        Number(
            label=Words("一次性密码有效期", "One-time passwords are good for"),
            low=1,
            high=720,
            unit=Words("小时", "hours"),
        ),
    ] = 24
    lock_after_min: Annotated[
        int,
        Number(
            label=Words("无操作锁定工作台", "Lock an idle seat after"),
            hint=Words(
                "0 表示不锁定。通话不受影响，凭密码解锁。", "0: never. A call goes on; the password unlocks the seat."
            ),
            low=0,
            high=240,
            unit=Words("分钟", "minutes"),
        ),
    ] = 15
    second_factor_roles: Annotated[
        list[str],
        Field(default_factory=list),
        TextList(
            label=Words("须用动态口令登录的岗位", "Roles that sign in with a second factor"),
            hint=Words("岗位代码，以逗号分隔，如 administrator。", "Codes of roles, with commas: administrator."),
            pattern=r"^[a-z0-9][a-z0-9._-]{0,39}$",
            most=50,
        ),
    ]


SIGN_IN = declare(
    Setting(
        key="sign_in",
        name="sign_in",
        record=SignInRules,
        title=Words("登录安全", "Signing in"),
        subject=Words("登录规则", "rules of signing in"),
        counts=Words("下次登录起生效。", "They count from the next sign-in on."),
        icon="lock",
        place=85,
    )
)
