"""The monthly paper of complaints, and its frozen editions: what was reported for a month never moves."""

import uuid
from datetime import date, datetime
from typing import Annotated, Final

from pydantic import Field

from agent_desk.schemas.cases.statistics import CaseSheet
from agent_desk.schemas.kit.bounded import Day, Text
from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.record import WireRecord
from agent_desk.schemas.kit.table import LanguageWord, Table
from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

SECTIONS: Final = Vocabulary(
    "cases.section",
    Term("months", "逐月", "By month"),
    Term("business", "业务", "Business"),
    Term("cause", "原因", "Causes"),
    Term("business_cause", "业务 × 原因", "Business × cause"),
    Term("channel", "渠道", "Channels"),
    Term("source", "来源", "Sources"),
    Term("branch", "机构", "Branches"),
)
"""The tables of the paper, in their order."""
MONTHLY: Final = Vocabulary(
    "cases.monthly",
    Term("title", "投诉月报 {month}", "Complaints of {month}"),
    Term("live", "即时数据（未冻结）", "As of now, not frozen"),
    Term("edition", "第 {number} 版，{name} 于 {at} 冻结", "Edition {number}, frozen by {name}, {at}"),
    Term("digest", "数字摘要（SHA-256）：{digest}", "Digest (SHA-256): {digest}"),
    Term("reason", "更正原因：{reason}", "Why it was corrected: {reason}"),
    Term("cells", "两版不同的单元格", "Cells that differ between the editions"),
    Term("cases", "两版不同的投诉", "Complaints that differ between the editions"),
    Term("table", "表", "Table"),
    Term("row", "行", "Row"),
    Term("column", "列", "Column"),
    Term("number", "编号", "Number"),
    Term("field", "项目", "What"),
    Term("before", "前一版", "Before"),
    Term("after", "本版", "Now"),
    Term("there", "计入", "Counted"),
    Term("yes", "是", "Yes"),
    Term("no", "否", "No"),
)
FIELDS: Final = Vocabulary(
    "cases.fact",
    Term("there", "是否计入本月", "Counted in the month"),
    Term("received", "收到日期", "Day of receipt"),
    Term("channel", "办理渠道（A）", "Channel (A)"),
    Term("business", "业务类别（B）", "Business (B)"),
    Term("cause", "投诉原因（C）", "Cause (C)"),
    Term("source", "来源", "Source"),
    Term("wish", "诉求", "Wish"),
    Term("urgency", "紧急程度", "Urgency"),
    Term("case_class", "时限类别", "Class of the legal limit"),
    Term("branch_code", "机构", "Branch"),
    Term("state", "状态", "State"),
    Term("decided", "决定日期", "Day of the decision"),
    Term("told", "告知日期", "Day the complainant was told"),
    Term("in_time", "按期告知", "Told in time"),
)
"""What an edition holds of each complaint."""


Month = Annotated[Day, Field(ge=date(1902, 1, 1), le=date(2998, 12, 31))]
"""A day of the month that is meant: a year before it, and the month after it, can be reckoned with."""


class MonthChoice(WireRecord):
    """Which paper: of the month that has this day, as of now or as an edition of it has it."""

    month: Month
    edition: Annotated[int, Field(ge=1, le=999)] | None = None
    lang: LanguageWord = "zh"


class Edition(WireRecord):
    """A frozen edition of a month. `number`: 1 the first reported; `digest`: SHA-256 of everything in it."""

    id: uuid.UUID
    month: date
    number: int
    frozen_at: datetime
    frozen_by: OwnText
    reason: OwnText
    complaints: int
    digest: str


class Section(CaseSheet):
    """One table of the paper; `section`: which."""

    section: str


class MonthlyPaper(WireRecord):
    """The paper: its tables, as screen, workbook, PDF and document show them. `edition`: None where it is of now."""

    title: OwnText
    notes: list[OwnText]
    month: date
    last: date
    sections: list[Section]
    edition: Edition | None = None
    file_name: str


class FreezeForm(WireRecord):
    """Freeze a month as it is now; every edition after the first says why."""

    month: Month
    reason: Annotated[Text, Field(max_length=300)] = ""


class DifferenceChoice(WireRecord):
    """What changed: from the edition before to this one; from the last one to now where none is named."""

    month: Month
    edition: Annotated[int, Field(ge=1, le=999)] | None = None
    lang: LanguageWord = "zh"


class Differences(WireRecord):
    """What differs, cell by cell and complaint by complaint."""

    cells: Table
    cases: Table
