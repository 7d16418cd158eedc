"""The roles of the product, and what a password must be like. An administrator may edit the roles afterwards."""

import re
from collections.abc import Callable
from typing import Final

SHORTEST_PASSWORD: Final = 10
_READABLE: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Signs that nobody takes for another when a password is read out: no I, O, 0 and 1."""
KEEPER: Final = "people.manage"
"""The permission that somebody must always hold: whoever has it can give back every other."""

ROLES: Final = {
    "agent": ("坐席", "Agent"),
    "supervisor": ("班长", "Supervisor"),
    "reviewer": ("质检员", "QA reviewer"),
    "complaint_handler": ("投诉处理员", "Complaint handler"),
    "knowledge_editor": ("知识编辑", "Knowledge editor"),
    "system_administrator": ("系统管理员", "System administrator"),
    "security_administrator": ("安全管理员", "Security administrator"),
    "auditor": ("审计管理员", "Auditor"),
}
"""The roles of the product, with their names. What each may do from the first day the areas say (`hub.kit.permissions`)."""


LONGEST_CODE: Final = 40


def code_words(name: str) -> str:
    """Return a name as a code: its letters and digits in small letters, with underscores between words; "" where it has none."""
    return "_".join(re.findall(r"[a-z0-9]+", name.lower()))[: LONGEST_CODE - 4].strip("_")


def one_time_password(choose: Callable[[str], str]) -> str:
    """Twelve signs in three groups, as "K7MQ-2XPA-9TRD"; `choose` draws one sign (59 bits with a fair one)."""
    return "-".join("".join(choose(_READABLE) for _ in range(4)) for _ in range(3))


def password_good(new: str, old: str, login: str) -> bool:
    """Return whether a person may choose this password: long enough, another one, without the user name in it."""
    return len(new.strip()) >= SHORTEST_PASSWORD and new != old and login.casefold() not in new.casefold()
