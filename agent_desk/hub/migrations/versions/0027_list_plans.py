"""Changes of list entries that count from a later day"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0027_list_plans"
down_revision = "0026_queue_hours"
branch_labels: Any = None
depends_on: Any = None


def upgrade() -> None:
    op.create_table(
        "list_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("list", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("counts_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("planned_by", sa.Uuid(), nullable=True),
        sa.Column("fault", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(["planned_by"], ["person.id"], name=op.f("fk_list_plan_planned_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_plan")),
        sa.UniqueConstraint("list", "code", "counts_from", name=op.f("uq_list_plan_list_code_counts_from")),
    )
    op.create_index("ix_list_plan_counts_from", "list_plan", ["counts_from"])


def downgrade() -> None:
    op.drop_table("list_plan")
