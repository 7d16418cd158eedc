"""Words of substitution while somebody is away."""

from typing import Final

from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

TEXTS: Final = Vocabulary(
    "people.substitution_text",
    Term("page", "代理", "Substitution"),
    Term(
        "note",
        "在此期间，代理人另有被代理人的岗位权限，范围与其相同；到期自动终止。代理得来的权限不能再转给他人。",
        "For that time the substitute holds the absent person's roles beside their own, as far as those reach. It ends by itself, and what"
        " somebody holds as a substitute is not passed on.",
    ),
    Term("nothing", "没有代理安排", "Nobody stands in for anybody"),
    Term("person", "被代理人", "Who is away"),
    Term("substitute", "代理人", "Substitute"),
    Term("from_at", "开始", "From"),
    Term("until_at", "结束", "Until"),
    Term("reason", "原因", "Reason"),
    Term("state", "状态", "State"),
    Term("roles", "岗位", "Roles"),
    Term("made_by", "办理人", "Made by"),
    Term("add", "新增代理", "Name a substitute"),
    Term("all", "含已结束", "With those that are over"),
    Term("end", "提前结束", "End it now"),
    Term("take_back", "取消", "Take it back"),
    Term("end_sure", "代理人立即失去被代理人的权限。", "The substitute loses the absent person's rights at once."),
    Term("times", "本中心时间；最长 {days} 天", "The centre's time; {days} days at most"),
    Term("away_title", "我不在时", "While I am away"),
    Term(
        "away_note",
        "由代理人在此期间行使您的岗位权限；日志写明“代您办理”。须经人员管理员复核。",
        "Your substitute does for that time what your roles allow; the audit trail says that it was done for you. Somebody who manages"
        " people confirms it.",
    ),
    Term("choose", "请在左侧选择一项。", "Choose one on the left."),
    Term("for", "{substitute} 代理 {person}", "{substitute} for {person}"),
    Term("period", "{start} 至 {end}", "{start} to {end}"),
    Term("yourself", "不能由本人代理本人。", "Nobody stands in for themselves."),
    Term("ends_before_it_begins", "结束须晚于开始。", "The end lies before the beginning."),
    Term("is_over", "结束时间已过。", "That lies in the past."),
    Term("too_long", "超过允许的最长天数。", "That is longer than is allowed."),
    Term("exists", "该时段已有同一代理安排。", "The same person stands in already within that time."),
    Term("cannot_sign_in", "此人不能登录。", "This person cannot sign in."),
    Term("no_roles", "此人没有岗位，无须代理。", "This person holds no role, so there is nothing to stand in for."),
)
STATES: Final = Vocabulary(
    "people.substitution_state",
    Term("planned", "未开始", "Planned", tone="accent_ink", icon="calendar"),
    Term("running", "代理中", "Running", tone="good", icon="user-check"),
    Term("over", "已结束", "Over", icon="circle-check"),
    Term("ended", "提前结束", "Ended early", icon="circle-off"),
)
