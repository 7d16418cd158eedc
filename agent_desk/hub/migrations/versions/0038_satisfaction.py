"""How content complainants are with how their complaint was handled"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0038_satisfaction"
down_revision = "0037_three_axes"
branch_labels: Any = None
depends_on: Any = None


def upgrade() -> None:
    op.add_column("complaint", sa.Column("satisfaction", sa.Text(), nullable=False, server_default=""))
    op.create_check_constraint(
        op.f("ck_complaint_satisfaction"), "complaint", "satisfaction IN ('', 'content', 'fair', 'discontent')"
    )
    op.create_index(
        "ix_complaint_answered",
        "complaint",
        ["received_at"],
        postgresql_where=sa.text("satisfaction IN ('content', 'fair', 'discontent')"),
    )


def downgrade() -> None:
    op.drop_index("ix_complaint_answered", "complaint")
    op.drop_constraint(op.f("ck_complaint_satisfaction"), "complaint", type_="check")
    op.drop_column("complaint", "satisfaction")
