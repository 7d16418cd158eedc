"""Lists of complaints that a source forwards (12378, 12363, 12345, head office): columns, what each line says, the order to take it."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Final

from pydantic import Field

from agent_desk.schemas.cases.records import CaseClassWord, Text
from agent_desk.schemas.kit.bounded import Line
from agent_desk.schemas.kit.free_text import FreeText, OwnText
from agent_desk.schemas.kit.table_file import Lines, RowChange, RowLine, TableFileAsk, TableFileView
from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

COLUMNS: Final = Vocabulary(
    "cases.file_column",
    Term("source_number", "来源编号", "Number of the source"),
    Term("received_on", "收到日期", "Received on"),
    Term("source_on", "转办日期", "Day on the source's proof"),
    Term("complainant", "投诉人", "Complainant"),
    Term("customer", "客户号", "Customer number"),
    Term("narrative", "投诉内容", "What was said"),
    Term("channel", "办理渠道", "Channel"),
    Term("business", "业务类别", "Business"),
    Term("cause", "投诉原因", "Cause"),
    Term("wish", "诉求", "Wish"),
    Term("urgency", "紧急程度", "Urgency"),
    Term("branch", "被投诉机构", "Branch complained of"),
    Term("department", "被投诉部门", "Department complained of"),
    Term("amount", "涉及金额", "Amount in dispute"),
    Term("happened_on", "事件日期", "Day of the event"),
    Term("people", "投诉人数", "How many complain"),
)
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "source_number": (
        "来源编号",
        "转办编号",
        "转办单号",
        "工单编号",
        "工单号",
        "投诉编号",
        "受理编号",
        "编号",
        "case number",
        "ticket",
    ),
    "received_on": (
        "收到日期",
        "受理日期",
        "接收日期",
        "收件日期",
        "收到时间",
        "受理时间",
        "received",
        "date received",
    ),
    "source_on": ("转办日期", "转办时间", "派单日期", "派单时间", "下发日期", "forwarded on", "dispatched on"),
    "complainant": ("投诉人", "投诉人姓名", "来电人", "姓名", "申请人", "name", "complainant name"),
    "customer": ("客户号", "客户编号", "customer number", "customer"),
    "narrative": (
        "投诉内容",
        "投诉事项",
        "诉求内容",
        "事项描述",
        "内容",
        "情况描述",
        "description",
        "details",
        "content",
    ),
    "channel": ("办理渠道", "投诉渠道", "渠道"),
    "business": ("业务类别", "业务类型", "投诉业务", "产品"),
    "cause": ("投诉原因", "原因", "问题类型"),
    "wish": ("诉求", "投诉诉求", "要求", "request"),
    "urgency": ("紧急程度", "缓急", "priority"),
    "branch": ("被投诉机构", "涉及机构", "机构", "网点", "支行", "branch complained of"),
    "department": ("被投诉部门", "部门"),
    "amount": ("涉及金额", "金额", "涉诉金额", "amount in dispute"),
    "happened_on": ("事件日期", "事发日期", "发生日期", "event date"),
    "people": ("投诉人数", "人数", "number of people"),
}
"""What else the columns are called; a heading that is none of them is chosen by hand, and remembered for its source."""
NEEDED: Final = ("source_number", "received_on", "narrative")
TEXTS: Final = Vocabulary(
    "cases.file",
    Term("button", "导入名单 …", "Load a list …"),
    Term("choose", "选择来源单位转来的投诉名单", "Choose a list that a source forwards"),
    Term("kinds", "投诉名单（*.xlsx *.csv）", "List of complaints (*.xlsx *.csv)"),
    Term("title", "导入投诉：{name}", "Complaints from a file: {name}"),
    Term(
        "note",
        "期限自各件的收到日起算。来源编号相同的不再登记；列的对应关系按来源记住。名单中没有的分类用左侧所选。",
        "Each limit counts from its own day of receipt. What is there under the same number is not registered again; columns are"
        " remembered for the source. Classes that the list does not have are those chosen at the left.",
    ),
    Term(
        "counts",
        "可登记 {new}，已登记 {same}，不能导入 {refused}",
        "{new} to register, {same} there already, {refused} refused",
    ),
    Term("take", "登记 {n} 件", "Register {n}"),
    Term("number", "来源编号", "Number"),
    Term("complainant", "投诉人", "Complainant"),
    Term("received", "收到日期", "Received"),
    Term("source", "来源", "Source"),
    Term("channel", "未注明渠道时", "Channel, if none"),
    Term("business", "未注明业务时", "Business, if none"),
    Term("cause", "未注明原因时", "Cause, if none"),
    Term("wish", "未注明诉求时", "Wish, if none"),
    Term("due", "到期 {day}", "due {day}"),
    Term("done", "已登记 {n} 件投诉。", "{n} complaints registered."),
)


class ComplaintLine(RowLine):
    """A line of the list. `number`: the complaint's own, of one that is there or was registered; `due_on`: its last day."""

    source_number: OwnText = ""
    complainant: FreeText = ""
    received_on: date | None = None
    due_on: date | None = None
    number: OwnText = ""
    id: uuid.UUID | None = None


class ComplaintFileView(TableFileView):
    """A list as read."""

    rows: list[ComplaintLine] = []

    def count(self, change: RowChange) -> int:
        """Return how many lines there are of a kind."""
        return sum(row.change == change for row in self.rows)


class ComplaintFileAsk(TableFileAsk):
    """A list that is to be looked at: who forwards it, and the classes of what the list does not class."""

    source: Line = Field(min_length=1, max_length=64)
    channel: Text = ""
    business: Text = ""
    cause: Text = ""
    wish: Text = ""
    case_class: CaseClassWord = "simple"


class ComplaintFileForm(ComplaintFileAsk):
    """A list of which these lines are to be registered."""

    lines: Lines
