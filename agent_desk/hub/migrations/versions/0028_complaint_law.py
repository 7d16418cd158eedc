"""Where a complaint came from and whom it is about; handlers and leaders register complaints, too"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from agent_desk.hub.migrations.steps import grant

revision = "0028_complaint_law"
down_revision = "0027_list_plans"
branch_labels: Any = None
depends_on: Any = None


def upgrade() -> None:
    for name in ("source_number", "about_department"):
        op.add_column("complaint", sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("complaint", sa.Column("source_on", sa.Date(), nullable=True))
    op.add_column("complaint", sa.Column("about_person_id", sa.Uuid(), nullable=True))
    op.add_column("complaint", sa.Column("about_branch_code", sa.Text(), nullable=True))
    for column, other, key in (("about_person_id", "person", "id"), ("about_branch_code", "branch", "code")):
        op.create_foreign_key(op.f(f"fk_complaint_{column}_{other}"), "complaint", other, [column], [key])
    grant("cases.open", "supervisor", "complaint_handler")


def downgrade() -> None:
    for name in ("about_branch_code", "about_person_id", "source_on", "about_department", "source_number"):
        op.drop_column("complaint", name)
