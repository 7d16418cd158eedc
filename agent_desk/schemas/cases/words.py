"""Words of cases: states, classes, faults of a form."""

from typing import Final

from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

STATES: Final = Vocabulary(
    "cases.state",
    Term("received", "已受理", "Received", tone="accent_ink", icon="inbox"),
    Term("assigned", "已分派", "Assigned", tone="accent_ink", icon="user-check"),
    Term("in_progress", "处理中", "In progress", tone="talking", icon="pencil"),
    Term("awaiting_customer", "待客户补充", "Awaiting reply", tone="on_hold", icon="hourglass"),
    Term("decided", "已作出决定", "Decided", tone="after_call", icon="scale"),
    Term("told", "已告知投诉人", "Complainant told", tone="good", icon="circle-check"),
    Term("closed", "已办结", "Closed", tone="muted", icon="check"),
    Term("withdrawn", "已撤回", "Withdrawn", tone="muted", icon="undo-2"),
    Term("merged", "已并案", "Merged", tone="muted", icon="link"),
)
CLASSES: Final = Vocabulary(
    "cases.class",
    Term("simple", "事实清楚、争议简单", "Facts clear, dispute simple"),
    Term("complex", "情况复杂", "Complex"),
    Term("extended", "情况特别复杂", "Especially complex", help_zh="须批准", help_en="with approval"),
)
PARTIES: Final = Vocabulary(
    "cases.party",
    Term("self", "本人", "The person themself"),
    Term("proxy", "受托人", "A proxy"),
    Term("group", "群体", "A group"),
    Term("anonymous", "匿名", "Anonymous"),
)
GRADES: Final = Vocabulary(
    "cases.grade",
    Term("ordinary", "一般", "Ordinary", tone="muted", icon="circle"),
    Term("important", "重要", "Important", tone="warning", icon="triangle-alert"),
    Term("grave", "重大", "Grave", tone="bad", icon="circle-alert"),
)
SATISFACTIONS: Final = Vocabulary(
    "cases.satisfaction",
    Term("content", "满意", "Content", tone="good", icon="check"),
    Term("fair", "基本满意", "Fairly content", tone="muted", icon="circle"),
    Term("discontent", "不满意", "Not content", tone="warning", icon="triangle-alert"),
)
FIELDS: Final = Vocabulary(
    "cases.field",
    Term("party", "投诉主体", "Who complains"),
    Term("people", "投诉人数", "How many complain"),
    Term("proxy_name", "受托人姓名", "Name of the proxy"),
    Term("proxy_reach", "委托权限", "Reach of the authorisation"),
    Term("proxy_on", "委托日期", "Day of the authorisation"),
    Term("proxy_proof", "委托凭证", "Proof of the authorisation"),
    Term("representatives", "群体代表", "Representatives"),
    Term("amount", "涉及金额", "Amount in dispute"),
    Term("happened_on", "事件发生日期", "Day of the event"),
    Term("same_as", "同一事项的投诉编号", "Same matter as (number)"),
    Term("complainant", "投诉人", "Complainant"),
    Term("source", "来源", "Source"),
    Term("channel", "办理渠道", "Channel"),
    Term("business", "业务类别", "Business"),
    Term("cause", "投诉原因", "Cause"),
    Term("wish", "诉求", "Wish"),
    Term("urgency", "紧急程度", "Urgency"),
    Term("source_number", "来源编号", "Number of the source"),
    Term("about_person_id", "被投诉人员", "Person complained of"),
    Term("about_branch_code", "被投诉机构", "Branch complained of"),
    Term("about_department", "被投诉部门", "Department complained of"),
)
RECUSALS: Final = Vocabulary(
    "cases.recusal",
    Term("complained_of", "是被投诉人员", "is the person complained of"),
    Term("leads", "是被投诉人员的班组负责人", "leads the team of the person complained of"),
    Term("branch", "是被投诉机构的人员", "belongs to the branch complained of"),
    Term("took_call", "接听了这通投诉电话", "took the call that the complaint came from"),
    Term("decided", "作出了投诉处理决定", "made the decision"),
)
RECUSED: Final = Vocabulary(
    "cases.recused",
    *(
        Term(
            one.code,
            f"须回避：您{one.zh}，不能处理本件投诉。",
            f"You have to stand back: whoever {one.en} does not handle it.",
        )
        for one in RECUSALS.values()
    ),
)
"""The same, said to who has to stand back."""
FAULTS: Final = Vocabulary(
    "cases.fault",
    Term("missing", "请填写。", "Please fill this in."),
    Term("too_long", "内容过长。", "This is too long."),
    Term("unknown", "该选项已不在列表中，请重新选择。", "This is not on the list any more. Please choose again."),
    Term("not_a_leaf", "请选择到最末一级。", "Please choose down to the last level."),
    Term("not_found", "没有找到这条记录。", "There is no such record."),
    Term("not_yours", "这通电话不是本坐席接听的。", "This call was not at your seat."),
    Term("needs_approval", "该类别须先经批准。", "This class needs an approval first."),
    Term("in_future", "不能晚于当前时间。", "This time has not come yet."),
    Term("too_early", "不能早于受理时间。", "This is before the complaint was received."),
    Term("unchanged", "与当前相同，无需变更。", "It is this already."),
    Term("before_source", "不能早于来源凭证上的日期。", "This is before the day that the source's own proof gives."),
    Term("one_of_a_group", "群体投诉不少于两人。", "A group is two or more."),
    Term("too_many", "群体代表超过规定人数。", "More representatives than the law has."),
    Term("is_known", "匿名投诉不填写投诉人和客户。", "An anonymous complaint names no complainant and no customer."),
    Term("pattern", "请填写金额，如 1200.50。", "An amount like 1200.50."),
    Term("no_extension", "没有已批准的延期。", "No extension has been approved."),
    Term(
        "handles_it",
        "该人员正在处理本件，请先改派。",
        "This person handles the complaint: assign it to somebody else first.",
    ),
    *(
        Term(f"recused_{one.code}", f"须回避：该人员{one.zh}。", f"Has to stand back: this person {one.en}.")
        for one in RECUSALS.values()
    ),
    Term("not_a_handler", "该人员没有投诉处理权限。", "This person does not handle complaints."),
    Term("itself", "不能与本件自身关联。", "A complaint is not linked with itself."),
    Term("not_open", "该投诉已不在办。", "That complaint is not open any more."),
    Term("other_customer", "该投诉属于其他客户。", "That complaint is another customer's."),
    Term("younger", "该投诉受理在后，应并入本件。", "That complaint came later: merge it into this one."),
)
