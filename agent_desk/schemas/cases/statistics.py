"""Statistics of complaints: one axis down, figures or another axis across, counted by the day of receipt."""

from datetime import date, datetime
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field

from agent_desk.schemas.cases.records import ComplaintRow
from agent_desk.schemas.kit.bounded import Day, Line
from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.paging import After, Page
from agent_desk.schemas.kit.record import WireRecord
from agent_desk.schemas.kit.table import FormWord, LanguageWord, Table, TableColumn, TableRow
from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

CaseAxis = Literal[
    "month", "quarter", "year", "business", "cause", "channel", "source", "wish", "urgency", "class", "branch", "grade"
]
"""What complaints are told apart by. Business, cause and channel are the axes B, C and A of JR/T 0169-2018."""
AcrossWord = Literal[CaseAxis, "figures"]
InnerWord = Literal[CaseAxis, "none"]
STATISTICS: Final = "complaints"
"""What the audit trail calls the table, among the reports."""
TREES: Final = ("business", "cause", "channel")
"""Axes with levels: what is chosen on the last one is gathered under what stands above it."""
NAMES: Final = ("name", "inner")
"""Keys of the columns that name a row."""
TIMES: Final = ("month", "quarter", "year")
"""Axes of the day of receipt."""

AXES: Final = Vocabulary(
    "cases.axis",
    Term("month", "月份", "Month"),
    Term("quarter", "季度", "Quarter"),
    Term("year", "年度", "Year"),
    Term("business", "业务类别（B）", "Business (B)"),
    Term("cause", "投诉原因（C）", "Cause (C)"),
    Term("channel", "办理渠道（A）", "Channel (A)"),
    Term("source", "来源", "Source"),
    Term("wish", "诉求", "Wish"),
    Term("urgency", "紧急程度", "Urgency"),
    Term("class", "时限类别", "Class of the legal limit"),
    Term("branch", "机构", "Branch"),
    Term("grade", "等级", "Grade"),
)
FIGURES: Final = Vocabulary(
    "cases.figure",
    Term(
        "received",
        "收到（合并前）",
        "Received",
        help_zh="期间内收到的全部投诉，含已并案的重复投诉。",
        help_en="Every complaint received in the period, repeats that were merged included.",
    ),
    Term(
        "counted",
        "合并后",
        "After merging",
        help_zh="除去已并入其他投诉的件。",
        help_en="Without those that were merged into another one.",
    ),
    Term(
        "in_time",
        "按期告知率",
        "Told in time",
        help_zh="在法定期限内告知投诉人的件数 ÷ 已告知或已到期的件数（不含并案、撤回）。重新受理的按第一轮计。",
        help_en="Told within the legal limit ÷ told or past due, without merged and withdrawn ones. Of one taken up again the first round.",
    ),
    Term(
        "days",
        "平均处理天数",
        "Days to decide",
        help_zh="从收到之日到作出决定之日的日历天数，平均。",
        help_en="Calendar days from the day of receipt to the day of the decision, on average.",
    ),
    Term(
        "median",
        "处理天数中位",
        "Median days",
        help_zh="已作出决定的件中，一半不超过此天数。",
        help_en="Half of those decided took no more days.",
    ),
    Term(
        "p90",
        "处理天数 P90",
        "Days, 90 %",
        help_zh="已作出决定的件中，九成不超过此天数（最近秩法）。",
        help_en="Nine in ten of those decided took no more days (nearest rank).",
    ),
    Term(
        "extended",
        "延期率",
        "Extended",
        help_zh="时限类别为“情况特别复杂”的件数 ÷ 合并后件数。",
        help_en="Those of the class “especially complex” ÷ those after merging.",
    ),
    Term(
        "withdrawn",
        "撤回",
        "Withdrawn",
        help_zh="投诉人撤回的件数。",
        help_en="Withdrawn by the complainant.",
    ),
    Term(
        "open",
        "在办",
        "Open",
        help_zh="投诉人尚未被告知的件数（截至制表时）。",
        help_en="Those whose complainant has not been told yet, as of the making.",
    ),
    Term(
        "overdue",
        "逾期在办",
        "Overdue",
        help_zh="在办且已过期限的件数。",
        help_en="Open ones past their limit.",
    ),
    Term(
        "per_outlets",
        "每千网点",
        "Per 1,000 outlets",
        help_zh="合并后件数 ÷ 营业网点数 × 1,000（按期间，不折年）。网点数见“网点与客户数”设置。",
        help_en="Those after merging ÷ outlets × 1,000, of the period and not of a year. Outlets: the setting “Outlets and customers”.",
    ),
    Term(
        "per_customers",
        "每千万客户",
        "Per 10 m customers",
        help_zh="合并后件数 ÷ 个人客户数 × 10,000,000（按期间，不折年）。客户数见“网点与客户数”设置。",
        help_en="Those after merging ÷ personal customers × 10,000,000, of the period. Customers: the setting “Outlets and customers”.",
    ),
    Term(
        "reviewed",
        "核查",
        "Reviewed",
        help_zh="合并后件中，处理决定经核查并已作出核查结论的件数。",
        help_en="Those after merging whose decision was reviewed, and the review answered.",
    ),
    Term(
        "overturned",
        "核查改变率",
        "Overturned",
        help_zh="核查结论变更或撤销原决定的件数 ÷ 经核查的件数。",
        help_en="Reviews that changed or overturned the decision ÷ those reviewed.",
    ),
    Term(
        "mediated",
        "调解",
        "Mediated",
        help_zh="合并后件中，已调解终结（达成或未达成）的件数。",
        help_en="Those after merging that were mediated to an end, settled or failed.",
    ),
    Term(
        "settled",
        "调解成功率",
        "Settled",
        help_zh="调解达成协议的件数 ÷ 已调解的件数。",
        help_en="Mediations that ended with an agreement ÷ those mediated.",
    ),
    Term(
        "rectified",
        "已整改",
        "Rectified",
        help_zh="合并后件中，根因已整改且整改效果经核验的件数。",
        help_en="Those after merging whose root cause was rectified and the effect checked.",
    ),
    Term(
        "content",
        "满意率",
        "Content",
        help_zh="告知后表示满意的件数 ÷ 作出评价的件数（满意、基本满意、不满意）。",
        help_en="Those who said they are content when told ÷ those who said anything: content, fairly, not.",
    ),
    Term(
        "change",
        "增减",
        "Change",
        help_zh="合并后件数比对比期多或少几成；两期天数不同时按日均比较。",
        help_en="How much more or less after merging than in the other period, per day where they differ in length.",
    ),
    Term(
        "chance",
        "是否偶然",
        "By chance?",
        help_zh="两期日均件数的精确条件检验（泊松，双侧），全表按 Holm 校正，水平 5 %。“不止偶然”即仅凭偶然难有如此差别。",
        help_en="Exact conditional test of two Poisson rates, two-sided, with Holm's correction over the table, level 5 %.",
    ),
)
CHANCES: Final = Vocabulary(
    "cases.chance",
    Term("more", "增加，不止偶然", "More, not by chance", tone="warning", icon="arrow-up"),
    Term("less", "减少，不止偶然", "Less, not by chance", tone="good", icon="arrow-down"),
    Term("chance", "可能是偶然", "May be chance"),
)
SHEET: Final = Vocabulary(
    "cases.sheet",
    Term("title", "投诉统计", "Complaint statistics"),
    Term("total", "合计", "Total"),
    Term("subtotal", "小计", "Subtotal"),
    Term("none", "未填写", "Not given"),
    Term(
        "days",
        "按收到日期：{first} 至 {last}（含首尾两日），时区 {zone}",
        "By day of receipt: {first} to {last}, both included; {zone}",
    ),
    Term(
        "cross",
        "格内为合并后件数；合并前后合计见右侧两列。",
        "Cells count after merging; the two columns at the right are the sums before and after it.",
    ),
    Term(
        "against",
        "对比期：{first} 至 {last}（含首尾两日）",
        "Compared with: {first} to {last}, both included",
    ),
    Term("before", "{figure}（对比）", "{figure} (other)"),
    Term("reach", "仅含本人可见的投诉。", "Only complaints that you may see."),
    Term("edition", "分类版本：{edition}", "Classification: {edition}"),
    Term("made", "{name} 于 {at} 制表", "Made by {name}, {at}"),
)


def _number(given: object) -> object:
    return int(given) if isinstance(given, str) and given in ("1", "2", "3") else given


class CaseChoice(WireRecord):
    """What the statistics are asked by. `start` and `end`: days of receipt at the centre, both included.

    `inner`: a second axis down the page, within each entry of the first. `level`: to which level of an axis with levels it is
    counted, 1 the highest. `against_start`, `against_end`: of another period that stands beside it, with figures across and one axis
    down.
    """

    rows: CaseAxis = "business"
    inner: InnerWord = "none"
    across: AcrossWord = "figures"
    level: Annotated[Literal[1, 2, 3], BeforeValidator(_number)] = 2
    start: Day
    end: Day
    against_start: Day | None = None
    against_end: Day | None = None
    lang: LanguageWord = "zh"


class CaseCell(CaseChoice):
    """Which complaints stand behind a cell: `row` and `column` by their keys; `whole`: of the line of sums, whatever the row; `part`:
    of one entry of the inner axis within the row, `inner_row`.

    A column of the other period begins with `before:`.
    """

    whole: bool = False
    row: Annotated[Line, Field(max_length=80)] = ""
    part: bool = False
    inner_row: Annotated[Line, Field(max_length=80)] = ""
    column: Annotated[Line, Field(max_length=80)] = "received"
    after: After = None


class CaseColumn(TableColumn):
    """One column; `key` names the figure or the entry of the axis across."""

    key: str
    form: FormWord
    explain: str = ""


class CaseRow(TableRow):
    """One row; `key` names the entry of the axis, empty where none was given; `inner` that of the inner axis, None in a subtotal and
    where there is no inner axis."""

    key: str
    inner: str | None = None


class CaseSheet(Table):
    """The statistics as they are shown, exported and printed. The first column names the row, with an inner axis the first
    two; `total` is the whole."""

    columns: list[CaseColumn]
    rows: list[CaseRow]
    total: CaseRow
    choice: CaseChoice
    start: date
    end: date
    made_at: datetime
    made_by: OwnText
    file_name: str
    """Without an ending; safe on every file system."""


class CasesBehind(Page[ComplaintRow]):
    """A page of the complaints behind a cell, newest first."""
