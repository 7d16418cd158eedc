"""Customers that people of the centre enter: who did, and a number of their own"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0042_customers_entered"
down_revision = "0041_tasks_in_person"
branch_labels: Any = None
depends_on: Any = None


def upgrade() -> None:
    op.add_column("customer", sa.Column("entered_by", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_customer_entered_by_person"), "customer", "person", ["entered_by"], ["id"])
    op.create_index(op.f("ix_customer_entered_by"), "customer", ["entered_by"])
    # Alike means here: of one name and one day of birth.
    op.create_index("ix_customer_name_born_on", "customer", ["name", "born_on"])
    op.execute("CREATE SEQUENCE customer_entered_number")


def downgrade() -> None:
    op.execute("DROP SEQUENCE customer_entered_number")
    op.drop_index("ix_customer_name_born_on", table_name="customer")
    op.drop_index(op.f("ix_customer_entered_by"), table_name="customer")
    op.drop_constraint(op.f("fk_customer_entered_by_person"), "customer", type_="foreignkey")
    op.drop_column("customer", "entered_by")
