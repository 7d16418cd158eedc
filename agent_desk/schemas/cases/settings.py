"""Settings of complaints: the edition of the law, and the limit of one that is taken up again."""

from collections.abc import Mapping
from typing import Annotated

from agent_desk.schemas.kit.settings import Number, Setting, SettingRecord, Text, Words, declare


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
    review_asked_days: Annotated[
        int,
        Number(
            label=Words("核查须在作出决定后几日内申请", "A review is asked for within"),
            hint=Words("自告知投诉人处理决定之日起算。", "Counted from the day on which the complainant was told."),
            low=1,
            high=365,
            unit=_DAYS,
        ),
    ] = 30
    review_answered_days: Annotated[
        int, Number(label=Words("核查答复期限", "A review is answered within"), low=1, high=365, unit=_DAYS)
    ] = 30
    most_representatives: Annotated[
        int,
        Number(
            label=Words("群体投诉代表人数上限", "Representatives of a group at the most"),
            low=1,
            high=50,
            unit=Words("人", "people"),
        ),
    ] = 5


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
