"""Words of roles: how far they reach, how they are made and retired, and what a change of rights comes to."""

from typing import Final

from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

REACHES: Final = Vocabulary(
    "people.reach",
    Term("own", "仅本人", "own work only"),
    Term("team", "本班组", "own team"),
    Term("queue", "本人队列", "own queues"),
    Term("branch", "本机构", "own branch"),
    Term("all", "全中心", "the whole centre"),
)
"""How far a role reaches that names no teams, queues or branches."""
NAMED_REACHES: Final = Vocabulary(
    "people.named_reach",
    Term("own", "仅本人", "Own work only"),
    Term("team", "班组", "Teams"),
    Term("queue", "队列", "Queues"),
    Term("branch", "机构", "Branches"),
    Term("all", "全中心", "The whole centre"),
)
"""The same, as a choice of what can be named."""
STATES: Final = Vocabulary(
    "people.role_state",
    Term("active", "在用", "In use", tone="good", icon="circle-check"),
    Term("retired", "已停用", "Retired", icon="circle-off"),
    Term("united", "职责未分离", "United", tone="warning", icon="triangle-alert"),
)
TEXTS: Final = Vocabulary(
    "people.role_text",
    # The page
    Term("add", "新增岗位", "Add a role"),
    Term("copy", "复制 …", "Copy …"),
    Term("retire", "停用 …", "Retire …"),
    Term("restore", "恢复", "Bring back"),
    Term("copy_title", "复制岗位“{name}”", "Copy the role {name}"),
    Term("code", "代码", "Code"),
    Term(
        "code_hint",
        "留空则按名称生成；以后不能更改。",
        "Left empty, it is made from the name; it cannot be changed later.",
    ),
    Term("name_zh", "中文名称", "Chinese name"),
    Term("name_en", "英文名称", "English name"),
    Term("may", "权限", "May"),
    Term("usual", "默认范围", "Usual reach"),
    Term(
        "usual_hint",
        "以后授予此岗位时的范围；已持有人员不变。",
        "How far it reaches when it is given from now on; who holds it is not touched.",
    ),
    Term("state", "状态", "State"),
    Term("retire_sure", "停用“{name}”？", "Retire {name}?"),
    Term(
        "retire_nobody",
        "现无人持有。停用后不能再授予，可随时恢复。",
        "Nobody holds it. It can be given no more until it is brought back.",
    ),
    Term(
        "retire_held",
        "{people} 人持有，自下一次操作起失去这些权限：{names}。可随时恢复。",
        "{people} people hold it and lose what it allows with their next request: {names}. It can be brought back.",
    ),
    Term(
        "is_retired",
        "此岗位已停用：不能授予；{people} 名持有人不因它获得任何权限。",
        "Retired: it is not given any more, and allows nothing to the {people} people who hold it.",
    ),
    Term("held_by_nobody", "现无人持有。", "Nobody holds it."),
    Term("held_by", "{people} 人持有：{names}", "Held by {people}: {names}"),
    Term("and_more", "等", "and others"),
    # Three offices
    Term(
        "united_role",
        "此岗位同时包含{offices}的权限，应由不同的人员分别担任。可将人员改为“系统管理员”“安全管理员”“审计管理员”岗位，再停用此岗位。",
        "This role unites what {offices} administer, which different people should do. Give its people the roles of system administrator,"
        " security administrator and auditor instead, then retire it.",
    ),
    Term(
        "united_people",
        "{names} 同时掌握系统、安全、审计中的多项管理权，应由不同的人员分别担任（见管理员手册“三权分立”）。",
        "{names}: several of system, security and audit in one hand. They should be different people's (administrator's guide).",
    ),
    # Reach and dates of a held role
    Term("as_usual", "默认（{reach}）", "As usual ({reach})"),
    Term("reach", "范围", "Reach"),
    Term("which", "具体范围", "Which"),
    Term("which_hint", "不选则为本人所属。", "None ticked: the person's own."),
    Term("which_hint_group", "不选则为各人所属。", "None ticked: each person's own."),
    Term(
        "usual_of_group",
        "“默认”只用于新获此岗位的人员；已持有的人员范围不变。",
        "As usual counts for who gets the role newly; who holds it keeps their reach.",
    ),
    Term("find", "按名称查找", "Find by name"),
    Term("from_on", "开始日期", "From"),
    Term("to_on", "截止日期（含）", "Until, that day included"),
    Term("change_reach", "更改“{role}”的范围和日期", "Change reach and dates of {role}"),
    Term("from_day", "自 {day}", "from {day}"),
    Term("to_day", "至 {day}", "until {day}"),
    Term("both_days", "{from_day} 至 {to_day}", "{from_day} to {to_day}"),
    Term("retired_role", "{role}（已停用）", "{role} (retired)"),
    Term("branch", "机构", "Branch"),
    Term("no_branch", "不属于机构", "No branch"),
    # What would change
    Term("would_change", "将会变更", "What would change"),
    Term("gains", "新获：{permissions}", "Gains: {permissions}"),
    Term("loses", "失去：{permissions}", "Loses: {permissions}"),
    Term("reaches", "范围：{roles}", "Reach: {roles}"),
    Term("concerns", "涉及 {people} 人：{names}", "Concerns {people}: {names}"),
    Term("concerns_nobody", "现无人持有。", "Nobody holds it."),
    # Faults
    Term(
        "subjects_unknown",
        "所选的班组、队列或机构已不存在，请重新选择。",
        "A team, queue or branch is not there any more. Choose again.",
    ),
    Term("ends_before_it_begins", "截止日期早于开始日期。", "It would end before it begins."),
    Term("twice", "同一岗位出现两次。", "The same role stands here twice."),
)
