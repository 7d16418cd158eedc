"""Words of sign-in by a directory."""

from typing import Final

from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

TEXTS: Final = Vocabulary(
    "people.directory_text",
    Term("page", "目录组与岗位", "Groups of the directory"),
    Term(
        "note",
        "目录账号的岗位完全由所在的组决定，自下次登录和下次读取起生效。",
        "Who signs in by the directory has exactly the roles that their groups give; from the next sign-in and reading on.",
    ),
    Term("nothing", "尚无目录组对应岗位", "No group gives a role yet"),
    Term("source", "来源", "Source"),
    Term("name", "组", "Group"),
    Term(
        "name_hint",
        "目录：完整的 DN，如 cn=坐席,ou=组,dc=bank；OpenID：声明中的原文。",
        "Directory: the whole DN, as cn=agents,ou=groups,dc=bank. OpenID: the word in the claim.",
    ),
    Term("role", "岗位", "Role"),
    Term("add", "新增对应", "Let a group give a role"),
    Term("remove", "取消对应", "Take it away"),
    Term(
        "remove_sure",
        "该组人员将不再因此获得此岗位。确定取消？",
        "People of this group will no longer have the role by it. Take it away?",
    ),
    Term("try", "查询人员 …", "Who is this login …"),
    Term("try_title", "目录中的人员", "Somebody in the directory"),
    Term(
        "try_note",
        "查看某人在目录中的组及登录后的岗位；不会更改任何内容，但会写入审计日志。",
        "See somebody's groups and what they would get. Nothing is changed; that it was asked is written into the audit trail.",
    ),
    Term("login", "用户名", "User name"),
    Term("ask", "查询", "Ask"),
    Term("close", "关闭", "Close"),
    Term("asking", "正在查询目录 …", "Asking the directory …"),
    Term("gives", "组 {group}：{roles}", "{group}: {roles}"),
    Term("gives_nothing", "另有 {n} 个组没有对应岗位。", "{n} more groups give nothing here."),
    Term("would_get", "岗位：{roles}", "Roles: {roles}"),
    Term("no_distinguished_name", "请填写完整的 DN。", "Give the whole distinguished name."),
)
SOURCES: Final = Vocabulary(
    "people.directory_source",
    Term("directory", "行内目录", "Directory"),
    Term("openid", "统一认证（OpenID）", "OpenID"),
)
OUTCOMES: Final = Vocabulary(
    "people.directory_outcome",
    Term("known", "可以登录。", "Can sign in.", tone="good", icon="circle-check"),
    Term(
        "joins",
        "可以登录：首次登录时与“人员”中的同名人员关联。",
        "Can sign in, and is joined to the person of this login at the first sign-in.",
        tone="good",
        icon="circle-check",
    ),
    Term(
        "made",
        "可以登录：首次登录时自动建立。",
        "Can sign in, and is made at the first sign-in.",
        tone="good",
        icon="circle-check",
    ),
    Term(
        "not_here",
        "不能登录：本系统没有此人，且未开启自动建立。",
        "Cannot sign in: there is no such person here, and people are not made at their first sign-in.",
        tone="warning",
        icon="circle-alert",
    ),
    Term(
        "no_role",
        "不能登录：所在的组没有对应岗位。",
        "Cannot sign in: none of their groups gives a role.",
        tone="warning",
        icon="circle-alert",
    ),
    Term(
        "disabled_there",
        "不能登录：目录已停用此账号。",
        "Cannot sign in: disabled in the directory.",
        tone="bad",
        icon="circle-off",
    ),
    Term(
        "disabled_here",
        "不能登录：本系统已停用此人。",
        "Cannot sign in: not active here.",
        tone="bad",
        icon="circle-off",
    ),
    Term(
        "own_password",
        "使用本系统自有密码登录，不经目录。",
        "Signs in with a password of the hub's own, not by the directory.",
        tone="accent_ink",
        icon="key-round",
    ),
    Term(
        "unknown",
        "目录中没有此用户名，或有多人同名。",
        "The directory has nobody, or several people, of this login.",
        tone="bad",
        icon="circle-alert",
    ),
)
