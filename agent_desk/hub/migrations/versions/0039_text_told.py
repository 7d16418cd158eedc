"""What the text of a complaint tells: complaints of the same matter, what was learnt from texts, and a caller's complaints"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0039_text_told"
down_revision = "0038_satisfaction"
branch_labels: Any = None
depends_on: Any = None


def upgrade() -> None:
    op.create_table(
        "complaint_link",
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("linked_by", sa.Uuid(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("complaint_id < other_id", name=op.f("ck_complaint_link_pair")),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaint.id"],
            name=op.f("fk_complaint_link_complaint_id_complaint"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["complaint.id"], name=op.f("fk_complaint_link_other_id_complaint"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["linked_by"], ["person.id"], name=op.f("fk_complaint_link_linked_by_person")),
        sa.PrimaryKeyConstraint("complaint_id", "other_id", name=op.f("pk_complaint_link")),
    )
    op.create_index(op.f("ix_complaint_link_other_id"), "complaint_link", ["other_id"])
    op.create_table(
        "text_model",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("learnt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("measured", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_model")),
    )
    op.create_index("ix_complaint_caller", "complaint", ["caller"], postgresql_where=sa.text("caller <> ''"))


def downgrade() -> None:
    op.drop_index("ix_complaint_caller", "complaint")
    op.drop_table("text_model")
    op.drop_table("complaint_link")
