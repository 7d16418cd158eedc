"""Settings of complaints: the edition of the law, and the limit of one that is taken up again."""

from collections.abc import Mapping
from typing import Annotated

from agent_desk.schemas.kit.settings import Number, Setting, SettingRecord, Text, TextList, Words, declare


class ReopeningRules(SettingRecord):
    """What holds for a complaint that is taken up again after the complainant was told."""

    limit_days: Annotated[
        int,
        Number(
            label=Words("再次处理期限", "To be told again within"),
            hint=Words(
                "自再次受理之日起算。原处理决定、告知时间和期限保持不变。",
                "Counted from the day it is taken up again. What was decided and told before, and its limit, stay as they are.",
            ),
            low=1,
            high=60,
            unit=Words("日", "days"),
        ),
    ] = 15


REOPENING = declare(
    Setting(
        key="cases.reopening",
        name="reopening",
        record=ReopeningRules,
        title=Words("投诉再次处理", "Complaints taken up again"),
        subject=Words("投诉再次处理期限", "limit of complaints taken up again"),
        counts=Words("对此后再次处理的投诉有效。", "Counts for complaints that are taken up again from then on."),
        icon="refresh-cw",
        place=60,
    )
)


_DAYS = Words("日", "days")


class LawEdition(SettingRecord):
    """One edition of the rule that the legal clock keeps; a complaint keeps the edition of its day of receipt.

    What ships is order 2020 no. 3 of the CBIRC, in force since 2020-03-01. Days are those of the calendar.
    """

    name_zh: Annotated[
        str, Text(label=Words("规定名称（中文）", "Name of the rule (Chinese)"), longest=80, required=True)
    ] = "银行业保险业消费投诉处理管理办法"
    name_en: Annotated[
        str, Text(label=Words("规定名称（英文）", "Name of the rule (English)"), longest=120, required=True)
    ] = "Measures for handling consumer complaints in banking and insurance (order 2020 no. 3)"
    simple_days: Annotated[
        int, Number(label=Words("事实清楚、争议简单", "Facts clear, dispute simple"), low=1, high=365, unit=_DAYS)
    ] = 15
    complex_days: Annotated[int, Number(label=Words("情况复杂", "Complex"), low=1, high=365, unit=_DAYS)] = 30
    extension_days: Annotated[
        int,
        Number(
            label=Words("特别复杂，再延长", "Especially complex: longer by"),
            hint=Words(
                "须经另一人批准，并已告知投诉人。", "Once a second person has approved it and the complainant was told."
            ),
            low=0,
            high=365,
            unit=_DAYS,
        ),
    ] = 30
    article: Annotated[str, Text(label=Words("期限所依条款", "Article of the limits"), longest=20)] = "20"
    withdrawal_article: Annotated[str, Text(label=Words("撤回所依条款", "Article of withdrawal"), longest=20)] = "15"


def _in_order(edition: LawEdition) -> Mapping[str, str]:
    return {"complex_days": "shorter"} if edition.complex_days < edition.simple_days else {}


LAW_EDITION = declare(
    Setting(
        key="cases.law",
        name="complaint_law",
        record=LawEdition,
        title=Words("投诉处理期限", "Legal limits of complaints"),
        subject=Words("投诉处理期限", "legal limits of complaints"),
        counts=Words(
            "对生效之日起收到的投诉有效；立即保存的，自次日起收到的有效。此前收到的投诉仍按其收到之日的规定。",
            "Counts for complaints received from 0:00 of its day on, or from the next day where it is saved at once; what was "
            "received before keeps the edition of its day.",
        ),
        note=Words(
            "新规定公布后，填写新的期限并选择生效日。",
            "When a new rule is published, enter its limits and the day it comes into force.",
        ),
        icon="hourglass",
        place=59,
        second_person=True,
        check=_in_order,
        faults={"shorter": Words("不能短于简单投诉的期限。", "Not shorter than the limit of simple ones.")},
    )
)


class BankSizes(SettingRecord):
    """Outlets and personal customers, of the whole bank and by branch: what complaints are set against. 0: not said."""

    outlets: Annotated[
        int,
        Number(
            label=Words("全行营业网点", "Outlets of the bank"),
            hint=Words("填 0 时，按下列机构合计。", "0: the branches below together."),
            low=0,
            high=1_000_000,
            unit=Words("个", "outlets"),
        ),
    ] = 0
    customers: Annotated[
        int,
        Number(
            label=Words("全行个人客户", "Personal customers of the bank"),
            hint=Words("填 0 时，按下列机构合计。", "0: the branches below together."),
            low=0,
            high=2_000_000_000,
            unit=Words("户", "customers"),
        ),
    ] = 0
    branches: Annotated[
        list[str],
        TextList(
            label=Words("各机构", "By branch"),
            hint=Words(
                "机构代码=网点数/个人客户数，例如 001=12/350000，以逗号分隔。",
                "Code=outlets/personal customers, as in 001=12/350000, with commas between them.",
            ),
            pattern=r"^[A-Za-z0-9._-]{1,32}=[0-9]{1,6}/[0-9]{1,10}$",
            most=2000,
        ),
    ] = []


def _once(record: BankSizes) -> Mapping[str, str]:
    codes = [line.partition("=")[0] for line in record.branches]
    return {"branches": "twice"} if len(set(codes)) < len(codes) else {}


SIZES = declare(
    Setting(
        key="cases.sizes",
        name="bank_sizes",
        record=BankSizes,
        title=Words("网点与客户数", "Outlets and customers"),
        subject=Words("网点与客户数", "outlets and customers"),
        counts=Words(
            "投诉统计以期间最后一日的数为分母；此前没有填写的，用最早填写的数。",
            "Statistics of complaints are divided by the numbers of the last day of their period; by the first that were "
            "entered where it is earlier.",
        ),
        icon="building-2",
        place=61,
        check=_once,
        faults={"twice": Words("每个机构只写一次。", "Each branch once.")},
    )
)
