"""Settings of customers: how much of their data one person may ask for, and from when on their leader is told."""

from typing import Annotated

from agent_desk.schemas.kit.settings import Number, Setting, SettingRecord, Words, declare

_TIMES = Words("次", "times")


class AccessRules(SettingRecord):
    """Limits per person, and the numbers within an hour of which a leader is told. An alarm at 0: never."""

    lookups_a_minute: Annotated[
        int, Number(label=Words("每分钟最多查找", "Lookups a minute, at most"), low=5, high=600, unit=_TIMES)
    ] = 40
    lookups_an_hour: Annotated[
        int, Number(label=Words("每小时最多查找", "Lookups an hour, at most"), low=20, high=6_000, unit=_TIMES)
    ] = 400
    misses_an_hour: Annotated[
        int,
        Number(
            label=Words("每小时最多查找未登记的号码", "Lookups of numbers that are nobody's, an hour, at most"),
            hint=Words("超过后当小时内不能再按号码查找。", "Beyond them no number can be looked up in that hour."),
            low=5,
            high=1_000,
            unit=_TIMES,
        ),
    ] = 20
    variations_an_hour: Annotated[
        int,
        Number(
            label=Words("每小时最多逐字试探", "Lookups an hour that differ in one place only, at most"),
            hint=Words(
                "只改动一处、其余相同的查找（试探号码或姓名）。", "As of somebody who tries out a number or a name."
            ),
            low=5,
            high=1_000,
            unit=_TIMES,
        ),
    ] = 15
    reveals_an_hour: Annotated[
        int,
        Number(label=Words("每小时最多查看明文", "Fields in clear an hour, at most"), low=5, high=1_000, unit=_TIMES),
    ] = 60
    alarm_reveals: Annotated[
        int,
        Number(
            label=Words("每小时查看明文达到几次时提醒班长", "A leader is told at so many fields in clear an hour"),
            low=0,
            high=1_000,
        ),
    ] = 30
    alarm_cards: Annotated[
        int,
        Number(
            label=Words("每小时打开客户资料达到几份时提醒班长", "A leader is told at so many customers opened an hour"),
            low=0,
            high=6_000,
        ),
    ] = 200
    alarm_listed: Annotated[
        int,
        Number(
            label=Words("每小时查找列出客户达到几位时提醒班长", "A leader is told at so many customers found an hour"),
            hint=Words("0：不提醒。", "0: never."),
            low=0,
            high=100_000,
        ),
    ] = 1_000


ACCESS = declare(
    Setting(
        key="customers.access",
        name="customer_access",
        record=AccessRules,
        title=Words("客户信息查看限制", "Limits on customers' data"),
        subject=Words("客户信息查看限制", "Limits on customers' data"),
        counts=Words("更改自下一次查找或查看起生效。", "A change counts from the next lookup or reading."),
        icon="eye",
        place=45,
        permission="security.manage",
        audience=("perm:security.manage",),
    )
)


class IdentityRule(SettingRecord):
    """How many answers make a caller known."""

    required: Annotated[
        int,
        Number(
            label=Words("至少答对", "Right answers, at least"),
            hint=Words("必答题须全部答对，计入其中。", "Every required question must be among them."),
            low=1,
            high=20,
            unit=Words("题", "questions"),
        ),
    ] = 3
    max_wrong: Annotated[
        int,
        Number(
            label=Words("最多答错", "Wrong answers, at most"),
            hint=Words("答错超过此数，本次不能通过。", "With more the caller is not verified."),
            low=0,
            high=20,
            unit=Words("题", "questions"),
        ),
    ] = 2


IDENTITY = declare(
    Setting(
        key="customers.identity",
        name="identity_check",
        record=IdentityRule,
        title=Words("核身规则", "Identity check"),
        subject=Words("核身规则", "Rule of the identity check"),
        counts=Words(
            "来电人答对几题才算本人。更改自下一通来电起生效。",
            "How many answers make a caller the customer. A change counts from the next call.",
        ),
        icon="circle-check",
        place=35,
        second_person=True,
        second_person_kind="masks",
        foresees=True,
    )
)
