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


_PEOPLE = Words("人", "people")
_YUAN = Words("元", "yuan")


class GradeRules(SettingRecord):
    """From when on a complaint is important or grave; 0: this says nothing. What a source gives at the least stands with the source."""

    important_people: Annotated[
        int,
        Number(
            label=Words("重要：投诉人数达到", "Important: so many complain"),
            hint=Words("0 为不按此项。", "0: this says nothing."),
            low=0,
            high=100_000,
            unit=_PEOPLE,
        ),
    ] = 5
    grave_people: Annotated[
        int,
        Number(label=Words("重大：投诉人数达到", "Grave: so many complain"), low=0, high=100_000, unit=_PEOPLE),
    ] = 20
    important_amount: Annotated[
        int,
        Number(label=Words("重要：涉及金额达到", "Important: such an amount"), low=0, high=1_000_000_000, unit=_YUAN),
    ] = 0
    grave_amount: Annotated[
        int,
        Number(label=Words("重大：涉及金额达到", "Grave: such an amount"), low=0, high=1_000_000_000, unit=_YUAN),
    ] = 0


def _graver(rules: GradeRules) -> Mapping[str, str]:
    return {
        f"grave_{what}": "less"
        for what in ("people", "amount")
        if 0 < getattr(rules, f"grave_{what}") < getattr(rules, f"important_{what}")
    }


GRADING = declare(
    Setting(
        key="cases.grades",
        name="complaint_grades",
        record=GradeRules,
        title=Words("投诉等级规则", "Grades of complaints"),
        subject=Words("投诉等级规则", "rules of grades of complaints"),
        counts=Words(
            "对此后登记或更正的投诉有效。各来源的最低等级在“投诉来源”中设置。",
            "Counts for complaints that are opened or corrected from then on. The least grade of a source stands with the source.",
        ),
        icon="arrow-up",
        place=61,
        check=_graver,
        faults={"less": Words("不能低于重要的标准。", "Not less than for important ones.")},
    )
)

_PERCENT = r"^(100|[1-9][0-9]?)$"


class WarningRules(SettingRecord):
    """At which shares of a limit, in percent, who is told of it."""

    owner_at: Annotated[
        list[str],
        TextList(
            label=Words("提醒负责人", "Who has it is told at"),
            hint=Words(
                "已用时间的百分比，以逗号分隔，如 50, 80, 100。", "Percent of the time, with commas: 50, 80, 100."
            ),
            pattern=_PERCENT,
            most=5,
        ),
    ] = ["50", "80", "100"]
    leader_at: Annotated[
        list[str], TextList(label=Words("提醒负责人的班长", "The leader of their team at"), pattern=_PERCENT, most=5)
    ] = ["80", "100"]
    manager_at: Annotated[list[str], TextList(label=Words("提醒管理人员", "Managers at"), pattern=_PERCENT, most=5)] = [
        "100"
    ]

    def shares(self) -> dict[str, tuple[int, ...]]:
        """Return at which shares each is told, the lowest first."""
        told = {"owner": self.owner_at, "leader": self.leader_at, "manager": self.manager_at}
        return {who: tuple(sorted({int(one) for one in at})) for who, at in told.items()}


WARNING = declare(
    Setting(
        key="cases.warnings",
        name="case_warnings",
        record=WarningRules,
        title=Words("时限提醒", "Warnings of limits"),
        subject=Words("时限提醒", "warnings of limits"),
        counts=Words(
            "对投诉的法定期限、内部时限和登记台账的时限有效。只在工作时间内提醒，每个时点一次：记入待办事项，实时送达。",
            "Of complaints' legal and own limits, and of registers' clocks. Told in office hours and once each: in the inbox, at once.",
        ),
        icon="bell",
        place=63,
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
        icon="chart-line",
        place=61,
        check=_once,
        faults={"twice": Words("每个机构只写一次。", "Each branch once.")},
    )
)
