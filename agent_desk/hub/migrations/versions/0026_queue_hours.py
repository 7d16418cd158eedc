"""Opening hours of a queue"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0026_queue_hours"
down_revision = "0025_projects"
branch_labels: Any = None
depends_on: Any = None


def upgrade() -> None:
    op.add_column("queue", sa.Column("hours", JSONB(), server_default=sa.text("'[]'"), nullable=False))


def downgrade() -> None:
    op.drop_column("queue", "hours")
