"""Words of "people from a file"."""

from typing import Final

from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

TEXTS: Final = Vocabulary(
    "people.file",
    Term("button", "从文件导入 …", "From a file …"),
    Term("choose", "选择人员名单", "Choose a list of people"),
    Term("kinds", "人员名单（*.csv *.xlsx）", "List of people (*.csv *.xlsx)"),
    Term("title", "从文件导入人员：{name}", "People from a file: {name}"),
    Term(
        "note",
        "与逐人办理的检查和权限相同。空白单元格表示保持不变；不能导入的行可改正文件后再选。新人员没有密码，请另行设置一次性密码。",
        "Checked as if each were entered by hand. An empty cell leaves things as they are; mend a row that is refused in the file. New"
        " people have no password: set one for one use.",
    ),
    Term(
        "counts",
        "新增 {new}，变更 {changed}，相同 {same}，不能导入 {refused}",
        "{new} new, {changed} changed, {same} the same, {refused} refused",
    ),
    Term("take", "导入 {n} 人", "Take {n} people"),
    Term("login", "用户名", "User name"),
    Term("name", "姓名", "Name"),
    Term("reason", "理由（供复核人）", "Reason, for the second person"),
    Term("password", "一次性密码", "One-time password"),
    Term("passwords_file", "一次性密码", "one-time-passwords"),
    Term(
        "passwords_note",
        "每个密码只能用一次，限时有效；请分别交给本人后销毁此文件。",
        "Each opens once, for a while. Hand each to its person alone, then destroy this file.",
    ),
    Term("passwords_title", "新人员的一次性密码", "One-time passwords of the new people"),
    Term(
        "passwords_says",
        "为新增的人员生成一次性密码并存为文件。文件在中心服务保留一小时，只有您能取得，取得会写入审计日志；管理人员的密码请逐个设置。",
        "One-time passwords of the new people, as a file. It stays with the hub for an hour, for you alone, and fetching it is"
        " written down. Set those of people who administer one by one.",
    ),
    Term("passwords_make", "生成", "Make them"),
    Term("passwords_made", "已为 {n} 人生成。", "Made for {n} people."),
    Term("done", "已导入：新增 {new} 人，变更 {changed} 人。", "Taken: {new} people new, {changed} changed."),
)
