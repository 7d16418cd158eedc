"""Cases that belong to a complaint"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0035_complaint_law"
down_revision = "0030_complaint_search"
branch_labels: Any = None
depends_on: Any = None


def upgrade() -> None:
    op.add_column("kind_case", sa.Column("complaint_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_kind_case_complaint_id_complaint"), "kind_case", "complaint", ["complaint_id"], ["id"])
    op.create_index(
        "ix_kind_case_complaint_id",
        "kind_case",
        ["complaint_id"],
        postgresql_where=sa.text("complaint_id IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_column("kind_case", "complaint_id")
