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

CaseAxis = Literal["month", "business", "cause", "channel", "source", "wish", "urgency", "class", "branch"]
"""What complaints are told apart by. Business, cause and channel are the axes B, C and A of JR/T 0169-2018."""
AcrossWord = Literal["figures", "month", "business", "cause", "channel", "source", "wish", "urgency", "class", "branch"]
CaseFigure = Literal[
    "received", "counted", "judged", "in_time", "decided", "days", "extended", "withdrawn", "open", "overdue"
]
STATISTICS: Final = "complaints"
"""What the audit trail calls the table, among the reports."""
TREES: Final = ("business", "cause", "channel")
"""Axes with levels: what is chosen on the last one is gathered under what stands above it."""

AXES: Final = Vocabulary(
    "cases.axis",
    Term("month", "月份", "Month"),
    Term("business", "业务类别（B）", "Business (B)"),
    Term("cause", "投诉原因（C）", "Cause (C)"),
    Term("channel", "办理渠道（A）", "Channel (A)"),
    Term("source", "来源", "Source"),
    Term("wish", "诉求", "Wish"),
    Term("urgency", "紧急程度", "Urgency"),
    Term("class", "时限类别", "Class of the legal limit"),
    Term("branch", "机构", "Branch"),
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
)
SHEET: Final = Vocabulary(
    "cases.sheet",
    Term("title", "投诉统计", "Complaint statistics"),
    Term("total", "合计", "Total"),
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
    Term("reach", "仅含本人可见的投诉。", "Only complaints that you may see."),
    Term("edition", "分类版本：{edition}", "Classification: {edition}"),
    Term("made", "{name} 于 {at} 制表", "Made by {name}, {at}"),
)


def _number(given: object) -> object:
    return int(given) if isinstance(given, str) and given in ("1", "2", "3") else given


class CaseChoice(WireRecord):
    """What the statistics are asked by. `start` and `end`: days of receipt at the centre, both included.

    `level`: to which level of an axis with levels it is counted, 1 the highest.
    """

    rows: CaseAxis = "business"
    across: AcrossWord = "figures"
    level: Annotated[Literal[1, 2, 3], BeforeValidator(_number)] = 2
    start: Day
    end: Day
    lang: LanguageWord = "zh"


class CaseCell(CaseChoice):
    """Which complaints stand behind a cell: `row` and `column` by their keys; `whole`: of the line of sums, whatever the row."""

    whole: bool = False
    row: Annotated[Line, Field(max_length=80)] = ""
    column: Annotated[Line, Field(max_length=80)] = "received"
    after: After = None


class CaseColumn(TableColumn):
    """One column; `key` names the figure or the entry of the axis across."""

    key: str
    form: FormWord
    explain: str = ""


class CaseRow(TableRow):
    """One row; `key` names the entry of the axis, empty where none was given."""

    key: str


class CaseSheet(Table):
    """The statistics as they are shown, exported and printed. The first column names the row; `total` is the whole."""

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
