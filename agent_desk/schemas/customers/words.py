"""Words of customers: kinds of contact, of contact point and of key, sources, states of what they hold."""

from typing import Final

from agent_desk.schemas.calls import words as call_words
from agent_desk.schemas.cases import words as case_words
from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

CONTACT_KINDS: Final = Vocabulary(
    "customers.contact_kind",
    Term("call", "来电", "Call", icon="phone"),
    Term("complaint", "投诉", "Complaint", icon="flag"),
    Term("case", "工单", "Request", icon="clipboard-list"),
    Term("message", "短信", "Message", icon="message-square"),
    Term("note", "备注", "Note", icon="file-text"),
)
POINT_KINDS: Final = Vocabulary(
    "customers.point_kind",
    Term("mobile", "手机", "Mobile", icon="phone"),
    Term("landline", "固话", "Landline", icon="building-2"),
    Term("mail", "邮箱", "Mail", icon="mail"),
)
KEY_KINDS: Final = Vocabulary(
    "customers.key_kind",
    Term("number", "客户号", "Customer no."),
    Term("phone", "电话", "Telephone"),
    Term("name", "姓名", "Name"),
    Term("pinyin", "拼音", "Pinyin"),
    Term("initials", "拼音首字母", "Initials"),
    Term("identity_tail", "证件号码", "Identity no."),
    Term("card_tail", "卡号", "Card no."),
)
FIELDS: Final = Vocabulary(
    "customers.field",
    Term("telephone", "电话", "Telephone"),
    Term("phone", "电话", "Telephone"),
    Term("card", "卡号", "Card number"),
    Term("account", "账号", "Account number"),
    Term("holding", "产品号码", "Number of a product"),
    Term("identity", "证件号码", "Identity number"),
    Term("identity_number", "证件号码", "Identity number"),
    Term("name", "姓名", "Name"),
    Term("address", "地址", "Address"),
    Term("mail", "邮箱", "Mail address"),
)
"""What of a customer is masked, and can be shown in clear."""
SOURCES: Final = Vocabulary(
    "customers.source",
    Term("core_bank", "核心系统", "core banking"),
    Term("call", "以往来电", "an earlier call"),
    Term("branch", "网点登记", "a branch"),
    Term("web_form", "网上表单", "a web form"),
    Term("app", "手机银行", "the mobile bank"),
    Term("import", "导入名单", "an imported list"),
)
ENTERING: Final = Vocabulary(
    "customers.entering",
    Term("title", "登记新客户", "New customer"),
    Term("enter", "登记", "Enter"),
    Term(
        "hint",
        "登记前先查有无同一客户；电话登记为未核实。",
        "Looked for first among the known; the telephone counts as unverified.",
    ),
    Term("name", "姓名或名称", "Name"),
    Term("telephone", "电话", "Telephone"),
    Term("gender", "性别", "Gender"),
    Term("born_on", "出生日期", "Date of birth"),
    Term("branch_code", "所属网点", "Branch"),
    Term("no_branch", "暂不登记", "None yet"),
    Term("no_gender", "不详", "Not known"),
    Term("alike", "可能是以下客户，请核对后选择：", "It may be one of these. Choose who it is:"),
    Term("apart", "都不是，登记为新客户", "None of these: enter a new customer"),
)
"""Words of the form for a customer whom nobody knows yet."""
ENTERING_FAULTS: Final = Vocabulary(
    "customers.entering_fault",
    Term(
        "not_a_number",
        "不是电话号码，固定电话请带区号。",
        "This is no telephone number. A landline needs its area code.",
    ),
    Term("in_future", "不能晚于今天。", "This lies ahead."),
    Term("unknown_word", "该网点已停用，请重新选择。", "This branch is retired. Choose another."),
)
GENDERS: Final = Vocabulary(
    "customers.gender",
    Term("male", "男", "Male"),
    Term("female", "女", "Female"),
)
TIMELINE_STATES: Final = Vocabulary(
    "customers.timeline_state",
    *case_words.STATES.values(),
    *(call_words.OUTCOMES[code] for code in ("abandoned_queue", "abandoned_ivr", "called_back")),
    Term("unresolved", "未解决", "Not solved"),
)
"""What a contact on the time line has come to, where it is worth saying."""
HOLDING_STATES: Final = Vocabulary(
    "customers.holding_status",
    Term("normal", "正常", "Normal", tone="good"),
    Term("lost", "已挂失", "Reported lost", tone="bad"),
    Term("frozen", "已冻结", "Frozen", tone="bad"),
    Term("locked", "已锁定", "Locked", tone="warning"),
    Term("overdue", "逾期", "Overdue", tone="bad"),
    Term("dormant", "久悬", "Dormant", tone="muted"),
    Term("inactive", "未激活", "Not activated", tone="muted"),
    Term("closed", "已销户", "Closed", tone="muted"),
    Term("settled", "已结清", "Settled", tone="muted"),
    Term("expired", "已到期", "Expired", tone="muted"),
)
HOLDING_KINDS: Final = Vocabulary(
    "customers.holding_kind",
    Term("debit", "借记卡", "Debit card", icon="credit-card"),
    Term("credit", "信用卡", "Credit card", icon="credit-card"),
    Term("loan", "贷款", "Loan", icon="landmark"),
    Term("deposit", "存款", "Deposit", icon="wallet"),
    Term("wealth", "理财", "Wealth product", icon="chart-line"),
    Term("ebank", "电子银行", "E-banking", icon="monitor"),
    Term("payment", "支付结算", "Payment", icon="arrow-right-left"),
    Term("insurance", "保险", "Insurance", icon="shield-check"),
    Term("metal", "贵金属", "Precious metal", icon="award"),
)
ACCESS_NOTICES: Final = Vocabulary(
    "customers.access_notice",
    Term(
        "reveal",
        "{name}在没有通话和工单的情况下查看了客户 {number} 的明文，理由：{words}",
        "{name} saw data of customer {number} in clear without a call or a case. Reason: {words}",
    ),
    Term("reveals", "{name}一小时内查看明文 {count} 次", "{name} saw {count} fields in clear within an hour"),
    Term("cards", "{name}一小时内打开客户资料 {count} 份", "{name} opened {count} customers within an hour"),
    Term(
        "listed", "{name}一小时内查找列出客户 {count} 位", "Lookups of {name} listed {count} customers within an hour"
    ),
    Term("lookups", "{name}查找客户过于频繁，已被限制", "{name} looked up customers too often, and was stopped"),
    Term("walk", "{name}在逐字试探客户的号码或姓名，已被限制", "{name} tried out numbers or names, and was stopped"),
    Term(
        "missed",
        "{name}多次查找未登记的号码，已被限制",
        "{name} looked up many numbers that are nobody's, and was stopped",
    ),
)
"""What who leads somebody is told of their reading."""
