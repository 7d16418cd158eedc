"""Settings of the centre itself."""

import re
from typing import Annotated

from pydantic import Field

from agent_desk.schemas.kit.bounded import Line
from agent_desk.schemas.kit.settings import Number, Setting, SettingRecord, Text, TextList, Tick, Words, declare


class CentreNames(SettingRecord):
    """The centre's names and hotline. `zone`: the time zone it was set up with; "": that of the hub's settings file."""

    name_zh: Annotated[str, Text(label=Words("中文名称", "Chinese name"), longest=60, required=True)] = "客户服务中心"
    name_en: Annotated[str, Text(label=Words("英文名称", "English name"), longest=80, required=True)] = (
        "Customer service centre"
    )
    hotline: Annotated[str, Text(label=Words("服务热线", "Hotline"), longest=32)] = ""
    area_code: Annotated[
        str,
        Text(
            label=Words("区号", "Area code"),
            hint=Words(
                "如 0531。本地号码不带区号送达或输入时，按此补全；留空则不补。",
                "As 0531: local numbers that come or are typed without it are completed by it; empty: they are not.",
            ),
            longest=4,
        ),
    ] = ""
    zone: Line = ""


def _no_area_code(record: CentreNames) -> dict[str, str]:
    sound = not record.area_code or re.fullmatch(r"0[1-9][0-9]{1,2}", record.area_code)
    return {} if sound else {"area_code": "not_an_area_code"}


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
        check=_no_area_code,
        faults={
            "not_an_area_code": Words(
                "区号以 0 开头，共 3 至 4 位，如 0531。", "An area code is 0 and two or three digits, as 0531."
            )
        },
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
    alarm_refusals: Annotated[
        int,
        Number(
            label=Words("连续被拒绝时提醒", "Tell of refusals in series from"),
            hint=Words(
                "同一网络地址十分钟内登录或访问被拒绝的次数；0 表示不提醒。",
                "Refused sign-ins and requests of one network address within ten minutes; 0: never.",
            ),
            low=0,
            high=10_000,
            unit=Words("次", "times"),
        ),
    ] = 50
    second_factor_roles: Annotated[
        list[str],
        Field(default_factory=list),
        TextList(
            label=Words("须用动态口令登录的岗位", "Roles that sign in with a second factor"),
            hint=Words(
                "岗位代码，以逗号分隔，如 security_administrator。",
                "Codes of roles, with commas: security_administrator.",
            ),
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
        permission="security.manage",
    )
)


class ScreenRules(SettingRecord):
    """What protects the screens that show customers' personal data."""

    watermark: Annotated[
        bool,
        Tick(
            label=Words("显示客户信息的屏幕加水印", "Watermark over screens with customers' data"),
            hint=Words(
                "姓名、用户名、席位和时间，淡显于整个窗口，拍照可追溯。",
                "Name, login, seat and time, faintly over the whole window: a photograph says whose screen it was.",
            ),
        ),
    ] = True


SCREENS = declare(
    Setting(
        key="screens",
        name="screens",
        permission="security.manage",
        record=ScreenRules,
        title=Words("屏幕保护", "Screens"),
        subject=Words("屏幕水印规则", "Watermark of screens"),
        counts=Words("下次登录起生效。", "It counts from the next sign-in on."),
        note=Words(
            "复制、打印客户信息须有“复制、打印客户信息”权限，每次均记入审计日志。",
            "Copying and printing customers' data takes the right of that name; each time is in the audit trail.",
        ),
        icon="monitor",
        place=86,
        second_person=True,
        second_person_kind="masks",
    )
)


class DirectoryRules(SettingRecord):
    """Sign-in by the bank's directory and by OpenID. Where they are is a matter of the hub's settings file."""

    make_people: Annotated[
        bool,
        Tick(
            label=Words("首次登录时建立人员", "Make people at their first sign-in"),
            hint=Words(
                "仅限所在组已对应岗位的人员；否则须先在“人员”页添加。",
                "Only who is in a group that gives a role; otherwise they are added on the page People first.",
            ),
        ),
    ] = False
    every_min: Annotated[
        int,
        Number(
            label=Words("重新读取权限间隔", "Rights are read anew every"), low=1, high=1440, unit=Words("分钟", "min")
        ),
    ] = 15
    openid_zh: Annotated[
        str, Text(label=Words("浏览器登录按钮（中文）", "Button for the browser, Chinese"), longest=30, required=True)
    ] = "用行内统一认证登录"
    openid_en: Annotated[
        str, Text(label=Words("浏览器登录按钮（英文）", "Button for the browser, English"), longest=40, required=True)
    ] = "Sign in with the bank's account"


DIRECTORY = declare(
    Setting(
        key="directory",
        name="directory",
        record=DirectoryRules,
        title=Words("目录登录", "Sign-in by directory"),
        subject=Words("目录登录规则", "Rules of sign-in by directory"),
        counts=Words("自下次登录和下次读取起生效。", "In force with the next sign-in and the next reading."),
        note=Words(
            "人员停用或离开目录后，最迟在此间隔内退出登录。",
            "Who is disabled in the directory, or leaves it, is signed out within this time at the latest.",
        ),
        icon="log-in",
        place=80,
        permission="people.manage",
        audience=("perm:people.manage",),
    )
)


class GatewayRules(SettingRecord):
    """Whether people sign in by systems outside that the hub's settings file names."""

    directory: Annotated[
        bool,
        Tick(
            label=Words("可用行内目录登录", "Sign-in by the directory"),
            hint=Words(
                "停用后不再向目录查询：不能用行内密码登录和解锁，权限不再重新读取；已登录者不受影响。",
                "Off: the directory is not asked; nobody signs in or unlocks by it, rights are not read anew, open sessions go on.",
            ),
        ),
    ] = True
    openid: Annotated[
        bool,
        Tick(
            label=Words("可用统一认证登录", "Sign-in by OpenID"),
            hint=Words(
                "停用后登录窗口不再显示浏览器登录按钮；已登录者不受影响。",
                "Off: the button for the browser goes from the sign-in window; open sessions go on.",
            ),
        ),
    ] = True


GATEWAYS = declare(
    Setting(
        key="gateways",
        name="gateways",
        record=GatewayRules,
        title=Words("外部接口", "Gateways"),
        subject=Words("外部接口的启用", "Gateways in use"),
        counts=Words(
            "启用和停用自下次登录起生效。地址和密钥在中心服务的配置文件中，密钥从不显示。",
            "Switching counts from the next sign-in on. Addresses and secrets stand in the hub's settings file; no secret is shown.",
        ),
        icon="external-link",
        place=92,
        audience=("perm:settings.manage",),
        second_person=True,
        foresees=True,
    )
)


class RightsRules(SettingRecord):
    """Substitution while somebody is away, and the review of who may do what."""

    own_substitute: Annotated[
        bool,
        Tick(
            label=Words("可由本人指定代理人", "People may name a substitute for themselves"),
            hint=Words(
                "在状态栏姓名菜单“我不在时”中办理，须经人员管理员复核；否则只由人员管理员办理。",
                "In the menu at their name, “While I am away”; somebody who manages people confirms it. Otherwise only those name one.",
            ),
        ),
    ] = False
    longest_days: Annotated[
        int,
        Number(label=Words("代理最长", "A substitution lasts at most"), low=1, high=366, unit=Words("天", "days")),
    ] = 60
    review_months: Annotated[
        int,
        Number(
            label=Words("权限复核间隔", "Rights are reviewed every"),
            hint=Words(
                "上次复核完成后超过此月数，即在待办事项中提醒；0 表示不提醒。",
                "Longer than this after the last finished review, a reminder stands in the inbox; 0: never.",
            ),
            low=0,
            high=36,
            unit=Words("个月", "months"),
        ),
    ] = 12


RIGHTS = declare(
    Setting(
        key="rights",
        name="rights",
        record=RightsRules,
        title=Words("代理与权限复核", "Substitutes and review"),
        subject=Words("代理与权限复核规则", "rules of substitution and of the review of rights"),
        counts=Words(
            "保存后立即生效；已有的代理不受影响。", "Counts at once; substitutions that stand are not touched."
        ),
        icon="award",
        place=84,
        permission="people.manage",
        audience=("perm:people.manage",),
        second_person=True,
    )
)


class DeskProgram(SettingRecord):
    """Where seats get the right program from; said at the door to a seat whose own is too old or too new."""

    ask_zh: Annotated[str, Text(label=Words("联系谁（中文）", "Whom to ask (Chinese)"), longest=40, required=True)] = (
        "系统管理员"
    )
    ask_en: Annotated[str, Text(label=Words("联系谁（英文）", "Whom to ask (English)"), longest=60, required=True)] = (
        "your system administrator"
    )
    place: Annotated[
        str,
        Text(
            label=Words("新程序的位置", "Where the new program lies"),
            hint=Words(
                "共享文件夹或行内网址；登录前即显示，不要写口令。",
                "A shared folder or an address of the bank's; it is shown before anybody signs in, so no password.",
            ),
            longest=200,
        ),
    ] = ""


DESK_PROGRAM = declare(
    Setting(
        key="desk_program",
        name="desk_program",
        record=DeskProgram,
        title=Words("坐席程序", "Desk program"),
        subject=Words("坐席程序的获取方式", "where seats get their program"),
        counts=Words(
            "程序过旧或过新的席位在登录前据此提示；保存后立即生效。",
            "Said before sign-in at a seat whose program is too old or too new. Counts at once.",
        ),
        icon="download",
        place=86,
        audience=("perm:settings.manage",),
    )
)
