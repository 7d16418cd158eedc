"""What each role may do out of the box, and the limits of signing in. An administrator may edit the roles afterwards."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

LOCK_AFTER = 5
"""Wrong passwords in a row before the sign-in is locked."""
LOCK_FOR = timedelta(minutes=10)
SHORTEST_PASSWORD: Final = 10
_READABLE: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Signs that nobody takes for another when a password is read out: no I, O, 0 and 1."""
KEEPER: Final = "people.manage"
"""The permission that somebody must always hold: whoever has it can give back every other."""

ROLES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "agent": (
        "坐席",
        "Agent",
        (
            "calls.take",
            "calls.dial",
            "calls.pick_up",
            "calls.view",
            "customers.view",
            "customers.reveal",
            "customers.verify",
            "customers.edit",
            "knowledge.view",
            "cases.open",
            "cases.view",
        ),
    ),
    "supervisor": (
        "班长",
        "Supervisor",
        (
            "floor.view",
            "floor.steer",
            "floor.message",
            "floor.listen",
            "floor.barge",
            "calls.view",
            "calls.all",
            "calls.play",
            "customers.view",
            "customers.edit",
            "knowledge.view",
            "cases.view",
            "cases.all",
            "cases.handle",
            "cases.approve",
            "reports.view",
            "quality.results",
        ),
    ),
    "reviewer": (
        "质检员",
        "QA reviewer",
        (
            "quality.sample",
            "quality.review",
            "quality.results",
            "quality.forms",
            "calls.view",
            "calls.all",
            "calls.play",
            "customers.view",
            "knowledge.view",
            "cases.view",
            "cases.all",
        ),
    ),
    "complaint_handler": (
        "投诉处理员",
        "Complaint handler",
        (
            "cases.view",
            "cases.all",
            "cases.handle",
            "customers.view",
            "customers.reveal",
            "customers.edit",
            "calls.view",
            "knowledge.view",
        ),
    ),
    "knowledge_editor": ("知识编辑", "Knowledge editor", ("knowledge.view", "knowledge.edit")),
    "administrator": (
        "系统管理员",
        "Administrator",
        (
            "people.manage",
            "settings.manage",
            "quality.forms",
            "floor.view",
            "reports.view",
            "audit.view",
            "knowledge.view",
        ),
    ),
    "auditor": ("审计员", "Auditor", ("audit.view", "reports.view")),
}


def lock_needed(failed: int) -> bool:
    """Whether this many wrong passwords in a row lock the sign-in."""
    return failed >= LOCK_AFTER


def tries_left(failed: int) -> int:
    """Wrong passwords still allowed before the lock."""
    return max(0, LOCK_AFTER - failed)


def permissions() -> list[str]:
    """Every permission there is, by area."""
    return sorted({word for _, _, words in ROLES.values() for word in words})


def one_time_password(choose: Callable[[str], str]) -> str:
    """Twelve signs in three groups, as "K7MQ-2XPA-9TRD"; `choose` draws one sign (59 bits with a fair one)."""
    return "-".join("".join(choose(_READABLE) for _ in range(4)) for _ in range(3))


def password_good(new: str, old: str, login: str) -> bool:
    """Whether a person may choose this password: long enough, another one, without the user name in it."""
    return len(new) >= SHORTEST_PASSWORD and new != old and login.lower() not in new.lower()
