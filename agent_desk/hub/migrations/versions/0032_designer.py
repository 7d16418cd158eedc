"""Running cases may be brought from one version of their kind to another, which their story tells"""

from typing import Any

from alembic import op

revision = "0032_designer"
down_revision = "0031_case_tasks"
branch_labels: Any = None
depends_on: Any = None

EVENTS = (
    "'opened', 'edited', 'moved', 'taken', 'handed_back', 'delegated', 'urged', 'supervised', 'unsupervised', 'task', 'task_done',"
    " 'asked', 'warned'"
)


def _events(words: str) -> None:
    op.drop_constraint(op.f("ck_kind_case_event_kind"), "kind_case_event")
    op.create_check_constraint(op.f("ck_kind_case_event_kind"), "kind_case_event", f"kind IN ({words})")


def upgrade() -> None:
    _events(f"{EVENTS}, 'migrated'")


def downgrade() -> None:
    op.execute("DELETE FROM kind_case_event WHERE kind = 'migrated'")
    _events(EVENTS)
