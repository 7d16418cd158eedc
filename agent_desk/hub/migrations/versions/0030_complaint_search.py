"""Complaints found by words, by who registered them, and open ones by their last day, however many there are"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0030_complaint_search"
down_revision = "0029_kinds"
branch_labels: Any = None
depends_on: Any = None

OPEN = "state IN ('received', 'assigned', 'in_progress', 'awaiting_customer', 'decided')"
# An index is made and kept with no function of ours in the search path: what it calls calls none.
PAIRS = """
CREATE FUNCTION text_pairs({given}) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT substr(lower({typed}), place, 2)), '{{}}')
    FROM generate_series(1, char_length({typed}) - 1) AS place
$$
"""


def upgrade() -> None:
    op.execute(PAIRS.format(given="typed text", typed="typed"))
    three, all_of_it = "a text, b text, c text", r"(a || E'\n' || b || E'\n' || c)"
    op.execute(PAIRS.format(given=three, typed=all_of_it))
    op.create_index(op.f("ix_complaint_opened_by"), "complaint", ["opened_by"])
    op.create_index("ix_complaint_open_due_at", "complaint", ["due_at", "id"], postgresql_where=sa.text(OPEN))
    op.execute("CREATE INDEX ix_complaint_words ON complaint USING gin (text_pairs(number, complainant, narrative))")


def downgrade() -> None:
    for name in ("ix_complaint_words", "ix_complaint_open_due_at", "ix_complaint_opened_by"):
        op.drop_index(name, "complaint")
    op.execute("DROP FUNCTION text_pairs(text, text, text)")
    op.execute("DROP FUNCTION text_pairs(text)")
