"""Teams, branches and a complaint's own lists are edited at the desk: order, whether offered, version"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0018_lists"
down_revision = "0017_case_rounds"
branch_labels: Any = None
depends_on: Any = None

TABLES = {"team": ("position", "active", "version"), "branch": ("position", "active", "version"), "case_term": ("active", "version")}


def _column(name: str) -> sa.Column[Any]:
    if name == "active":
        return sa.Column(name, sa.Boolean(), server_default=sa.text("true"), nullable=False)
    first = "1" if name == "version" else "0"
    return sa.Column(name, sa.Integer(), server_default=sa.text(first), nullable=False)


def upgrade() -> None:
    for table, names in TABLES.items():
        for name in names:
            op.add_column(table, _column(name))


def downgrade() -> None:
    for table, names in TABLES.items():
        for name in names:
            op.drop_column(table, name)
