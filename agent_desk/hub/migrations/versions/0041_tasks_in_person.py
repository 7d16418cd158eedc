"""Tasks that each does in person"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0041_tasks_in_person"
down_revision = "0040_call_routing"
branch_labels: Any = None
depends_on: Any = None


def upgrade() -> None:
    op.add_column("case_task", sa.Column("in_person", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.create_check_constraint(op.f("ck_case_task_in_person"), "case_task", "person_id IS NOT NULL OR NOT in_person")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_case_task_in_person"), "case_task")
    op.execute("DELETE FROM work_item WHERE kind = 'task_in_person'")
    op.drop_column("case_task", "in_person")
