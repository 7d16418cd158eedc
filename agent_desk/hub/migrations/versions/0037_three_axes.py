"""Complaints by month, business, cause and channel together"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0037_three_axes"
down_revision = "0036_inbox"
branch_labels: Any = None
depends_on: Any = None

KEYS = ("axes", "month", "one", "two")
NUMBERS = ("received", "counted", "told", "in_time", "extended", "withdrawn", "is_open")


def upgrade() -> None:
    op.add_column("complaint_month", sa.Column("three", sa.Text(), nullable=False, server_default=""))
    op.alter_column("complaint_month", "three", server_default=None)
    _keyed_by(*KEYS, "three")
    sums = ", ".join(f"sum({name})" for name in NUMBERS)
    op.execute(
        f"""
        INSERT INTO complaint_month (axes, month, one, two, three, {", ".join(NUMBERS)})
        SELECT 'business*cause*channel', date_trunc('month', day)::date, business, cause, channel, {sums}
        FROM complaint_day GROUP BY 2, 3, 4, 5
        """
    )


def downgrade() -> None:
    op.execute("DELETE FROM complaint_month WHERE axes = 'business*cause*channel'")
    _keyed_by(*KEYS)
    op.drop_column("complaint_month", "three")


def _keyed_by(*names: str) -> None:
    op.drop_constraint("pk_complaint_month", "complaint_month", type_="primary")
    op.create_primary_key("pk_complaint_month", "complaint_month", list(names))
