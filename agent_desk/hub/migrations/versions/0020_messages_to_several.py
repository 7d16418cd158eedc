"""A message of a supervisor may go to several people"""

from typing import Any

from alembic import op

revision = "0020_messages_to_several"
down_revision = "0019_topic_rule"
branch_labels: Any = None
depends_on: Any = None


def upgrade() -> None:
    op.drop_constraint(op.f('ck_floor_message_audience'), 'floor_message', type_='check')
    op.create_check_constraint(
        op.f('ck_floor_message_audience'), 'floor_message', "audience IN ('person', 'people', 'team', 'all')"
    )


def downgrade() -> None:
    op.execute("UPDATE floor_message SET audience = 'all' WHERE audience = 'people'")
    op.drop_constraint(op.f('ck_floor_message_audience'), 'floor_message', type_='check')
    op.create_check_constraint(op.f('ck_floor_message_audience'), 'floor_message', "audience IN ('person', 'team', 'all')")
