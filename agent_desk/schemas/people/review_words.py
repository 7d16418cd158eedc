"""Words of the yearly review of rights, on its page and in its workbook."""

from typing import Final

from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

TEXTS: Final = Vocabulary(
    "people.review_text",
    Term("page", "权限年度复核", "Review of rights"),
    Term(
        "note",
        "逐项确认谁持有何权限，或取消。任何人不能确认本人的权限；取消按人员变更办理，须第二人复核的照常复核。",
        "Who holds what, confirmed row by row or taken away. Nobody confirms their own rights; what is taken away is a change of the person"
        " like any other, with its second person.",
    ),
    Term("begin", "开始复核", "Begin a review"),
    Term("finish", "完成复核 …", "Finish …"),
    Term("finish_do", "完成", "Finish"),
    Term("export", "导出 …", "Export …"),
    Term("confirm", "确认", "Confirm"),
    Term("confirm_person", "确认此人全部", "Confirm all of this person"),
    Term("take", "取消此岗位 …", "Take it away …"),
    Term("take_do", "取消此岗位", "Take it away"),
    Term("take_why", "{name} 的“{role}”", "“{role}” of {name}"),
    Term("remark", "意见（选填）", "Note (if any)"),
    Term("reason", "原因", "Reason"),
    Term("which", "复核", "Review"),
    Term("of", "{day} 开始", "Begun {day}"),
    Term("of_done", "{day} 完成", "Finished {day}"),
    Term("all", "全部", "Everything"),
    Term("left", "未确认", "Not settled"),
    Term("progress", "{done}/{rows} 项已处理，{taken} 项已取消", "{done} of {rows} settled, {taken} taken away"),
    Term(
        "own_left",
        "其中 {n} 项是您本人的权限，须由他人确认。",
        "Your own rights among them: {n}; somebody else has to confirm those.",
    ),
    Term("nobody", "还没有复核", "No review yet"),
    Term("nothing", "没有符合条件的权限", "Nothing here"),
    Term("due", "应进行权限年度复核。", "A review of rights is due."),
    Term(
        "due_since", "上次复核完成于 {day}，应再次复核。", "The last review was finished on {day}: another one is due."
    ),
    Term("login", "用户名", "Login"),
    Term("name", "姓名", "Name"),
    Term("team", "班组", "Team"),
    Term("role", "岗位", "Role"),
    Term("as_substitute", "{role}（代 {login}）", "{role} (for {login})"),
    Term("reach", "范围", "Reach"),
    Term("dates", "起止", "From, until"),
    Term("given", "授予", "Since, by"),
    Term("given_before", "此前已有", "before this was kept"),
    Term("last_sign_in", "最近登录", "Last sign-in"),
    Term("never", "从未", "never"),
    Term("decision", "结论", "Decision"),
    Term("decided_by", "复核人", "By"),
    Term("decided_at", "时间", "At"),
    Term("word", "意见", "Note"),
    Term("waits", "待第二人复核", "Waits for a second person"),
    Term("gone", "已取消", "Taken away"),
    Term("since_gone", "已不再持有", "Not held any more"),
    Term("your_own", "本人", "Your own"),
    Term("title", "权限年度复核 {day}", "Review of rights, {day}"),
    Term("begun_note", "{when} 由 {name} 开始", "Begun {when} by {name}"),
    Term("finished_note", "{when} 由 {name} 完成：{word}", "Finished {when} by {name}: {word}"),
    Term("system", "目录或初始设置", "a directory or the set-up"),
    Term("due_work", "应进行权限年度复核", "A review of rights is due"),
    Term("under_way", "权限年度复核尚未完成", "The review of rights is not finished"),
)
DECISIONS: Final = Vocabulary(
    "people.review_decision",
    Term("open", "未确认", "Not settled", tone="warning", icon="circle-dot"),
    Term("confirmed", "已确认", "Confirmed", tone="good", icon="circle-check"),
    Term("take_away", "取消", "To be taken away", tone="bad", icon="circle-x"),
)
REACHES: Final = Vocabulary(
    "people.reach",
    Term("own", "本人", "Own"),
    Term("team", "班组", "Team"),
    Term("queue", "队列", "Queue"),
    Term("branch", "分行", "Branch"),
    Term("all", "全部", "Everything"),
)
