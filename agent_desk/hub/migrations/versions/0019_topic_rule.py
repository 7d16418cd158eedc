"""Whether after-call work of a queue's calls may be finished without a topic"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0019_topic_rule"
down_revision = "0018_lists"
branch_labels: Any = None
depends_on: Any = None


def upgrade() -> None:
    op.add_column("queue", sa.Column("topic_rule", sa.Text(), server_default=sa.text("'asked_once'"), nullable=False))
    op.create_check_constraint(
        op.f("ck_queue_topic_rule"), "queue", "topic_rule IN ('required', 'asked_once', 'free')"
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_queue_topic_rule"), "queue")
    op.drop_column("queue", "topic_rule")
