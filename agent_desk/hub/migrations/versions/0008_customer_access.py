"""How often people ask for customers' data"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from agent_desk.hub.migrations.steps import grant

revision = "0008_customer_access"
down_revision = "0007_counters_from_measures"
branch_labels: Any = None
depends_on: Any = None


def upgrade() -> None:
    op.create_table(
        "customer_access",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("window_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_customer_access_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "what", "window_at", name=op.f("pk_customer_access")),
    )
    op.create_index("ix_customer_access_window_at", "customer_access", ["window_at"])
    grant("customers.oversee", "supervisor")


def downgrade() -> None:
    op.drop_table("customer_access")
