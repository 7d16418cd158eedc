"""One seat per telephone"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012_one_seat_per_telephone"
down_revision = "0011_sign_in"
branch_labels: Any = None
depends_on: Any = None


def upgrade() -> None:
    # Of two who say that they sit at one telephone, who came last does; the others are at their own.
    op.execute(
        """
        UPDATE agent_state SET extension = NULL WHERE person_id IN (
            SELECT person_id FROM (
                SELECT person_id, row_number() OVER (PARTITION BY extension ORDER BY since_at DESC, person_id) AS place
                FROM agent_state WHERE state <> 'signed_out' AND extension <> ''
            ) seated WHERE place > 1
        )
        """
    )
    op.create_index(
        "uq_agent_state_extension",
        "agent_state",
        ["extension"],
        unique=True,
        postgresql_where=sa.text("state <> 'signed_out' AND extension <> ''"),
    )


def downgrade() -> None:
    op.drop_index("uq_agent_state_extension", table_name="agent_state")
