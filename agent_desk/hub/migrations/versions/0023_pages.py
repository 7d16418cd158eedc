"""How many answers of the identity check must be right is a setting; what else pages of the administration need"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from agent_desk.hub.migrations.steps import grant

revision = "0023_pages"
down_revision = "0022_queue_measures"
branch_labels: Any = None
depends_on: Any = None

_RULE = """
INSERT INTO setting_value (key, version, value, counts_from, changed_at, told)
SELECT 'customers.identity', 1,
       jsonb_build_object('required', value -> 'required', 'max_wrong', value -> 'max_wrong'),
       TIMESTAMPTZ '1970-01-01 00:00:00+00', changed_at, true
FROM setting WHERE key = 'customers.verification' AND value ? 'required' AND value ? 'max_wrong'
"""


def upgrade() -> None:
    op.execute(_RULE)
    op.add_column(
        "wallboard_token",
        sa.Column("pages", ARRAY(sa.Text()), server_default=sa.text("'{figures,queues,charts}'"), nullable=False),
    )
    op.add_column(
        "wallboard_token", sa.Column("seconds", sa.Integer(), server_default=sa.text("12"), nullable=False)
    )
    op.add_column("wallboard_token", sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False))
    op.add_column("score_form", sa.Column("counts_from", sa.DateTime(timezone=True), nullable=True))
    grant("quality.forms", "system_administrator")


def downgrade() -> None:
    op.drop_column("score_form", "counts_from")
    for column in ("version", "seconds", "pages"):
        op.drop_column("wallboard_token", column)
    op.execute("DELETE FROM setting_value WHERE key = 'customers.identity'")
