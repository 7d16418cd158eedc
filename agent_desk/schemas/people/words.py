"""Words of people: what each permission lets a person do, by area."""

from typing import Final

from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

PERMISSIONS: Final = Vocabulary(
    "people.permission",
    Term("calls.take", "接听电话", "take calls"),
    Term("calls.dial", "呼叫客户和号码", "call customers and numbers"),
    Term("calls.pick_up", "代接同事处振铃的电话", "pick up calls that ring at colleagues"),
    Term("calls.view", "查看本人通话", "see own calls"),
    Term("calls.all", "查看全部通话", "see everybody's calls"),
    Term("calls.play", "播放录音", "play recordings"),
    Term("customers.view", "查看客户（脱敏）", "see customers, masked"),
    Term("customers.reveal", "说明理由后查看明文", "see a field in clear, with a reason"),
    Term("customers.oversee", "接收客户信息查看提醒", "be told of unusual reading of customers' data"),
    Term("customers.verify", "客户核身", "check a caller's identity"),
    Term("customers.edit", "修改备注、标签和号码", "change notes, flags and numbers"),
    Term("knowledge.view", "查阅知识库", "read the knowledge base"),
    Term("knowledge.edit", "编辑知识", "write articles"),
    Term("cases.open", "登记投诉", "open complaints"),
    Term("cases.view", "查看本人投诉工单", "see own complaints"),
    Term("cases.all", "查看全部投诉工单", "see every complaint"),
    Term("cases.handle", "处理投诉", "handle complaints"),
    Term("cases.approve", "审批延期", "approve an extension"),
    Term("campaigns.view", "查看项目", "see projects"),
    Term("campaigns.manage", "计划和管理项目", "plan and run projects"),
    Term("floor.view", "查看实时监控", "see the live board"),
    Term("floor.steer", "调整坐席状态", "change agents' states"),
    Term("floor.message", "给坐席发消息", "write to agents"),
    Term("floor.listen", "监听坐席通话", "listen to agents' calls"),
    Term("floor.barge", "耳语、强插和拦截", "whisper, barge in and take calls over"),
    Term("reports.view", "查看报表", "see reports"),
    Term("quality.sample", "抽取样本", "draw samples"),
    Term("quality.review", "通话评分", "score calls"),
    Term("quality.results", "查看质检结果", "see results"),
    Term("quality.forms", "维护评分表", "change score forms"),
    Term("personal.copy", "复制、打印客户信息", "copy and print customers' data"),
    Term("people.manage", "管理人员与岗位", "manage people and roles"),
    Term("security.manage", "设置脱敏、登录与复核规则", "set rules of security"),
    Term("people.review", "权限年度复核", "review who may do what"),
    Term("settings.manage", "修改系统设置", "change settings"),
    Term("audit.view", "查看并校验审计日志", "see and verify the audit trail"),
)
PERMISSION_AREAS: Final = Vocabulary(
    "people.permission_area",
    Term("calls", "通话", "Calls"),
    Term("customers", "客户", "Customers"),
    Term("knowledge", "知识库", "Knowledge"),
    Term("cases", "投诉", "Complaints"),
    Term("campaigns", "项目", "Projects"),
    Term("floor", "现场管理", "Floor"),
    Term("reports", "报表", "Reports"),
    Term("quality", "质检", "Quality"),
    Term("personal", "客户信息", "Customers' data"),
    Term("people", "人员", "People"),
    Term("security", "安全规则", "Security"),
    Term("settings", "设置", "Settings"),
    Term("audit", "审计", "Audit"),
)
NOTICES: Final = Vocabulary(
    "people.notice",
    Term(
        "refusals",
        "来自 {address} 的登录或访问在十分钟内被拒绝 {count} 次",
        "{count} sign-ins or requests from {address} were refused within ten minutes",
    ),
)
