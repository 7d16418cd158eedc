"""Words of the page where a second person decides."""

from typing import Final

from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

TEXTS: Final = Vocabulary(
    "approvals.text",
    Term("page", "双人复核", "Approvals"),
    Term(
        "note",
        "由一人申请、另一人复核的事项；复核通过即办理。申请人和当事人不能复核。",
        "What one person asks for and another confirms; an approval does it at once. Neither who asks nor whom it is about decides.",
    ),
    Term("what", "事项", "What"),
    Term("by", "申请人", "Asked by"),
    Term("until", "有效期至", "Valid until"),
    Term("state", "状态", "State"),
    Term("none", "没有待复核的事项", "Nothing waits"),
    Term("choose", "请在左侧选择一项。", "Choose one on the left."),
    Term("reason", "理由：{reason}", "Reason: {reason}"),
    Term("difference", "将会变更", "What would change"),
    Term(
        "secret", "通过后由申请人本人再次操作，一次有效。", "Once approved, its author does it again themselves, once."
    ),
    Term("remark", "复核意见", "Note"),
    Term("approve", "通过", "Approve"),
    Term("refuse", "不通过", "Refuse"),
    Term("withdraw", "撤回", "Take back"),
)
STATES: Final = Vocabulary(
    "approvals.state",
    Term("pending", "待复核", "Waits", tone="warning", icon="hourglass"),
    Term("approved", "已通过", "Approved", tone="good", icon="circle-check"),
    Term("refused", "未通过", "Refused", tone="bad", icon="circle-x"),
    Term("withdrawn", "已撤回", "Taken back", icon="circle-off"),
    Term("expired", "已过期", "Run out", icon="clock"),
)
ALONE: Final = Vocabulary(
    "approvals.alone",
    Term(
        "work", "有事项由一人单独决定，没有第二人复核", "One person decides alone what a second person should confirm"
    ),
    Term(
        "one_person",
        "{kinds}：目前只有一人可以决定，无人复核。请为第二人授予管理岗位。",
        "{kinds}: one person decides alone, nobody confirms it. Give a second person an administrator's role.",
    ),
    Term(
        "never",
        "{kinds}：规则设为“不需要”，一人即可决定。请在“双人复核规则”中改为“有第二人时需要”或“始终需要”。",
        "{kinds}: the rule says “Never”, so one person decides alone. Choose “Where there is a second person” or “Always” on the page"
        " “Second person”.",
    ),
    Term(
        "nobody",
        "{kinds}：规则设为“始终需要”，但没有第二人可以复核，因此无法办理。请为第二人授予管理岗位。",
        "{kinds}: the rule says “Always”, and there is no second person, so it cannot be done at all. Give a second person an"
        " administrator's role.",
    ),
    Term("people", "打开“人员”", "Open People"),
    Term("rules", "打开“双人复核规则”", "Open Second person"),
)
KINDS: Final = Vocabulary(
    "approvals.kind",
    Term("rights", "角色与权限", "Roles and rights"),
    Term("masks", "脱敏规则", "Masks"),
    Term("recording", "录音规则", "Recording rules"),
    Term("retention", "保存期限", "Retention"),
    Term("exports", "大量导出", "Large exports"),
    Term("projects", "项目", "Projects"),
    Term("kinds", "登记种类", "Kinds of cases"),
)
