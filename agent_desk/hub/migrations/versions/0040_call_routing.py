"""What the rules about callers did with each call"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0040_call_routing"
down_revision = "0039_text_told"
branch_labels: Any = None
depends_on: Any = None

ANSWERS = "'known', 'nobody', 'several', 'guess', 'not_understood', 'withheld'"


def upgrade() -> None:
    op.create_table(
        "call_routing",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("steps", postgresql.JSONB(), nullable=False),
        sa.Column("queue", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("priority", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'asked'"), nullable=False),
        sa.CheckConstraint(f"answer IN ({ANSWERS})", name=op.f("ck_call_routing_answer")),
        sa.CheckConstraint("state IN ('asked', 'obeyed', 'late')", name=op.f("ck_call_routing_state")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_call_routing_call_id_call"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("call_id", name=op.f("pk_call_routing")),
    )
    op.create_index("ix_call_routing_at", "call_routing", ["at"])


def downgrade() -> None:
    op.drop_table("call_routing")
