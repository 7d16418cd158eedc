"""Words of files of cases."""

from typing import Final

from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

TEXTS: Final = Vocabulary(
    "papers.text",
    Term("files", "附件", "Files"),
    Term("attach", "添加附件", "Attach a file"),
    Term("attach_hint", "可将文件拖放到此处。", "A file can be dropped here."),
    Term("no_files", "没有附件", "No files"),
    Term("room", "已用 {used}，每件最多 {most}", "{used} of {most} taken"),
    Term("name", "文件", "File"),
    Term("choose", "选择文件", "Choose a file"),
    Term("note", "内容说明", "What it shows"),
    Term("send", "添加", "Attach"),
    Term("save", "另存为", "Save as"),
    Term("remove", "删除附件", "Remove the file"),
    Term("reason", "删除原因", "Why it is removed"),
    Term("removed", "已删除：{why}", "removed: {why}"),
    Term("any_file", "所有文件 (*)", "Any file (*)"),
    Term(
        "sent_hint",
        "文件只保存，不会被打开；每次下载都会记录。",
        "It is kept and never opened; each reading is written down.",
    ),
    Term("digest", "SHA-256 摘要 {digest}", "SHA-256 digest {digest}"),
)
