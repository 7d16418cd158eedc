"""What each role may do out of the box, and the limits of signing in. An administrator may edit the roles afterwards."""

from datetime import timedelta

LOCK_AFTER = 5
"""Wrong passwords in a row before the sign-in is locked."""
LOCK_FOR = timedelta(minutes=10)

ROLES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "agent": (
        "坐席",
        "Agent",
        (
            "calls.take", "calls.view", "customers.view", "customers.reveal", "customers.verify", "customers.edit",
            "knowledge.view", "cases.open", "cases.view",
        ),
    ),
    "supervisor": (
        "班长",
        "Supervisor",
        (
            "floor.view", "floor.steer", "calls.view", "calls.all", "customers.view", "customers.edit", "knowledge.view",
            "cases.view", "cases.all", "cases.handle", "cases.approve", "reports.view", "quality.results",
        ),
    ),
    "reviewer": (
        "质检员",
        "QA reviewer",
        (
            "quality.sample", "quality.review", "quality.results", "quality.forms", "calls.view", "calls.all",
            "customers.view", "knowledge.view", "cases.view", "cases.all",
        ),
    ),
    "complaint_handler": (
        "投诉处理员",
        "Complaint handler",
        (
            "cases.view", "cases.all", "cases.handle", "customers.view", "customers.reveal", "customers.edit",
            "calls.view", "knowledge.view",
        ),
    ),
    "knowledge_editor": ("知识编辑", "Knowledge editor", ("knowledge.view", "knowledge.edit")),
    "administrator": (
        "系统管理员",
        "Administrator",
        ("people.manage", "settings.manage", "floor.view", "reports.view", "audit.view", "knowledge.view"),
    ),
    "auditor": ("审计员", "Auditor", ("audit.view", "reports.view")),
}  # fmt: skip


def lock_needed(failed: int) -> bool:
    """Whether this many wrong passwords in a row lock the sign-in."""
    return failed >= LOCK_AFTER


def tries_left(failed: int) -> int:
    """Wrong passwords still allowed before the lock."""
    return max(0, LOCK_AFTER - failed)
